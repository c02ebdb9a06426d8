"""Themes: TOML files that came with the program, and the user's own, which win.

A file that is wrong costs one line to the user, never the start of the program.
"""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from textual.color import Color, ColorParseError
from textual.theme import Theme

from reader.config import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

DARK_THEME = "ink"
LIGHT_THEME = "paper"

INKS: Mapping[str, str] = {
    "muted": "#9a9ea8",
    "furniture": "#8b909a",
    "rule": "#656b75",
    "rule-focus": "#e3a760",
    "entity-person": "#edb57f",
    "entity-organization": "#93bdf2",
    "entity-place": "#a6e09a",
    "entity-other": "#cfaae8",
    "quote": "#e3a760",
    "quote-background": "#232730",
    "hit": "#14161a",
    "hit-background": "#e9c46a",
    "unread": "#e3a760",
    "starred": "#e9c46a",
    "cursor-background": "#262b34",
    "cursor-blurred-background": "#1e2229",
}
"""Every variable that the styles use beside Textual's own, with its value where a theme is silent."""

_BASE_COLOURS = (
    "background",
    "surface",
    "panel",
    "foreground",
    "primary",
    "secondary",
    "accent",
    "success",
    "warning",
    "error",
)
_REQUIRED = ("background", "foreground", "primary")
_SWITCHES = ("dark", "ansi")
_KEYS = ("name", *_SWITCHES, *_BASE_COLOURS, "variables")


@dataclass(frozen=True, slots=True)
class LoadedThemes:
    """Themes by name, and what was wrong with the files that gave none."""

    themes: Mapping[str, Theme] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


class ThemeError(Exception):
    """A theme cannot be read; carries the problem for a person."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def variable_defaults() -> dict[str, str]:
    """Return what ``App.get_theme_variable_defaults`` must: without a default a style fails at start."""
    return dict(INKS)


def load_themes(folders: Iterable[Path]) -> LoadedThemes:
    """Read every ``*.toml`` of the folders; a later folder's theme replaces one of the same name."""
    themes: dict[str, Theme] = {}
    problems: list[Problem] = []
    for folder in folders:
        for file in sorted(folder.glob("*.toml")):
            try:
                theme = read_theme(file)
            except ThemeError as error:
                problems.append(error.problem)
            else:
                themes[theme.name] = theme
    return LoadedThemes(themes, tuple(problems))


def read_theme(file: Path) -> Theme:
    """Read one theme; raise ThemeError with file, key and reason."""
    table = _read_table(file)
    for key in table:
        if key not in _KEYS:
            raise ThemeError(Problem(file, f"unknown key; {_nearest(key, _KEYS)}", key))
    name = table.get("name", file.stem)
    if not isinstance(name, str) or not name.strip():
        raise ThemeError(Problem(file, "must be a name in quotation marks", "name"))
    switches = {key: _switch(file, key, table[key]) for key in _SWITCHES if key in table}
    colours = {key: _colour(file, key, table[key]) for key in _BASE_COLOURS if key in table}
    for key in _REQUIRED:
        if key not in colours:
            raise ThemeError(Problem(file, "is missing; a theme needs " + ", ".join(_REQUIRED), key))
    theme = Theme(name=name.strip(), **colours, **switches)  # type: ignore[arg-type]
    theme.variables = _derived(theme) | _variables(file, table.get("variables", {}), theme)
    return theme


def _read_table(file: Path) -> Mapping[str, object]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ThemeError(Problem(file, f"not valid TOML: {error}")) from None
    except OSError as error:
        raise ThemeError(Problem(file, error.strerror or str(error))) from None


def _variables(file: Path, given: object, theme: Theme) -> dict[str, str]:
    if not isinstance(given, dict):
        raise ThemeError(Problem(file, "must be a table, [variables]", "variables"))
    known = INKS.keys() | theme.to_color_system().generate().keys()
    values: dict[str, str] = {}
    for key, value in given.items():
        if key not in known:
            raise ThemeError(Problem(file, f"unknown variable; {_nearest(key, INKS)}", f"variables.{key}"))
        if key in INKS or not isinstance(value, str):
            value = _colour(file, f"variables.{key}", value)
        values[key] = value
    return values


def _derived(theme: Theme) -> dict[str, str]:
    """Return Textual's own variables as our themes want them, made from the base colours."""
    background, foreground = theme.background or "", theme.foreground or ""
    return {
        "border": theme.accent or theme.primary,
        "border-blurred": theme.panel or background,
        "scrollbar": theme.panel or background,
        "scrollbar-hover": theme.primary,
        "scrollbar-active": theme.primary,
        "scrollbar-background": background,
        "scrollbar-background-hover": background,
        "scrollbar-background-active": background,
        "scrollbar-corner-color": background,
        "block-cursor-background": theme.primary,
        "block-cursor-foreground": background,
        "block-cursor-blurred-foreground": foreground,
        "screen-selection-background": theme.primary,
        "screen-selection-foreground": background,
    }


def _switch(file: Path, key: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise ThemeError(Problem(file, "must be true or false", key))
    return value


def _colour(file: Path, key: str, value: object) -> str:
    if isinstance(value, str):
        try:
            Color.parse(value)
        except ColorParseError:
            pass
        else:
            return value
    raise ThemeError(Problem(file, f"{value!r} is not a colour; write one like #1d5c87", key))


def _nearest(word: str, known: Iterable[str]) -> str:
    """Return "did you mean …?", or all that is known where nothing is near."""
    words = list(known)
    near = difflib.get_close_matches(word, words, n=1)
    return f"did you mean {near[0]}?" if near else "known are " + ", ".join(words)


class ThemeFolders:
    """The folders that themes are read from, and whether a file in them changed."""

    def __init__(self, *folders: Path) -> None:
        self._folders = folders
        self._stamps: frozenset[tuple[str, int, int]] | None = None

    def load(self) -> LoadedThemes:
        """Read all themes, and remember the state of the files."""
        self._stamps = self._take_stamps()
        return load_themes(self._folders)

    def load_changed(self) -> LoadedThemes | None:
        """Read all themes when a file was added, changed or removed since the last time, else None."""
        return self.load() if self._take_stamps() != self._stamps else None

    def _take_stamps(self) -> frozenset[tuple[str, int, int]]:
        stamps = set()
        for folder in self._folders:
            for file in folder.glob("*.toml"):
                try:
                    state = file.stat()
                except OSError:
                    continue
                stamps.add((str(file), state.st_mtime_ns, state.st_size))
        return frozenset(stamps)


def same_look(one: Theme, other: Theme) -> bool:
    """Whether two themes paint everything alike."""
    return all(getattr(one, part.name) == getattr(other, part.name) for part in fields(Theme))
