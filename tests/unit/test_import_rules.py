"""Who may import whom, checked in the code as written and in a process as it runs."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import reader

PACKAGE = Path(reader.__file__).parent
CHECKOUT = PACKAGE.parent

HEAVY = ("textual", "trafilatura", "lxml", "rich.console", "sqlite_utils", "numpy")
"""What a command that shows no screen and reads no page should not pay for."""

TRAINING = "train"
"""How modules begin that make models: run by hand, with tools that the program itself does without."""


def imported_by(module: Path) -> set[str]:
    """Return the top-level names of everything that a module imports, wherever in its text."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module.partition(".")[0])
    return names


def modules_outside(*rooms: str) -> list[Path]:
    """Return the modules of the program that lie in none of ``rooms``."""
    return [
        module
        for module in sorted(PACKAGE.rglob("*.py"))
        if module.relative_to(PACKAGE).parts[0] not in rooms
    ]


def loaded_by(code: str) -> set[str]:
    """Return the names of the modules that are loaded after ``code`` ran in a new process."""
    report = "import json, sys; sys.stderr.write('LOADED' + json.dumps(sorted(sys.modules)))"
    finished = subprocess.run(
        [sys.executable, "-c", f"{code}\n{report}"], capture_output=True, text=True, cwd=CHECKOUT, timeout=60
    )
    assert "LOADED" in finished.stderr, finished.stderr
    return set(json.loads(finished.stderr.partition("LOADED")[2]))


def test_the_import_contracts_of_the_project_are_kept() -> None:
    checked = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as check; check()",
            "--no-cache",
        ],
        capture_output=True,
        text=True,
        cwd=CHECKOUT,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize(
    ("library", "rooms"),
    [
        ("textual", ["tui"]),
        ("rich", ["tui", "cli"]),
        ("sqlite3", ["library"]),
        ("sqlite_utils", ["library"]),
        ("trafilatura", ["text", "sources"]),
        ("click", ["cli"]),
    ],
)
def test_a_library_is_imported_only_in_its_own_room(library: str, rooms: list[str]) -> None:
    strays = [
        str(module.relative_to(PACKAGE))
        for module in modules_outside(*rooms)
        if library in imported_by(module)
    ]
    assert not strays


@pytest.mark.parametrize("room", ["model", "text", "analysis", "search", "library", "sources", "indexing"])
def test_a_lower_room_does_not_load_the_screen(room: str) -> None:
    modules = sorted(
        ".".join(module.with_suffix("").relative_to(PACKAGE.parent).parts)
        for module in (PACKAGE / room).rglob("*.py")
        if module.name not in {"__init__.py", "__main__.py"} and not module.name.startswith(TRAINING)
    )
    loaded = loaded_by("\n".join(f"import {module}" for module in [f"reader.{room}", *modules]))
    assert "textual" not in loaded
    assert "rich" not in loaded


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["index", "--help"], ["keys"]])
def test_what_shows_no_screen_loads_nothing_heavy(arguments: list[str]) -> None:
    loaded = loaded_by(f"from reader.cli.boundary import run; run({arguments!r})")
    assert not loaded & set(HEAVY)


def test_neither_the_library_nor_the_screens_load_what_only_analysis_and_grouping_need() -> None:
    loaded = loaded_by("import reader.library.library, reader.tui.app")
    assert not loaded & {"numpy", "lxml", "simplemma", "trafilatura", "urllib3", "httpx"}
