"""Maildirs: folders of mails, one a file, with the state of a mail in the file's name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PARTS = ("new", "cur")
"""Folders of a Maildir that hold mails; in ``tmp`` they are still being written."""


def is_maildir(names: set[str]) -> bool:
    """Say whether a folder with these subfolders is a Maildir."""
    return {"new", "cur", "tmp"} <= names


def unique_name(path: Path) -> str:
    """Return what a mail is known by: its file's name without the state, which changes."""
    return re.split("[:;!]2,", path.name, maxsplit=1)[0]


def state_of(path: Path) -> tuple[bool, bool]:
    """Return whether a mail was read and whether it was starred (flags S and F)."""
    _, _, flags = path.name.rpartition("2,")
    is_flagged = re.search("[:;!]2,", path.name) is not None
    return is_flagged and "S" in flags, is_flagged and "F" in flags
