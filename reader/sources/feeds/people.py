"""Who wrote it, as feeds write it down: a name, an address, or both in any order."""

from __future__ import annotations

import re

from reader.model.feed import Person
from reader.text.markup import line_of

_ADDRESS = r"[^\s<>()\[\]\",;:@]{1,64}@[^\s<>()\[\]\",;:@]{1,255}"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<email>{_ADDRESS})\s*\((?P<name>.{{1,300}})\)",
        rf"(?P<name>[^<(]{{1,300}}?)\s*[<(]\s*(?:mailto:)?(?P<email>{_ADDRESS})\s*[>)]",
        rf"(?:mailto:)?(?P<email>{_ADDRESS})(?P<name>)",
        rf"(?P<email>{_ADDRESS})\s+(?P<name>[^@]{{1,300}})",
        rf"(?P<name>[^@]{{1,300}}?)\s+(?P<email>{_ADDRESS})",
    )
)


def person(text: str | None, email: str | None = None) -> Person | None:
    """Return the person that a text names; None where it names nobody. ``email`` is what stands elsewhere."""
    name = line_of(text or "")
    address = line_of(email or "") or None
    if address is None and "@" in name:
        for form in _FORMS:
            found = form.fullmatch(name)
            if found is not None:
                name, address = found["name"].strip(" \"'"), found["email"]
                break
    return Person(name or None, address) if name or address else None


def people(*found: Person | None) -> tuple[Person, ...]:
    """Return the persons there are, each once."""
    return tuple(dict.fromkeys(one for one in found if one is not None))
