"""``newsreader unfollow``: feeds that are fetched no more."""

from __future__ import annotations

import click

from reader.cli.opening import opened_library
from reader.cli.output import message, write_line


@click.command(name="unfollow")
@click.argument("feeds", metavar="FEED...", nargs=-1, required=True)
@click.pass_context
def command(context: click.Context, feeds: tuple[str, ...]) -> int:
    """Fetch feeds no more; their articles stay.

    FEED is a number of 'newsreader feeds', an address, or a name.
    """
    from reader.errors import SourceError
    from reader.indexing.following import feed_called

    failed = 0
    with opened_library(context) as library:
        for written in feeds:
            try:
                feed = feed_called(library.feeds.all(), written)
            except SourceError as error:
                message(str(error))
                failed += 1
                continue
            library.feeds.unfollow(feed.id)
            write_line(f"{feed.id}  {feed.name} (no longer followed; {feed.articles:,} articles stay)")
    return 1 if failed else 0
