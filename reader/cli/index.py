"""``newsreader index``: files, folders, archives and pages into the library."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from reader.cli.opening import opened_library
from reader.cli.options import jobs_option, json_option
from reader.cli.output import message, note, write_json, write_line
from reader.cli.records import index_report_as_json
from reader.cli.waiting import analyse_what_waits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model.report import Failure, IndexReport

MOST_SHOWN = 20
"""Failures listed one by one; ``--json`` has them all."""


@click.command(name="index")
@click.argument("paths", metavar="PATH|URL|- ...", nargs=-1)
@click.option(
    "--include", metavar="GLOB", multiple=True, help="In folders and archives, only files that match."
)
@click.option(
    "--exclude", metavar="GLOB", multiple=True, help="In folders and archives, no files that match."
)
@click.option("--samples", is_flag=True, help="Index the sample articles that come with the program.")
@click.option(
    "--reanalyze", is_flag=True, help="Analyse again what an older version of the program analysed."
)
@click.option(
    "--re-extract",
    "reextract",
    is_flag=True,
    help="Read the articles of fetched pages again from the pages that were kept.",
)
@click.option("--text-only", is_flag=True, help="Leave the analysis of the entries of feeds to a later run.")
@jobs_option
@json_option
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[str, ...],
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    jobs: int,
    *,
    samples: bool,
    reanalyze: bool,
    reextract: bool,
    text_only: bool,
    as_json: bool,
) -> int:
    """Index files, folders, archives and web pages into the library.

    Reads text, Markdown, web pages (HTML, MHTML, WARC), mail (eml, mbox, Maildir), books (EPUB), JSON,
    JSON lines, CSV, exports of Pocket, Instapaper and Wallabag, and zip, tar and gz of these; - is standard
    input.
    What is stored already and has not changed is passed over. Ctrl+C stops; what is done stays. Entries of
    feed files are searchable before they are analysed.
    """
    if not (paths or samples or reanalyze or reextract):
        raise click.UsageError("say what to index: a PATH, a URL, - or --samples")
    from reader.cli.log import keep_log
    from reader.cli.progress import interruptible, shown_progress

    keep_log()
    with (
        opened_library(context, create=True) as library,
        interruptible() as cancellation,
        shown_progress() as progress,
    ):
        from reader.indexing import index_paths

        report = index_paths(
            library,
            paths,
            include=include,
            exclude=exclude,
            samples=samples,
            reanalyze=reanalyze,
            reextract=reextract,
            text_only=True,
            jobs=jobs,
            progress=progress,
            cancellation=cancellation,
        )
        if not (text_only or report.interrupted):
            finished = analyse_what_waits(library, jobs=jobs, progress=progress, cancellation=cancellation)
            report = replace(report, interrupted=not finished)
    if as_json:
        write_json(index_report_as_json(report))
    else:
        _write_report(report)
    return 1 if report.failures or report.interrupted else 0


def _write_report(report: IndexReport) -> None:
    """Print the counts on stdout and each failure with its reason on stderr."""
    counts = {
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "failed": report.failed,
    }
    for outcome, count in counts.items():
        write_line(f"{outcome:<9}  {count:>9,}")
    _list_reasons(report.warnings, "warning: ")
    _list_reasons(report.failures, "")
    if report.unnamed:
        note(f"and {report.unnamed:,} more that are only counted")
    if report.interrupted:
        message("stopped before the end; what was done is stored, and the same command goes on from there")


def _list_reasons(failures: Sequence[Failure], prefix: str) -> None:
    for failure in failures[:MOST_SHOWN]:
        message(f"{prefix}{failure.locator}: {failure.reason}")
    if len(failures) > MOST_SHOWN:
        note(f"and {len(failures) - MOST_SHOWN:,} more; --json lists all")
