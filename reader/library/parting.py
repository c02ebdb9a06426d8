"""Names that the user took out of an entity although articles use them beside its fuller name.

What such an article says of a name is settled when it is stored, so the articles at hand are marked to be
analysed again, and every article that comes in is looked through.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.library.identity import fold
from reader.library.matching import any_of, quoted
from reader.library.tags import entity_tag
from reader.model.mention import EntityType

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from reader.model.article import AnalysedArticle
    from reader.model.mention import Mention
    from reader.model.quote import Quote

SPLITS = "SELECT key, before FROM decision WHERE kind = 'split'"


@dataclass(frozen=True, slots=True)
class TakenOut:
    """A name that is not a short form of certain others."""

    key: str
    """The name, folded."""
    out_of: frozenset[tuple[str, str]]
    """Type and folded name of each fuller form."""
    into: tuple[str, str] | None
    """Type and name of what it is instead; None where it is an entity of its own."""


def names_taken_out(connection: sqlite3.Connection) -> list[TakenOut]:
    """Return what the user took out so far."""
    found = []
    for key, packed in connection.execute(SPLITS):
        before = json.loads(packed)
        if "out_of" in before:
            into = before["into"]
            out_of = frozenset((type_, name) for type_, name in before["out_of"])
            found.append(TakenOut(key, out_of, tuple(into) if into else None))
    return found


def with_names_apart(item: AnalysedArticle, taken: Sequence[TakenOut]) -> AnalysedArticle:
    """Return an article in which names that were taken out stand for themselves."""
    if not taken:
        return item
    mentions = tuple(_mention_apart(mention, taken) for mention in item.analysis.mentions)
    types = {mention.name: mention.type.value for mention in reversed(item.analysis.mentions)}
    quotes = tuple(_quote_apart(quote, types, taken) for quote in item.analysis.quotes)
    if mentions == item.analysis.mentions and quotes == item.analysis.quotes:
        return item
    return replace(item, analysis=replace(item.analysis, mentions=mentions, quotes=quotes))


def _mention_apart(mention: Mention, taken: Iterable[TakenOut]) -> Mention:
    for one in taken:
        if fold(mention.text) == one.key and (mention.type.value, fold(mention.name)) in one.out_of:
            type_, name = one.into or (mention.type.value, mention.text)
            return replace(mention, name=name, type=EntityType(type_))
    return mention


def _quote_apart(quote: Quote, types: dict[str, str], taken: Iterable[TakenOut]) -> Quote:
    if quote.name is None or quote.speaker is None:
        return quote
    type_ = types.get(quote.name, quote.speaker_type.value)
    for one in taken:
        if fold(quote.speaker.text) == one.key and (type_, fold(quote.name)) in one.out_of:
            return replace(quote, name=one.into[1] if one.into else quote.speaker.text)
    return quote


def drop_name(connection: sqlite3.Connection, members: Iterable[int], name: str) -> list[tuple[int, str]]:
    """Take a name off entities, in every writing of it; return whose it was, for putting it back."""
    rows = connection.execute(
        "SELECT id, entity_id, name FROM entity_name WHERE entity_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(members)),),
    ).fetchall()
    dropped = [(id_, entity, text) for id_, entity, text in rows if fold(text) == fold(name)]
    for id_, _, text in dropped:
        connection.execute(
            "INSERT INTO entity_text(entity_text, rowid, name) VALUES ('delete', ?, ?)", (id_, text)
        )
        connection.execute("DELETE FROM entity_name WHERE id = ?", (id_,))
    return [(entity, text) for _, entity, text in dropped]


def mark_stale(connection: sqlite3.Connection, members: Iterable[int], name: str) -> int:
    """Let the articles that name one of these entities and have these words be analysed again."""
    tags = any_of([quoted(entity_tag(member)) for member in members])
    match = f"({{tags}} : {tags}) AND ({{title body}} : {quoted(name)})"
    return connection.execute(
        """
        UPDATE article SET analysis_version = 0
         WHERE id IN (SELECT rowid FROM article_text WHERE article_text MATCH ?)
        """,
        (match,),
    ).rowcount
