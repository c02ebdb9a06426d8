"""What the commands print: facts on stdout, words for the person on stderr."""

from __future__ import annotations

import itertools
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import TextIO

_SURROGATE = re.compile("[\ud800-\udfff]")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def prepare_streams() -> None:
    """Make the streams fit for any text, also where they are closed or speak an old encoding.

    A stream that the caller closed (``>&-``) becomes one to nowhere, which also keeps the library's file
    off its number.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - lives as long as we
        elif mode == "w" and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def end_output(code: int) -> int:
    """Push out what is still buffered and return the exit code, 1 where stdout could not take it."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _abandon(sys.stdout)
    except OSError as error:
        _abandon(sys.stdout)
        message(f"output: {error.strerror or error}")
        return code or 1
    return code


def write_line(text: str = "") -> None:
    """Print one line of facts on stdout."""
    sys.stdout.write(text + "\n")


def write_json(document: Any) -> None:
    """Print one JSON document on one line, in UTF-8 whatever the locale says, and flush it."""
    write_bytes_line(json_bytes(document))


def write_bytes_line(line: bytes) -> None:
    """Print a line that is encoded already, and flush it: who reads a stream should not wait."""
    sys.stdout.flush()
    sys.stdout.buffer.write(line + b"\n")
    sys.stdout.buffer.flush()


def json_bytes(document: Any) -> bytes:
    """Return a document as valid UTF-8 JSON; lone surrogates, which UTF-8 cannot hold, become U+FFFD."""
    import json

    text = json.dumps(document, ensure_ascii=False, separators=(", ", ": "))
    return _SURROGATE.sub("\ufffd", text).encode("utf-8")


def write_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table as CSV in UTF-8 that a spreadsheet reads as text only.

    A cell that a spreadsheet would run as a formula gets an apostrophe in front, since quotes come
    from documents that anybody may have written.
    """
    import csv
    import io

    sys.stdout.flush()
    line = io.StringIO(newline="")
    writer = csv.writer(line, lineterminator="\r\n")
    for row in itertools.chain([header], rows):
        writer.writerow([_as_cell(value) for value in row])
        sys.stdout.buffer.write(_SURROGATE.sub("\ufffd", line.getvalue()).encode("utf-8"))
        line.seek(0)
        line.truncate()
    sys.stdout.buffer.flush()


def _as_cell(value: object) -> str:
    text = "" if value is None else str(value)
    is_formula = isinstance(value, str) and text.startswith(_FORMULA_STARTS)
    return f"'{text}" if is_formula else text


def message(text: str) -> None:
    """Tell the person, in one line, what went wrong or what they should know."""
    note(f"newsreader: {text}")


def note(text: str) -> None:
    """Print one harmless line on stderr; a closed stderr is no reason to fail."""
    from reader.text.sanitize import visible

    try:
        sys.stderr.write(visible(text) + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        _abandon(sys.stderr)


def _abandon(stream: TextIO) -> None:
    """Send the rest of a broken stream nowhere, so that the interpreter's last flush stays quiet."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        return
