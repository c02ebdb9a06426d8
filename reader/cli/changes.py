"""What changed in an article, for ``newsreader show --diff``."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from reader.cli.ink import faint, has_colour, strong
from reader.cli.output import note, write_line
from reader.text.word_diff import Part, word_diff

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.model.article import Article, Revision
    from reader.text.word_diff import Piece

_PLAIN = {Part.SAME: "{}", Part.REMOVED: "[-{}-]", Part.ADDED: "{{+{}+}}"}
_INKED = {Part.SAME: "{}", Part.REMOVED: "\x1b[9;31m{}\x1b[0m", Part.ADDED: "\x1b[1;4;32m{}\x1b[0m"}


def write_changes(article: Article, revisions: Sequence[Revision]) -> None:
    """Print each change with what went and what came: ``[-removed-]`` and ``{+added+}``, or inked."""
    write_line(strong(article.title))
    if not revisions:
        note("nothing changed in this article since it came")
    for moment, title, body in _changes(article, revisions):
        write_line()
        write_line(faint(f"changed {moment}"))
        if any(piece.part is not Part.SAME for piece in title):
            write_line(_marked(title))
            write_line()
        write_line(_marked(body))


def changes_as_json(article: Article, revisions: Sequence[Revision]) -> dict[str, Any]:
    """Return the changes, oldest first, as lists of pieces that are ``same``, ``removed`` or ``added``."""
    return {
        "id": article.id,
        "revision": article.revision,
        "changes": [
            {"at": moment, "title": _pieces(title), "body": _pieces(body)}
            for moment, title, body in _changes(article, revisions)
        ],
    }


def _changes(
    article: Article, revisions: Sequence[Revision]
) -> Iterator[tuple[str, list[Piece], list[Piece]]]:
    texts = [(one.title or "", one.body) for one in revisions]
    texts.append((article.analysis.title or "", article.analysis.body))
    for revision, (before, after) in zip(revisions, pairwise(texts), strict=True):
        moment = f"{datetime.fromtimestamp(revision.stored_at, UTC):%Y-%m-%dT%H:%M:%SZ}"
        yield moment, word_diff(before[0], after[0]), word_diff(before[1], after[1])


def _marked(pieces: Sequence[Piece]) -> str:
    forms = _INKED if has_colour() else _PLAIN
    return "".join(forms[piece.part].format(piece.text) for piece in pieces)


def _pieces(pieces: Sequence[Piece]) -> list[dict[str, str]]:
    return [{"part": piece.part.value, "text": piece.text} for piece in pieces]
