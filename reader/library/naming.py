"""What a name written in a query stands for: sources, languages, entities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.entities import entities_matching, top_entities
from reader.library.heads import members_of
from reader.library.identity import fold
from reader.library.matching import quoted
from reader.library.sources import languages_like, read_sources, sources_like
from reader.library.stories import titles_of_stories
from reader.library.tagging import tag_with_key, tags_matching, top_tags
from reader.model.mention import EntityType
from reader.search.scanner import has_letters

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from reader.library.tagging import Tag
    from reader.model.entity import Entity
    from reader.model.ids import EntityId, SourceId
    from reader.search.tree import Named

TYPES: dict[str, tuple[EntityType, ...]] = {
    "person": (EntityType.PERSON,),
    "org": (EntityType.ORGANIZATION,),
    "place": (EntityType.PLACE,),
    "speaker": tuple(EntityType),
}
"""The types of entity that a field names."""

MOST_ENTITIES = 200
"""Entities that one name stands for; those in most articles come first."""

MOST_WHILE_TYPING = 40
"""The same for a name being typed, which must be quick: each costs the index 0.1 ms."""

SHORT = 2
"""Letters up to which only well-known names are offered: the index is slow for such beginnings."""

WELL_KNOWN = 1000
"""Entities looked through for a short beginning."""


def entities_called(connection: sqlite3.Connection, named: Named) -> list[EntityId]:
    """Return the entities that have the words of a name in one of their names, each with all its names."""
    limit = MOST_WHILE_TYPING if named.unfinished else MOST_ENTITIES
    found = entities_with(
        connection, TYPES[named.field], named.text, unfinished=named.unfinished, limit=limit
    )
    return members_of(connection, [entity.id for entity in found])


def entities_with(
    connection: sqlite3.Connection,
    types: Sequence[EntityType],
    text: str,
    *,
    unfinished: bool,
    limit: int = MOST_ENTITIES,
) -> list[Entity]:
    """Return entities by words of their names, those in most articles first.

    When ``unfinished`` the last word may be the beginning of one.
    """
    if not has_letters(text):
        return []
    if unfinished and len(text.strip()) <= SHORT:
        return _well_known(connection, types, text, limit)
    match = f"{quoted(text)} *" if unfinished and not text[-1].isspace() else quoted(text)
    return entities_matching(connection, match, types, limit)


def _well_known(
    connection: sqlite3.Connection, types: Sequence[EntityType], beginning: str, limit: int
) -> list[Entity]:
    wanted = f" {fold(beginning)}"
    known = [entity for type_ in types for entity in top_entities(connection, type_, WELL_KNOWN)]
    found = [entity for entity in known if wanted in f" {fold(entity.name)}"]
    return sorted(found, key=lambda entity: (-entity.articles, entity.id))[:limit]


def tags_called(connection: sqlite3.Connection, named: Named) -> list[int]:
    """Return the tag of exactly this name if there is one, else those that have its words."""
    same = tag_with_key(connection, fold(named.text))
    if same is not None and not named.unfinished:
        return [same]
    limit = MOST_WHILE_TYPING if named.unfinished else MOST_ENTITIES
    found = tags_with(connection, named.text, unfinished=named.unfinished, limit=limit)
    return [tag.id for tag in found]


def tags_with(connection: sqlite3.Connection, text: str, *, unfinished: bool, limit: int) -> list[Tag]:
    """Return tags by their words, those on most articles first; the last word may be a beginning."""
    if not has_letters(text):
        return []
    if unfinished and len(text.strip()) <= SHORT:
        wanted = f" {fold(text)}"
        return [tag for tag in top_tags(connection, WELL_KNOWN) if wanted in f" {fold(tag.name)}"][:limit]
    match = f"{quoted(text)} *" if unfinished and not text[-1].isspace() else quoted(text)
    return tags_matching(connection, match, limit)


def sources_called(connection: sqlite3.Connection, named: Named) -> list[SourceId]:
    """Return the source of exactly this name if there is one, else those that have its words."""
    wanted = fold(named.text)
    sources = read_sources(connection)
    same = [source.id for source in sources if fold(source.name) == wanted]
    if same and (named.exact or not named.unfinished):
        return same
    return [source.id for source in sources if f" {wanted}" in f" {_spaced(source.name)}"]


def _spaced(name: str) -> str:
    """Return a folded name whose words all have a space before them ("cnn-indonesia.com")."""
    folded = fold(name)
    return folded + " " + "".join(character if character.isalnum() else " " for character in folded)


def languages_called(connection: sqlite3.Connection, named: Named) -> list[str]:
    """Return language codes: the one written, or those that begin so while it is being typed."""
    typed = named.text.lower()
    if named.unfinished:
        return [code for code, _ in languages_like(connection, typed)]
    return [typed]


def complete(connection: sqlite3.Connection, field: str, prefix: str, limit: int) -> list[tuple[str, int]]:
    """Return values of a field of which a word begins so, with their number of articles.

    Speakers come with their number of quotes. An unknown field has no values.
    """
    if field == "source":
        return [(source.name, source.articles) for source in sources_like(connection, prefix)][:limit]
    if field == "lang":
        return languages_like(connection, prefix)[:limit]
    if field == "story":
        return titles_of_stories(connection, prefix, limit)
    if field == "tag":
        tags = (
            tags_with(connection, prefix, unfinished=True, limit=limit)
            if prefix.strip()
            else top_tags(connection, limit)
        )
        return [(tag.name, tag.articles) for tag in tags]
    if field not in TYPES:
        return []
    if prefix.strip():
        found = entities_with(connection, TYPES[field], prefix, unfinished=True)
    else:
        found = [entity for type_ in TYPES[field] for entity in top_entities(connection, type_, WELL_KNOWN)]
    if field == "speaker":
        spoken = sorted((entity for entity in found if entity.quotes), key=lambda entity: -entity.quotes)
        return [(entity.name, entity.quotes) for entity in spoken][:limit]
    return [(entity.name, entity.articles) for entity in found][:limit]
