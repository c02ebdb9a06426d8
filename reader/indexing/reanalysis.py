"""Analysing again what an older version of the program analysed."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from reader.model.source import SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.library.library import Library
    from reader.model.article import RawArticle

BATCH = 200


def stale_articles(library: Library, version: int) -> Iterator[tuple[SourceKind, list[RawArticle]]]:
    """Yield the articles analysed by an older version, in batches of one kind of source.

    They come as their source delivered them. Storing one takes it out of what is stale, so that a
    run that was stopped goes on where it was.
    """
    kinds = {source.id: source.kind for source in library.sources()}
    ids = iter(library.stale(version))
    while batch := list(islice(ids, BATCH)):
        by_kind: dict[SourceKind, list[RawArticle]] = {}
        for article in filter(None, map(library.article, batch)):
            raw = library.delivered(article.id)
            if raw is not None:
                by_kind.setdefault(kinds.get(article.source_id, SourceKind.OUTLET), []).append(raw)
        yield from by_kind.items()
