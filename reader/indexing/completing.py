"""The whole text of articles whose feeds give only summaries: which want it, and fetching it."""

from __future__ import annotations

import queue
import re
import threading
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.errors import SourceError
from reader.indexing.awaiting import next_of
from reader.indexing.page_manners import Manner, manners_of
from reader.indexing.pipeline import run
from reader.indexing.progress import Progress, Tally
from reader.indexing.site_rules import rules_in_force
from reader.indexing.visiting import LONGEST
from reader.model.article import WANTED
from reader.model.cancel import Cancelled
from reader.model.report import Failure
from reader.model.source import SourceKind
from reader.paths import site_rules_file
from reader.sources.documents import web_address
from reader.sources.fulltext import with_full_text
from reader.sources.http import Limits, Web
from reader.sources.http_faults import FetchError
from reader.sources.pages import LARGEST_PAGE, full_text
from reader.sources.surprises import surprise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from reader.indexing.fetching import FetchReport
    from reader.library.library import Library
    from reader.model.article import RawArticle, WantedPage
    from reader.model.cancel import Cancellation
    from reader.model.feed import Entry
    from reader.model.following import FeedSettings, FollowedFeed
    from reader.text.site_rules import SiteRules

MOST_PAGES = 400
"""Pages fetched after one refresh, the newest articles first; the others wait for the next."""
_AT_ONCE = 8
_AT_ONE_SERVER = 2
_SUMMARY = 150
"""Words; what a feed gives of an article without saying that it is the content has fewer."""
_CUT_OFF = re.compile(r"(?:…|\.{3}|\[\s*(?:…|\.{3})\s*\])\s*$")
_TOO_OFTEN, _FAULT_OF_SERVER = 429, 500


def is_summary(article: RawArticle) -> bool:
    """Say whether a feed gave only the beginning or a summary of an article."""
    if article.url is None:
        return False
    words = len(article.body.split())
    has_content = article.entry is not None and bool(article.entry.content)
    return (not has_content and words < _SUMMARY) or _CUT_OFF.search(article.body) is not None


def with_known_texts(
    library: Library, articles: Iterable[RawArticle], settings: FeedSettings
) -> Iterator[RawArticle]:
    """Yield the articles of a feed; those that want their pages are marked, others keep their text.

    So the summary in a feed never takes the place of a whole text.
    """
    for article in library.recognised(list(articles)):
        if settings.full_text is False or not (
            is_summary(article) or (settings.full_text and article.url is not None)
        ):
            yield article
            continue
        known = library.id_at(article.locator)
        before = library.entry(known) if known is not None else None
        if known is None or before is None:
            yield replace(article, original=WANTED)
            continue
        is_same = article.entry is not None and _said(before[1]) == _said(article.entry)
        delivered = library.delivered(known) if library.pages.has(known) else None
        whole = with_full_text(article, delivered) if delivered is not None else article
        yield replace(whole, original=None if is_same else WANTED)


def add_full_texts(
    library: Library,
    feeds: Sequence[FollowedFeed],
    report: FetchReport,
    *,
    web: Web | None = None,
    progress: Callable[[Progress], None] | None = None,
    cancellation: Cancellation | None = None,
) -> None:
    """Fetch the pages of articles that want them, store their whole text, and add to the report.

    A page that has no article for us (a paywall, none at all) is not asked for again until the feed
    says that the article changed; one whose server does not answer is asked for after the next refresh, and
    its other pages too.
    """
    wrong: list[Failure] = []
    rules = rules_in_force(site_rules_file(), wrong.append)
    report.warnings += [f"{failure.locator}: {failure.reason}" for failure in wrong]
    wanted = library.pages.wanted(MOST_PAGES)
    manners = manners_of(feeds)
    own = Web(Limits(size=LARGEST_PAGE)) if web is None else web
    try:
        pages = _fetched(wanted, own, rules, manners, cancellation)
        for number, (page, found) in enumerate(pages, start=1):
            _take(library, page, found, report)
            if progress is not None:
                progress(Progress(number, len(wanted), updated=report.completed, stage="fetching pages"))
    except (Cancelled, KeyboardInterrupt):
        report.interrupted = True
    finally:
        if web is None:
            own.close()


def _said(entry: Entry) -> tuple[str | None, ...]:
    """Return what a feed says of an article that tells whether its page has changed."""
    return entry.title, entry.summary, entry.content, entry.updated


def _fetched(
    wanted: Sequence[WantedPage],
    web: Web,
    rules: SiteRules,
    manners: dict[str, Manner],
    cancellation: Cancellation | None,
) -> Iterator[tuple[WantedPage, RawArticle | SourceError]]:
    """Yield what came of each page, in the order in which the servers answer.

    What is under way when ``cancellation`` stops it, or when nothing comes any more, is abandoned; it is
    asked for after the next refresh.
    """
    servers = {_host(page): _Server() for page in wanted}
    waiting = deque(wanted)
    done: queue.SimpleQueue[tuple[WantedPage, RawArticle | SourceError]] = queue.SimpleQueue()

    def work() -> None:
        with suppress(IndexError):  # nothing waits any more
            while page := waiting.popleft():
                manner = manners.get(page.feed, Manner())
                done.put((page, _fetch(page, servers[_host(page)], web, rules, manner)))

    # No pool: before the program can end, that would wait for servers that say nothing.
    for _ in range(min(_AT_ONCE, len(wanted))):
        threading.Thread(target=work, name="fetching pages", daemon=True).start()
    try:
        for _ in wanted:
            found = next_of(done, cancellation, longest=LONGEST * web.limits.whole)
            if found is None:
                return
            yield found
    finally:
        waiting.clear()


@dataclass(frozen=True, slots=True)
class _Server:
    gate: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(_AT_ONE_SERVER))
    is_silent: threading.Event = field(default_factory=threading.Event)
    """Set once it did not answer: each further page would wait as long for nothing."""


def _fetch(
    page: WantedPage, server: _Server, web: Web, rules: SiteRules, manner: Manner
) -> RawArticle | SourceError:
    if web_address(page.url) is None:  # an older version stored what cannot be taken apart
        return SourceError("its address is no web address")
    with server.gate:
        if server.is_silent.is_set():
            return FetchError("not asked for, since its server did not answer for another page")
        try:
            return full_text(
                page.url,
                rules=manner.rules_for(page.url, rules),
                web=web,
                user_agent=manner.user_agent,
                login=manner.login_for(page.url),
            )
        except SourceError as error:
            if isinstance(error, FetchError) and error.status is None:
                server.is_silent.set()
            return error
        except Exception as error:  # noqa: BLE001 - whatever one page does to its reader, the rest is read
            return SourceError(surprise(page.url, error).reason)


def _host(page: WantedPage) -> str:
    try:
        return urlsplit(page.url).netloc
    except ValueError:
        return ""


def _take(library: Library, page: WantedPage, found: RawArticle | SourceError, report: FetchReport) -> None:
    """Store the whole text of an article, or remember that it cannot be had."""
    if isinstance(found, SourceError):
        report.incomplete.append(Failure(page.url, str(found)))
        if not _is_for_now(found):
            library.pages.settle(page.article_id)
        return
    delivered = library.delivered(page.article_id)
    if delivered is not None:
        tally = Tally()
        run(library, [with_full_text(delivered, found)], tally, kind=SourceKind.FEED, is_last=False)
        report.completed += tally.updated
    library.pages.settle(page.article_id)


def _is_for_now(error: SourceError) -> bool:
    """Say whether asking again later may help."""
    if not isinstance(error, FetchError):
        return False
    return error.status is None or error.status == _TOO_OFTEN or error.status >= _FAULT_OF_SERVER
