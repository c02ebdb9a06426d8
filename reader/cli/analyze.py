"""``newsreader analyze``: the analysis of one document, or of a stream of texts, without a library."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from reader.cli.listing import counted
from reader.cli.options import jobs_option
from reader.cli.output import message, write_bytes_line, write_json
from reader.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model.analysis import Analysis
    from reader.model.article import RawArticle

STDIN = "-"


@click.command(name="analyze")
@click.argument("path", metavar="PATH|-")
@click.option("--json", "as_json", is_flag=True, help="Print the analysis as one JSON document.")
@click.option(
    "--jsonl",
    "as_jsonl",
    is_flag=True,
    help="Read one {id, text, title?, language?} a line, print one analysis a line.",
)
@click.option(
    "--language", metavar="CODE", help="Take this for the language (id, en, …) instead of detecting it."
)
@jobs_option
def command(path: str, language: str | None, jobs: int, *, as_json: bool, as_jsonl: bool) -> int:
    """Find language, names and quotes in a document, without a library.

    PATH is a text, Markdown, HTML or mail file, or - for standard input.
    """
    from reader.cli.log import keep_log

    if language is not None and not (language.isascii() and language.isalpha() and 2 <= len(language) <= 3):
        raise click.BadParameter(
            "write a code of two or three letters, such as id or en", param_hint="--language"
        )
    keep_log()
    if as_jsonl:
        return _analyze_lines(path, language, jobs)
    raw = _single_article(path)
    analysis = _analysis_of(raw, language)
    if as_json:
        from reader.model.as_json import analysis_as_json

        write_json(analysis_as_json(analysis))
    else:
        from reader.cli.article_text import write_article

        facts = [analysis.source, analysis.published, analysis.language]
        write_article(analysis, title=analysis.title, facts=[fact for fact in facts if fact], plain=False)
    return 0


def _single_article(path: str) -> RawArticle:
    """Read the one article in a file, by the same route as ``index``; raise SourceError otherwise."""
    from reader.model.report import AlreadyRead, Failure
    from reader.sources.files import read_paths

    items = (item for item in read_paths([path], stdin=sys.stdin.buffer) if not isinstance(item, AlreadyRead))
    first = next(items, None)
    if first is None:
        raise SourceError(f"{path}: nothing to read")
    if isinstance(first, Failure):
        raise SourceError(f"{first.locator}: {first.reason}")
    if next(items, None) is not None:
        raise SourceError(f"{path}: holds several articles; 'newsreader index' takes them all")
    return first


def _analysis_of(raw: RawArticle, language: str | None) -> Analysis:
    from reader.analysis import analyze

    return analyze(
        raw.body,
        title=raw.title,
        source=raw.source,
        published=raw.published,
        language=language,
        declared=raw.language,
    )


def _analyze_lines(path: str, language: str | None, jobs: int) -> int:
    """Answer each line in order; return 1 when some had to be answered with an error."""
    from reader.cli.analysis_stream import answers

    bad = 0
    with _opened(path) as stream:
        for answer in answers(stream, jobs=jobs, language=language):
            write_bytes_line(answer.json)
            bad += answer.is_error
    if bad:
        message(f"{path}: {counted(bad, 'line')} could not be analysed; the answers say why")
    return 1 if bad else 0


@contextmanager
def _opened(path: str) -> Iterator[BinaryIO]:
    if path == STDIN:
        yield sys.stdin.buffer
        return
    with Path(path).open("rb") as stream:
        yield stream
