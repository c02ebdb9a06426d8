"""Everything that one speaker said, by ids; and who it is that speaks or is named at a place."""

from __future__ import annotations

import json
from array import array
from itertools import chain
from typing import TYPE_CHECKING

from reader.library.entities import entity_by_id
from reader.library.heads import heads_of, members_of
from reader.library.quotes import STORED_QUOTE, as_stored_quotes
from reader.model.ids import EntityId, quote_id

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from reader.model.entity import Entity, StoredQuote
    from reader.model.ids import ArticleId, QuoteId

QUOTES_BY = """
SELECT id
  FROM quote
 WHERE speaker_id IN (SELECT value FROM json_each(:speakers))
 ORDER BY id DESC
"""

ROWS = f"""
{STORED_QUOTE}
  FROM json_each(:ids) AS wanted
 CROSS JOIN quote ON quote.id = wanted.value
 CROSS JOIN article ON article.id = quote.id >> 20
 CROSS JOIN source ON source.id = article.source_id
"""

MENTIONED = """
SELECT entity_name.entity_id
  FROM mention
  JOIN entity_name ON entity_name.id = mention.name_id
 WHERE mention.article_id = :article AND mention.start = :start AND mention.end = :end
"""


def quote_ids_by(connection: sqlite3.Connection, entity: EntityId) -> array[int]:
    """Return the ids of everything a speaker said, newest article first (``array('q')``)."""
    speakers = json.dumps(members_of(connection, heads_of(connection, [entity]).values()))
    return array("q", chain.from_iterable(connection.execute(QUOTES_BY, {"speakers": speakers})))


def read_stored_quotes(connection: sqlite3.Connection, ids: Sequence[QuoteId]) -> dict[QuoteId, StoredQuote]:
    """Return quotes by id; those that are gone are left out."""
    found = as_stored_quotes(connection.execute(ROWS, {"ids": json.dumps(list(ids))}))
    return {quote_id(quote.article_id, quote.number): quote for quote in found}


def speaker_of(connection: sqlite3.Connection, article: ArticleId, number: int) -> Entity | None:
    """Return who speaks in quote ``number`` (from 1) of an article; None where nobody is named."""
    row = connection.execute(
        "SELECT speaker_id FROM quote WHERE id = ?", (quote_id(article, number),)
    ).fetchone()
    return None if row is None or row[0] is None else entity_by_id(connection, EntityId(row[0]))


def entity_at(connection: sqlite3.Connection, article: ArticleId, start: int, end: int) -> Entity | None:
    """Return the entity of the mention that covers exactly these code points of an article."""
    row = connection.execute(MENTIONED, {"article": article, "start": start, "end": end}).fetchone()
    return None if row is None else entity_by_id(connection, EntityId(row[0]))
