"""Articles in files and folders of this machine, and on standard input."""

from __future__ import annotations

import io
import os
import stat
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from reader.errors import SourceError
from reader.model.article import RawArticle
from reader.model.report import AlreadyRead, Failure
from reader.sources.addresses import is_web_address
from reader.sources.archives import Budget
from reader.sources.kinds import ARCHIVES, COLLECTIONS, SUFFIXES, Kind, kind_by_content, kind_by_name
from reader.sources.limits import LARGEST_DOCUMENT, read_limited, too_large
from reader.sources.maildir import PARTS, is_maildir, state_of, unique_name
from reader.sources.place import Place
from reader.sources.selection import Selection, page_folder_of
from reader.sources.streams import read_stream, reason_of
from reader.text.sanitize import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from reader.text.site_rules import SiteRules

STDIN = "-"


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that is to be read."""

    path: Path
    size: int
    kind: Kind | None
    """None where the name does not tell; then the content does."""
    maildir: Path | None = None
    """The Maildir that the file is a mail of."""


def read_paths(
    paths: Iterable[str | Path],
    *,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    rules: SiteRules | None = None,
    has_read: Callable[[bytes], bool] | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[RawArticle | Failure | AlreadyRead]:
    """Yield the articles in files, folders, archives and web pages, and a Failure for each fault.

    ``include`` and ``exclude`` are globs for the files in folders and archives; ``rules`` say where the
    article stands in pages of single sites; ``has_read`` says, by a digest, what need not be read again;
    ``stdin`` is read for the path ``-``, once. A document is
    held in memory only while it is being read.
    """
    selection = Selection(tuple(include), tuple(exclude), rules, has_read)
    for path in paths:
        if str(path) == STDIN:
            if stdin is not None:
                yield from _read_stdin(stdin, selection)
                stdin = None
            continue
        if is_web_address(str(path)):
            from reader.sources.pages import read_web_page

            yield read_web_page(str(path), rules=rules)
            continue
        for found in find_files([path], selection):
            yield from [found] if isinstance(found, Failure) else _read_file(found, selection)


def find_files(paths: Iterable[str | Path], selection: Selection) -> Iterator[FoundFile | Failure]:
    """Yield the files to read, those of a folder in order of their names, without opening any."""
    for given in paths:
        path = Path(given)
        try:
            status = path.stat()
        except OSError as error:
            yield Failure(visible(str(path)), reason_of(error))
            continue
        except ValueError:
            yield Failure(visible(str(path)), "this cannot be the name of a file")
            continue
        if stat.S_ISDIR(status.st_mode):
            yield from _find_in_folder(path, selection)
        else:
            yield _found(path, status)


def _found(path: Path, status: os.stat_result) -> FoundFile | Failure:
    if not stat.S_ISREG(status.st_mode):
        return Failure(visible(str(path)), "it is no ordinary file but a pipe, socket or device")
    kind = kind_by_name(path.name)
    may_be_large = kind in COLLECTIONS or kind in ARCHIVES
    if status.st_size > LARGEST_DOCUMENT and not may_be_large:
        return Failure(visible(str(path)), too_large(status.st_size))
    return FoundFile(path, status.st_size, kind)


def _find_in_folder(folder: Path, selection: Selection) -> Iterator[FoundFile | Failure]:
    """Yield the wanted files below a folder; a folder is entered once, whatever links lead to it."""
    entered: set[tuple[int, int]] = set()
    waiting = [folder]
    found_any = False
    while waiting:
        current = waiting.pop()
        try:
            status = current.stat()
            if (status.st_dev, status.st_ino) in entered:
                continue
            entered.add((status.st_dev, status.st_ino))
            with os.scandir(current) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            found_any = True
            yield Failure(visible(str(current)), reason_of(error))
            continue
        if is_maildir({entry.name for entry in entries if entry.is_dir()}):
            listed = _find_mails(current)
        else:
            listed = _sort(entries, folder, selection, waiting)
        for found in listed:
            found_any = True
            yield found
    if not found_any:
        yield Failure(visible(str(folder)), f"there are no articles in this folder ({SUFFIXES})")


def _sort(
    entries: Sequence[os.DirEntry[str]], folder: Path, selection: Selection, waiting: list[Path]
) -> Iterator[FoundFile | Failure]:
    """Yield the wanted files among the entries of a folder; put its folders among those waiting."""
    folders = []
    names = frozenset(entry.name for entry in entries)
    for entry in entries:
        path = Path(entry.path)
        relative = path.relative_to(folder).as_posix()
        try:
            if entry.is_dir():
                is_left_out = selection.leaves_out(relative) or page_folder_of(entry.name, names)
                if not entry.name.startswith(".") and not is_left_out:
                    folders.append(path)
            elif selection.wants(relative):
                yield _found(path, entry.stat())
        except OSError as error:
            yield Failure(visible(str(path)), reason_of(error))
    waiting.extend(reversed(folders))


def _find_mails(maildir: Path) -> Iterator[FoundFile | Failure]:
    """Yield the mails of a Maildir; a mail program may move them, or take them away, meanwhile."""
    for part in PARTS:
        try:
            paths = sorted((maildir / part).iterdir())
        except OSError as error:
            yield Failure(visible(str(maildir / part)), reason_of(error))
            continue
        for path in paths:
            try:
                found = _found(path, path.stat())
            except OSError as error:
                yield Failure(visible(str(path)), reason_of(error))
                continue
            yield replace(found, kind=Kind.MAIL, maildir=maildir) if isinstance(found, FoundFile) else found


def _read_file(found: FoundFile, selection: Selection) -> Iterator[RawArticle | Failure | AlreadyRead]:
    if found.maildir is not None:
        yield from _read_mail(found, found.maildir, selection)
        return
    place = _place(found.path)
    try:
        with found.path.open("rb") as stream:
            kind = found.kind or kind_by_content(stream.peek(4096))
            yield from read_stream(stream, kind, place, selection, Budget(found.size))
    except OSError as error:
        yield Failure(place.name, reason_of(error))


def _read_mail(
    found: FoundFile, maildir: Path, selection: Selection
) -> Iterator[RawArticle | Failure | AlreadyRead]:
    """Read a mail of a Maildir, known by the part of its name that stays when it is read or moved."""
    place = _place(maildir).member(unique_name(found.path))
    read, starred = state_of(found.path)
    try:
        with found.path.open("rb") as stream:
            for item in read_stream(stream, Kind.MAIL, place, selection, Budget(found.size)):
                yield replace(item, read=read, starred=starred) if isinstance(item, RawArticle) else item
    except OSError as error:
        yield Failure(place.name, reason_of(error))


def _place(path: Path) -> Place:
    return Place(visible(str(path)), Path(os.path.abspath(path)).as_uri())  # noqa: PTH100 - keeps links as they are


def _read_stdin(stdin: BinaryIO, selection: Selection) -> Iterator[RawArticle | Failure | AlreadyRead]:
    stream = stdin if isinstance(stdin, io.BufferedReader) else io.BufferedReader(stdin)  # type: ignore[type-var]
    kind = kind_by_content(stream.peek(4096))
    locator = "stdin:"
    if kind not in COLLECTIONS:
        try:
            data = read_limited(stream)
        except SourceError as error:
            yield Failure("standard input", str(error))
            return
        locator += sha256(data).hexdigest()[:16]  # what comes from nowhere is known by what it is
        stream = io.BufferedReader(io.BytesIO(data))
    yield from read_stream(
        stream, kind, Place("standard input", locator), selection, Budget(LARGEST_DOCUMENT)
    )
