"""``newsreader doctor``: is everything in order, and where does everything lie."""

from __future__ import annotations

import platform
from importlib import metadata
from typing import TYPE_CHECKING, Any

import click

from reader import __version__, paths
from reader.cli.options import json_option
from reader.cli.output import write_json, write_line
from reader.errors import LibraryError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PARTS = ("textual", "rich", "sqlite-utils", "trafilatura")
"""Distributions whose versions explain most reports."""


@click.command(name="doctor")
@json_option
@click.pass_context
def command(context: click.Context, *, as_json: bool) -> int:
    """Check the library, the settings and the installation.

    Exits with 1 when something is wrong, and says what.
    """
    facts, problems = _library_facts(context.obj.library)
    facts = {**_program_facts(), **facts}
    problems += _file_problems()
    if as_json:
        write_json({"facts": facts, "problems": problems})
    else:
        _write(facts, problems)
    return 1 if problems else 0


def _program_facts() -> dict[str, Any]:
    facts: dict[str, Any] = {"newsreader": __version__, "python": platform.python_version()}
    for part in PARTS:
        try:
            facts[part] = metadata.version(part)
        except metadata.PackageNotFoundError:
            facts[part] = "missing"
    facts["settings"] = str(paths.settings_file())
    facts["keys"] = str(paths.keys_file())
    facts["log"] = str(paths.log_file())
    return facts


def _library_facts(path: Path) -> tuple[dict[str, Any], list[str]]:
    """Describe the library and check it; one that does not exist yet is no problem."""
    from reader.library.library import Library

    if not path.exists():
        return {"library": f"{path} (not made yet)"}, []
    try:
        library = Library.open(path, create=False)
    except LibraryError as error:
        return {"library": str(path)}, [str(error)]
    try:
        facts = {name: fact for name, fact in library.describe().items() if name != "path"}
        return {"library": str(path), **facts}, list(library.check())
    except LibraryError as error:
        return {"library": str(path)}, [str(error)]
    finally:
        library.close()


def _file_problems() -> list[str]:
    """Check what the user wrote and what was shipped."""
    from reader.config import load_settings
    from reader.tui.keymap import check_keymap

    problems = [str(problem) for problem in load_settings(paths.settings_file()).problems]
    problems += [str(problem) for problem in check_keymap(paths.keys_file())]
    if (
        paths.user_themes_folder().is_dir()
    ):  # looked at first, because reading a theme costs importing Textual
        from reader.tui.theming import load_themes

        problems += [str(problem) for problem in load_themes([paths.user_themes_folder()]).problems]
    problems += [
        f"{folder}: missing; install newsreader again"
        for folder in (paths.themes_folder(), paths.seeds_folder())
        if not folder.is_dir()
    ]
    return problems


def _write(facts: Mapping[str, Any], problems: list[str]) -> None:
    width = max(len(name) for name in facts)
    for name, value in facts.items():
        write_line(f"{name:<{width}}  {value}")
    write_line()
    for problem in problems:
        write_line(f"! {problem}")
    if not problems:
        write_line("no problems found")
