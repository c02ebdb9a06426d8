"""The README keeps up with the program: keys, commands, settings.

``python -m tests.unit.test_readme`` rewrites the table of keys.
"""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from reader.cli.program import COMMANDS
from reader.config import Settings
from reader.tui.key_labels import keys_as_markdown

README = Path(__file__).parents[2] / "README.md"
BEGIN = "<!-- keys: made by reader.tui.key_labels.keys_as_markdown, held by a test -->\n"
END = "<!-- end of keys -->\n"


def with_keys(text: str) -> str:
    """Return the text of the README with the table of keys as it is now."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{keys_as_markdown()}\n{END}{after}"


def test_the_table_of_keys_is_the_one_the_reader_uses() -> None:
    text = README.read_text(encoding="utf-8")
    assert text == with_keys(text)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"| `newsreader {name}" in README.read_text(encoding="utf-8")


@pytest.mark.parametrize("setting", [field.name for field in fields(Settings)])
def test_every_setting_is_in_the_readme(setting: str) -> None:
    assert f"\n| `{setting}` |" in README.read_text(encoding="utf-8")


def test_the_two_commands_that_set_up_stand_on_the_first_screen() -> None:
    opening = README.read_text(encoding="utf-8").splitlines()[:30]
    assert any(line.startswith("make run ") for line in opening)
    assert any(line.startswith("make test ") for line in opening)


if __name__ == "__main__":
    README.write_text(with_keys(README.read_text(encoding="utf-8")), encoding="utf-8")
