"""Identifiers that type checkers keep apart."""

from typing import NewType

ArticleId = NewType("ArticleId", int)
"""Published minute since the epoch times 1024, plus a counter: ids sort by time."""

SourceId = NewType("SourceId", int)
EntityId = NewType("EntityId", int)
QuoteId = NewType("QuoteId", int)
"""Its article's id times 2^20, plus its number in the article from 1: quotes sort by time as well."""

SavedSearchId = NewType("SavedSearchId", int)
AccountId = NewType("AccountId", int)
StoryId = NewType("StoryId", int)
"""Stays with a story while articles come and go; a story that another one took in leaves its id to it."""

QUOTES_PER_ARTICLE = 1 << 20


def quote_id(article: ArticleId, number: int) -> QuoteId:
    """Return the id of quote ``number`` (from 1) of an article."""
    return QuoteId(article * QUOTES_PER_ARTICLE + number)


FeedId = NewType("FeedId", int)
