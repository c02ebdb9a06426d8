"""Words and marks of a body, with their places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


NONE = -1
"""No index."""
POSSESSIVES = frozenset(["'s", "’s"])
"""The mark of an owner, a token of its own."""


class Token(NamedTuple):
    """A word, number or single mark; offsets count code points of the body."""

    start: int
    end: int
    text: str
    lower: str

    @property
    def is_word(self) -> bool:
        """Whether it begins with a letter or digit."""
        return self.text[0].isalnum()

    @property
    def is_capitalised(self) -> bool:
        """Whether its first character is an upper-case letter."""
        return self.text[0].isupper()


# Each alternative consumes at least one character and none can match the same text in two ways,
# so the scan is linear. "'s" is split off; "Ma'ruf", "PDI-P", "Gawker.com", "U.S" stay whole.
_TOKEN = re.compile(
    r"\d+(?:[.,:/]\d+)*(?:-(?:\d+(?:[.,:/]\d+)*|[^\W\d_][^\W_]*))*"
    r"|[^\W\d_][^\W_]*(?:(?!['’]s(?![^\W_]))['’\-&/][^\W_]+|\.(?=[a-z\d])[^\W_]+|(?<![^\W_][^\W_])\.(?=[A-Z](?![a-z]{3}))[^\W_]+)*"
    r"|@[^\W_][\w.]*"
    r"|['’]s(?![^\W_])"
    r"|''|``|--+|\.\.\.+"
    r"|[^\s*_]"
)


def tokenize(body: str, start: int, end: int) -> Iterator[Token]:
    """Yield the tokens of ``body[start:end]`` in order; leftover emphasis marks (* and _) are none."""
    for match in _TOKEN.finditer(body, start, end):
        text = match.group()
        yield Token(match.start(), match.end(), text, text.lower())
