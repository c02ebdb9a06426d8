"""The outermost layer: arguments in, exit code out, and one line for every error.

Exit codes: 0 done, 1 done in part or failed, 2 wrong usage.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from reader.cli.output import end_output, message, prepare_streams
from reader.cli.program import COMPLETION_VARIABLE, NAME, program
from reader.errors import NewsreaderError

if TYPE_CHECKING:
    from collections.abc import Sequence

DONE, FAILED, WRONG_USAGE = 0, 1, 2
DEBUG_VARIABLE = "NEWSREADER_DEBUG"


def run(arguments: Sequence[str]) -> int:
    """Obey a command line and return its exit code; raise nothing unless ``$NEWSREADER_DEBUG`` is set."""
    prepare_streams()
    code = _guarded(arguments)
    return end_output(code)


def _guarded(arguments: Sequence[str]) -> int:
    """Obey, and turn whatever goes wrong into one line and a code."""
    try:
        return _obey(arguments)
    except click.exceptions.Exit as request:
        return request.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        message("stopped")
        return FAILED
    except BrokenPipeError:
        # Whoever read our output has had enough (``| head``): that is no failure.
        return DONE
    except NewsreaderError as error:
        return _failed(str(error), error)
    except OSError as error:
        # One without a file comes from writing to a stream, in practice stdout.
        return _failed(f"{error.filename or 'output'}: {error.strerror or error}", error)
    except Exception as error:  # noqa: BLE001 - the last line of defence: details go to the log
        return _unexpected(error)


def _obey(arguments: Sequence[str]) -> int:
    if instruction := os.environ.get(COMPLETION_VARIABLE):
        from click.shell_completion import shell_complete

        return shell_complete(program, {}, NAME, COMPLETION_VARIABLE, instruction)
    with program.make_context(NAME, list(arguments)) as context:
        return program.invoke(context) or DONE


def _failed(line: str, error: Exception) -> int:
    if os.environ.get(DEBUG_VARIABLE):
        raise error
    message(line)
    return FAILED


def _unexpected(error: Exception) -> int:
    """Log the traceback where a person can find it, and say so in one line."""
    if os.environ.get(DEBUG_VARIABLE):
        raise error
    kept = _logged(error)
    where = f"details in {kept}" if kept else f"{DEBUG_VARIABLE}=1 shows the details"
    message(f"unexpected error: {type(error).__name__}: {error}; {where}")
    return FAILED


def _logged(error: Exception) -> str | None:
    """Append the traceback to the log file and return its path; None when it cannot be written."""
    import traceback
    from datetime import UTC, datetime

    from reader import __version__
    from reader.paths import log_file

    path = log_file()
    heading = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}Z newsreader {__version__}: {sys.argv[1:]!r}\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8", errors="backslashreplace") as log:
            log.write(heading + "".join(traceback.format_exception(error)) + "\n")
    except OSError:
        return None
    return str(path)
