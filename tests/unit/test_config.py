"""Settings: what a user may choose, and what happens when a line of the file is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.config import Furniture, Settings, load_settings

if TYPE_CHECKING:
    from pathlib import Path


def written(folder: Path, text: str | bytes) -> Path:
    file = folder / "settings.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def test_without_a_file_the_defaults_apply(tmp_path: Path) -> None:
    loaded = load_settings(tmp_path / "settings.toml")
    assert loaded.settings == Settings()
    assert loaded.problems == ()


def test_every_setting_can_be_chosen(tmp_path: Path) -> None:
    file = written(
        tmp_path, 'theme = "paper"\ntext_width = 66\nascii = true\nfurniture = "hide"\nmouse = false\n'
    )
    loaded = load_settings(file)
    assert loaded.settings == Settings("paper", 66, True, Furniture.HIDE, False)
    assert loaded.problems == ()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("text_width = 20", "text_width: 20 is not allowed; write a whole number from 50 to 100"),
        ('text_width = "72"', 'text_width: "72" is not allowed; write a whole number from 50 to 100'),
        ("text_width = true", "text_width: true is not allowed; write a whole number from 50 to 100"),
        ('highlights = "some"', 'highlights: "some" is not allowed; write "all" or "first"'),
        ('furniture = "gone"', 'furniture: "gone" is not allowed; write "dim" or "hide"'),
        ('mouse = "off"', 'mouse: "off" is not allowed; write true or false'),
        ("theme = 7", 'theme: 7 is not allowed; write the name of a theme, such as "ink"'),
    ],
)
def test_a_wrong_value_is_named_with_its_file_and_what_is_allowed(
    line: str, said: str, tmp_path: Path
) -> None:
    file = written(tmp_path, line)
    loaded = load_settings(file)
    assert loaded.settings == Settings()
    assert [str(problem) for problem in loaded.problems] == [f"{file}: {said}"]


def test_one_wrong_line_does_not_cost_the_others(tmp_path: Path) -> None:
    loaded = load_settings(written(tmp_path, "text_width = 7\nmouse = false\n"))
    assert not loaded.settings.mouse
    assert len(loaded.problems) == 1


def test_an_unknown_setting_is_named_beside_the_known_ones(tmp_path: Path) -> None:
    (problem,) = load_settings(written(tmp_path, "colour = 1")).problems
    assert problem.key == "colour"
    assert "known are theme, text_width, ascii, furniture, mouse" in problem.message


@pytest.mark.parametrize("content", [b"theme = ", b"\xff\xfe\x00", b"[theme"])
def test_a_file_that_is_not_toml_leaves_the_defaults(content: bytes, tmp_path: Path) -> None:
    file = written(tmp_path, content)
    loaded = load_settings(file)
    assert loaded.settings == Settings()
    assert str(loaded.problems[0]).startswith(f"{file}: not valid TOML")


def test_a_folder_in_place_of_the_file_leaves_the_defaults(tmp_path: Path) -> None:
    (problem,) = load_settings(tmp_path).problems
    assert "directory" in problem.message.lower()
