"""Who, which body, where: the names in an article."""

from reader.analysis.entities.find import find_mentions

__all__ = ["find_mentions"]
