"""Exit codes, one line for every error, and streams that break."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import click
import pytest

from reader import __version__
from reader.cli import program
from reader.errors import LibraryError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.cli.conftest import Newsreader


def fails_with(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Let the command ``doctor`` raise ``error``."""

    @click.command
    def failing() -> None:
        raise error

    monkeypatch.setattr(program.CommandTable, "get_command", lambda *_: failing)


def started(*arguments: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    """Run the program in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "reader", *arguments], capture_output=True, timeout=60, **options
    )


def test_the_version_is_one_line(newsreader: Newsreader) -> None:
    ran = newsreader("--version")
    assert (ran.code, ran.out) == (0, f"newsreader {__version__}\n")


def test_the_help_names_every_command(newsreader: Newsreader) -> None:
    ran = newsreader("--help")
    assert ran.code == 0
    for name in program.COMMANDS:
        assert f"\n  {name} " in ran.out


@pytest.mark.parametrize("name", program.COMMANDS)
def test_every_command_is_there_and_its_help_starts_with_the_sentence_of_the_table(
    name: str, newsreader: Newsreader
) -> None:
    ran = newsreader(name, "--help")
    assert ran.code == 0
    assert program.COMMANDS[name] in " ".join(ran.out.split())


def test_the_help_on_completion_keeps_a_command_on_each_line(newsreader: Newsreader) -> None:
    commands = [line for line in newsreader("completion", "--help").out.splitlines() if " > " in line]
    assert [command.split()[:3] for command in commands] == [
        ["newsreader", "completion", shell] for shell in ("bash", "zsh", "fish")
    ]


@pytest.mark.parametrize("arguments", [["nonsense"], ["--nonsense"], ["search"], ["show", "one"], ["backup"]])
def test_wrong_usage_exits_with_2(arguments: list[str], newsreader: Newsreader) -> None:
    ran = newsreader(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert "Usage: newsreader" in ran.err


def test_the_reader_without_a_terminal_is_refused_in_one_line(newsreader: Newsreader) -> None:
    ran = newsreader()
    assert ran.code == 2
    assert (
        ran.err
        == "newsreader: the reader needs a terminal; see 'newsreader --help' for commands that do not\n"
    )


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (LibraryError("news.db: not a library"), "news.db: not a library"),
        (PermissionError(13, "Permission denied", "news.db"), "news.db: Permission denied"),
        (KeyboardInterrupt(), "stopped"),
        (click.Abort(), "stopped"),
    ],
)
def test_an_expected_error_is_one_line_and_exits_with_1(
    error: BaseException, said: str, newsreader: Newsreader, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails_with(monkeypatch, error)
    ran = newsreader("doctor")
    assert (ran.code, ran.out, ran.err) == (1, "", f"newsreader: {said}\n")


def test_an_unexpected_error_is_one_line_and_its_traceback_goes_to_the_log(
    newsreader: Newsreader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fails_with(monkeypatch, ZeroDivisionError("no such luck"))
    ran = newsreader("doctor")
    assert ran.code == 1
    assert ran.err.startswith("newsreader: unexpected error: ZeroDivisionError: no such luck; details in ")
    assert ran.err.count("\n") == 1
    (log,) = (tmp_path / "state").rglob("newsreader.log")
    assert "Traceback" in log.read_text()


def test_an_unexpected_error_is_said_also_where_no_log_can_be_written(
    newsreader: Newsreader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "state").write_text("a file where a folder should be")
    fails_with(monkeypatch, ZeroDivisionError())
    ran = newsreader("doctor")
    assert ran.code == 1
    assert "NEWSREADER_DEBUG=1 shows the details" in ran.err


def test_debugging_shows_the_traceback(newsreader: Newsreader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSREADER_DEBUG", "1")
    fails_with(monkeypatch, ZeroDivisionError())
    with pytest.raises(ZeroDivisionError):
        newsreader("doctor")


def test_terminal_escapes_in_a_message_are_harmless(newsreader: Newsreader) -> None:
    ran = newsreader("--library", "x\x1b]0;owned\x07\x1b[31m\u202e.db", "search", "kota")
    assert ran.code == 1
    assert not {"\x1b", "\x07", "\u202e"} & set(ran.err)


def test_a_reader_of_the_output_who_leaves_early_is_no_failure() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    finished = subprocess.run(
        [sys.executable, "-m", "reader", "keys"], stdout=writing, stderr=subprocess.PIPE, timeout=60
    )
    os.close(writing)
    assert (finished.returncode, finished.stderr) == (0, b"")


def test_a_full_device_under_the_output_is_one_line() -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        finished = subprocess.run(
            [sys.executable, "-m", "reader", "keys"], stdout=full, stderr=subprocess.PIPE
        )
    assert finished.returncode == 1
    assert finished.stderr == b"newsreader: output: No space left on device\n"


def test_closed_streams_are_quiet(tmp_path: Path) -> None:
    environment = {**os.environ, "NEWSREADER_LIBRARY": str(tmp_path / "library.db")}
    for command in ("keys", "doctor", "analyze --jsonl -", "search kota"):
        line = f"exec {sys.executable} -m reader {command} >&- 2>&- <&-"
        finished = subprocess.run(["sh", "-c", line], env=environment, timeout=60)
        assert finished.returncode == (1 if command.startswith("search") else 0)


def test_json_is_utf_8_also_where_the_terminal_is_not(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "NEWSREADER_LIBRARY": str(tmp_path / "é.db")}
    finished = started("doctor", "--json", env=environment)
    assert finished.returncode == 0
    assert "é.db" in json.loads(finished.stdout)["facts"]["library"]


def test_bytes_that_are_no_text_in_an_argument_become_visible_text(tmp_path: Path) -> None:
    library = os.fsencode(tmp_path) + b"/\xff.db"
    finished = subprocess.run(
        [sys.executable, "-m", "reader", "--library", library, "doctor", "--json"], capture_output=True
    )
    assert "\ufffd.db" in json.loads(finished.stdout)["facts"]["library"]
