"""Reading articles again from the pages that were kept, by today's rules."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.errors import NewsreaderError
from reader.model.report import Failure
from reader.sources.documents import read_page
from reader.sources.fulltext import with_full_text
from reader.sources.originals import markup_of
from reader.text.decode import Decoded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.library.library import Library
    from reader.model.article import KeptPage, RawArticle
    from reader.text.site_rules import SiteRules


def reextracted(library: Library, rules: SiteRules) -> Iterator[RawArticle | Failure]:
    """Yield each article with a kept page as it is read from that page now.

    What comes out the same is unchanged for the library; another text becomes a revision.
    """
    for page in library.pages.kept():
        delivered = library.delivered(page.article_id)
        if delivered is None:
            continue
        try:
            yield _read_again(delivered, page, rules)
        except NewsreaderError as error:
            yield Failure(delivered.url or delivered.locator, str(error))


def _read_again(delivered: RawArticle, page: KeptPage, rules: SiteRules) -> RawArticle:
    markup = markup_of(page.html)
    article = read_page(Decoded(markup, "utf-8"), delivered.locator, url=page.url, rules=rules, whole=True)
    if delivered.entry is not None:
        return with_full_text(delivered, article)
    return replace(article, url=delivered.url or article.url)
