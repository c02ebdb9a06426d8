"""Feeds: bytes in; what the feed says of itself and of its entries out."""

from reader.sources.feeds.articles import articles_of
from reader.sources.feeds.reading import read_feed
from reader.sources.feeds.recognising import is_feed

__all__ = ["articles_of", "is_feed", "read_feed"]
