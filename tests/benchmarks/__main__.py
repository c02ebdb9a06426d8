"""Run benchmarks by name and print their tables as Markdown."""

from __future__ import annotations

import argparse
from importlib import import_module

from tests.benchmarks.figures import as_table, machine

NAMES = (
    "start",
    "keys",
    "article",
    "indexing",
    "keystrokes",
    "side_by_side",
    "stories",
    "archives",
    "refreshing",
    "entities",
    "feed_files",
)


def main() -> None:
    """Parse the command line and run what it names."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", choices=NAMES, help=f"which to run (all: {', '.join(NAMES)})")
    parser.add_argument(
        "--sizes", default="20000,1000000", help="articles in the libraries, separated by commas"
    )
    parser.add_argument("--runs", type=int, default=10, help="measurements of each figure")
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    print(machine())
    for name in options.names or NAMES:
        figures = import_module(f"tests.benchmarks.{name}").measure(sizes, options.runs)
        print(f"\n## {name}\n\n{as_table(figures)}", flush=True)


if __name__ == "__main__":
    main()
