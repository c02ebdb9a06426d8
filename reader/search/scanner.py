"""A cursor over the text of a query: what stands here, and where it ends."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from reader.search.dates import LONGEST_EXPRESSION, parse_period
from reader.search.tree import Phrase, Word

if TYPE_CHECKING:
    from datetime import date

_SPACES = re.compile(r"\s*")
_FIELD = re.compile(r"([^\W\d_]+):(?!//)")
_NEAR = re.compile(r"near\(", re.IGNORECASE)
_MINUS = re.compile(r"[-\u2212](?=[^\s)])")
_CLOSING = {'"': '"', "\u201c": '\u201d\u201c"', "\u201d": "\u201d", "\u201e": "\u201c\u201d", "«": "»"}
"""Opening quotation marks, with the marks that may close what they open."""

_STOPS = re.compile(r'[\s"()\u201c\u201d\u201e«»]')
_WORDS = re.compile(r"\S+")


def has_letters(text: str) -> bool:
    """Tell whether full-text search would find any word in ``text``.

    Letters, digits and private-use characters make words (the rule of SQLite's unicode61).
    """
    return any(character.isalnum() or unicodedata.category(character)[0] in "LN" for character in text)


class Scanner:
    """Reads one text from left to right; ``position`` counts code points."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0

    @property
    def at_end(self) -> bool:
        """Whether everything has been read."""
        return self.position >= len(self.text)

    @property
    def peek(self) -> str:
        """The character that stands here, empty at the end."""
        return self.text[self.position : self.position + 1]

    def skip_spaces(self) -> None:
        """Step over white space."""
        match = _SPACES.match(self.text, self.position)
        self.position = match.end() if match else self.position

    def sees_operator(self, operator: str) -> bool:
        """Tell whether ``operator`` stands here as a word of its own, in capitals."""
        end = self.position + len(operator)
        if not self.text.startswith(operator, self.position):
            return False
        return end == len(self.text) or self.text[end] in '( )"' or self.text[end].isspace()

    def take_operator(self, operator: str) -> bool:
        """Step over ``operator`` if it stands here."""
        self.skip_spaces()
        is_here = self.sees_operator(operator)
        if is_here:
            self.position += len(operator)
            self.skip_spaces()
        return is_here

    def take_minus(self) -> bool:
        """Step over a minus that has something to exclude, or that ends the text."""
        if self.peek and self.peek in "-\u2212" and self.position + 1 == len(self.text):
            self.position += 1
            return True
        return self._take(_MINUS)

    def take_equals(self) -> bool:
        """Step over the ``=`` of an exact word."""
        if self.peek != "=":
            return False
        self.position += 1
        return True

    def take_near(self) -> bool:
        """Step over ``near(``."""
        return self._take(_NEAR)

    def take_field(self) -> str | None:
        """Step over ``name:`` and return the name.

        A colon with nothing attached ends a word ("Breaking: quake") unless the name is a field.
        """
        from reader.search.fields import FIELDS

        match = _FIELD.match(self.text, self.position)
        if match is None:
            return None
        following = self.text[match.end() : match.end() + 1]
        if match[1].lower() not in FIELDS and (not following or following.isspace()):
            return None
        self.position = match.end()
        return match[1]

    def sees_quote(self) -> bool:
        """Tell whether a quotation mark opens here."""
        return self.peek != "" and self.peek in _CLOSING

    def take_phrase(self) -> tuple[Phrase, bool]:
        """Read a quoted phrase; also say whether it was closed."""
        start = self.position
        closing = _CLOSING[self.peek]
        end = next((at for at in range(start + 1, len(self.text)) if self.text[at] in closing), -1)
        is_closed = end >= 0
        self.position = end + 1 if is_closed else len(self.text)
        inner = self.text[start + 1 : end if is_closed else len(self.text)]
        return Phrase(inner, start, self.position), is_closed

    def take_word(self, stops: str = "") -> Word:
        """Read up to a space, bracket or quotation mark (or one of ``stops``); at least one character."""
        start = self.position
        end = start + 1 if start < len(self.text) else start
        while end < len(self.text) and not _STOPS.match(self.text, end) and self.text[end] not in stops:
            end += 1
        self.position = end
        typed = self.text[start:end]
        return Word(typed.rstrip("*"), start, end, prefix=typed.endswith("*"))

    def take_date(self, *, today: date) -> Word:
        """Read as many words as make a date together; one word when none do."""
        start = self.position
        best = self.take_word().end
        ends = [match.end() for match in _next_words(self.text, start, LONGEST_EXPRESSION)]
        for end in ends:
            if parse_period(self.text[start:end].rstrip(")"), today=today):
                best = start + len(self.text[start:end].rstrip(")"))
        self.position = max(best, start + 1)
        return Word(self.text[start : self.position], start, self.position)

    def take_until(self, stop: str) -> str:
        """Read up to ``stop``, or to the end."""
        end = self.text.find(stop, self.position)
        start, self.position = self.position, len(self.text) if end < 0 else end
        return self.text[start : self.position]

    def _take(self, pattern: re.Pattern[str]) -> bool:
        match = pattern.match(self.text, self.position)
        if match is None:
            return False
        self.position = match.end()
        return True


def _next_words(text: str, start: int, count: int) -> list[re.Match[str]]:
    words = []
    for match in _WORDS.finditer(text, start):
        words.append(match)
        if len(words) == count:
            break
    return words
