"""The whole text of an article of which its source delivered only a part."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.text.tags import clean_tags

if TYPE_CHECKING:
    from reader.model.article import RawArticle


def with_full_text(delivered: RawArticle, page: RawArticle) -> RawArticle:
    """Return what a feed or an export delivered, with the text of the page and what only the page states.

    What the source says of the article (title, byline, date) goes before what its page says.
    """
    return replace(
        delivered,
        body=page.body,
        title=delivered.title or page.title,
        source=delivered.source or page.source,
        url=delivered.url or page.url,
        byline=delivered.byline or page.byline,
        published=delivered.published or page.published,
        language=delivered.language or page.language,
        tags=clean_tags((*delivered.tags, *page.tags)),
        warning=page.warning or delivered.warning,
        original=page.original,
    )
