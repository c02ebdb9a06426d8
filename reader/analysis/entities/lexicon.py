"""Lists of known names, and classes of words, that the tagger and the resolver consult."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Phrase: TypeAlias = tuple[str, ...]


class Lexicon:
    """Known phrases by kind, and word classes, all in lower case."""

    LONGEST = 8
    """Tokens of the longest phrase that is looked for."""

    REMEMBERED = 1000
    """Sentences whose marks are kept: both models ask for those of the same article."""

    def __init__(
        self, phrases: Iterable[tuple[str, Phrase]] = (), classes: Mapping[str, str] | None = None
    ) -> None:
        """Take ``(kind, words)`` pairs and the codes of the classes of single words, spaces between them."""
        self._classes = classes or {}
        self._kinds: dict[Phrase, tuple[str, ...]] = {}
        self._longest: dict[str, int] = {}
        self._matched: dict[tuple[str, ...], list[list[str]]] = {}
        for kind, phrase in phrases:
            if not 0 < len(phrase) <= self.LONGEST:
                continue
            kinds = self._kinds.get(phrase, ())
            if kind not in kinds:
                self._kinds[phrase] = (*kinds, kind)
            self._longest[phrase[0]] = max(len(phrase), self._longest.get(phrase[0], 0))

    def classes_of(self, word: str) -> list[str]:
        """Return the codes of the classes that ``word`` belongs to."""
        return self._classes.get(word.lower(), "").split()

    def kinds_of(self, words: Sequence[str]) -> tuple[str, ...]:
        """Return the kinds under which exactly these words are listed."""
        return self._kinds.get(tuple(word.lower() for word in words), ())

    def match(self, words: Sequence[str]) -> list[list[str]]:
        """Return for each word the marks of the longest listed phrases it stands in; do not change them.

        A mark is ``gB`` and the kind at the first word of a phrase and ``gI`` after it, with an
        ``l`` behind where the first word has no capital.
        """
        key = tuple(words)
        marks = self._matched.get(key)
        if marks is None:
            if len(self._matched) >= self.REMEMBERED:
                self._matched.clear()
            marks = self._matched[key] = self._match(words)
        return marks

    def _match(self, words: Sequence[str]) -> list[list[str]]:
        lowered = [word.lower() for word in words]
        marks: list[list[str]] = [[] for _ in words]
        covered: dict[str, int] = {}
        for begin, first in enumerate(lowered):
            longest = self._longest.get(first)
            if longest is None:
                continue
            for size in range(min(longest, len(words) - begin), 0, -1):
                kinds = self._kinds.get(tuple(lowered[begin : begin + size]))
                if kinds is None:
                    continue
                case = "l" if words[begin].islower() else ""
                for kind in kinds:
                    if covered.get(kind, 0) >= begin + size:
                        continue
                    covered[kind] = begin + size
                    marks[begin].append(f"gB{kind}{case}")
                    for inside in range(begin + 1, begin + size):
                        marks[inside].append(f"gI{kind}{case}")
        return marks
