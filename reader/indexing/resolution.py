"""Finding out anew who is who where the rules for it are newer; no text is analysed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.model.cancel import Cancelled

if TYPE_CHECKING:
    from reader.indexing.progress import Tally
    from reader.library.library import Library
    from reader.model.cancel import Cancellation

NAMES, ARTICLES = 500, 200
"""Done in one transaction: some tenths of a second."""


def resolve_anew(library: Library, tally: Tally, cancellation: Cancellation | None = None) -> bool:
    """Resolve the names of all articles by this version's rules; return False when stopped before the end.

    What is done stays done: the same call goes on where a run was stopped or killed.
    """
    from reader.analysis.identity import IDENTITY_VERSION, forms_in, forms_of, roles_in

    if library.identities.is_current(IDENTITY_VERSION):
        return True
    try:
        while names := library.identities.next_names(NAMES):
            _go_on(cancellation)
            forms = {name.id: forms_of(name.type, name.name, name.others) for name in names}
            library.identities.take_forms(forms)
        while articles := library.identities.next_articles(ARTICLES):
            _go_on(cancellation)
            told = [
                (id_, replace(item, forms=forms_in(item.analysis), roles=roles_in(item.analysis)))
                for id_, item in articles
            ]
            changed = library.identities.take_articles(told)
            tally.updated += changed
            tally.unchanged += len(told) - changed
            tally.tell()
    except (Cancelled, KeyboardInterrupt):
        return False
    library.identities.finish(IDENTITY_VERSION)
    return True


def count_unresolved(library: Library) -> int:
    """Return how many articles older rules resolved."""
    from reader.analysis.identity import IDENTITY_VERSION

    return library.identities.count_left(IDENTITY_VERSION)


def _go_on(cancellation: Cancellation | None) -> None:
    if cancellation is not None:
        cancellation.check()
