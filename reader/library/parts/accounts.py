"""Accounts on servers, and what waits to be sent to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library import sync_queue, syncing

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from reader.library.connection import Connections
    from reader.model.ids import (
        AccountId,
        ArticleId,
    )
    from reader.model.sync import Account, AccountKind, Change, ChangeKind, RemoteFeed, States, Subscription


class Accounts:
    """Accounts on servers, and what waits to be sent to them."""

    def __init__(self, connections: Connections, clock: Callable[[], int]) -> None:
        """Use ``Library.accounts``."""
        self._connections = connections
        self._clock = clock

    def all(self) -> list[Account]:
        """Return the accounts on servers, in the order in which they were added."""
        with self._connections.reading() as connection:
            return syncing.read_accounts(connection)

    def add(self, kind: AccountKind, address: str, user: str) -> tuple[AccountId, bool]:
        """Add an account on a server, or return the one that is there; say whether it is new."""
        with self._connections.writing() as connection:
            return syncing.add_account(connection, kind, address, user, now=self._clock())

    def remove(self, account: AccountId) -> None:
        """Forget an account with its waiting changes; its articles stay."""
        with self._connections.writing() as connection:
            syncing.remove_account(connection, account)

    def keep_round(self, account: AccountId, *, cursor: str = "", problem: str | None = None) -> None:
        """Write how a round of synchronising ended; with a problem, the next one begins where it did."""
        with self._connections.writing() as connection:
            syncing.keep_round(connection, account, cursor=cursor, problem=problem, now=self._clock())

    def keep_feeds(self, account: AccountId, feeds: Iterable[RemoteFeed]) -> None:
        """Put the subscriptions of a server in the place of those known."""
        with self._connections.writing() as connection:
            syncing.write_feeds(connection, account, feeds)

    def feeds(self, account: AccountId) -> list[RemoteFeed]:
        """Return the subscriptions of an account as the last round found them."""
        with self._connections.reading() as connection:
            return syncing.read_feeds(connection, account)

    def subscriptions(self) -> list[Subscription]:
        """Return the subscriptions of all accounts by folder, with counters of their articles here."""
        with self._connections.reading() as connection:
            return syncing.read_subscriptions(connection)

    def unknown_entries(self, account: AccountId, ids: Sequence[str]) -> Collection[str]:
        """Return those of some entries of a server that are no article here yet."""
        with self._connections.reading() as connection:
            return syncing.unknown_entries(connection, account, ids)

    def stored_at(self, locators: Sequence[str]) -> dict[str, ArticleId]:
        """Return the articles that are stored under some locators."""
        with self._connections.reading() as connection:
            return syncing.stored_at(connection, locators)

    def link_entries(self, account: AccountId, entries: Iterable[tuple[str, ArticleId, bool]]) -> None:
        """Note which article an entry is, and whether it was here before the entry was met."""
        with self._connections.writing() as connection:
            syncing.link_entries(connection, account, entries)

    def apply_states(self, account: AccountId, states: States) -> int:
        """Mark articles as a server has them, save those with a change that it does not know yet."""
        with self._connections.writing() as connection:
            return syncing.apply_states(connection, account, states)

    def changes_to_send(self, account: AccountId) -> list[Change]:
        """Return what was changed here and waits to be sent, in the order in which it was done."""
        with self._connections.reading() as connection:
            return sync_queue.read_changes(connection, account)

    def queue_change(self, account: AccountId, kind: ChangeKind, target: str, value: str) -> None:
        """Let a change of a subscription wait for the next round."""
        with self._connections.writing() as connection:
            sync_queue.queue_change(connection, account, kind, target, value)

    def withdraw_change(self, account: AccountId, kind: ChangeKind, target: str) -> bool:
        """Drop a change of a subscription that still waits; return whether there was one."""
        with self._connections.writing() as connection:
            return sync_queue.withdraw_change(connection, account, kind, target)

    def forget_changes(self, changes: Iterable[Change]) -> None:
        """Drop changes that were sent."""
        with self._connections.writing() as connection:
            sync_queue.forget_changes(connection, changes)
