"""Plain text as an article: its title, and what its first lines say about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from reader.text.furniture import find_byline
from reader.text.headline import split_title
from reader.text.paragraphs import paragraphs

_OPENING = 4
_REACH = 2000


@dataclass(frozen=True, slots=True)
class PlainArticle:
    """A plain text read as an article."""

    body: str
    """The text character for character, save the first line where that is the title."""
    title: str | None = None
    byline: str | None = None
    url: str | None = None


def read_plain(text: str, language: str = "und") -> PlainArticle:
    """Return the article in clean text. Lines with a byline or a URL are read and stay in the body."""
    title, body = split_title(text, language)
    return PlainArticle(body, title, find_byline(body, language), _find_url(body))


def _find_url(body: str) -> str | None:
    for line in islice(paragraphs(body[:_REACH]), _OPENING):
        match = re.fullmatch(
            r"(?i:url|link|tautan|source|sumber)?\s?:?\s?(https?://[^\s<>\"]{4,1000})", line.text
        )
        if match is not None:
            return match[1]
    return None
