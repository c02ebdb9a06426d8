"""What to say about a field that does not exist."""

from __future__ import annotations

from difflib import get_close_matches

from reader.search.fields import FIELDS, OTHER_SPELLINGS


def unknown_field(name: str) -> str:
    """Return a sentence for a person, with the field that was probably meant."""
    typed = name.lower()
    known = [*FIELDS, *OTHER_SPELLINGS]
    close = get_close_matches(typed[:40], known, n=1, cutoff=0.6)
    if not close:
        return f"unknown field `{name[:40]}:` – put it in quotation marks to search for the words"
    meant = OTHER_SPELLINGS.get(close[0], close[0])
    return f"unknown field `{name[:40]}:` – did you mean `{meant}:`?"
