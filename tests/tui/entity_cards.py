"""An invented card."""

from __future__ import annotations

from reader.model.article import ArticleRow
from reader.model.entity import Entity, EntityCard, StoredQuote
from reader.model.ids import ArticleId, EntityId, SourceId
from reader.model.mention import EntityType
from tests.tui.articles import PUBLISHED_AT

NOW = PUBLISHED_AT + 3 * 3600
DAY = 24 * 3600


def rana_idris() -> EntityCard:
    """Return the card of the judge."""
    return EntityCard(
        entity=_entity("Rana Idris", EntityType.PERSON, 6, 9),
        other_names=("Idris", "R. [Idris]"),
        roles=("judge", "president of the district court"),
        first_seen=NOW - 40 * DAY,
        last_seen=PUBLISHED_AT,
        weeks=(1, 0, 2, 1, 3, 6),
        companions=(
            _entity("Ministry of Finance", EntityType.ORGANIZATION, 5),
            _entity("Port Ayrun", EntityType.PLACE, 4),
        ),
        latest=(
            _row(1, "Court orders release of budget papers", 3 * 3600),
            _row(2, "[Live] Ministers weigh an appeal against the order of the court", 4 * 3600),
            _row(3, "Ten years of budget secrecy", 12 * DAY),
            _row(4, "An article too many", 13 * DAY),
        ),
        latest_quotes=(
            _quote(1, "“Nobody is above the calendar,”", 3 * 3600),
            _quote(
                2,
                "“A date is a promise, and a promise of the state is kept like a debt, every year.” " * 3,
                DAY,
            ),
        ),
    )


def _entity(name: str, kind: EntityType, articles: int, quotes: int = 0) -> Entity:
    return Entity(EntityId(1), name, kind, articles=articles, mentions=articles * 2, quotes=quotes)


def _row(number: int, title: str, ago: int) -> ArticleRow:
    return ArticleRow(
        id=ArticleId(number),
        title=title,
        source_id=SourceId(1),
        source="Daily Example",
        language="en",
        published_at=NOW - ago,
        words=300,
        quotes=2,
        read=False,
        starred=False,
    )


def _quote(number: int, text: str, ago: int) -> StoredQuote:
    return StoredQuote(
        article_id=ArticleId(number),
        number=1,
        title="Court orders release of budget papers",
        source="Evening Sample",
        published_at=NOW - ago,
        kind="direct",
        text=text,
        name="Rana Idris",
        role="judge",
        cue="said",
        confidence=0.9,
        content=((0, len(text)),),
    )
