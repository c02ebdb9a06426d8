"""Following feeds by the address of a feed or of a site, and lists of them from other readers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import SourceError
from reader.indexing.feed_settings import folder_path
from reader.indexing.visiting import secret_name
from reader.secrets import keep_secret
from reader.sources.addresses import normalised
from reader.sources.feeds.finding import find_feed
from reader.sources.http_messages import Request
from reader.text.sanitize import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.library import Library
    from reader.model.following import FollowedFeed
    from reader.model.ids import FeedId
    from reader.sources.addresses import Login
    from reader.sources.http import Web
    from reader.sources.opml import Outline


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of a wish to follow something."""

    feed: FeedId
    address: str
    title: str | None
    is_new: bool
    others: tuple[str, ...] = ()
    """Further feeds of the same site."""


def follow(
    library: Library, written: str, web: Web, *, name: str | None = None, folder: str | None = None
) -> Followed:
    """Follow the feed at an address, or the one of the site there; its entries come with the next refresh.

    A path of this machine is one of a file. Raise SourceError where there is no feed.
    """
    address, login = address_of(written)
    try:
        found = find_feed(web, Request(address, login=login))
    except SourceError as error:
        raise SourceError(f"{address}: {error}") from error
    name = None if name is None else visible(name) or None
    folder = None if folder is None else folder_path(folder)
    feed, is_new = library.feeds.follow(found.address, name=name, folder=folder)
    if login is not None:
        keep_login(library, feed, login)
    if is_new and name is None and found.feed.title:
        library.feeds.change(feed, title=found.feed.title)
    return Followed(feed, found.address, found.feed.title, is_new, found.others)


def address_of(written: str) -> tuple[str, Login | None]:
    """Return the address that somebody wrote, with its login; a file that exists is meant as a file."""
    path = Path(written).expanduser()
    if "://" not in written and ("/" in written or path.suffix) and path.is_file():
        return path.resolve().as_uri(), None
    return normalised(written)


def keep_login(library: Library, feed: FeedId, login: Login) -> None:
    """Keep the name in the library and the password outside it."""
    key = next(followed.key for followed in library.feeds.all() if followed.id == feed)
    library.feeds.change(feed, user=login.user)
    keep_secret(secret_name(key, login.user), login.password)


def follow_outlines(library: Library, outlines: Sequence[Outline]) -> tuple[int, list[str]]:
    """Follow the feeds of a list without visiting any; return how many are new, and what was wrong."""
    added, problems = 0, []
    for outline in outlines:
        try:
            address, login = normalised(outline.address)
        except SourceError as error:
            problems.append(str(error))
            continue
        if address.startswith("file:"):
            problems.append(f"{address}: files are followed only when you ask for them one by one")
            continue
        feed, is_new = library.feeds.follow(address, folder=outline.folder)
        added += is_new
        changes = {"title": outline.title} if is_new and outline.title else {}
        library.feeds.change(feed, **changes)
        if login is not None:
            keep_login(library, feed, login)
    return added, problems


def feed_called(feeds: Sequence[FollowedFeed], written: str) -> FollowedFeed:
    """Return the feed meant by a number, an address or a name; raise SourceError for none or several."""
    wanted = written.strip()
    for matches in (
        [feed for feed in feeds if wanted in {str(feed.id), feed.address, feed.key}],
        [feed for feed in feeds if wanted.casefold() == feed.name.casefold()],
        [feed for feed in feeds if wanted.casefold() in f"{feed.name} {feed.address}".casefold()],
    ):
        if len(matches) == 1:
            return matches[0]
        if matches:
            named = ", ".join(f"{feed.id} {feed.name}" for feed in matches[:5])
            raise SourceError(f"{written}: several feeds are meant ({named}); take the number")
    raise SourceError(f"{written}: no such feed is followed; 'newsreader feeds' lists them")
