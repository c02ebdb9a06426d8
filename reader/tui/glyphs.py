"""The signs that carry state, in Unicode and in plain ASCII."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.dom import DOMNode


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One set of signs; every sign is one cell wide."""

    unread: str
    starred: str
    quotes: str
    problem: str
    cursor: str
    """Stands left of the row under the cursor."""
    cut: str
    """Ends a text that did not fit."""
    path: str
    """Separates the steps of a place: ``News ▸ Starred``."""
    rule: str
    pillar: str
    """The upright rule between panes."""
    separator: str
    """Between facts on one line."""
    menu: str
    """Says that a value can be changed."""
    opening: str
    closing: str
    minus: str
    bars: str
    """Eight heights for small charts, lowest first."""


UNICODE = Glyphs("●", "★", "❝", "!", "▌", "…", "▸", "─", "│", "·", "▾", "“", "”", "−", "▁▂▃▄▅▆▇█")
ASCII = Glyphs("o", "*", '"', "!", "|", "~", ">", "-", "|", "-", "v", '"', '"', "-", "_.-:=+*#")


def glyphs_of(node: DOMNode) -> Glyphs:
    """Return the set the running app uses; Unicode in an app that did not choose."""
    glyphs = getattr(node.app, "glyphs", UNICODE)
    return glyphs if isinstance(glyphs, Glyphs) else UNICODE
