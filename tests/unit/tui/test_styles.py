"""What no style sheet of ours may do, wherever it is written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import reader.tui

FOLDER = Path(reader.tui.__file__).parent


def sheets() -> dict[str, str]:
    """Return every style sheet by where it stands, comments left out."""
    found = {file.name: file.read_text(encoding="utf-8") for file in FOLDER.rglob("*.tcss")}
    for file in FOLDER.rglob("*.py"):
        texts = re.findall(r'CSS = """(.*?)"""', file.read_text(encoding="utf-8"), re.DOTALL)
        found |= {f"{file.name}:{number}": text for number, text in enumerate(texts)}
    return {name: re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL) for name, text in found.items()}


SHEETS = sheets()


@pytest.mark.parametrize("name", SHEETS)
def test_no_selector_is_universal(name: str) -> None:
    """A universal selector with a state restyles the whole tree on every move of the focus."""
    assert "*" not in SHEETS[name]


@pytest.mark.parametrize("name", SHEETS)
def test_no_colour_is_written_out(name: str) -> None:
    """Colours come from the theme."""
    values = re.findall(r"(?:color|background|border[a-z-]*)\s*:\s*([^;}]+)", SHEETS[name])
    written = [value for value in values if re.search(r"#[0-9a-fA-F]{3}|rgb|hsl", value)]
    assert not written


@pytest.mark.parametrize("name", SHEETS)
def test_nothing_is_shown_by_hovering_alone(name: str) -> None:
    assert ":hover" not in SHEETS[name]
