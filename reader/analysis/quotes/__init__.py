"""Who said what: quotes with their speakers."""

from reader.analysis.quotes.find import find_quotes

__all__ = ["find_quotes"]
