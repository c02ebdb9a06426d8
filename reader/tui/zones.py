"""The time zone in which an app shows times."""

from __future__ import annotations

from datetime import tzinfo
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.dom import DOMNode


def zone_of(node: DOMNode) -> tzinfo | None:
    """Return the zone the running app uses; None, the machine's, in an app that did not choose."""
    zone = getattr(node.app, "zone", None)
    return zone if isinstance(zone, tzinfo) else None
