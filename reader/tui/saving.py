"""Write an article to a file of the reader's choice, never over another by surprise."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import NewsreaderError
from reader.tui.citing import as_markdown, as_text

if TYPE_CHECKING:
    from datetime import tzinfo

    from reader.model.article import Article

MARKDOWN_SUFFIXES = frozenset({".md", ".markdown"})
_NAME_LENGTH = 60


class SaveError(NewsreaderError):
    """A file could not be written; the message says which and why."""


class FileThereError(SaveError):
    """There is a file of that name already."""


def suggested_name(article: Article) -> str:
    """Return a file name made from the title, safe on every system."""
    words = "-".join(re.findall(r"\w+", article.title.lower()))
    return (words[:_NAME_LENGTH].strip("-_") or "article") + ".md"


def chosen_path(text: str) -> Path:
    """Return the path a person typed, ``~`` for the home folder."""
    return Path(text.strip()).expanduser()


def save_article(article: Article, path: Path, *, replace: bool = False, zone: tzinfo | None = None) -> None:
    """Write an article as Markdown or, by another suffix than ``.md``, as plain text; whole or not at all.

    Raise FileThereError where a file exists and ``replace`` is false, SaveError where it cannot be written.
    """
    is_markdown = path.suffix.lower() in MARKDOWN_SUFFIXES
    text = as_markdown(article, zone=zone) if is_markdown else as_text(article, zone=zone)
    unfinished = path.with_name(f".{path.name}.part")
    try:
        if not replace:
            path.touch(exist_ok=False)
        try:
            unfinished.write_text(text, encoding="utf-8")
            unfinished.replace(path)
        except OSError:
            unfinished.unlink(missing_ok=True)
            if not replace:
                path.unlink(missing_ok=True)
            raise
    except FileExistsError:
        raise FileThereError(f"{path} is there already") from None
    except OSError as error:
        raise SaveError(f"{path}: {error.strerror or error}") from None
