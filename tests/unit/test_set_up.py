"""What the README's two commands rest on: a Python that is new enough, or one line that says so."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]


def found_python(*names: str) -> subprocess.CompletedProcess[str]:
    """Let the set-up look for a Python under these names."""
    return subprocess.run(
        [CHECKOUT / ".ci" / "find-python"],
        env={**os.environ, "PYTHON": " ".join(names)},
        capture_output=True,
        text=True,
    )


def fake_python(folder: Path, *, fails_on: str) -> str:
    """Write a Python that fails whatever mentions ``fails_on``."""
    script = folder / "python-fake"
    script.write_text(f'#!/bin/sh\ncase "$2" in *{fails_on}*) exit 1 ;; esac\n')
    script.chmod(0o755)
    return str(script)


def test_the_first_python_that_is_new_enough_is_taken(tmp_path: Path) -> None:
    found = found_python(fake_python(tmp_path, fails_on="version_info"), sys.executable)
    assert (found.returncode, found.stdout.strip(), found.stderr) == (0, sys.executable, "")


@pytest.mark.parametrize(
    ("fails_on", "said"),
    [
        ("version_info", "newsreader: Python 3.11 or newer is needed and was not found"),
        ("ensurepip", "cannot make environments; install its venv package"),
    ],
)
def test_a_machine_without_one_is_told_what_is_missing_in_one_line(
    fails_on: str, said: str, tmp_path: Path
) -> None:
    found = found_python(fake_python(tmp_path, fails_on=fails_on))
    assert (found.returncode, found.stdout) == (1, "")
    assert said in found.stderr
    assert found.stderr.count("\n") == 1


def test_nothing_stands_at_the_top_but_what_belongs_there() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=CHECKOUT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("this is no checkout of git")
    top = {name.partition("/")[0] for name in listed.stdout.splitlines()}
    folders = {"reader", "themes", "tests", "seeds"}
    files = {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "Makefile"}
    assert {name for name in top if not name.startswith(".")} == folders | files
