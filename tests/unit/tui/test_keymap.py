"""Keys of the user's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.tui.keymap import as_textual_keymap, check_keymap, load_keymap, read_key


def written(folder: Path, text: str) -> Path:
    file = folder / "keys.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    loaded = load_keymap(tmp_path / "keys.toml")
    assert loaded.keys == {}
    assert loaded.problems == ()


def test_keys_are_given_by_command_id_or_in_a_table_of_its_group(tmp_path: Path) -> None:
    file = written(tmp_path, '"read.undo" = "ctrl+z"\n[quote]\nnext_quote = ["ctrl+n", "f5"]\n')
    loaded = load_keymap(file)
    assert loaded.keys == {"read.undo": ("ctrl+z",), "quote.next_quote": ("ctrl+n", "f5")}
    assert loaded.problems == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("read.undo = ", "not valid TOML"),
        ('[read]\nundoo = "x"', "read.undoo: no such command; did you mean read.undo?"),
        ('[read]\nundo = "ctrl+"', 'read.undo: "ctrl+" is no key; write one character'),
        ("[read]\nundo = 5", "read.undo: must be a key or a list of keys"),
        ("[read]\nundo = []", "read.undo: must be a key or a list of keys"),
        ('[read]\nundo = "j"', 'read.undo: "j" is also the key of move.down (Down)'),
    ],
)
def test_an_error_names_file_key_and_what_is_allowed(tmp_path: Path, text: str, said: str) -> None:
    file = written(tmp_path, text)
    problems = [str(problem) for problem in check_keymap(file)]
    assert any(said in problem for problem in problems), problems
    assert all(problem.startswith(str(file)) for problem in problems)


def test_a_wrong_line_costs_that_line_only(tmp_path: Path) -> None:
    loaded = load_keymap(written(tmp_path, '[read]\nundo = "nonsense"\ntoggle_star = "ctrl+s"\n'))
    assert loaded.keys == {"read.toggle_star": ("ctrl+s",)}
    assert len(loaded.problems) == 1


def test_a_swap_is_no_clash(tmp_path: Path) -> None:
    file = written(tmp_path, '[read]\ntoggle_star = "u"\nundo = "m"\n')
    assert check_keymap(file) == []


def test_a_clash_is_said_once_even_when_both_lines_are_the_users(tmp_path: Path) -> None:
    file = written(tmp_path, '[read]\ntoggle_star = "f2"\nundo = "f2"\n')
    assert len(check_keymap(file)) == 1


def test_a_file_that_is_not_text_is_a_problem_not_a_crash(tmp_path: Path) -> None:
    file = tmp_path / "keys.toml"
    file.write_bytes(b"\xff\xfe\x00")
    assert "not valid TOML" in str(check_keymap(file)[0])


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("n", "n"),
        ("N", "N"),
        (" ", "space"),
        ("Ctrl+N", "ctrl+n"),
        ("shift+n", "N"),
        ("ctrl++", "ctrl++"),
        ("F5", "f5"),
        ("alt+enter", "alt+enter"),
        ("hyper+x", None),
        ("ctrl+ctrl+x", None),
        ("", None),
        ("word", None),
        ("\x1b", None),
    ],
)
def test_keys_are_read_as_people_write_them(name: str, key: str | None) -> None:
    assert read_key(name) == key


def test_textual_gets_a_comma_by_name() -> None:
    assert as_textual_keymap({"quote.previous_quote": (",", "[")}) == {"quote.previous_quote": "comma,["}
