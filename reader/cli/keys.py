"""``newsreader keys``: the keys of the reader, and a check of the user's own."""

from __future__ import annotations

import click

from reader.cli.ink import strong
from reader.cli.output import message, note, write_line
from reader.paths import keys_file


@click.command(name="keys")
@click.option("--check", is_flag=True, help="Check your keys.toml for errors and clashes.")
def command(*, check: bool) -> int:
    """Show the keys of the reader, or check your own.

    Each command is listed with the id under which keys.toml changes its keys.
    """
    from reader.tui.keymap import check_keymap

    problems = check_keymap(keys_file())
    for problem in problems:
        message(str(problem))
    if check:
        if not problems:
            note(f"{keys_file()}: {_verdict()}")
        return 1 if problems else 0
    _write_keys()
    return 0


def _verdict() -> str:
    return "no problems" if keys_file().exists() else "not there; the default keys apply"


def _write_keys() -> None:
    from reader.tui.commands import COMMANDS, GROUPS
    from reader.tui.key_labels import key_label

    id_width = max(len(command.id) for command in COMMANDS)
    for group, heading in GROUPS.items():
        write_line(strong(heading))
        for command in COMMANDS:
            if command.group == group:
                labels = " ".join(key_label(key) for key in command.keys)
                write_line(f"  {labels:<20} {command.id:<{id_width}}  {command.help}")
        write_line()
