"""Commands at a terminal: progress that cleans up after itself, colour that can be refused."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import pytest

from tests.pty.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.pty

STORY = "Pintu Dibuka\n\nKABAR TELUK - “Sudah,” kata Ratna Prakoso, kepala dinas di Karangsari.\n"


def output_of(folder: Path, *arguments: str, **environment: str) -> Terminal:
    """Run a command at a terminal to its end."""
    command = (sys.executable, "-m", "reader", "--library", str(folder / "library.db"), *arguments)
    return Terminal(command, environment, columns=80, lines=24)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A file with an article."""
    file = tmp_path / "story.txt"
    file.write_text(STORY, encoding="utf-8")
    return file


def test_the_progress_bar_leaves_only_the_counts(story: Path, tmp_path: Path) -> None:
    terminal = output_of(tmp_path, "index", str(story))
    assert terminal.wait_for_end() == 0
    lines = [line.split() for line in terminal.text.splitlines() if line.strip()]
    assert lines == [["added", "1"], ["updated", "0"], ["unchanged", "0"], ["failed", "0"]]


def test_an_article_is_inked_unless_colour_is_refused(story: Path, tmp_path: Path) -> None:
    inked = output_of(tmp_path, "analyze", str(story), NO_COLOR="")
    assert inked.wait_for_end() == 0
    assert "¹" in inked.text
    assert inked.colours() - {"default"}
    plain = output_of(tmp_path, "analyze", str(story), NO_COLOR="1")
    assert plain.wait_for_end() == 0
    assert not plain.colours() - {"default"}
    assert re.search(r"1 +Ratna Prakoso", plain.text)
