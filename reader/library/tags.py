"""Words of the ``tags`` column: what people filter by, as tokens that the full-text index intersects.

Filtering by a join costs up to a second when the source rarely says the word; a token costs 0.3 ms.
They begin with a zero, so that the dictionary of terms can leave them out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

EVERY = "0all"
"""On every article, so that a query with nothing but exclusions has something to take from."""

QUOTED = "0quote"

_TAG = re.compile(r"(?<![^\W_])0(?![\d])")


def has_tag(typed: str) -> bool:
    """Tell whether something in a folded text could be taken for a tag, or the beginning of one."""
    return _TAG.search(typed) is not None


def source_tag(source: int) -> str:
    """Return the token of a source."""
    return f"0src{source}"


def language_tag(code: str) -> str:
    """Return the token of a language code, which may hold hyphens."""
    return "0lang" + "".join(
        character for character in code.lower() if character.isascii() and character.isalnum()
    )


def entity_tag(entity: int) -> str:
    """Return the token of an entity that is named."""
    return f"0ent{entity}"


def speaker_tag(entity: int) -> str:
    """Return the token of an entity that is quoted."""
    return f"0spk{entity}"


def label_tag(tag: int) -> str:
    """Return the token of a tag that a source or the reader gave."""
    return f"0tag{tag}"


def tags_of(
    source: int,
    language: str,
    named: Iterable[int],
    speaking: Iterable[int],
    *,
    has_quotes: bool,
    labels: Iterable[int] = (),
) -> str:
    """Return the tags of an article, in a fixed order: the index is compared with them later."""
    tags = [EVERY, source_tag(source), language_tag(language)]
    tags += [QUOTED] if has_quotes else []
    tags += [entity_tag(entity) for entity in sorted(named)]
    tags += [speaker_tag(entity) for entity in sorted(speaking)]
    tags += [label_tag(tag) for tag in sorted(labels)]
    return " ".join(tags)
