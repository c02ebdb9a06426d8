#!/usr/bin/env python3
"""Check that a wheel carries the data that the program reads when it runs."""

import sys
import zipfile
from pathlib import PurePosixPath

NEEDED = (
    "reader/py.typed",
    "reader/themes/*.toml",
    "reader/seeds/*.txt",
    "reader/seeds/*.html",
    "reader/tui/styles/*.tcss",
    "reader/analysis/lexicons/id/*.toml",
    "reader/analysis/lexicons/en/*.toml",
    "reader/analysis/models/*",
    "reader/text/lexicons/*",
    "*.dist-info/licenses/LICENSE",
)


def main(wheel: str) -> int:
    """Return 1 and name what is missing, 0 when all is there."""
    members = [PurePosixPath(name) for name in zipfile.ZipFile(wheel).namelist()]
    missing = [pattern for pattern in NEEDED if not any(member.match(pattern) for member in members)]
    for pattern in missing:
        print(f"{wheel}: nothing matches {pattern}", file=sys.stderr)
    stray = [
        member
        for member in members
        if member.parts[0] not in {"reader"} and ".dist-info" not in member.parts[0]
    ]
    for member in stray:
        print(f"{wheel}: {member} does not belong in it", file=sys.stderr)
    return 1 if missing or stray else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
