"""The log file: details that a person asks for only when something went wrong."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

from reader.paths import log_file

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 1_000_000
"""Bytes; then the log becomes ``newsreader.log.1`` and a new one begins."""

_FORM = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def keep_log() -> None:
    """Send warnings and errors of every library to the log file, and none to the screen.

    The file is made when there is something to write; where that cannot be, they are dropped.
    """
    root = logging.getLogger()
    if any(isinstance(handler, _QuietFileHandler) for handler in root.handlers):
        return
    logging.captureWarnings(capture=True)
    root.addHandler(_QuietFileHandler(log_file()))


class _QuietFileHandler(RotatingFileHandler):
    """A log file that is made late, and whose failures are nobody's concern."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path, maxBytes=LARGEST, backupCount=1, encoding="utf-8", errors="backslashreplace", delay=True
        )
        self.setFormatter(logging.Formatter(_FORM))
        self.setLevel(logging.WARNING)
        self._path = path

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record; make the folder first."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        except OSError:
            return
        super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the library's name
        """Drop what cannot be written: logging must not disturb the screen."""
