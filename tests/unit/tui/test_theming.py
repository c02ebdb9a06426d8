"""Themes: what the shipped files promise, and what a wrong one costs."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest
from textual.color import Color
from textual.constants import DIM_FACTOR
from textual.theme import BUILTIN_THEMES

from reader import paths
from reader.tui.theming import (
    DARK_THEME,
    INKS,
    LIGHT_THEME,
    ThemeError,
    ThemeFolders,
    load_themes,
    own_themes,
    read_theme,
    variable_defaults,
)

if TYPE_CHECKING:
    from pathlib import Path

    from textual.theme import Theme

SHIPPED = load_themes([paths.themes_folder()])
MEASURED = [theme for theme in SHIPPED.themes.values() if not theme.ansi]
GROUNDS = ("background", "surface")
ROWS = (*GROUNDS, "cursor-background", "cursor-blurred-background")

TEXT_PAIRS = [
    *(("foreground", ground) for ground in (*ROWS, "quote-background")),
    *(("muted", ground) for ground in ROWS),
    *((ink, ground) for ink in ("text-muted", "text-disabled") for ground in GROUNDS),
    *(("furniture", ground) for ground in GROUNDS),
    *(
        (f"entity-{kind}", ground)
        for kind in ("person", "organization", "place", "other")
        for ground in (*GROUNDS, "quote-background")
    ),
    *(("entity-person", ground) for ground in ROWS),
    *((ink, ground) for ink in ("quote", "unread", "starred") for ground in ROWS),
    *((ink, ground) for ink in ("primary", "accent", "success", "warning", "error") for ground in GROUNDS),
    ("hit", "hit-background"),
    ("background", "rule-focus"),
    ("background", "primary"),
]
"""Every ink of text and what it may stand on."""

RULE_PAIRS = [(rule, ground) for rule in ("rule", "rule-focus") for ground in GROUNDS]


def luminance(colour: Color) -> float:
    """Return the relative luminance as WCAG 2.2 defines it."""
    parts = [part / 255 for part in colour.rgb]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(theme: Theme, ink: str, ground: str) -> float:
    variables = theme.to_color_system().generate() | theme.variables
    back = Color.parse(variables[ground])
    front = Color.parse(variables[ink])
    if ink == "entity-place":
        front = back.blend(front, DIM_FACTOR)
    darker, lighter = sorted([luminance(front), luminance(back)])
    return (lighter + 0.05) / (darker + 0.05)


def test_the_shipped_themes_are_all_sound() -> None:
    assert not SHIPPED.problems
    assert {DARK_THEME, LIGHT_THEME} <= set(SHIPPED.themes)
    assert len(SHIPPED.themes) >= 8


def test_there_is_a_light_and_a_dark_theme_of_each_kind() -> None:
    for kind in ("high-contrast", "colour-blind", "terminal"):
        assert SHIPPED.themes[f"{kind}-dark"].dark
        assert not SHIPPED.themes[f"{kind}-light"].dark


@pytest.mark.parametrize("theme", MEASURED, ids=lambda theme: theme.name)
def test_every_text_is_legible(theme: Theme) -> None:
    dull = {pair: round(contrast(theme, *pair), 2) for pair in TEXT_PAIRS if contrast(theme, *pair) < 4.5}
    assert not dull


@pytest.mark.parametrize("theme", MEASURED, ids=lambda theme: theme.name)
def test_every_rule_is_visible(theme: Theme) -> None:
    faint = {pair: round(contrast(theme, *pair), 2) for pair in RULE_PAIRS if contrast(theme, *pair) < 3}
    assert not faint


@pytest.mark.parametrize("name", ["high-contrast-dark", "high-contrast-light"])
def test_the_high_contrast_pair_gives_the_body_seven_to_one(name: str) -> None:
    for ground in (*ROWS, "quote-background"):
        assert contrast(SHIPPED.themes[name], "foreground", ground) >= 7


@pytest.mark.parametrize("name", ["terminal-dark", "terminal-light"])
def test_a_terminal_theme_names_only_the_terminals_own_colours(name: str) -> None:
    theme = SHIPPED.themes[name]
    assert theme.ansi
    for ink in INKS:
        assert theme.variables[ink].startswith("ansi_")


def test_every_ink_has_a_value_where_no_theme_of_ours_is_in_force() -> None:
    assert set(variable_defaults()) == set(INKS)


def test_every_variable_of_the_styles_has_a_value() -> None:
    known = set(variable_defaults()) | set(SHIPPED.themes[DARK_THEME].to_color_system().generate())
    folder = paths.themes_folder().parent / "reader" / "tui"
    if not folder.is_dir():  # an installed wheel keeps its themes inside the package
        folder = paths.themes_folder().parent / "tui"
    used = set()
    for file in [*folder.rglob("*.tcss"), *folder.rglob("*.py")]:
        text = file.read_text(encoding="utf-8")
        styles = (
            text if file.suffix == ".tcss" else "".join(re.findall(r'CSS = """(.*?)"""', text, re.DOTALL))
        )
        used |= set(re.findall(r"\$([a-z][a-z0-9-]*)", styles))
    assert used
    assert used <= known


def test_every_theme_gives_textuals_own_styles_all_they_ask_for() -> None:
    def given(theme: Theme) -> set[str]:
        return set(theme.to_color_system().generate()) | set(theme.variables)

    asked = given(BUILTIN_THEMES["ansi-dark"]) & given(BUILTIN_THEMES["textual-dark"])
    for theme in SHIPPED.themes.values():
        assert asked <= given(theme)


# -- files of one's own --------------------------------------------------------------------------

GOOD = 'name = "mine"\ndark = false\nbackground = "#ffffff"\nforeground = "#222222"\nprimary = "#004488"\n'


def written(folder: Path, text: str, name: str = "mine.toml") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_three_colours_are_enough_for_a_theme(tmp_path: Path) -> None:
    theme = read_theme(written(tmp_path, GOOD))
    assert set(INKS) <= set(theme.variables)
    assert contrast(theme, "muted", "background") >= 4.5
    assert contrast(theme, "rule", "background") >= 3


def test_a_theme_without_a_name_is_called_like_its_file(tmp_path: Path) -> None:
    text = GOOD.replace('name = "mine"\n', "")
    assert read_theme(written(tmp_path, text, "harbour.toml")).name == "harbour"


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        ("name = ", None, "not valid TOML"),
        (GOOD + 'bakground = "#fff"\n', "bakground", "did you mean background?"),
        (GOOD.replace("#ffffff", "whiteish"), "background", "'whiteish' is not a colour"),
        (GOOD.replace("false", '"no"'), "dark", "must be true or false"),
        (GOOD.replace('primary = "#004488"\n', ""), "primary", "is missing"),
        (GOOD.replace('"mine"', "7"), "name", "must be a name"),
        (GOOD + "variables = 3\n", "variables", "must be a table"),
        (
            GOOD + '[variables]\nentity-persn = "#fff"\n',
            "variables.entity-persn",
            "did you mean entity-person?",
        ),
        (GOOD + "[variables]\nhit = 4\n", "variables.hit", "4 is not a colour"),
    ],
)
def test_a_wrong_file_is_named_with_its_key_and_the_reason(
    tmp_path: Path, text: str, key: str, reason: str
) -> None:
    file = written(tmp_path, text)
    with pytest.raises(ThemeError) as caught:
        read_theme(file)
    assert caught.value.problem.file == file
    assert caught.value.problem.key == key
    assert reason in str(caught.value)


def test_a_file_that_is_no_text_is_refused_with_a_reason(tmp_path: Path) -> None:
    file = tmp_path / "bad.toml"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ThemeError, match="not valid TOML"):
        read_theme(file)


def test_one_bad_file_leaves_the_others(tmp_path: Path) -> None:
    written(tmp_path, "nonsense", "bad.toml")
    written(tmp_path, GOOD)
    loaded = load_themes([tmp_path])
    assert list(loaded.themes) == ["mine"]
    assert len(loaded.problems) == 1


def test_the_users_theme_replaces_a_shipped_one_of_the_same_name(tmp_path: Path) -> None:
    written(tmp_path, GOOD.replace("mine", "ink"))
    loaded = load_themes([paths.themes_folder(), tmp_path])
    assert loaded.themes["ink"].background == "#ffffff"


def test_a_missing_folder_holds_no_themes(tmp_path: Path) -> None:
    assert not load_themes([tmp_path / "nowhere"]).themes


def test_a_saved_file_is_noticed_once(tmp_path: Path) -> None:
    folders = ThemeFolders(tmp_path)
    folders.load()
    assert folders.load_changed() is None
    file = written(tmp_path, GOOD)
    changed = folders.load_changed()
    assert changed is not None
    assert list(changed.themes) == ["mine"]
    assert folders.load_changed() is None
    os.utime(file, (1, 1))
    assert folders.load_changed() is not None
    file.unlink()
    assert folders.load_changed() is not None


def test_textuals_own_themes_are_not_ours() -> None:
    assert own_themes(BUILTIN_THEMES | dict(SHIPPED.themes)) == sorted(SHIPPED.themes)
