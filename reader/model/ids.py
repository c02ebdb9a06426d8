"""Identifiers that type checkers keep apart."""

from typing import NewType

ArticleId = NewType("ArticleId", int)
"""Published minute since the epoch times 1024, plus a counter: ids sort by time."""

SourceId = NewType("SourceId", int)
EntityId = NewType("EntityId", int)
QuoteId = NewType("QuoteId", int)
SavedSearchId = NewType("SavedSearchId", int)
