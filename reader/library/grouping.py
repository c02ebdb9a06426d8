"""Putting articles into stories, one after another, as they come, change and go.

An article is linked with the few that it is a copy of or tells the same event as; a story is what
hangs together by links. So the order in which articles come makes no difference, and what an
article held together falls apart when it goes. Nothing is ever deleted for being a copy.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reader.library.profiles import Profiles
from reader.library.story_keys import add_keys, delete_keys, find_similar, keys_of, pack
from reader.model.ids import ArticleId
from reader.stories.kinship import Kinship, kinship_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from reader.model.cancel import Cancellation

MOST_TOGETHER = 200
"""Articles of a story. What would grow beyond holds together by chance, as everything about one war does."""

MOST_LINKS = 8
"""Links that an article makes when it comes."""

ANALYSED_WAITING = """
SELECT waiting.article_id
  FROM story_waiting AS waiting
 CROSS JOIN article ON article.id = waiting.article_id AND article.analysis_version > 0
 ORDER BY waiting.article_id DESC
 LIMIT :limit
"""
"""Without its names an article would soon be compared again."""

RELINK = """
INSERT OR REPLACE INTO story_link(article_id, other_id, kinship) VALUES (?, ?, ?)
"""


def group_waiting(
    connection: sqlite3.Connection,
    ids: Sequence[ArticleId] | None,
    *,
    limit: int,
    cancellation: Cancellation | None = None,
) -> int:
    """Group some of the articles that wait (among ``ids``, or the newest analysed); return how many."""
    waiting = _waiting(connection, ids, limit)
    profiles = Profiles(connection)
    for done, article in enumerate(waiting):
        if cancellation is not None and cancellation.is_cancelled:
            return done
        _group(connection, article, profiles)
        connection.execute("DELETE FROM story_waiting WHERE article_id = ?", (article,))
    return len(waiting)


def wait_for_grouping(connection: sqlite3.Connection, ids: Iterable[ArticleId]) -> None:
    """Note articles whose text is new."""
    connection.executemany(
        "INSERT OR IGNORE INTO story_waiting(article_id) VALUES (?)", [(article,) for article in ids]
    )


def forget(connection: sqlite3.Connection, article: ArticleId) -> None:
    """Take an article that goes out of its story."""
    connection.execute("DELETE FROM story_waiting WHERE article_id = ?", (article,))
    row = connection.execute(
        "SELECT story_id, keys FROM story_article WHERE article_id = ?", (article,)
    ).fetchone()
    if row is None:
        return
    delete_keys(connection, article, row[1])
    others = _unlink(connection, article)
    connection.execute("DELETE FROM story_article WHERE article_id = ?", (article,))
    if row[0] is not None:
        _settle(connection, others, {row[0]})


def _waiting(connection: sqlite3.Connection, ids: Sequence[ArticleId] | None, limit: int) -> list[ArticleId]:
    if ids is None:
        sql, given = ANALYSED_WAITING, ""
    else:
        sql = """
        SELECT article_id FROM story_waiting
         WHERE article_id IN (SELECT value FROM json_each(:ids))
         ORDER BY article_id DESC LIMIT :limit
        """
        given = json.dumps(list(ids))
    rows = connection.execute(sql, {"ids": given, "limit": limit})
    return sorted(ArticleId(article) for (article,) in rows)


def _group(connection: sqlite3.Connection, article: ArticleId, profiles: Profiles) -> None:
    profile = profiles.of(article)
    if profile is None:
        return
    old = connection.execute(
        "SELECT story_id, keys FROM story_article WHERE article_id = ?", (article,)
    ).fetchone()
    story, before = (None, set()) if old is None else (old[0], _unlink(connection, article))
    copies, events = keys_of(profile)
    packed = pack([*copies, *events])
    if old is not None and old[1] != packed:
        delete_keys(connection, article, old[1])
    if old is None or old[1] != packed:
        add_keys(connection, article, [*copies, *events])
    connection.execute(
        """
        INSERT INTO story_article(article_id, story_id, keys) VALUES (?, ?, ?)
            ON CONFLICT (article_id) DO UPDATE SET keys = excluded.keys
        """,
        (article, story, packed),
    )
    kin: list[tuple[Kinship, ArticleId]] = []
    for other in find_similar(connection, article, copies, events):
        compared = profiles.of(other)
        if compared is not None:
            kinship = kinship_of(profile, compared, profiles.rarity(profile, compared))
            kin += [(kinship, other)] if kinship else []
    linked = _link(connection, article, story, kin)
    if linked or before or story is not None:
        _settle(connection, {article, *linked, *before}, [] if story is None else [story])


def _link(
    connection: sqlite3.Connection,
    article: ArticleId,
    story: int | None,
    kin: Sequence[tuple[Kinship, ArticleId]],
) -> list[ArticleId]:
    """Link an article with its kin, copies first, as long as the story does not become endless."""
    joined: set[int] = set() if story is None else {story}
    size = 1 if story is None else _size(connection, story)
    linked: list[ArticleId] = []
    for kinship, other in sorted(kin, key=lambda found: found[0] is not Kinship.COPY)[:MOST_LINKS]:
        (its,) = connection.execute(
            "SELECT story_id FROM story_article WHERE article_id = ?", (other,)
        ).fetchone()
        if its is None or its not in joined:
            size += 1 if its is None else _size(connection, its)
            if size > MOST_TOGETHER:
                break
            joined |= set() if its is None else {its}
        connection.executemany(RELINK, [(article, other, kinship), (other, article, kinship)])
        linked.append(other)
    return linked


def _size(connection: sqlite3.Connection, story: int) -> int:
    count = "SELECT count(*) FROM story_article WHERE story_id = ?"
    return int(connection.execute(count, (story,)).fetchone()[0])


def _unlink(connection: sqlite3.Connection, article: ArticleId) -> set[ArticleId]:
    """Delete the links of an article; return those it was linked with."""
    rows = connection.execute("DELETE FROM story_link WHERE article_id = ? RETURNING other_id", (article,))
    others = {ArticleId(other) for (other,) in rows.fetchall()}
    connection.executemany(
        "DELETE FROM story_link WHERE article_id = ? AND other_id = ?", [(other, article) for other in others]
    )
    return others


def _settle(connection: sqlite3.Connection, articles: Iterable[ArticleId], stories: Iterable[int]) -> None:
    """Work out anew what hangs together around some articles and stories, and write what changed.

    A story that falls apart leaves its id to its largest part; of stories that join the oldest stays.
    """
    members = _members(connection, articles, stories)
    taken: set[int] = set()
    parts = _parts(members.keys(), _links(connection, members))
    successors: dict[int, int] = {}
    for part in sorted(parts, key=lambda part: (-len(part), min(part))):
        before = {story for article in part if (story := members[article]) is not None}
        story = None
        if len(part) > 1:
            free = before - taken
            story = min(free) if free else _new_story(connection)
            taken.add(story)
            successors.update(dict.fromkeys(before - {story}, story))
        connection.executemany(
            "UPDATE story_article SET story_id = ? WHERE article_id = ?",
            [(story, article) for article in part if members[article] != story],
        )
    gone = ({story for story in members.values() if story is not None} | set(stories)) - taken
    for story in gone:
        if story in successors:
            connection.execute("UPDATE story SET joined_to = ? WHERE id = ?", (successors[story], story))
        else:
            connection.execute("DELETE FROM story WHERE id = ?", (story,))


def _members(
    connection: sqlite3.Connection, articles: Iterable[ArticleId], stories: Iterable[int]
) -> dict[int, int | None]:
    """Return the story of each of some articles, and of all in the same stories and in ``stories``."""
    rows = connection.execute(
        """
        WITH around(id) AS (
            SELECT value FROM json_each(:stories)
             UNION
            SELECT story_id FROM story_article
             WHERE article_id IN (SELECT value FROM json_each(:articles)) AND story_id IS NOT NULL
        )
        SELECT article_id, story_id FROM story_article
         WHERE article_id IN (SELECT value FROM json_each(:articles))
         UNION
        SELECT article_id, story_id FROM story_article
         WHERE story_id IN (SELECT id FROM around) AND story_id IS NOT NULL
        """,
        {"articles": json.dumps(sorted(articles)), "stories": json.dumps(sorted(stories))},
    )
    return dict(rows)


def _links(connection: sqlite3.Connection, members: Iterable[int]) -> list[tuple[int, int]]:
    return connection.execute(
        """
        SELECT article_id, other_id FROM story_link
         WHERE article_id IN (SELECT value FROM json_each(?)) AND article_id < other_id
        """,
        (json.dumps(sorted(members)),),
    ).fetchall()


def _parts(members: Iterable[int], links: Iterable[tuple[int, int]]) -> list[set[int]]:
    """Return the sets of articles that hang together."""
    part_of = {member: {member} for member in members}
    for one, other in links:
        larger, smaller = part_of[one], part_of[other]
        if larger is smaller:
            continue
        if len(larger) < len(smaller):
            larger, smaller = smaller, larger
        larger |= smaller
        part_of.update(dict.fromkeys(smaller, larger))
    return list({id(part): part for part in part_of.values()}.values())


def _new_story(connection: sqlite3.Connection) -> int:
    return connection.execute("INSERT INTO story DEFAULT VALUES").lastrowid or 0
