"""``newsreader fetch``: what is new in the feeds that are followed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from reader.cli.opening import opened_library
from reader.cli.options import jobs_option, json_option
from reader.cli.output import message, write_json, write_line
from reader.cli.sync import report_as_json as synced_as_json
from reader.cli.sync import write_reports
from reader.cli.waiting import analyse_what_waits

if TYPE_CHECKING:
    from reader.indexing.fetching import FetchReport
    from reader.library.library import Library
    from reader.model.cancel import Cancellation
    from reader.model.sync import Account, SyncReport


@click.command(name="fetch")
@click.argument("feeds", metavar="[FEED...]", nargs=-1)
@click.option("--quiet", is_flag=True, help="Print nothing but what went wrong; for cron.")
@click.option("--due", is_flag=True, help="Only the feeds whose time has come, by their intervals.")
@click.option("--text-only", is_flag=True, help="Leave the analysis of new articles to a later run.")
@jobs_option
@json_option
@click.pass_context
def command(
    context: click.Context,
    feeds: tuple[str, ...],
    jobs: int,
    *,
    quiet: bool,
    due: bool,
    text_only: bool,
    as_json: bool,
) -> int:
    """Fetch what is new in all feeds, or in those named.

    FEED is a number of 'newsreader feeds', an address, or a name. Feeds that are gone, and those whose
    server has asked for a pause, are left out unless they are named. What was stored is safe whenever
    this is stopped; articles are searchable before they are analysed. Exits with 1 when a feed failed.
    """
    from reader.cli.log import keep_log
    from reader.cli.progress import interruptible, shown_progress

    keep_log()
    with opened_library(context) as library, interruptible() as cancellation:
        from reader.indexing.completing import add_full_texts
        from reader.indexing.fetch_lock import only_fetch
        from reader.indexing.fetching import feeds_to_visit, fetch
        from reader.indexing.following import feed_called

        followed = library.feeds.all()
        chosen = (
            [feed_called(followed, written) for written in feeds]
            if feeds
            else feeds_to_visit(followed, library.now(), due_only=due)
        )
        with only_fetch(library.path), shown_progress(is_wanted=not quiet) as progress:
            synced = [] if feeds else _synchronised(library, cancellation)
            report = fetch(library, chosen, analyse=False, progress=progress, cancellation=cancellation)
            if not report.interrupted:
                add_full_texts(library, followed, report, progress=progress, cancellation=cancellation)
            if not (report.interrupted or text_only):
                report.interrupted = not analyse_what_waits(
                    library, jobs=jobs, progress=progress, cancellation=cancellation, quiet=quiet
                )
        report.skipped = 0 if feeds else len(followed) - len(chosen)
    if as_json:
        write_json({**report_as_json(report), "accounts": [_synced_as_json(*one) for one in synced]})
    elif not quiet:
        _write(report)
    if not as_json:
        write_reports(synced, quiet=quiet)
        _list_failures(report)
    failed = any(round_.problem for _, round_ in synced)
    return 1 if failed or report.failures or report.warnings or report.interrupted else 0


def _synchronised(library: Library, cancellation: Cancellation) -> list[tuple[Account, SyncReport]]:
    """Do a round with each account, if there are any."""
    if not library.accounts.all():
        return []
    from reader.indexing.syncing import sync_all
    from reader.model.cancel import Cancelled
    from reader.sources.http import Web

    web = Web(cancellation=cancellation)
    try:
        return sync_all(library, web, cancellation=cancellation)
    except Cancelled:
        return []
    finally:
        web.close()


def _synced_as_json(account: Account, report: SyncReport) -> dict[str, Any]:
    return {"id": account.id, "address": account.address, **synced_as_json(report)}


def _write(report: FetchReport) -> None:
    counts = {
        "feeds": report.visited,
        "unchanged": report.unchanged,
        "failed": len(report.failures),
        "new": report.added,
        "updated": report.updated,
    }
    if report.completed:
        counts["whole"] = report.completed
    for what, count in counts.items():
        write_line(f"{what:<9}  {count:>9,}")
    if report.skipped:
        write_line(f"{'left out':<9}  {report.skipped:>9,}")


def _list_failures(report: FetchReport) -> None:
    for failure in report.failures:
        message(f"{failure.name}: {failure.reason} ({failure.address})")
    for warning in report.warnings:
        message(warning)
    if report.interrupted:
        message("stopped before the end; what was done is stored, and the next fetch goes on from there")


def report_as_json(report: FetchReport) -> dict[str, Any]:
    """Return what a refresh did."""
    return {
        "feeds": report.visited,
        "unchanged": report.unchanged,
        "left_out": report.skipped,
        "new": report.added,
        "updated": report.updated,
        "full_texts": report.completed,
        "interrupted": report.interrupted,
        "failures": [
            {"id": failure.feed, "name": failure.name, "address": failure.address, "reason": failure.reason}
            for failure in report.failures
        ],
        "warnings": report.warnings,
        "without_full_text": [
            {"url": failure.locator, "reason": failure.reason} for failure in report.incomplete
        ],
    }
