"""``newsreader`` itself: its options, and the table of its commands."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME = "newsreader"
COMPLETION_VARIABLE = "_NEWSREADER_COMPLETE"

COMMANDS: Mapping[str, str] = {
    "index": "Index files, folders, archives and web pages into the library.",
    "follow": "Follow feeds, by the address of a feed or of a site.",
    "unfollow": "Fetch feeds no more; their articles stay.",
    "feeds": "List the feeds that are followed, with their state; 'feeds set' changes settings.",
    "fetch": "Fetch what is new in all feeds, or in those named.",
    "sync": "Synchronise subscriptions, read marks and stars with accounts on servers.",
    "opml": "Take over a list of feeds from another reader, or write yours for one.",
    "search": "Find articles, in the language of the reader's search box.",
    "show": "Show an article with its names and quotes.",
    "quotes": "List who said what over the library.",
    "entities": "List persons, organisations and places over the library, or correct them.",
    "analyze": "Find language, names and quotes in a document, without a library.",
    "mark": "Mark all articles that match read, starred or tagged; --undo takes it back.",
    "export": "Write articles with their analysis, one JSON object a line.",
    "backup": "Write a copy of the library that is safe to keep.",
    "doctor": "Check the library, the settings and the installation.",
    "keys": "Show the keys of the reader, or check your own.",
    "completion": "Print the completion script of your shell.",
}
"""Each command lives in ``reader.cli.<name>`` as ``command``; the sentence is its first line of help."""


class CommandTable(click.Group):
    """A group that loads a command's module only when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Name the commands in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Load the command of that name; None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"reader.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands from the table, so that help loads none of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@dataclass(frozen=True, slots=True)
class Global:
    """What stands before the command, for all commands (``context.obj``)."""

    library: Path


@click.group(
    cls=CommandTable, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.option(
    "--library",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="The library to use ($NEWSREADER_LIBRARY; else the one in your data folder).",
)
@click.option("--theme", metavar="NAME", help="Open the reader with this theme.")
@click.option(
    "--ascii", "ascii_only", is_flag=True, default=None, help="Open the reader with ASCII signs only."
)
@click.option("--no-mouse", is_flag=True, help="Open the reader without the mouse.")
@click.version_option(__version__, prog_name=NAME, message="%(prog)s %(version)s")
@click.pass_context
def program(
    context: click.Context,
    library: Path | None,
    theme: str | None,
    *,
    ascii_only: bool | None,
    no_mouse: bool,
) -> int:
    """Read the news by who said what.

    Without a command, open the reader. Everything stays on this machine.
    """
    from reader.paths import library_path

    context.obj = Global(library or library_path())
    if context.invoked_subcommand is not None:
        return 0
    from reader.cli.opening import open_reader

    return open_reader(
        context.obj.library, theme=theme, ascii_only=ascii_only, mouse=False if no_mouse else None
    )
