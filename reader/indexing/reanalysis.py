"""Analysing again what an older version of the program analysed."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from reader.model.article import RawArticle
from reader.model.source import SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.library.library import Library
    from reader.model.article import Article

BATCH = 200


def stale_articles(library: Library, version: int) -> Iterator[tuple[SourceKind, list[RawArticle]]]:
    """Yield the articles analysed by an older version, in batches of one kind of source.

    They come as their source delivered them, as far as the library knows. Storing one takes it out
    of what is stale, so that a run that was stopped goes on where it was.
    """
    kinds = {source.id: source.kind for source in library.sources()}
    ids = iter(library.stale(version))
    while batch := list(islice(ids, BATCH)):
        articles = [article for id_ in batch if (article := library.article(id_)) is not None]
        by_kind: dict[SourceKind, list[RawArticle]] = {}
        for article in articles:
            kind = kinds.get(article.source_id, SourceKind.OUTLET)
            by_kind.setdefault(kind, []).append(_as_delivered(article))
        yield from by_kind.items()


def _as_delivered(article: Article) -> RawArticle:
    known = article.analysis
    return RawArticle(
        locator=article.locator,
        body=known.body,
        title=known.title,
        source=known.source,
        url=article.url,
        byline=article.byline,
        published=known.published,
        language=known.language if known.language != "und" else None,
    )
