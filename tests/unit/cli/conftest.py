"""Running the program inside the test process, and libraries to run it on."""

from __future__ import annotations

import io
import json
import logging
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from reader.cli.boundary import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True)
class Ran:
    """What one run of the program left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on stdout."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """The documents on stdout, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]


class Newsreader(Protocol):
    """Run ``newsreader`` with arguments."""

    def __call__(self, *arguments: str | Path, stdin: bytes | str = b"") -> Ran: ...


@pytest.fixture
def own_log(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Loggers of this test's own: the program keeps its log as long as its process lives."""
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", [])
    yield
    for handler in root.handlers:
        handler.close()
    logging.captureWarnings(capture=False)


@pytest.fixture
def newsreader(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, own_log: None) -> Newsreader:
    """A program whose library is a new file of this test, and whose streams are caught."""
    monkeypatch.setenv("NEWSREADER_LIBRARY", str(tmp_path / "library.db"))
    monkeypatch.setenv("NEWSREADER_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))

    def call(*arguments: str | Path, stdin: bytes | str = b"") -> Ran:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        streams = {name: io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for name in ("stdout", "stderr")}
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), encoding="utf-8"))
            for name, stream in streams.items():
                patch.setattr(sys, name, stream)
            code = run([str(argument) for argument in arguments])
            written = {}
            for name, stream in streams.items():
                stream.flush()
                written[name] = stream.buffer.getvalue().decode("utf-8")
        return Ran(code, written["stdout"], written["stderr"])

    return call
