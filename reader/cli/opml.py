"""``newsreader opml``: lists of feeds from and for other readers."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from reader.cli.opening import opened_library
from reader.cli.output import message, write_line


@click.group(name="opml")
def command() -> None:
    """Take over a list of feeds from another reader, or write yours for one."""


@command.command(name="import")
@click.argument("file", metavar="FILE|-")
@click.pass_context
def take(context: click.Context, file: str) -> int:
    """Follow the feeds of an OPML file, in their folders."""
    from reader.errors import SourceError
    from reader.indexing.following import follow_outlines
    from reader.sources.limits import read_limited
    from reader.sources.opml import read_opml

    try:
        if file == "-":
            data = read_limited(sys.stdin.buffer)
        else:
            with Path(file).open("rb") as stream:
                data = read_limited(stream)
        outlines = read_opml(data)
    except SourceError as error:
        raise SourceError(f"{file}: {error}") from error
    with opened_library(context, create=True) as library:
        added, problems = follow_outlines(library, outlines)
    for problem in problems:
        message(problem)
    write_line(f"{'followed':<9}  {added:>9,}")
    write_line(f"{'known':<9}  {len(outlines) - added - len(problems):>9,}")
    return 1 if problems else 0


@command.command(name="export")
@click.argument("file", metavar="[FILE]", required=False, type=click.Path(path_type=Path))
@click.pass_context
def give(context: click.Context, file: Path | None) -> int:
    """Write the feeds that are followed as OPML, to FILE or to stdout."""
    from reader.sources.opml import Outline, write_opml

    with opened_library(context) as library:
        feeds = library.feeds.all()
    document = write_opml(Outline(feed.address, feed.name, feed.site, feed.folder) for feed in feeds)
    if file is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(document)
        sys.stdout.buffer.flush()
    else:
        file.write_bytes(document)
    return 0
