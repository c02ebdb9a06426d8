"""What a batch of articles tells about who is who, handed to those that join names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.entities import EntityName
from reader.library.joining import Company, add_forms, join_same

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from reader.model.article import AnalysedArticle
    from reader.model.ids import EntityId


def identify(
    connection: sqlite3.Connection,
    items: Iterable[AnalysedArticle],
    entities: Mapping[EntityName, EntityId],
) -> None:
    """Keep the forms of the names in some articles, and join the names that are one entity.

    ``entities`` has the row of each name. Comes last, when the articles are stored and counted.
    """
    forms: dict[EntityId, set[str]] = {}
    company: dict[EntityId, Company] = {}
    for item in items:
        if not item.forms:
            continue
        named = {entities[name]: texts for name, texts in _forms_of(item) if name in entities}
        for entity, texts in named.items():
            forms.setdefault(entity, set()).update(texts)
            company.setdefault(entity, Company()).companions |= named.keys() - {entity}
        for quote in item.analysis.quotes:
            if quote.name and quote.role:
                for entity in _called(quote.name, item, entities):
                    company.setdefault(entity, Company()).roles.add(quote.role.text.casefold())
    if forms:
        add_forms(connection, forms)
        join_same(connection, forms, company)


def _forms_of(item: AnalysedArticle) -> list[tuple[EntityName, tuple[str, ...]]]:
    return [(EntityName(type_, name), forms) for (type_, name), forms in item.forms.items()]


def _called(name: str, item: AnalysedArticle, entities: Mapping[EntityName, EntityId]) -> list[EntityId]:
    found = (EntityName(type_, each) for type_, each in item.forms if each == name)
    return [entities[key] for key in found if key in entities]
