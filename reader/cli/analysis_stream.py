"""Analyses of a stream of texts: one JSON object a line in, one a line out, in the same order."""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO

from reader.cli.output import json_bytes
from reader.errors import NewsreaderError

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_LINE = 64 * 1024 * 1024
"""Bytes of one line; a longer one is refused without being held in memory."""
CRASHED = "the process that analysed it was killed (out of memory?)"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of input, or the reason why it could not be read."""

    number: int
    """From 1."""
    text: bytes
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One line of output."""

    json: bytes
    """Without line end."""
    is_error: bool = False


class _BadLineError(Exception):
    """A line does not hold what it should; the message says what it lacks."""


def answers(stream: BinaryIO, *, jobs: int, language: str | None) -> Iterator[Answer]:
    """Yield the answer to each line of ``stream`` that is not blank, in order.

    ``language`` is taken for texts that name none. With ``jobs`` above 1 that many processes work.
    """
    lines, answer = _lines(stream), partial(answer_to, language=language)
    if jobs > 1:
        from reader.indexing.processes import Processes

        with Processes(answer, partial(_refusal, reason=CRASHED), jobs) as processes:
            if processes.start():
                yield from processes.results(lines)
                return
    yield from map(answer, lines)


def answer_to(line: Line, *, language: str | None) -> Answer:
    """Analyse one line; whatever is wrong with it becomes ``{"id", "error"}``."""
    request: dict[str, Any] = {}
    try:
        request = _object_in(line)
        _check(request)
        return Answer(json_bytes({"id": request["id"], **_analysis_of(request, language)}))
    except (_BadLineError, NewsreaderError) as error:
        reason = str(error)
    except RecursionError:
        reason = "nested too deeply"
    except Exception as error:  # noqa: BLE001 - one bad text never stops the rest
        reason = f"{type(error).__name__}: {error}"
    return _refusal(line, reason, request.get("id"))


def _object_in(line: Line) -> dict[str, Any]:
    if line.problem:
        raise _BadLineError(line.problem)
    try:
        found = json.loads(line.text)
    except UnicodeDecodeError:
        raise _BadLineError("not valid UTF-8") from None
    except ValueError as error:
        raise _BadLineError(f"not valid JSON: {error}") from None
    if not isinstance(found, dict):
        raise _BadLineError("not a JSON object")
    return found


def _check(request: dict[str, Any]) -> None:
    if "id" not in request:
        raise _BadLineError('"id" is missing')
    if not isinstance(request.get("text"), str):
        raise _BadLineError('"text" is missing' if "text" not in request else '"text" is not a string')
    for key in ("title", "language"):
        if not isinstance(request.get(key), str | None):
            raise _BadLineError(f'"{key}" is not a string')


def _analysis_of(request: dict[str, Any], language: str | None) -> dict[str, Any]:
    from reader.analysis import analyze
    from reader.model.as_json import analysis_as_json
    from reader.text.sanitize import clean

    title = request.get("title")
    analysis = analyze(
        clean(request["text"]),
        title=None if title is None else clean(title),
        language=request.get("language") or language,
    )
    return analysis_as_json(analysis)


def _refusal(line: Line, reason: str, request_id: object = None) -> Answer:
    return Answer(json_bytes({"id": request_id, "error": f"line {line.number}: {reason}"}), is_error=True)


def _lines(stream: BinaryIO) -> Iterator[Line]:
    """Read lines that are not blank; one that is too long is skipped to its end."""
    for number in itertools.count(1):
        text = stream.readline(LONGEST_LINE)
        if not text:
            return
        if len(text) == LONGEST_LINE and not text.endswith(b"\n"):
            while (rest := stream.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
            yield Line(number, b"", f"longer than {LONGEST_LINE >> 20} MB")
        elif text.strip():
            yield Line(number, text)
