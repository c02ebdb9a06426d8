"""What is remembered of what articles were read from."""

from __future__ import annotations

import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.model.article import Original
from reader.model.source import SourceKind
from tests.library.making import FLOOD, an_article

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.model.article import AnalysedArticle

PAGE = zlib.compress(b"<p>Air surut.</p>")


def read_from(article: AnalysedArticle, original: Original) -> AnalysedArticle:
    return replace(article, raw=replace(article.raw, original=original))


def store(library: Library, article: AnalysedArticle) -> int:
    (stored,) = library.store([article], kind=SourceKind.OUTLET)
    return stored.article_id


def test_what_an_article_was_read_from_need_not_be_read_again(library: Library) -> None:
    store(library, read_from(FLOOD, Original(b"satu")))

    assert library.has_read(b"satu", version=FLOOD.version)
    assert not library.has_read(b"satu", version=FLOOD.version + 1)
    assert not library.has_read(b"dua", version=FLOOD.version)


def test_a_file_that_changed_back_is_read_again(library: Library) -> None:
    first = an_article("Isi lama.", at="file:///a.html")
    store(library, read_from(first, Original(b"lama")))
    store(library, read_from(an_article("Isi baru.", at="file:///a.html"), Original(b"baru")))

    assert (library.has_read(b"lama", version=1), library.has_read(b"baru", version=1)) == (False, True)


def test_two_forms_of_a_page_in_one_web_archive_are_both_remembered(library: Library) -> None:
    for body in ("Isi lama.", "Isi baru."):
        original = Original(body.encode(), is_only=False)
        store(library, read_from(an_article(body, at="https://sungaikita.id/1"), original))

    assert library.has_read(b"Isi lama.", version=1)
    assert library.has_read(b"Isi baru.", version=1)


def test_pages_are_kept_with_their_articles_and_go_with_them(library: Library) -> None:
    pages = {}
    for number in range(45):
        article = an_article(f"Isi {number}.", at=f"https://sungaikita.id/{number}", source="Sungaikita")
        pages[
            store(library, read_from(article, Original(bytes([number]), page=PAGE, url="https://x.id/")))
        ] = PAGE

    assert {page.article_id: page.html for page in library.pages.kept()} == pages
    assert library.pages.count() == 45

    (source,) = library.sources()
    library.remove_source(source.id)

    assert list(library.pages.kept()) == []
    assert not library.has_read(b"\x01", version=1)
    assert library.check() == []
