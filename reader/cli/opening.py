"""Opening what the commands work on: the library, and the reader itself."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reader.cli.output import message
from reader.errors import LibraryMissingError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import click

    from reader.config import Settings
    from reader.library.library import Library


@contextmanager
def opened_library(context: click.Context, *, create: bool = False) -> Iterator[Library]:
    """Open the library named on the command line and close it whatever happens."""
    from reader.library.library import Library

    try:
        library = Library.open(context.obj.library, create=create)
    except LibraryMissingError as error:
        raise LibraryMissingError(f"{error}; 'newsreader index PATH' makes one") from None
    try:
        yield library
    finally:
        library.close()


def open_reader(library: Path, *, theme: str | None, ascii_only: bool | None, mouse: bool | None) -> int:
    """Open the reader with the settings, each overruled by what the command line says."""
    if not _is_terminal():
        message("the reader needs a terminal; see 'newsreader --help' for commands that do not")
        return 2
    settings = _settings()
    from reader.cli.log import keep_log
    from reader.tui.app import run

    keep_log()
    return run(
        library,
        ascii_only=_decided(ascii_only, settings.ascii, default=not _speaks_unicode()),
        theme=theme or settings.theme,
        mouse=_decided(mouse, settings.mouse, default=True),
        settings=settings,
    )


def _settings() -> Settings:
    """Read the settings; what is wrong with them is said before the screen opens."""
    from reader.config import load_settings
    from reader.paths import settings_file

    loaded = load_settings(settings_file())
    for problem in loaded.problems:
        message(str(problem))
    return loaded.settings


def _decided(*choices: bool | None, default: bool) -> bool:
    """Return the first choice that was made."""
    return next((choice for choice in choices if choice is not None), default)


def _is_terminal() -> bool:
    # The screen is drawn on stderr, so that one must be a terminal as well.
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return os.environ.get("TERM") != "dumb" and all(
        stream is not None and stream.isatty() for stream in streams
    )


def _speaks_unicode() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
