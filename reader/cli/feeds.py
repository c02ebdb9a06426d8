"""``newsreader feeds``: what is followed, how it goes, and settings of single feeds."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from reader.cli.ink import faint, strong
from reader.cli.opening import opened_library
from reader.cli.options import json_option
from reader.cli.output import note, write_json, write_line
from reader.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model.following import FollowedFeed

AUTOMATIC = "auto"


@click.group(name="feeds", invoke_without_command=True)
@json_option
@click.pass_context
def command(context: click.Context, *, as_json: bool) -> int:
    """List the feeds that are followed, with their state; 'feeds set' changes settings."""
    if context.invoked_subcommand is not None:
        return 0
    with opened_library(context) as library:
        feeds = library.feeds.all()
    if as_json:
        write_json([feed_as_json(feed) for feed in feeds])
        return 0
    _write(feeds)
    if not feeds:
        note("no feeds are followed; 'newsreader follow URL' follows one")
    return 0


def _write(feeds: Sequence[FollowedFeed]) -> None:
    folder = ""
    for feed in feeds:
        if feed.folder != folder:
            folder = feed.folder
            write_line(strong(folder))
        write_line(f"{feed.id:>4}  {strong(feed.name)}  {feed.unread:,} unread of {feed.articles:,}")
        write_line(f"      {faint(feed.address)}")
        write_line(f"      {faint(state_of(feed))}")


def state_of(feed: FollowedFeed) -> str:
    """Say in a line how the last visit went and when the next comes."""
    if feed.is_gone:
        return "gone for good: it is not visited any more; 'newsreader unfollow' takes it off the list"
    if feed.checked_at is None:
        return "not fetched yet"
    last = f"visited {_moment(feed.checked_at)}"
    if feed.problem:
        times = f", {feed.failures} times in a row" if feed.failures > 1 else ""
        last = f"! {feed.problem}{times} ({last})"
    if feed.wait_until > feed.checked_at:
        return f"{last}; its server wants no visit before {_moment(feed.wait_until)}"
    return f"{last}; next after {_moment(feed.due_at)}"


def _moment(seconds: int) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M} UTC"


def feed_as_json(feed: FollowedFeed) -> dict[str, Any]:
    """Return a feed with its state and settings; never a password."""
    settings = feed.settings
    return {
        "id": feed.id,
        "name": feed.name,
        "title": feed.title,
        "address": feed.address,
        "site": feed.site,
        "folder": feed.folder,
        "articles": feed.articles,
        "unread": feed.unread,
        "checked_at": _instant(feed.checked_at),
        "changed_at": _instant(feed.changed_at),
        "due_at": _instant(feed.due_at or None),
        "wait_until": _instant(feed.wait_until or None),
        "failures": feed.failures,
        "gone": feed.is_gone,
        "problem": feed.problem,
        "settings": {
            "interval": settings.minutes,
            "full_text": settings.full_text,
            "user_agent": settings.user_agent,
            "user": settings.user,
            "selector": settings.selector,
        },
    }


def _instant(seconds: int | None) -> str | None:
    return None if seconds is None else f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%SZ}"


@command.command(name="set")
@click.argument("written", metavar="FEED")
@click.option("--name", metavar="NAME", help="What to call it; '' for its own title.")
@click.option("--folder", metavar="FOLDER", help="Its folder, 'a/b' for one in another; '' for none.")
@click.option("--address", metavar="URL", help="Where it is fetched from now on.")
@click.option(
    "--interval", metavar="MINUTES|auto", help="Minutes between two visits; auto goes by its changes."
)
@click.option(
    "--full-text",
    type=click.Choice([AUTOMATIC, "on", "off"]),
    help="Read each article's page; auto where the feed gives only summaries.",
)
@click.option("--selector", metavar="CSS", help="Where the article stands in its page; '' to find it.")
@click.option("--user-agent", metavar="TEXT", help="What to call ourselves to its server; '' for the usual.")
@click.option(
    "--user", metavar="NAME", help="Name for its server; the password is asked for, or read from a pipe."
)
@click.option("--no-user", is_flag=True, help="Forget name and password.")
@click.pass_context
def change(context: click.Context, /, written: str, *, no_user: bool, **options: str | None) -> int:
    """Change the settings of a feed: a number of 'newsreader feeds', an address, or a name."""
    from reader.indexing.feed_settings import changes_of
    from reader.indexing.following import feed_called, keep_login
    from reader.indexing.visiting import secret_name
    from reader.secrets import forget_secret
    from reader.sources.addresses import Login

    user = options.pop("user")
    try:
        changes = changes_of({name: value for name, value in options.items() if value is not None})
    except SourceError as error:
        raise click.UsageError(str(error)) from error
    if not (changes or user or no_user):
        raise click.UsageError("say what to change; 'newsreader feeds set --help' lists it")
    with opened_library(context) as library:
        feed = feed_called(library.feeds.all(), written)
        if feed.settings.user and (no_user or user):
            forget_secret(secret_name(feed.key, feed.settings.user))
            changes["user"] = None
        library.feeds.change(feed.id, **changes)
        if user:
            keep_login(library, feed.id, Login(user, _password()))
    write_line(f"{feed.id}  {feed.name} (changed)")
    return 0


def _password() -> str:
    if sys.stdin.isatty():
        return str(click.prompt("password", hide_input=True, default="", show_default=False, err=True))
    return sys.stdin.readline().rstrip("\r\n")
