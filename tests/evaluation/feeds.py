"""How well feeds are read: ``python -m tests.evaluation.feeds FOLDER [--show N] [--mutations N]``.

Reads every feed below a folder and says how many were parsed, refused with a reason, or crashed, and
whether a control character came through. Where an expectation in the manner of gofeed lies beside a feed
(``a.json`` for ``a.xml``, ``a_expected.json`` for ``a.json``), its fields are compared: those of gofeed's
universal feed and of its RSS and Atom feeds. Texts are compared as text, dates as moments, a field only
where one is expected. With ``--mutations`` it then reads N feeds more, made of these by cutting, doubling,
swapping and overwriting pieces: nothing may crash, take long, or let a control character through.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from dataclasses import asdict, dataclass, field, fields, is_dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.errors import SourceError
from reader.sources.feeds.articles import articles_of
from reader.sources.feeds.dates import parse_feed_date
from reader.sources.feeds.reading import read_feed
from reader.sources.feeds.recognising import is_feed
from reader.text.markup import absolute, text_of
from reader.text.sanitize import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model.feed import Entry, Feed

SUFFIXES = frozenset({".xml", ".rss", ".atom", ".rdf", ".json"})


@dataclass(slots=True)
class Report:
    """What became of the files of a folder."""

    parsed: int = 0
    entries: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    crashed: list[str] = field(default_factory=list)
    unclean: list[str] = field(default_factory=list)
    expected: Counter[str] = field(default_factory=Counter)
    agreed: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)
    seconds: float = 0.0


def evaluate(folder: Path) -> Report:
    """Read every feed below a folder, and compare those that have an expectation."""
    report = Report()
    for path in feeds_in(folder):
        evaluate_one(path, report)
    return report


def evaluate_one(path: Path, report: Report) -> None:
    """Read a feed, and compare it with its expectation if it has one."""
    feed = read(str(path), path.read_bytes(), report)
    expectation = _expectation_of(path)
    if feed is not None and expectation is not None:
        _compare(path, feed, json.loads(expectation.read_text(encoding="utf-8")), report)


def feeds_in(folder: Path) -> list[Path]:
    """Return the feeds below a folder, by their names."""
    found = sorted(path for path in folder.rglob("*") if path.suffix.casefold() in SUFFIXES)
    return [path for path in found if path.is_file() and not _is_expectation(path)]


def read(name: str, data: bytes, report: Report) -> Feed | None:
    """Read a feed and count what became of it."""
    started = time.process_time()
    try:
        feed = read_feed(data)
        articles = tuple(articles_of(feed, "file:///feed.xml"))
    except SourceError as error:
        report.refused[f"{error}"[:90]] += 1
        return None
    except Exception as error:  # noqa: BLE001 - counting crashes is what this is for
        report.crashed.append(f"{name}: {type(error).__name__}: {error}")
        return None
    finally:
        report.seconds += time.process_time() - started
    report.parsed += 1
    report.entries += len(feed.entries)
    if any(text != clean(text) for text in texts_of((feed, articles))):
        report.unclean.append(name)
    if len({article.locator for article in articles}) != len(articles):
        report.crashed.append(f"{name}: two entries became one article")
    return feed


def _is_expectation(path: Path) -> bool:
    """Say whether a .json file is what is expected of a feed rather than a feed."""
    if path.suffix != ".json":
        return False
    if path.stem.endswith("_expected"):
        return True
    return any(path.with_suffix(suffix).exists() for suffix in SUFFIXES - {".json"}) or not is_feed(
        path.read_bytes()
    )


def _expectation_of(path: Path) -> Path | None:
    beside = (
        path.with_name(f"{path.stem}_expected.json") if path.suffix == ".json" else path.with_suffix(".json")
    )
    return beside if beside.is_file() else None


def texts_of(thing: object) -> Iterator[str]:
    """Yield every text of a feed or of anything in it, however deep."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, tuple):
        for one in thing:
            yield from texts_of(one)
    elif is_dataclass(thing):
        for each in fields(thing):
            yield from texts_of(getattr(thing, each.name))


def _compare(path: Path, feed: Feed, wanted: dict[str, Any], report: Report) -> None:
    checks = dict(_feed_checks(feed, wanted))
    items = wanted.get("items") or wanted.get("entries") or []
    checks["number of entries"] = (len(items), len(feed.entries), len(items) == len(feed.entries))
    for name, check in checks.items():
        _count(path, f"feed {name}", check, report)
    for item, entry in zip(items, feed.entries, strict=False):
        for name, check in _entry_checks(entry, item, feed.link):
            _count(path, name, check, report)


Check = tuple[object, object, bool]
"""What is expected, what was found, and whether they agree."""


def _count(path: Path, name: str, check: Check, report: Report) -> None:
    report.expected[name] += 1
    if check[2]:
        report.agreed[name] += 1
    else:
        report.differences.append(f"{path.name}: {name}: expected {check[0]!r:.160}, found {check[1]!r:.160}")


def _feed_checks(feed: Feed, wanted: dict[str, Any]) -> Iterator[tuple[str, Check]]:
    for name, key, found in (
        ("title", "title", feed.title),
        ("description", "description", feed.description),
        ("description", "subtitle", feed.description),
        ("language", "language", feed.language),
        ("copyright", "copyright", feed.copyright),
    ):
        yield from _same_text(name, wanted.get(key), found)
    yield from _same_link("link", _link_in(wanted), feed.link)
    yield from _same_link("address", wanted.get("feedLink"), feed.address)
    yield from _same_date("updated", _first(wanted, "updatedParsed", "lastBuildDateParsed"), feed.updated)
    yield from _same_date("published", _first(wanted, "publishedParsed", "pubDateParsed"), feed.published)
    yield from _same_people("authors", wanted, feed)


def _entry_checks(entry: Entry, wanted: dict[str, Any], base: str | None) -> Iterator[tuple[str, Check]]:
    yield from _same_text("title", wanted.get("title"), entry.title)
    yield from _same_text("summary", _first(wanted, "description", "summary"), entry.summary)
    content = wanted.get("content")
    content = content.get("value") if isinstance(content, dict) else content
    yield from _same_text("content", content, entry.content)
    guid = _first(wanted, "guid", "id")
    guid = guid.get("value") if isinstance(guid, dict) else guid
    yield from _same_text("id", guid, entry.id)
    yield from _same_link("link", _link_in(wanted), entry.link, base)
    yield from _same_date("published", _first(wanted, "publishedParsed", "pubDateParsed"), entry.published)
    yield from _same_date("updated", wanted.get("updatedParsed"), entry.updated)
    yield from _same_people("authors", wanted, entry)
    if isinstance(wanted.get("image"), dict):
        yield from _same_link("image", wanted["image"].get("url"), entry.image, base)
    if files := [_file(one) for one in wanted.get("enclosures") or ()]:
        found = [_file(asdict(one)) for one in entry.enclosures]
        yield "enclosures", (files, found, files == found[: len(files)])
    if tags := [_tag(one) for one in wanted.get("categories") or ()]:
        yield "tags", (tags, entry.tags, set(filter(None, tags)) <= set(entry.tags))


def _file(enclosure: dict[str, Any]) -> tuple[str, str, str]:
    return tuple(str(enclosure.get(key) or "") for key in ("url", "type", "length"))  # type: ignore[return-value]


def _tag(category: object) -> str:
    named = category if isinstance(category, dict) else {"value": category}
    return _words(str(named.get("label") or named.get("term") or named.get("value") or ""))


def _first(wanted: dict[str, Any], *keys: str) -> Any:
    return next((wanted[key] for key in keys if wanted.get(key)), None)


def _link_in(wanted: dict[str, Any]) -> str | None:
    if isinstance(wanted.get("link"), str):
        return str(wanted["link"])
    links = [one for one in wanted.get("links") or () if isinstance(one, dict)]
    return next((one.get("href") for one in links if one.get("rel") in {None, "", "alternate"}), None)


def _words(text: str) -> str:
    return " ".join(text_of(text).split())


def _same_text(name: str, wanted: object, found: str | None) -> Iterator[tuple[str, Check]]:
    if isinstance(wanted, str) and wanted.strip():
        plain, written = " ".join(clean(wanted).split()), " ".join((found or "").split())
        # A title is text already: what looks like a tag in it is none.
        agree = _words(wanted) in {_words(found or ""), written} or plain == written
        yield name, (wanted, found, agree)


def _same_link(
    name: str, wanted: object, found: str | None, base: str | None = None
) -> Iterator[tuple[str, Check]]:
    """Compare addresses; a relative one is the same as what it leads to from the feed's page."""
    if isinstance(wanted, str) and wanted.strip():
        yield name, (wanted, found, found in {wanted.strip(), absolute(wanted, base)})


def _same_date(name: str, wanted: object, found: str | None) -> Iterator[tuple[str, Check]]:
    if isinstance(wanted, str) and wanted:
        yield name, (wanted, found, _moment(parse_feed_date(wanted)) == _moment(found))


def _moment(iso: str | None) -> datetime | None:
    if iso is None:
        return None
    moment = datetime.fromisoformat(iso if len(iso) >= 10 else f"{iso}-01-01"[:10])
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def _same_people(name: str, wanted: dict[str, Any], found: Feed | Entry) -> Iterator[tuple[str, Check]]:
    people = wanted.get("authors") or [wanted.get("author") or wanted.get("managingEditor")]
    people = [{"name": one} if isinstance(one, str) else one for one in people if one]
    if not people:
        return
    given = {value for one in found.authors for value in (one.name, one.email) if value}
    for one in found.authors:
        given |= {f"{one.email} ({one.name})", f"{one.name} ({one.email})", f"{one.name} <{one.email}>"}
    named = [_words(str(one.get("name") or one.get("email") or "")) for one in people]
    yield name, (named, sorted(given), {one for one in named if one} <= given)


_MOST_REASONS = 12


def main(arguments: list[str]) -> int:
    """Print the report for a folder; return 1 where something crashed or came out unclean."""
    options = _options(arguments)
    report = evaluate(options.folder)
    print_report(report, options.show)
    if options.mutations:
        from tests.evaluation.feed_mutations import mutated

        changed = mutated(options.folder, options.mutations)
        print(f"\n{options.mutations:,} mutations")
        print_report(changed, options.show)
        report.crashed += changed.crashed
        report.unclean += changed.unclean
    return 1 if report.crashed or report.unclean else 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation.feeds")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", type=int, default=20, metavar="N", help="differences that are listed")
    parser.add_argument("--mutations", type=int, default=0, metavar="N", help="mutated feeds to read too")
    return parser.parse_args(arguments)


def print_report(report: Report, shown: int) -> None:
    """Print what became of the feeds."""
    print(f"parsed   {report.parsed:>6,}  ({report.entries:,} entries, {report.seconds:.2f} s of processor)")
    print(f"refused  {report.refused.total():>6,}")
    for reason, count in report.refused.most_common(_MOST_REASONS):
        print(f"         {count:>6,}  {reason}")
    print(f"crashed  {len(report.crashed):>6,}", *report.crashed, sep="\n         ")
    print(f"with control characters {len(report.unclean)}", *report.unclean, sep="\n         ")
    for name, expected in sorted(report.expected.items()):
        agreed = report.agreed[name]
        print(f"{name:<24} {agreed:>6,} of {expected:>6,}  {agreed / expected:7.1%}")
    if expected := report.expected.total():
        agreed = report.agreed.total()
        print(f"{'all fields':<24} {agreed:>6,} of {expected:>6,}  {agreed / expected:7.1%}")
    print(*report.differences[:shown], sep="\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
