"""Which files of a folder or archive are wanted."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from reader.sources.kinds import kind_by_name

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from reader.model.article import Original
    from reader.text.site_rules import SiteRules

_PAGE_SUFFIXES = (".html", ".htm", ".xhtml")


@dataclass(frozen=True, slots=True)
class Selection:
    """What is to be read of files, folders and archives, and by which rules.

    Globs choose files by their path below the folder, or by their name alone.
    """

    include: tuple[str, ...] = ()
    """Empty: every file whose name tells a kind of document."""
    exclude: tuple[str, ...] = ()
    """Wins over ``include``; a folder that matches is not entered."""
    rules: SiteRules | None = None
    """Where the article stands in the pages of single sites; None takes the rules shipped."""
    has_read: Callable[[bytes], bool] | None = None
    """Whether the article read from an original (by its digest) is stored; None: nothing is."""

    def wants(self, path: str) -> bool:
        """Say whether the file at a relative path, with forward slashes, is to be read."""
        if _is_hidden(path) or self.leaves_out(path):
            return False
        if self.include:
            return any(_matches(path, glob) for glob in self.include)
        return kind_by_name(path) is not None

    def knows(self, original: Original) -> bool:
        """Say whether this need not be read again."""
        return self.has_read is not None and self.has_read(original.digest)

    def leaves_out(self, path: str) -> bool:
        """Say whether a file or folder is excluded."""
        return any(_matches(path, glob) for glob in self.exclude)


def page_folder_of(path: str, pages: Container[str]) -> bool:
    """Say whether a path lies in the folder that a browser put beside one of these saved pages.

    ``pages`` are paths of the same archive or folder; their order does not matter.
    """
    parts = PurePosixPath(path).parts
    for number, part in enumerate(parts):
        for ending in _page_folder_endings():
            stem = part.removesuffix(ending)
            if stem != part and any(
                str(PurePosixPath(*parts[:number], stem + suffix)) in pages for suffix in _PAGE_SUFFIXES
            ):
                return True
    return False


@cache
def _page_folder_endings() -> tuple[str, ...]:
    file = Path(__file__).with_name("page_folders.toml")
    return tuple(tomllib.loads(file.read_text(encoding="utf-8"))["endings"])


def _matches(path: str, glob: str) -> bool:
    glob = glob.removeprefix("./").rstrip("/")
    return fnmatchcase(path, glob) or fnmatchcase(PurePosixPath(path).name, glob)


def _is_hidden(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return any(part.startswith(".") and part not in {".", ".."} for part in parts) or "__MACOSX" in parts
