"""``newsreader mark``: read marks, stars and tags on all articles that match, with undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reader.cli.listing import counted
from reader.cli.opening import opened_library
from reader.cli.options import as_query, asked_of, exact_option, json_option
from reader.cli.output import note, write_json, write_line
from reader.model.ids import ArticleId
from reader.model.mark import Mark, MarkKind

if TYPE_CHECKING:
    from collections.abc import Sequence


@click.command(name="mark")
@click.argument("words", metavar="[QUERY]", nargs=-1)
@click.option("--read", "kind", flag_value=MarkKind.READ.value, help="Mark them read.")
@click.option("--unread", "kind", flag_value=MarkKind.UNREAD.value, help="Mark them unread.")
@click.option("--star", "kind", flag_value=MarkKind.STAR.value, help="Star them.")
@click.option("--unstar", "kind", flag_value=MarkKind.UNSTAR.value, help="Take their stars away.")
@click.option("--tag", metavar="NAME", help="Give them a tag.")
@click.option("--untag", metavar="NAME", help="Take a tag of yours from them; those of their sources stay.")
@click.option("--undo", is_flag=True, help="Take back what this command did last.")
@exact_option
@json_option
@click.pass_context
def command(
    context: click.Context,
    words: tuple[str, ...],
    kind: str | None,
    tag: str | None,
    untag: str | None,
    *,
    undo: bool,
    exact: bool,
    as_json: bool,
) -> int:
    """Mark all articles that match read, starred or tagged; --undo takes it back.

    QUERY is in the language of the search box. --undo takes the last marks back, once.
    """
    mark = _chosen(kind, tag, untag, undo=undo)
    if undo or mark is None:
        if words:
            raise click.UsageError("--undo takes no QUERY: it takes back what was done last")
        with opened_library(context) as library:
            taken = library.marks.take_back()
        if taken is None:
            note("there is nothing to undo")
            return 0
        mark, changed = taken
        return _told(f"undo {mark.kind.value}", changed, as_json=as_json)
    if not words:
        raise click.UsageError("say which articles: a QUERY")
    query, code = as_query(words)
    with opened_library(context) as library:
        asked = asked_of(library, query, exact=exact) or query
        changed = library.marks.give(mark, _matching(library.search(asked).ids), keep=True)
    return _told(mark.kind.value, changed, as_json=as_json) or code


def _matching(ids: Sequence[int]) -> list[ArticleId]:
    return [ArticleId(id_) for id_ in ids]


def _chosen(kind: str | None, tag: str | None, untag: str | None, *, undo: bool) -> Mark | None:
    """Return the one mark that was asked for; refuse none, and two at once."""
    from reader.text.tags import clean_tags

    marks = [Mark(MarkKind(kind))] if kind else []
    for tag_kind, name in ((MarkKind.TAG, tag), (MarkKind.UNTAG, untag)):
        if name is not None:
            names = clean_tags([name])
            if len(names) != 1:
                raise click.UsageError("write one tag of at most 50 characters, without commas")
            marks.append(Mark(tag_kind, names[0]))
    if len(marks) + undo != 1:
        raise click.UsageError("choose one of --read, --unread, --star, --unstar, --tag, --untag and --undo")
    return marks[0] if marks else None


def _told(did: str, changed: Sequence[ArticleId], *, as_json: bool) -> int:
    if as_json:
        write_json({"did": did, "changed": len(changed), "articles": list(changed)})
    else:
        write_line(f"{did}: {counted(len(changed), 'article')}")
    return 0
