"""Stories as the rest of the program sees them: summaries for lists, and the story of an article."""

from __future__ import annotations

import json
from array import array
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.library.articles import read_rows
from reader.library.matching import quoted
from reader.model.ids import ArticleId, StoryId
from reader.model.story import Story, StoryArticle, StorySummary
from reader.stories.kinship import Kinship
from reader.stories.quotes import Said, lone_quotes

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from reader.model.article import Article
    from reader.search.tree import Named

MOST_TITLED = 200
"""Newest articles with words in their titles whose stories are meant by these words."""

LONG_ENOUGH = 3
"""Letters of a word being typed that is looked for as a beginning."""

FEW = 5000
"""Articles up to which the story of each is looked up; of more, all are read (0.2 s at a million)."""

STORY_OF = "SELECT article_id, story_id FROM story_article WHERE {} story_id IS NOT NULL"

LARGEST_ID = 2**63 - 1

IN_STORY = "(SELECT article_id FROM story_article WHERE story_id IN (SELECT value FROM json_each({})))"
"""The articles of some stories, given as JSON."""

OTHERS = """
SELECT mate.article_id, link.kinship
  FROM story_article AS own
  JOIN story_article AS mate ON mate.story_id = own.story_id AND mate.article_id <> own.article_id
  LEFT JOIN story_link AS link ON link.article_id = own.article_id AND link.other_id = mate.article_id
 WHERE own.article_id = ?
 ORDER BY mate.article_id
"""

SAID_ELSEWHERE = """
SELECT quote.name, quote.text
  FROM json_each(:others) AS other
 CROSS JOIN article ON article.id = other.value
 CROSS JOIN quote ON quote.id BETWEEN other.value << 20 AND (other.value << 20) + 1048575
 WHERE article.source_id <> :source AND article.language = :language
"""


def read_summaries(connection: sqlite3.Connection, stories: Iterable[StoryId]) -> dict[StoryId, StorySummary]:
    """Return what lists show of some stories."""
    rows = connection.execute(
        """
        SELECT member.story_id, source.name
          FROM json_each(?) AS wanted
         CROSS JOIN story_article AS member ON member.story_id = wanted.value
         CROSS JOIN article ON article.id = member.article_id
         CROSS JOIN source ON source.id = article.source_id
         ORDER BY member.story_id, member.article_id
        """,
        (json.dumps(sorted(set(stories))),),
    )
    names: dict[StoryId, list[str]] = {}
    for story, source in rows:
        names.setdefault(StoryId(story), []).append(source)
    return {
        story: StorySummary(story, len(sources), tuple(dict.fromkeys(sources)))
        for story, sources in names.items()
    }


def with_story(connection: sqlite3.Connection, article: Article | None) -> Article | None:
    """Return an article with the story it belongs to."""
    story = read_story(connection, article.id) if article else None
    return replace(article, story=story) if article and story else article


def read_story(connection: sqlite3.Connection, article: ArticleId) -> Story | None:
    """Return the story of an article, None when it stands alone or waits to be grouped."""
    row = connection.execute(
        """
        SELECT member.story_id, article.source_id, article.language
          FROM story_article AS member
          JOIN article ON article.id = member.article_id
         WHERE member.article_id = ? AND member.story_id IS NOT NULL
        """,
        (article,),
    ).fetchone()
    if row is None:
        return None
    story, source, language = row
    kinships = dict(connection.execute(OTHERS, (article,)).fetchall())
    copies = _copies(connection, article, kinships)
    rows = read_rows(connection, list(kinships))
    return Story(
        StoryId(story),
        tuple(StoryArticle(each, is_copy=each.id in copies) for each in rows),
        _only_here(connection, article, source, language, [each.id for each in rows]),
    )


def _copies(connection: sqlite3.Connection, article: ArticleId, members: Iterable[int]) -> set[int]:
    """Return the members that are copies of an article, or copies of its copies."""
    rows = connection.execute(
        """
        SELECT article_id, other_id FROM story_link
         WHERE kinship = ? AND article_id IN (SELECT value FROM json_each(?))
        """,
        (Kinship.COPY, json.dumps([article, *members])),
    )
    linked: dict[int, list[int]] = {}
    for one, other in rows:
        linked.setdefault(one, []).append(other)
    found: set[int] = set()
    waiting: list[int] = [article]
    while waiting:
        for other in linked.get(waiting.pop(), ()):
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found


def _only_here(
    connection: sqlite3.Connection,
    article: ArticleId,
    source: int,
    language: str,
    others: Sequence[ArticleId],
) -> frozenset[int]:
    """Return the numbers of the quotes that no other source of the story carries."""
    parameters = {"others": json.dumps(others), "source": source, "language": language}
    has_company = connection.execute(
        """
        SELECT EXISTS (SELECT 1 FROM article
                        WHERE id IN (SELECT value FROM json_each(:others))
                          AND source_id <> :source AND language = :language)
        """,
        parameters,
    ).fetchone()[0]
    if not has_company:
        return frozenset()
    own = connection.execute(
        "SELECT name, text FROM quote WHERE id BETWEEN :first AND :first + 1048575 ORDER BY id",
        {"first": article << 20},
    )
    quotes = [Said(*row) for row in own]
    return lone_quotes(quotes, [Said(*row) for row in connection.execute(SAID_ELSEWHERE, parameters)])


def fold(connection: sqlite3.Connection, ids: Sequence[int]) -> array[int]:
    """Return ``ids`` with only the first article of each story, in the same order."""
    if len(ids) <= FEW:
        chosen = "article_id IN (SELECT value FROM json_each(:ids)) AND"
        rows = connection.execute(STORY_OF.format(chosen), {"ids": json.dumps(list(ids))})
    else:
        rows = connection.execute(STORY_OF.format(""))
    story_of = dict(rows)
    shown: set[int] = set()
    kept = array("q")
    for id_ in ids:
        story = story_of.get(id_)
        if story is None or story not in shown:
            kept.append(id_)
        if story is not None:
            shown.add(story)
    return kept


def stories_called(connection: sqlite3.Connection, named: Named) -> list[StoryId]:
    """Return the story of a number, or those of which some title has the words."""
    written = named.text.strip()
    if written.isascii() and written.isdecimal():
        return _current(connection, int(written)) if int(written) <= LARGEST_ID else []
    is_open = named.unfinished and len(written) >= LONG_ENOUGH
    match = f"{{title}} : {quoted(written)}{' *' if is_open else ''}"
    rows = connection.execute(
        """
        SELECT DISTINCT story_id
          FROM story_article
         WHERE article_id IN (SELECT rowid FROM article_text
                               WHERE article_text MATCH ? ORDER BY rowid DESC LIMIT ?)
           AND story_id IS NOT NULL
         ORDER BY story_id DESC
        """,
        (match, MOST_TITLED),
    )
    return [StoryId(story) for (story,) in rows]


def _current(connection: sqlite3.Connection, number: int) -> list[StoryId]:
    """Follow a story into the one that took it in."""
    find = "SELECT joined_to FROM story WHERE id = ?"
    seen: set[int] = set()
    while number not in seen:
        seen.add(number)
        row = connection.execute(find, (number,)).fetchone()
        if row is None:
            return []
        if row[0] is None:
            return [StoryId(number)]
        number = row[0]
    return []


def titles_of_stories(connection: sqlite3.Connection, typed: str, limit: int) -> list[tuple[str, int]]:
    """Return the first titles of the newest stories, for completing ``story:``, with their articles.

    ``typed`` is the beginning of a word of some title; nothing stands for all stories.
    """
    if typed.strip():
        chosen = """
        article_id IN (SELECT rowid FROM article_text
                        WHERE article_text MATCH :match ORDER BY rowid DESC LIMIT :most) AND"""
    else:
        chosen = ""
    newest = f"{STORY_OF.format(chosen)} ORDER BY article_id DESC LIMIT :most"
    rows = connection.execute(
        f"""
        SELECT (SELECT title FROM article
                 WHERE id = (SELECT min(article_id) FROM story_article AS own
                              WHERE own.story_id = found.story_id)),
               (SELECT count(*) FROM story_article AS own WHERE own.story_id = found.story_id)
          FROM (SELECT story_id, max(article_id) AS newest FROM ({newest})
                 GROUP BY story_id ORDER BY newest DESC LIMIT :limit) AS found
        """,
        {"match": f"{{title}} : {quoted(typed)} *", "most": MOST_TITLED, "limit": limit},
    )
    return [(title, articles) for title, articles in rows if title]


def ids_within(connection: sqlite3.Connection, stories: Iterable[StoryId]) -> tuple[int, int] | None:
    """Return the first and the last article of some stories, None when they have none."""
    first, last = connection.execute(
        f"SELECT min(id), max(id) FROM (SELECT article_id AS id FROM {IN_STORY.format('?')})",
        (json.dumps(sorted(stories)),),
    ).fetchone()
    return None if first is None else (first, last)
