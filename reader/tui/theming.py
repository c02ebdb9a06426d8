"""Themes: TOML files that came with the program, and the user's own, which win.

A file that is wrong costs one line to the user, never the start of the program.
"""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textual.color import Color, ColorParseError
from textual.theme import BUILTIN_THEMES, Theme

from reader.config import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

DARK_THEME = "ink"
LIGHT_THEME = "paper"

INKS = (
    "muted",
    "furniture",
    "rule",
    "rule-focus",
    "entity-person",
    "entity-organization",
    "entity-place",
    "entity-other",
    "quote",
    "quote-background",
    "hit",
    "hit-background",
    "unread",
    "starred",
    "cursor-background",
    "cursor-blurred-background",
)
"""Every variable that the styles use beside Textual's own; ``themes/README.md`` says what each paints."""

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
    return _inks_of(Theme(name="", primary="#86b6e8", background="#14161a", foreground="#dcd9d2"))


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
    inks = _inks_of(theme) | _variables(file, table.get("variables", {}), theme)
    theme.variables = _widget_colours_of(theme, quiet=inks["muted"]) | inks
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
    known = {*INKS, *theme.to_color_system().generate()}
    values: dict[str, str] = {}
    for key, value in given.items():
        if key not in known:
            raise ThemeError(Problem(file, f"unknown variable; {_nearest(key, INKS)}", f"variables.{key}"))
        is_plain = key in INKS or not isinstance(value, str)
        values[key] = _colour(file, f"variables.{key}", value) if is_plain else value
    return values


def _inks_of(theme: Theme) -> dict[str, str]:
    """Return an ink for every variable, made from the base colours, for themes that leave some out."""
    foreground, background = theme.foreground or "", theme.background or ""
    accent, secondary = theme.accent or theme.primary, theme.secondary or theme.primary
    return {
        "muted": _mixed(foreground, background, 0.25),
        "furniture": _mixed(foreground, background, 0.3),
        "rule": _mixed(foreground, background, 0.5),
        "rule-focus": accent,
        "entity-person": accent,
        "entity-organization": theme.primary,
        "entity-place": foreground,
        "entity-other": secondary,
        "quote": accent,
        "quote-background": _mixed(background, foreground, 0.07),
        "hit": background,
        "hit-background": theme.warning or accent,
        "unread": accent,
        "starred": theme.warning or accent,
        "cursor-background": _mixed(background, foreground, 0.12),
        "cursor-blurred-background": _mixed(background, foreground, 0.06),
    }


def _mixed(colour: str, other: str, share: float) -> str:
    """Return a colour with a share of another; the terminal's own colours cannot be mixed."""
    one, two = Color.parse(colour), Color.parse(other)
    if one.ansi is not None or two.ansi is not None:
        return colour
    return one.blend(two, share).hex


def _widget_colours_of(theme: Theme, *, quiet: str) -> dict[str, str]:
    """Return Textual's own variables as our themes want them, made from the base colours."""
    background, foreground = theme.background or "", theme.foreground or ""
    ground, ink = ("ansi_black", "ansi_white") if theme.dark else ("ansi_white", "ansi_black")
    return {
        # Textual's own styles use these two, and it makes none where the terminal's colours are taken.
        "ansi-background": ground if theme.ansi else background,
        "ansi-foreground": ink if theme.ansi else foreground,
        # Left alone these are too faint to read: placeholders, for one, are text.
        "text-muted": quiet,
        "text-disabled": quiet,
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


def own_themes(known: Mapping[str, Theme]) -> list[str]:
    """Return the names of ours and the user's among all themes of an app, in alphabetical order."""
    return sorted(name for name, theme in known.items() if BUILTIN_THEMES.get(name) is not theme)
