"""What the text room knows about languages: one folder of TOML a language."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent
_SHARED = "common"


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that have a folder of lexicons."""
    return tuple(sorted(path.name for path in _FOLDER.iterdir() if path.is_dir() and _has_lexicons(path)))


@cache
def lexicon(language: str, name: str) -> dict[str, Any]:
    """Return one lexicon; empty where the language has none. ``common`` holds for every language."""
    path = _FOLDER / language / f"{name}.toml"
    if not path.is_file():
        return {}
    return tomllib.loads(path.read_text(encoding="utf-8"))


def lexicons(language: str, name: str) -> tuple[dict[str, Any], ...]:
    """Return what holds for a language: its own lexicon and the common one; all where it has none."""
    own = (language,) if language in languages() else languages()
    return tuple(lexicon(folder, name) for folder in (_SHARED, *own))


def _has_lexicons(path: Path) -> bool:
    return path.name != _SHARED and any(path.glob("*.toml"))
