"""``newsreader sync``: accounts on servers, and rounds of synchronising with them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from reader.cli.ink import faint, strong
from reader.cli.listing import counted
from reader.cli.opening import opened_library
from reader.cli.options import json_option
from reader.cli.output import message, note, write_json, write_line
from reader.errors import SourceError
from reader.model.cancel import Cancelled
from reader.model.sync import AccountKind, ChangeKind

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.model.sync import Account, RemoteFeed, SyncReport

_STOPPED = "stopped before the end; what was done is stored, and the next round goes on from there"


@click.group(name="sync", invoke_without_command=True)
@click.option("--quiet", is_flag=True, help="Print nothing but what went wrong; for cron.")
@json_option
@click.pass_context
def command(context: click.Context, *, quiet: bool, as_json: bool) -> int:
    """Synchronise subscriptions, read marks and stars with accounts on servers.

    Sends what was changed here, then takes over what is new there. A change made here that the server does
    not know yet wins; otherwise the server's state holds. 'newsreader fetch' does this too.
    """
    if context.invoked_subcommand is not None:
        return 0
    from reader.cli.log import keep_log
    from reader.cli.progress import interruptible

    keep_log()
    with opened_library(context) as library, interruptible() as cancellation:
        if not library.accounts.all():
            note("no accounts; 'newsreader sync add' adds one")
            return 0
        from reader.indexing.fetch_lock import only_fetch
        from reader.indexing.pipeline import refresh_terms
        from reader.indexing.reanalysis import analyse_waiting
        from reader.indexing.syncing import sync_all
        from reader.sources.http import Web

        web = Web(cancellation=cancellation)
        try:
            with only_fetch(library.path):
                reports = sync_all(library, web, cancellation=cancellation)
        except Cancelled:
            message(_STOPPED)
            return 1
        finally:
            web.close()
        finished = refresh_terms(library, cancellation)
        finished = finished and analyse_waiting(library, cancellation=cancellation)
    if as_json:
        write_json([{**account_as_json(account), **report_as_json(report)} for account, report in reports])
    else:
        write_reports(reports, quiet=quiet)
    if not finished:
        message(_STOPPED)
    return 1 if not finished or any(report.problem for _, report in reports) else 0


def write_reports(reports: list[tuple[Account, SyncReport]], *, quiet: bool) -> None:
    """Print a line for each account; what went wrong goes to stderr."""
    for account, report in reports:
        if report.problem:
            message(report.problem)
        elif not quiet:
            facts = (
                counted(report.feeds, "feed"),
                f"{report.added:,} new",
                f"{report.marked:,} marked by the server",
                f"{report.sent:,} sent",
            )
            write_line(f"{account.address}  {' · '.join(facts)}")


def report_as_json(report: SyncReport) -> dict[str, Any]:
    """Return what a round did."""
    return {
        "feeds": report.feeds,
        "new": report.added,
        "marked": report.marked,
        "sent": report.sent,
        "problem": report.problem,
    }


def account_as_json(account: Account) -> dict[str, Any]:
    """Return an account; never its password or token."""
    from reader.cli.records import instant

    return {
        "id": account.id,
        "kind": account.kind.value,
        "address": account.address,
        "user": account.user or None,
        "synced_at": None if account.synced_at is None else instant(account.synced_at),
        "problem": account.problem,
        "feeds": account.feeds,
        "waiting": account.waiting,
    }


@command.command(name="add")
@click.argument("kind", metavar="KIND", type=click.Choice([kind.value for kind in AccountKind]))
@click.argument("address", metavar="ADDRESS")
@click.option("--user", metavar="NAME", default="", help="The name to log in with; Miniflux needs none.")
@click.pass_context
def add(context: click.Context, kind: str, address: str, user: str) -> int:
    """Add an account: google-reader (FreshRSS, Inoreader and others) or miniflux.

    Asks for the password, or the token of Miniflux, or reads it from a pipe. It goes into the keyring of the
    system, or a file that only you can read; never into the library.
    """
    from reader.indexing.syncing import secret_name
    from reader.secrets import keep_secret
    from reader.sources.addresses import normalised
    from reader.sources.http import Web
    from reader.sources.sync import open_service

    chosen = AccountKind(kind)
    if chosen is AccountKind.GOOGLE_READER and not user:
        raise click.UsageError("--user is needed for this kind of account")
    place, login = normalised(address)
    if login is not None:
        raise click.UsageError("write the address without name and password; --user gives the name")
    if place.startswith("http://") and "://127.0.0.1" not in place and "://localhost" not in place:
        message(f"{place}: this connection is not encrypted; others on the way can read your password")
    secret = _secret("token" if chosen is AccountKind.MINIFLUX else "password")
    web = Web()
    try:
        service = open_service(chosen, place.rstrip("/"), user, secret, web)
        service.check()
        place = service.address
    finally:
        web.close()
    with opened_library(context, create=True) as library:
        id_, is_new = library.accounts.add(chosen, place, user)
        account = next(one for one in library.accounts.all() if one.id == id_)
    keep_secret(secret_name(account), secret)
    write_line(f"{id_}  {place} ({'added' if is_new else 'known already; its password was renewed'})")
    note("'newsreader sync' takes its articles over")
    return 0


def _secret(what: str) -> str:
    if sys.stdin.isatty():
        return str(click.prompt(what, hide_input=True, err=True))
    return sys.stdin.readline().rstrip("\r\n")


@command.command(name="remove")
@click.argument("account_id", metavar="ACCOUNT", type=int)
@click.pass_context
def remove(context: click.Context, account_id: int) -> int:
    """Forget an account, its password and what waits to be sent; its articles stay."""
    from reader.indexing.syncing import secret_name
    from reader.secrets import forget_secret

    with opened_library(context) as library:
        account = _account(library, account_id)
        library.accounts.remove(account.id)
    forget_secret(secret_name(account))
    write_line(f"{account.address} (removed)")
    return 0


@command.command(name="status")
@json_option
@click.pass_context
def status(context: click.Context, *, as_json: bool) -> int:
    """List accounts and their subscriptions, how the last round went and how much waits to be sent."""
    with opened_library(context) as library:
        accounts = [(account, library.accounts.feeds(account.id)) for account in library.accounts.all()]
    if as_json:
        write_json(
            [
                {**account_as_json(account), "subscriptions": [_feed_as_json(feed) for feed in feeds]}
                for account, feeds in accounts
            ]
        )
        return 0
    for account, feeds in accounts:
        write_line(f"{account.id}  {strong(account.address)}  {account.kind.value} {account.user}".rstrip())
        write_line(f"   {faint(_state_of(account))}")
        for feed in feeds:
            folder = f"{feed.folder} / " if feed.folder else ""
            write_line(f"   {folder}{feed.title or feed.address}  {faint(feed.address)}")
    if not accounts:
        note("no accounts; 'newsreader sync add' adds one")
    return 0


def _state_of(account: Account) -> str:
    from reader.cli.records import instant

    last = (
        "not synchronised yet" if account.synced_at is None else f"synchronised {instant(account.synced_at)}"
    )
    waiting = f"; {counted(account.waiting, 'change')} to send" if account.waiting else ""
    return f"! {account.problem} ({last}{waiting})" if account.problem else f"{last}{waiting}"


def _feed_as_json(feed: RemoteFeed) -> dict[str, Any]:
    return {
        "id": feed.id,
        "address": feed.address,
        "title": feed.title,
        "site": feed.site,
        "folder": feed.folder or None,
    }


@command.command(name="follow")
@click.argument("address", metavar="URL")
@click.option("--folder", metavar="FOLDER", default="", help="Its folder on the server.")
@click.option(
    "--account", "account_id", type=int, metavar="ACCOUNT", help="Which account, if there are several."
)
@click.pass_context
def follow(context: click.Context, address: str, folder: str, account_id: int | None) -> int:
    """Let an account follow a feed from the next round on."""
    from reader.sources.addresses import normalised

    with opened_library(context) as library:
        account = _account(library, account_id)
        library.accounts.queue_change(account.id, ChangeKind.FOLLOW, normalised(address)[0], folder)
    write_line(f"{address} (to be followed by {account.address})")
    return 0


@command.command(name="unfollow")
@click.argument("written", metavar="FEED")
@click.option(
    "--account", "account_id", type=int, metavar="ACCOUNT", help="Which account, if there are several."
)
@click.pass_context
def unfollow(context: click.Context, written: str, account_id: int | None) -> int:
    """Let an account follow a feed no more: its address, its title or a part of these."""
    with opened_library(context) as library:
        account = _account(library, account_id)
        feed = _feed(library, account, written)
        library.accounts.queue_change(account.id, ChangeKind.UNFOLLOW, feed.id, "")
    write_line(f"{feed.title or feed.address} (to be unfollowed by {account.address})")
    return 0


@command.command(name="move")
@click.argument("written", metavar="FEED")
@click.argument("folder", metavar="FOLDER")
@click.option(
    "--account", "account_id", type=int, metavar="ACCOUNT", help="Which account, if there are several."
)
@click.pass_context
def move(context: click.Context, written: str, folder: str, account_id: int | None) -> int:
    """Put a feed of an account into another folder; '' is none."""
    with opened_library(context) as library:
        account = _account(library, account_id)
        feed = _feed(library, account, written)
        library.accounts.queue_change(account.id, ChangeKind.FOLDER, feed.id, folder)
    write_line(f"{feed.title or feed.address} (to be moved to {folder or 'no folder'})")
    return 0


def _account(library: Library, wanted: int | None) -> Account:
    """Return the account with a number, or the only one."""
    accounts = library.accounts.all()
    if wanted is None and len(accounts) == 1:
        return accounts[0]
    for account in accounts:
        if account.id == wanted:
            return account
    if not accounts:
        raise SourceError("there are no accounts; 'newsreader sync add' adds one")
    raise SourceError("say which account is meant; 'newsreader sync status' lists their numbers")


def _feed(library: Library, account: Account, written: str) -> RemoteFeed:
    """Return the subscription that is meant; raise SourceError for none or several."""
    feeds = library.accounts.feeds(account.id)
    wanted = written.strip().casefold()
    for matches in (
        [feed for feed in feeds if wanted in {feed.id.casefold(), feed.address.casefold()}],
        [feed for feed in feeds if wanted and wanted in f"{feed.title} {feed.address}".casefold()],
    ):
        if len(matches) == 1:
            return matches[0]
        if matches:
            raise SourceError(f"{written}: several feeds are meant; write the address")
    raise SourceError(
        f"{written}: {account.address} follows no such feed; 'newsreader sync status' lists them"
    )
