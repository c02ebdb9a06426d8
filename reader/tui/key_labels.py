"""Keys as people read them: on the screen, in the help and in the README."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.commands import COMMANDS, GROUPS, Where

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.tui.commands import Command

_SYMBOLS = {
    "enter": "↵",
    "space": "␣",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "escape": "Esc",
    "home": "Home",
    "end": "End",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
}
_ASCII_SYMBOLS = {"↵": "Enter", "␣": "Space", "↑": "Up", "↓": "Down", "←": "Left", "→": "Right"}


def key_label(key: str, *, ascii_only: bool = False) -> str:
    """Return a key as a person reads it: ``↵``, ``Ctrl+O``, ``]``."""
    label = _SYMBOLS.get(key)
    if label is None:
        *modifiers, last = key.split("+") if len(key) > 1 else [key]
        label = "+".join(
            [*(modifier.capitalize() for modifier in modifiers), last.upper() if modifiers else last]
        )
    return _ASCII_SYMBOLS.get(label, label) if ascii_only else label


def keys_of(command: Command, keymap: Mapping[str, tuple[str, ...]] | None = None) -> tuple[str, ...]:
    """Return the keys in force: the user's own where ``keymap`` has some, else the defaults."""
    return (keymap or {}).get(command.id, command.keys)


def keys_as_markdown() -> str:
    """Return the default keys as Markdown tables by task, as the README shows them."""
    lines: list[str] = []
    for group, heading in GROUPS.items():
        lines += ["", f"**{heading}**", "", "| key | does | where |", "|---|---|---|"]
        lines += [_markdown_row(command) for command in COMMANDS if command.group == group]
    return "\n".join(lines[1:]) + "\n"


def _markdown_row(command: Command) -> str:
    keys = " ".join(f"`{key_label(key)}`" for key in command.keys)
    where = ", ".join(place.value for place in Where if place in command.where)
    return f"| {keys} | {command.help} | {where} |"
