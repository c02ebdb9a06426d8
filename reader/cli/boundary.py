"""The outermost layer: arguments in, exit code out, and one line for every error.

Exit codes: 0 done, 1 done in part or failed, 2 wrong usage.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from reader import __version__
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
    """Put the traceback into the log file and say in one line where it is."""
    if os.environ.get(DEBUG_VARIABLE):
        raise error
    import logging

    from reader.cli.log import keep_log
    from reader.paths import log_file

    keep_log()
    logging.getLogger(NAME).error("newsreader %s: %r", __version__, sys.argv[1:], exc_info=error)
    where = f"details in {log_file()}" if log_file().exists() else f"{DEBUG_VARIABLE}=1 shows the details"
    message(f"unexpected error: {type(error).__name__}: {error}; {where}")
    return FAILED
