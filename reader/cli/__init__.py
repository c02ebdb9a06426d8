"""The command line: one module per command, each loaded only when it is called."""

from __future__ import annotations

import sys


def main() -> None:
    """Run ``newsreader`` with the arguments of this process and exit with its code."""
    from reader.cli.boundary import run

    sys.exit(run(sys.argv[1:]))
