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
    """Return 1 and name what is missing or strange, 0 when all is as it should be."""
    members = [PurePosixPath(name) for name in zipfile.ZipFile(wheel).namelist()]
    faults = [
        f"nothing matches {pattern}" for pattern in NEEDED if not any(m.match(pattern) for m in members)
    ]
    faults += [f"{member} does not belong in it" for member in members if not is_ours(member)]
    for fault in faults:
        sys.stderr.write(f"{wheel}: {fault}\n")
    return 1 if faults else 0


def is_ours(member: PurePosixPath) -> bool:
    """Whether a file lies in the package or describes it."""
    return member.parts[0] == "reader" or member.parts[0].endswith(".dist-info")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
