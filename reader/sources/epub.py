"""Books (EPUB): each chapter is an article, in the order of reading."""

from __future__ import annotations

from dataclasses import dataclass
from posixpath import dirname, join, normpath
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import unquote, urldefrag

from reader.errors import SourceError
from reader.model.article import RawArticle
from reader.model.report import Failure
from reader.sources.archives import members_of, open_zip
from reader.sources.documents import web_address
from reader.sources.limits import LARGEST_DOCUMENT, read_limited, too_large
from reader.sources.surprises import surprise
from reader.text.decode import declared_charset, decode
from reader.text.elements import all_paragraphs, parse_page, without_title
from reader.text.published import parse_published
from reader.text.sanitize import visible
from reader.text.tags import clean_tags

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.sources.archives import Budget, Member
    from reader.sources.place import Place

_MOST_CHAPTERS = 10_000
_CONTAINER = "META-INF/container.xml"
_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")


@dataclass(frozen=True, slots=True)
class _Book:
    """What the package document says (EPUB 3.3, section 5)."""

    title: str | None
    byline: str | None
    published: str | None
    language: str | None
    url: str | None
    tags: tuple[str, ...]
    chapters: tuple[str, ...]
    """Names in the archive, in the order of the spine."""
    contents: tuple[str, ...]
    """Names of the tables of contents."""


def read_epub(stream: IO[bytes], place: Place, budget: Budget) -> Iterator[RawArticle | Failure]:
    """Yield the article, or the reason there is none, of each chapter that has text.

    The book is their source. Raise SourceError where it is no book, or one that is encrypted.
    """
    with open_zip(stream) as archive:
        yield from _read_chapters({member.name: member for member in members_of(archive, budget)}, place)


def _read_chapters(members: dict[str, Member], place: Place) -> Iterator[RawArticle | Failure]:
    book = _read_book(members)
    titles = _titles(members, book)
    found = False
    for name in book.chapters:
        try:
            article = _read_chapter(members, name, place.member(name).locator, book, titles)
        except SourceError as error:
            yield Failure(place.member(name).name, str(error))
        except Exception as error:  # noqa: BLE001 - whatever one chapter does to its reader, the rest is read
            yield surprise(place.member(name).name, error)
        else:
            found = found or article is not None
            if article is not None:
                yield article
    if not found:
        raise SourceError("there are no chapters with text in this book")


def _read_chapter(
    members: dict[str, Member], name: str, locator: str, book: _Book, titles: dict[str, str]
) -> RawArticle | None:
    """Return a chapter, None where it has nothing but pictures."""
    page = decode(data := _bytes(members, name), declared=declared_charset(data))
    if not page.text.strip():
        return None
    tree = parse_page(page.text)
    heading = next((visible("".join(each.itertext())) for each in tree.iter("h1", "h2", "h3")), "")
    title = titles.get(name) or heading or visible(tree.findtext(".//title") or "") or None
    paragraphs = without_title(without_title(all_paragraphs(tree), title), heading)
    if not paragraphs:
        return None
    return RawArticle(
        locator=locator,
        body="\n\n".join(paragraphs),
        title=title,
        source=book.title,
        url=book.url,
        byline=book.byline,
        published=book.published,
        language=book.language,
        tags=book.tags,
        warning=page.warning,
    )


def _read_book(members: dict[str, Member]) -> _Book:
    if "META-INF/encryption.xml" in members and "META-INF/rights.xml" in members:
        raise SourceError("the book is encrypted")
    container = _xml(members, _CONTAINER)
    package = next((str(each.get("full-path")) for each in _all(container, "rootfile")), "")
    tree = _xml(members, package)
    items = {each.get("id"): each for each in _all(tree, "item")}
    spine = [items[each.get("idref")] for each in _all(tree, "itemref") if each.get("idref") in items]
    folder = dirname(package)
    is_contents = [each for each in items.values() if _is_contents(each)]
    chapters = [each for each in spine if each.get("media-type") in _PAGES and each not in is_contents]
    if len(chapters) > _MOST_CHAPTERS:
        raise SourceError(f"the book has {len(chapters):,} chapters; at most {_MOST_CHAPTERS:,} are read")
    language = visible(next(_texts(tree, "language"), ""))
    identifiers = (*_texts(tree, "source"), *_texts(tree, "identifier"))
    return _Book(
        title=next(_texts(tree, "title"), None),
        byline=", ".join(_texts(tree, "creator")) or None,
        published=next(filter(None, map(parse_published, _texts(tree, "date"))), None),
        language=language.casefold()[:2] or None,
        url=next(filter(None, map(web_address, identifiers)), None),
        tags=clean_tags(_texts(tree, "subject")),
        chapters=tuple(dict.fromkeys(_target(folder, each.get("href")) for each in chapters)),
        contents=tuple(_target(folder, each.get("href")) for each in is_contents),
    )


def _is_contents(item: Any) -> bool:
    return (
        "nav" in (item.get("properties") or "").split()
        or item.get("media-type") == "application/x-dtbncx+xml"
    )


def _titles(members: dict[str, Member], book: _Book) -> dict[str, str]:
    """Return the titles of chapters by the tables of contents, which may be missing or broken."""
    titles: dict[str, str] = {}
    for name in book.contents:
        try:
            tree = _xml(members, name)
        except SourceError:
            continue
        points = [(each.get("href"), "".join(each.itertext())) for each in _all(tree, "a")]
        for point in _all(tree, "navPoint"):
            target = next((each.get("src") for each in _all(point, "content")), None)
            points.append((target, next((each.text or "" for each in _all(point, "text")), "")))
        for target, text in points:
            if target and visible(text):
                titles.setdefault(_target(dirname(name), target), visible(text))
    return titles


def _target(folder: str, link: str | None) -> str:
    """Return the name in the archive that a link leads to; nothing outside the archive has a name in it."""
    return normpath(join(folder, unquote(urldefrag(link or "")[0])))


def _bytes(members: dict[str, Member], name: str) -> bytes:
    member = members.get(name)
    if member is None:
        raise SourceError(f"{visible(name)[:100] or 'the package document'} is missing in the book")
    if member.problem is not None:
        raise SourceError(member.problem)
    if member.size > LARGEST_DOCUMENT:
        raise SourceError(too_large(member.size))
    with member.open() as stream:
        return read_limited(stream)


def _xml(members: dict[str, Member], name: str) -> Any:
    """Parse XML without entities, DTDs or network; raise SourceError for what is none."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        tree = etree.fromstring(_bytes(members, name), parser)
    except (etree.LxmlError, ValueError) as error:
        raise SourceError(f"{visible(name)[:100]} in the book is no XML") from error
    if tree is None:
        raise SourceError(f"{visible(name)[:100]} in the book is no XML")
    return tree


def _all(tree: Any, name: str) -> Iterator[Any]:
    """Yield the elements of a local name, whatever their namespace."""
    yield from tree.iter(f"{{*}}{name}")


def _texts(tree: Any, name: str) -> Iterator[str]:
    for element in _all(tree, name):
        if text := visible("".join(element.itertext())[:2000]):
            yield text
