"""Keys of the user's own: ``keys.toml``, a table of command ids and keys.

Importable without Textual, so that ``newsreader keys --check`` stays quick.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.config import Problem
from reader.tui.commands import COMMANDS, Where, listeners
from reader.tui.key_labels import keys_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from reader.tui.commands import Command

NAMED_KEYS = (
    "enter", "space", "tab", "escape", "backspace", "delete", "insert",
    "up", "down", "left", "right", "home", "end", "pageup", "pagedown",
    *(f"f{number}" for number in range(1, 13)),
)  # fmt: skip
"""Keys that have a name instead of a character."""

_MODIFIERS = ("ctrl", "alt", "shift")
_ALLOWED = "one character, a name such as enter, space, f5, or either after ctrl+, alt+ or shift+"

_SHADOWED_ON_PURPOSE = {
    frozenset({"read.next_unread", "read.next_hit"}),
    frozenset({"read.toggle_read", "read.previous_hit"}),
    frozenset({"move.open", "quote.choose"}),
}
"""Pairs that share a key because the nearer one steps aside when it has nothing to do."""


@dataclass(frozen=True, slots=True)
class LoadedKeymap:
    """Keys that differ from the table, by command id, and what was wrong with the file."""

    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def load_keymap(file: Path) -> LoadedKeymap:
    """Read the user's keys; a missing file means the defaults, a wrong line costs that line only."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return LoadedKeymap()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return LoadedKeymap(problems=(Problem(file, f"not valid TOML: {error}"),))
    except OSError as error:
        return LoadedKeymap(problems=(Problem(file, error.strerror or str(error)),))
    problems: list[Problem] = []
    keys: dict[str, tuple[str, ...]] = {}
    known = {command.id for command in COMMANDS}
    for command_id, value in _flattened(table):
        if command_id not in known:
            problems.append(Problem(file, _unknown(command_id, known), command_id))
            continue
        chosen, reasons = _read_keys(value)
        problems += [Problem(file, reason, command_id) for reason in reasons]
        if chosen:
            keys[command_id] = chosen
    return LoadedKeymap(keys, (*problems, *_clashes(keys, file)))


def check_keymap(path: Path) -> list[Problem]:
    """Return everything wrong with a keymap file, clashes included; empty when all is well."""
    return list(load_keymap(path).problems)


def as_textual_keymap(keys: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return a keymap as ``App.set_keymap`` takes it."""
    return {
        command_id: ",".join("comma" if key == "," else key for key in chosen)
        for command_id, chosen in keys.items()
    }


def _flattened(table: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """Yield ``group.action`` and value, written either as ``"read.undo" = …`` or in a ``[read]`` table."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from ((f"{key}.{action}", keys) for action, keys in value.items())
        else:
            yield key, value


def _unknown(command_id: str, known: set[str]) -> str:
    near = difflib.get_close_matches(command_id, known, n=1)
    return (
        f"no such command; did you mean {near[0]}?"
        if near
        else "no such command; 'newsreader keys' lists them"
    )


def _read_keys(value: object) -> tuple[tuple[str, ...], list[str]]:
    """Return the keys of a line and a reason for each that is not one."""
    names = value if isinstance(value, list) else [value]
    if not names or any(not isinstance(name, str) for name in names):
        return (), [f'must be a key or a list of keys, such as "n" or ["n", "ctrl+n"]; a key is {_ALLOWED}']
    chosen: list[str] = []
    reasons: list[str] = []
    for name in names:
        key = read_key(str(name))
        if key is None:
            reasons.append(f'"{name}" is no key; write {_ALLOWED}')
        elif key not in chosen:
            chosen.append(key)
    return tuple(chosen), reasons


def read_key(name: str) -> str | None:
    """Return a key as the table writes it, or None for what is no key."""
    if len(name) < 2:
        return "space" if name == " " else name if name and name.isprintable() else None
    *modifiers, last = re.split(r"\+(?=.)", name)
    modifiers = [modifier.lower() for modifier in modifiers]
    if any(modifier not in _MODIFIERS for modifier in modifiers) or len(set(modifiers)) < len(modifiers):
        return None
    if len(last) > 1 and last.lower() not in NAMED_KEYS:
        return None
    if modifiers == ["shift"] and len(last) == 1:
        return last.upper() if last.isalpha() else None
    return "+".join([*modifiers, last.lower()])


def _clashes(keys: Mapping[str, tuple[str, ...]], file: Path) -> Iterator[Problem]:
    """Yield a problem for each changed key that another command in the same place has too."""
    said: set[tuple[str, frozenset[str]]] = set()
    for where in Where:
        by_key: dict[str, list[Command]] = defaultdict(list)
        for command in COMMANDS:
            if command.where & listeners(where):
                for key in keys_of(command, keys):
                    by_key[key].append(command)
        for key, commands in by_key.items():
            for changed in commands:
                for other in commands:
                    pair = frozenset({changed.id, other.id})
                    if len(pair) < 2 or not _collide(changed, other, key, keys) or (key, pair) in said:
                        continue
                    said.add((key, pair))
                    yield Problem(file, f'"{key}" is also the key of {other.id} ({other.title})', changed.id)


def _collide(changed: Command, other: Command, key: str, keys: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a key of the user's means two things; a pair that shares it by design does not."""
    if changed.id not in keys or key not in keys[changed.id]:
        return False
    if frozenset({changed.id, other.id}) in _SHADOWED_ON_PURPOSE:
        return False
    return not (key in changed.keys and key in other.keys)
