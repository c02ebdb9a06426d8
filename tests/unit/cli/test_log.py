"""The log file: made when there is something to say, never a nuisance."""

from __future__ import annotations

import logging
import warnings
from typing import TYPE_CHECKING

import pytest

from reader.cli import log

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_log: None) -> Path:
    """The log file of this test."""
    path = tmp_path / "log" / "newsreader.log"
    monkeypatch.setattr(log, "log_file", lambda: path)
    log.keep_log()
    return path


def test_nothing_to_say_makes_no_file(file: Path) -> None:
    logging.getLogger("library").info("all is well")
    assert not file.parent.exists()


def test_what_libraries_complain_of_goes_to_the_file_only(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    logging.getLogger("library").error("no good")
    warnings.warn("old ways", UserWarning, stacklevel=1)
    assert "ERROR library: no good" in file.read_text()
    assert "old ways" in file.read_text()
    assert capsys.readouterr().err == ""


def test_keeping_it_twice_writes_once(file: Path) -> None:
    log.keep_log()
    logging.getLogger("library").error("once")
    assert file.read_text().count("once") == 1


def test_a_log_that_cannot_be_written_is_no_trouble(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.parent.write_text("a file where a folder should be")
    logging.getLogger("library").error("nowhere to go")
    assert capsys.readouterr().err == ""


def test_a_log_that_grew_large_begins_anew(file: Path) -> None:
    for _ in range(3):
        logging.getLogger("library").error("x" * 600_000)
    assert file.stat().st_size < log.LARGEST
    assert file.with_suffix(".log.1").exists()
