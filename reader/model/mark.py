"""What a reader does to articles: marks that can be set, and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class MarkKind(StrEnum):
    """Kinds of marks, each with its opposite."""

    READ = "read"
    UNREAD = "unread"
    STAR = "star"
    UNSTAR = "unstar"
    TAG = "tag"
    UNTAG = "untag"


_OPPOSITES = {
    MarkKind.READ: MarkKind.UNREAD,
    MarkKind.STAR: MarkKind.UNSTAR,
    MarkKind.TAG: MarkKind.UNTAG,
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One change to make on some articles."""

    kind: MarkKind
    tag: str | None = None
    """The tag to give or take; None for the other kinds."""

    @property
    def opposite(self) -> Mark:
        """The mark that takes this one back."""
        known = {**_OPPOSITES, **{other: kind for kind, other in _OPPOSITES.items()}}
        return Mark(known[self.kind], self.tag)
