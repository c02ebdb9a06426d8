"""What a batch of articles tells about who is who, handed to those that join names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.library.company import Company
from reader.library.entities import EntityName
from reader.library.joining import add_forms, join_same, part_ambiguous, uncounted

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from reader.model.article import AnalysedArticle
    from reader.model.ids import EntityId


@dataclass(frozen=True, slots=True)
class Told:
    """What a batch says of each name in it."""

    forms: dict[EntityId, set[str]]
    company: dict[EntityId, Company]


def told_by(
    items: Iterable[tuple[AnalysedArticle, Mapping[EntityName, EntityId]]], further: frozenset[EntityId]
) -> Told:
    """Return what some articles say of the names in them, each given with the row of each name.

    ``further`` are further bearers of a name: by its forms only the first one is found.
    """
    told = Told({}, {})
    for item, entities in items:
        if not item.forms:
            continue
        named = {entities[name]: texts for name, texts in _forms_of(item) if name in entities}
        for entity, texts in named.items():
            if entity not in further:
                told.forms.setdefault(entity, set()).update(texts)
                told.company.setdefault(entity, Company()).companions |= named.keys() - {entity}
        for quote in item.analysis.quotes:
            if quote.name and quote.role:
                for entity in _called(quote.name, item, entities):
                    told.company.setdefault(entity, Company()).roles.add(quote.role.text.casefold())
    return told


def identify_new(connection: sqlite3.Connection, told: Told) -> list[EntityId]:
    """Keep the forms of names, and join the new ones to the entities that they name; return the others.

    Comes when the articles are indexed but not counted: what is counted afterwards stands at the right
    entity at once.
    """
    add_forms(connection, told.forms)
    new = uncounted(connection, told.forms)
    join_same(connection, told.forms, told.company, new, only_new=True)
    return sorted(told.forms.keys() - new)


def identify_known(connection: sqlite3.Connection, told: Told, known: Iterable[EntityId]) -> None:
    """Join names that were known before to what these articles tell to be the same; comes last."""
    part_ambiguous(connection, told.forms)
    join_same(connection, told.forms, told.company, known)


def _forms_of(item: AnalysedArticle) -> list[tuple[EntityName, tuple[str, ...]]]:
    return [(EntityName(type_, name), forms) for (type_, name), forms in item.forms.items()]


def _called(name: str, item: AnalysedArticle, entities: Mapping[EntityName, EntityId]) -> list[EntityId]:
    found = (EntityName(type_, each) for type_, each in item.forms if each == name)
    return [entities[key] for key in found if key in entities]
