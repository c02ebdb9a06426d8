"""Accounts on servers: subscriptions, entries and marks, by the protocols that servers speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.sync import AccountKind
from reader.sources.sync.google_reader import GoogleReader
from reader.sources.sync.miniflux import Miniflux

if TYPE_CHECKING:
    from reader.sources.http import Web
    from reader.sources.sync.service import Service

__all__ = ["open_service"]


def open_service(kind: AccountKind, address: str, user: str, secret: str, web: Web) -> Service:
    """Return the service of an account; nothing is asked of the server yet."""
    if kind is AccountKind.MINIFLUX:
        return Miniflux(web, address, secret)
    return GoogleReader(web, address, user, secret)
