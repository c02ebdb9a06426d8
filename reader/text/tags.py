"""Tags as sources write them: sections, categories, keywords, hash signs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.text.sanitize import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_TAGS = 20
"""Tags kept of one article, from the first; pages that list more list every search they hope for."""

LONGEST_TAG = 50
"""Code points; what is longer is a sentence, and is left out."""

_BETWEEN = re.compile(r"[,;|\n]")


def clean_tags(values: Iterable[str]) -> tuple[str, ...]:
    """Return the tags in some texts, each of which may list several; of equal ones the first stays."""
    found: dict[str, str] = {}
    for value in values:
        for part in _BETWEEN.split(value):
            tag = visible(part).strip("#\"'[] ")
            if len(tag) <= LONGEST_TAG and any(character.isalnum() for character in tag):
                found.setdefault(tag.casefold(), tag)
            if len(found) == MOST_TAGS:
                return tuple(found.values())
    return tuple(found.values())
