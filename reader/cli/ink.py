"""Colour and weight on stdout: only where a terminal shows them and the person did not refuse."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence


def has_colour() -> bool:
    """Whether stdout may be styled: a terminal that is not dumb, and no ``NO_COLOR``."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def strong(text: str) -> str:
    """Make a text stand out."""
    return click.style(text, bold=True) if has_colour() else text


def faint(text: str) -> str:
    """Let a text step back."""
    return click.style(text, dim=True) if has_colour() else text


def marked(text: str, hits: Sequence[tuple[int, int]]) -> str:
    """Mark ranges of a text: bold in colour, in brackets without."""
    pieces = []
    at = 0
    for start, end in hits:
        hit = text[start:end]
        pieces += [text[at:start], strong(hit) if has_colour() else f"[{hit}]"]
        at = end
    return "".join([*pieces, text[at:]])
