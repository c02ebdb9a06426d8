"""Where articles come from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.model.ids import SavedSearchId, SourceId


class SourceKind(StrEnum):
    """What a source is."""

    OUTLET = "outlet"
    """A newspaper, agency or site, named by the article itself."""
    FOLDER = "folder"
    FEED = "feed"
    SAMPLES = "samples"


@dataclass(frozen=True, slots=True)
class Source:
    """A source with the counters of its articles."""

    id: SourceId
    name: str
    kind: SourceKind
    articles: int
    unread: int


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search kept as a row of the sources pane."""

    id: SavedSearchId
    name: str
    query: str


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts over the whole library."""

    articles: int
    unread: int
    starred: int
    sources: int
