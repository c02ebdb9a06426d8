"""Where the program keeps its files."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader import paths


def test_the_environment_names_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSREADER_LIBRARY", "~/news.db")
    assert paths.library_path() == Path.home() / "news.db"


@pytest.mark.parametrize("value", [None, ""])
def test_without_it_the_library_lies_in_the_users_data(
    value: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if value is None:
        monkeypatch.delenv("NEWSREADER_LIBRARY", raising=False)
    else:
        monkeypatch.setenv("NEWSREADER_LIBRARY", value)
    assert paths.library_path().name == "library.db"
    assert "newsreader" in paths.library_path().parts


def test_what_a_user_writes_lies_in_one_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NEWSREADER_CONFIG", str(tmp_path))
    assert {paths.settings_file(), paths.keys_file(), paths.user_themes_folder()} == {
        tmp_path / "settings.toml",
        tmp_path / "keys.toml",
        tmp_path / "themes",
    }


def test_the_shipped_folders_are_there() -> None:
    assert paths.seeds_folder().is_dir()
    assert paths.themes_folder().is_dir()
