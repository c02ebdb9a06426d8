"""``newsreader follow``: feeds to be fetched from now on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reader.cli.opening import opened_library
from reader.cli.options import json_option
from reader.cli.output import message, note, write_json, write_line

if TYPE_CHECKING:
    from reader.indexing.following import Followed


@click.command(name="follow")
@click.argument("addresses", metavar="URL...", nargs=-1, required=True)
@click.option("--name", metavar="NAME", help="Call the feed so, instead of by its own title.")
@click.option("--folder", metavar="FOLDER", help="Put it into a folder; 'a/b' is a folder in a folder.")
@json_option
@click.pass_context
def command(
    context: click.Context, addresses: tuple[str, ...], name: str | None, folder: str | None, *, as_json: bool
) -> int:
    """Follow feeds, by the address of a feed or of a site.

    Of a site the feed is found that its page names, or one in a usual place. Articles come with
    'newsreader fetch', or when the reader refreshes. A file is followed by its path or a file: address.
    """
    if name is not None and len(addresses) > 1:
        raise click.UsageError("--name is for one feed")
    from reader.errors import SourceError
    from reader.indexing.following import follow
    from reader.sources.http import Web

    done: list[Followed] = []
    failed = 0
    web = Web()
    with opened_library(context, create=True) as library:
        for address in addresses:
            try:
                followed = follow(library, address, web, name=name, folder=folder)
            except SourceError as error:
                message(str(error))
                failed += 1
                continue
            done.append(followed)
            if not as_json:
                _write(followed)
    web.close()
    if as_json:
        write_json(
            [{"id": one.feed, "address": one.address, "title": one.title, "new": one.is_new} for one in done]
        )
    return 1 if failed else 0


def _write(followed: Followed) -> None:
    state = "following" if followed.is_new else "followed already"
    write_line(f"{followed.feed}  {followed.title or followed.address} ({state}: {followed.address})")
    for other in followed.others:
        note(f"the same site has {other}")
