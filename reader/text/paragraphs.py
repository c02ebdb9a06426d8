"""Where the paragraphs of a body are."""

from __future__ import annotations

import re

from reader.model.span import Span

_LINE = re.compile(r"\S(?:[^\n]*\S)?")


def paragraphs(body: str) -> tuple[Span, ...]:
    """Return the paragraphs in text order, without the white space around them.

    A paragraph is a run of text between newlines, be it one newline or a blank line:
    saved articles do both. Lines of nothing but white space are no paragraphs.
    """
    return tuple(Span(match.start(), match.end(), match.group()) for match in _LINE.finditer(body))
