"""Who is who, by newer rules than those by which the articles were stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library import resolving, resolving_articles, resolving_names

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reader.library.connection import Connections
    from reader.library.resolving_names import StoredName
    from reader.model.article import AnalysedArticle
    from reader.model.ids import ArticleId, EntityId


class Identities:
    """Who is who, by newer rules than those by which the articles were stored.

    A run asks for the names that come next and gives them back with their forms, until there are none; then
    for articles, and gives them back with forms and roles; and then says that it has finished. It can stop
    anywhere and goes on from there.
    """

    def __init__(self, connections: Connections, clock: Callable[[], int]) -> None:
        """Use ``Library.identities``."""
        self._connections = connections
        self._clock = clock

    def begin(self, version: int) -> None:
        """Note, for a library that is still empty, that ``version`` of the rules will resolve all in it."""
        with self._connections.reading() as connection:
            is_new = resolving.resolved_by(connection) < version and resolving.is_empty(connection)
        if is_new:
            self.finish(version)

    def is_current(self, version: int) -> bool:
        """Say whether ``version`` of the rules, or a newer one, has resolved everything."""
        with self._connections.reading() as connection:
            return resolving.resolved_by(connection) >= version

    def count_left(self, version: int) -> int:
        """Return how many articles are to be looked at because older rules resolved them."""
        with self._connections.reading() as connection:
            return 0 if resolving.resolved_by(connection) >= version else resolving.count_left(connection)

    def next_names(self, limit: int) -> list[StoredName]:
        """Return the names that come next."""
        with self._connections.reading() as connection:
            return resolving_names.next_names(connection, limit)

    def take_forms(self, forms: Mapping[EntityId, Sequence[str]]) -> None:
        """Take the forms of names, and part and join what they tell."""
        with self._connections.writing() as connection:
            resolving_names.take_forms(connection, forms)

    def next_articles(self, limit: int) -> list[tuple[ArticleId, AnalysedArticle]]:
        """Return the articles that come next, without forms and roles."""
        with self._connections.reading() as connection:
            return resolving_articles.next_articles(connection, limit)

    def take_articles(self, told: Sequence[tuple[ArticleId, AnalysedArticle]]) -> int:
        """Take what articles tell; return how many were written anew."""
        with self._connections.writing() as connection:
            return resolving_articles.take_articles(connection, told, self._clock())

    def finish(self, version: int) -> None:
        """Note that everything is resolved by ``version`` of the rules."""
        with self._connections.writing() as connection:
            resolving.finish(connection, version)
