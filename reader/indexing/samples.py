"""The sample articles that come with the program."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.errors import SourceError
from reader.model.article import RawArticle
from reader.model.report import Failure
from reader.paths import seeds_folder
from reader.sources.files import read_paths

if TYPE_CHECKING:
    from collections.abc import Iterator


def sample_items() -> Iterator[RawArticle | Failure]:
    """Yield the sample articles, known as ``sample:<name>`` wherever the program is installed.

    Raise SourceError when they are missing from the installation.
    """
    folder = seeds_folder()
    if not folder.is_dir():
        raise SourceError(f"{folder}: the sample articles are missing from this installation")
    for item in read_paths([folder], exclude=("README*",)):
        if isinstance(item, Failure):
            yield item
        elif isinstance(item, RawArticle):
            yield replace(item, locator=f"sample:{item.locator.rpartition('/')[2]}")
