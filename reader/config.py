"""Settings: ``settings.toml`` in the user's config folder, read into one typed object.

A wrong value never stops the program: the default takes its place and a problem says which file,
which key, and what is allowed.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path


class Furniture(StrEnum):
    """What the reader does with lines that belong to the page and not to the story."""

    DIM = "dim"
    HIDE = "hide"


class Marked(StrEnum):
    """Which mentions of an entity are highlighted in an article."""

    ALL = "all"
    FIRST = "first"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may choose; each field is a key of ``settings.toml``."""

    theme: str | None = None
    """Name of a theme; None takes the last one chosen in the reader."""
    text_width: int = 72
    """Cells of text in the article, from 50 to 100."""
    ascii: bool | None = None
    """Plain ASCII glyphs; None decides by the locale's encoding."""
    furniture: Furniture = Furniture.DIM
    mouse: bool = True
    word_forms: bool = True
    """Whether words find their other forms as well; a key switches it in the reader."""
    highlights: Marked = Marked.ALL
    auto_refresh: bool = True
    """Whether feeds and accounts are visited by themselves while the reader is open."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a file that a user wrote."""

    file: Path
    message: str
    key: str | None = None

    def __str__(self) -> str:
        """One line for a person."""
        where = f"{self.file}: {self.key}" if self.key else str(self.file)
        return f"{where}: {self.message}"


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """The settings in force and what was wrong with the file."""

    settings: Settings
    problems: tuple[Problem, ...] = ()


NARROWEST, WIDEST = 50, 100


class _NotAllowedError(Exception):
    """A value is wrong; the message says what is allowed."""


def load_settings(file: Path) -> LoadedSettings:
    """Read settings; a missing file means the defaults, a broken one the defaults and a problem."""
    import tomllib

    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return LoadedSettings(Settings())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return LoadedSettings(Settings(), (Problem(file, f"not valid TOML: {error}"),))
    except OSError as error:
        return LoadedSettings(Settings(), (Problem(file, error.strerror or str(error)),))
    return _settings_of(table, file)


def _settings_of(table: Mapping[str, object], file: Path) -> LoadedSettings:
    known: dict[str, object] = {}
    problems: list[Problem] = []
    for key, value in table.items():
        read = _READERS.get(key)
        if read is None:
            allowed = ", ".join(field.name for field in fields(Settings))
            problems.append(Problem(file, f"unknown setting; known are {allowed}", key))
            continue
        try:
            known[key] = read(value)
        except _NotAllowedError as error:
            problems.append(Problem(file, f"{_shown(value)} is not allowed; write {error}", key))
    return LoadedSettings(replace(Settings(), **known), tuple(problems))  # type: ignore[arg-type]


def _text_width(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not NARROWEST <= value <= WIDEST:
        raise _NotAllowedError(f"a whole number from {NARROWEST} to {WIDEST}")
    return value


def _name(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _NotAllowedError('the name of a theme, such as "ink"')
    return value.strip()


def _switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise _NotAllowedError("true or false")
    return value


def _furniture(value: object) -> Furniture:
    try:
        return Furniture(value)  # type: ignore[arg-type]
    except ValueError:
        raise _NotAllowedError(" or ".join(f'"{choice}"' for choice in Furniture)) from None


def _highlights(value: object) -> Marked:
    try:
        return Marked(value)  # type: ignore[arg-type]
    except ValueError:
        raise _NotAllowedError(" or ".join(f'"{choice}"' for choice in Marked)) from None


_READERS: Mapping[str, Callable[[object], object]] = {
    "theme": _name,
    "text_width": _text_width,
    "ascii": _switch,
    "furniture": _furniture,
    "highlights": _highlights,
    "mouse": _switch,
    "word_forms": _switch,
    "auto_refresh": _switch,
}


def _shown(value: object) -> str:
    """Return a TOML value much as it was written, and short."""
    text = (
        str(value).lower()
        if isinstance(value, bool)
        else f'"{value}"'
        if isinstance(value, str)
        else str(value)
    )
    return text if len(text) <= 40 else text[:39] + "…"
