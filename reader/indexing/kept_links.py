"""Pages whose address is in the library already: a link that was kept, or the page at an earlier time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.model.article import RawArticle
from reader.text.tags import clean_tags

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.library.library import Library
    from reader.model.report import AlreadyRead, Failure


def with_kept_facts(
    library: Library, items: Iterable[RawArticle | Failure | AlreadyRead]
) -> Iterator[RawArticle | Failure | AlreadyRead]:
    """Yield items, fetched pages with what an export said of them: tags are never lost, dates filled in."""
    for item in items:
        is_fetched = isinstance(item, RawArticle) and item.original is not None and bool(item.original.url)
        known = library.id_at(item.locator) if is_fetched else None
        delivered = library.delivered(known) if known is not None else None
        if delivered is None or not isinstance(item, RawArticle):
            yield item
        else:
            tags = clean_tags((*delivered.tags, *item.tags))
            yield replace(item, tags=tags, published=item.published or delivered.published)
