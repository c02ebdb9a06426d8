"""A last guard against text that SQLite cannot hold.

Sources clean their text; a lone surrogate that slipped through would stop a whole batch.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reader.model.article import AnalysedArticle

_SURROGATE = re.compile("[\ud800-\udfff]")
_texts_of = attrgetter(
    *("locator", "body", "title", "source", "url", "byline", "published", "language", "warning", "feed")
)


def without_surrogates(item: AnalysedArticle) -> AnalysedArticle:
    """Return the article with U+FFFD for each lone surrogate; offsets stay as they are."""
    raw, analysis = item.raw, item.analysis
    texts = [text for text in (*_texts_of(raw), *raw.tags) if text]
    texts += [value for value in (analysis.title, analysis.body, analysis.source, item.problem) if value]
    if all(text.isascii() or not _SURROGATE.search(text) for text in texts):
        return item
    cleaned: AnalysedArticle = _cleaned(item)
    return cleaned


def _cleaned(value: Any) -> Any:
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, tuple):
        return tuple(_cleaned(part) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{each.name: _cleaned(getattr(value, each.name)) for each in fields(value)})
    return value
