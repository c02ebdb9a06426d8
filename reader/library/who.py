"""Which entity each name of an article names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.bearers import Naming, bearers_of
from reader.library.entities import EntityName, resolve
from reader.library.roles import add_roles
from reader.model.ids import QUOTES_PER_ARTICLE

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from reader.library.bearers import Bearers
    from reader.model.article import AnalysedArticle
    from reader.model.ids import ArticleId, EntityId
    from reader.model.mention import EntityType
    from reader.model.quote import Quote

    Who = Mapping[EntityName, EntityId]
    """The row of each name of one article."""

MOST_QUOTES = QUOTES_PER_ARTICLE - 1
"""Quotes of one article that are kept as rows; no real article comes near."""


def who_is_who(
    connection: sqlite3.Connection,
    articles: Sequence[tuple[ArticleId, AnalysedArticle, Collection[EntityId]]],
    *,
    only_earlier: bool = False,
) -> tuple[Mapping[ArticleId, Who], Bearers]:
    """Return the row of each name in each article, and what was found out about who bears them.

    Articles come in the order of their ids, each with the rows that it named until now. With
    ``only_earlier`` nothing is concluded from articles that come after one.
    """
    named = {id_: names_in(item) for id_, item, _ in articles}
    entities = resolve(connection, (name for names in named.values() for name in names))
    bearers = bearers_of(connection, entities)
    who = {}
    for id_, item, before in articles:
        names = {name: entities[name] for name in sorted(named[id_])}
        who[id_] = bearers.of(Naming(id_, names, item.roles, before, only_earlier))
    return who, bearers


def add_roles_told(
    connection: sqlite3.Connection,
    articles: Iterable[tuple[ArticleId, AnalysedArticle]],
    who: Mapping[ArticleId, Who],
) -> None:
    """Keep the roles in which articles name people."""
    add_roles(
        connection,
        (
            (who[id_][EntityName(*name)], id_, roles)
            for id_, item in articles
            for name, roles in item.roles.items()
            if EntityName(*name) in who[id_]
        ),
    )


def names_in(item: AnalysedArticle) -> set[EntityName]:
    """Return everything that an article names, its speakers included."""
    mentioned = {EntityName(mention.type, mention.name) for mention in item.analysis.mentions}
    return mentioned | {name for name in speakers_in(item) if name is not None}


def speakers_in(item: AnalysedArticle) -> list[EntityName | None]:
    """Return who speaks in each quote: the entity mentioned by that name, else a new one."""
    types = {mention.name: mention.type for mention in reversed(item.analysis.mentions)}
    return [_speaker(quote, types) for quote in item.analysis.quotes[:MOST_QUOTES]]


def _speaker(quote: Quote, types: dict[str, EntityType]) -> EntityName | None:
    if not quote.name:
        return None
    return EntityName(types.get(quote.name, quote.speaker_type), quote.name)
