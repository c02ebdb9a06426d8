"""Stored articles as stories compare them, kept while many are compared."""

from __future__ import annotations

import json
from math import log
from typing import TYPE_CHECKING

from reader.library.state import recall
from reader.library.terms import COUNTED
from reader.stories.profile import Facts, Profile

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from reader.model.ids import ArticleId

KEPT = 200
"""Profiles at hand: an article is compared mostly with those stored just before it."""

LEAST_TELLING = 0.1
"""What a word counts that stands in every article."""

FACTS = """
SELECT title, body, furniture, language, published_at, source_id FROM article WHERE id = ?
"""

NAMES = """
SELECT entity_name.name
  FROM mention
  JOIN entity_name ON entity_name.id = mention.name_id
  JOIN entity ON entity.id = entity_name.entity_id
 WHERE mention.article_id = ? AND entity.type IN ('person', 'organization', 'place')
"""


class Profiles:
    """Profiles by article, and how much each word tells in this library."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Read through ``connection``; what it sees must not change under the profiles."""
        self._connection = connection
        self._kept: dict[ArticleId, Profile] = {}
        self._rarity: dict[str, float] = {}
        self._counted = int(recall(connection, COUNTED) or 0)

    def of(self, article: ArticleId) -> Profile | None:
        """Return an article's profile, None when it is gone."""
        profile = self._kept.pop(article, None) or self._read(article)
        if profile is not None:
            self._kept[article] = profile
            if len(self._kept) > KEPT:
                del self._kept[next(iter(self._kept))]
        return profile

    def rarity(self, *profiles: Profile) -> Mapping[str, float]:
        """Return how much the words of these articles tell, 0 to 1, by the library's dictionary.

        Words that it does not have tell all they can; a library without one knows of no word.
        """
        if self._counted:
            words = {word for profile in profiles for word in profile.words}
            self._look_up(words - self._rarity.keys())
        return self._rarity

    def _read(self, article: ArticleId) -> Profile | None:
        row = self._connection.execute(FACTS, (article,)).fetchone()
        if row is None:
            return None
        title, body, furniture, language, published_at, source_id = row
        names = tuple(name for (name,) in self._connection.execute(NAMES, (article,)))
        text = _without(body, json.loads(furniture or "[]"))
        return Profile(Facts(title or "", text, names, language, published_at, source_id))

    def _look_up(self, words: Iterable[str]) -> None:
        wanted = list(words)
        self._rarity.update(dict.fromkeys(wanted, 1.0))
        rows = self._connection.execute(
            "SELECT term, articles FROM term WHERE term IN (SELECT value FROM json_each(?))",
            (json.dumps(wanted),),
        )
        total = log(max(self._counted, 2))
        self._rarity.update(
            (term, max(1.0 - log(max(articles, 1)) / total, LEAST_TELLING)) for term, articles in rows
        )


def _without(body: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return a body without its furniture."""
    at, pieces = 0, []
    for start, end in spans:
        pieces.append(body[at:start])
        at = end
    return "".join((*pieces, body[at:]))
