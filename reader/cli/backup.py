"""``newsreader backup``: a copy of the library that is safe to keep."""

from __future__ import annotations

from pathlib import Path

import click

from reader.cli.opening import opened_library
from reader.cli.output import note


@click.command(name="backup")
@click.argument("target", type=click.Path(path_type=Path))
@click.pass_context
def command(context: click.Context, target: Path) -> int:
    """Write a copy of the library that is safe to keep.

    TARGET must not exist yet. The library may be in use meanwhile.
    """
    with opened_library(context) as library:
        library.backup(target)
    note(f"{target}: backup written")
    return 0
