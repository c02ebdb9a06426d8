"""The real program in a real terminal, from its start to its exit code."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.pty.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.pty

PROGRAM = (sys.executable, "-m", "reader")
ENTER = "\r"
TITLE = "Delapan Pintu Air"
"""Of the sample article that the search below is for."""

FAULT = """
from reader.__main__ import main
from reader.tui.screens.help import HelpScreen

def fail(self):
    raise RuntimeError("nobody foresaw this")

HelpScreen.compose = fail
main()
"""
"""The program with a help screen that fails."""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A library and settings of this test alone."""
    return {
        "NEWSREADER_LIBRARY": str(tmp_path / "library.db"),
        "NEWSREADER_CONFIG": str(tmp_path / "config"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "TEXTUAL_ANIMATIONS": "none",
    }


@pytest.fixture
def reader(environment: dict[str, str]) -> Iterator[Callable[[], Terminal]]:
    """Start the reader at 120x40; it ends with the test."""
    started: list[Terminal] = []

    def start() -> Terminal:
        started.append(Terminal(PROGRAM, environment, columns=120, lines=40))
        return started[-1]

    yield start
    for terminal in started:
        terminal.close()


def newsreader(environment: dict[str, str], *arguments: str) -> str:
    """Run a command of the program to its end and return its output."""
    finished = subprocess.run(
        [*PROGRAM, *arguments], env={**os.environ, **environment}, capture_output=True, text=True, check=True
    )
    return finished.stdout


def unread(environment: dict[str, str]) -> int:
    """Return how many articles are unread."""
    total = json.loads(newsreader(environment, "search", "--json", "is:unread"))["total"]
    return int(total)


def at_quote(superscript: str) -> Callable[[str], bool]:
    """Whether the heavy bar in the margin of the article stands at the quote of this number."""
    bar = re.compile(rf"┃┃\s+{superscript}\s")
    return lambda screen: bar.search(screen) is not None


def test_search_open_jump_through_quotes_and_quit(
    environment: dict[str, str], reader: Callable[[], Terminal]
) -> None:
    newsreader(environment, "index", "--samples")
    unread_before = unread(environment)
    screen = reader()
    screen.wait_for(f"{unread_before} unread")

    screen.press("/")
    screen.wait_for("Esc cancel")
    screen.press("title:delapan")
    screen.wait_for("1 hit")
    screen.wait_for(TITLE)

    screen.press(ENTER)
    screen.press(ENTER)
    screen.wait_for("] quote")
    screen.wait_for("Lambertus")

    screen.press("]")
    screen.wait_for(at_quote("¹"))
    screen.press("]")
    screen.wait_for(at_quote("²"))
    screen.press("[")
    screen.wait_for(at_quote("¹"))

    screen.press("Q")
    assert screen.wait_for_end() == 0
    assert unread(environment) == unread_before - 1


def test_keys_in_one_burst_are_understood_as_typed(
    environment: dict[str, str], reader: Callable[[], Terminal]
) -> None:
    newsreader(environment, "index", "--samples")
    screen = reader()
    screen.wait_for("unread")
    screen.press("/title:delapan" + ENTER + ENTER + "]]")
    screen.wait_for(at_quote("²"))
    assert TITLE in screen.text
    screen.press("Q")
    assert screen.wait_for_end() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_end_leaves_the_terminal_as_it_was(
    environment: dict[str, str], reader: Callable[[], Terminal], number: signal.Signals
) -> None:
    screen = reader()
    screen.wait_for("sample")
    screen.send_signal(number)
    assert screen.wait_for_end() == 0
    assert not screen.after_leaving


def test_a_reader_that_fails_says_so_in_one_line(environment: dict[str, str], tmp_path: Path) -> None:
    screen = Terminal((sys.executable, "-c", FAULT), environment, columns=120, lines=40)
    screen.wait_for("sample")
    screen.press("?")
    assert screen.wait_for_end() == 1
    (said,) = screen.after_leaving.splitlines()
    assert said.startswith("newsreader: unexpected error: RuntimeError: nobody foresaw this; details in ")
    assert "nobody foresaw this" in next((tmp_path / "state").rglob("*.log")).read_text()


def test_the_first_start_offers_the_samples_at_one_key(
    environment: dict[str, str], reader: Callable[[], Terminal]
) -> None:
    screen = reader()
    screen.wait_for("sample")
    screen.press(ENTER)
    screen.wait_for(lambda text: re.search(r"\b[12]\d unread", text) is not None)
    screen.press("Q")
    assert screen.wait_for_end() == 0
    assert unread(environment) >= 16


def test_a_library_that_cannot_be_opened_is_one_line_on_the_same_screen(
    environment: dict[str, str], reader: Callable[[], Terminal], tmp_path: Path
) -> None:
    (tmp_path / "library.db").write_text("This is no library, whatever its name says. " * 50)
    screen = reader()
    screen.wait_for("newsreader: ")
    assert screen.wait_for_end() == 1
    assert "Traceback" not in screen.text
