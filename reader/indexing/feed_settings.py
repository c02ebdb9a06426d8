"""Settings of a feed as people write them, on the command line and in the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import SourceError
from reader.text.sanitize import visible
from reader.text.site_rules import fault_of_selector

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.model.following import FollowedFeed

AUTOMATIC = "auto"
FULL_TEXT = {AUTOMATIC: None, "on": 1, "off": 0}

MOST_MINUTES = 43_200
"""Thirty days."""


def written_settings(feed: FollowedFeed) -> dict[str, str]:
    """Return the settings of a feed as they are written, by the names that ``changes_of`` takes."""
    settings = feed.settings
    full_text = next(word for word, value in FULL_TEXT.items() if value == settings.full_text)
    return {
        "name": feed.given_name or "",
        "folder": feed.folder,
        "address": feed.address,
        "interval": AUTOMATIC if settings.minutes is None else str(settings.minutes),
        "full_text": full_text,
        "selector": settings.selector or "",
        "user_agent": settings.user_agent or "",
    }


def settings_of(feed: FollowedFeed) -> dict[str, object]:
    """Return everything that ``changes_of`` may change, as it is now: what takes a change back."""
    settings = feed.settings
    return {
        "name": feed.given_name,
        "folder": feed.folder,
        "address": feed.address,
        "etag": feed.etag,
        "modified": feed.modified,
        "minutes": settings.minutes,
        "full_text": settings.full_text,
        "selector": settings.selector,
        "user_agent": settings.user_agent,
    }


def changes_of(written: Mapping[str, str]) -> dict[str, object]:
    """Return what the library is to change for some settings; raise SourceError for what is not allowed.

    An empty name, folder, selector or user agent takes the setting away; an empty interval or full text is
    automatic.
    """
    written = {name: visible(text) for name, text in written.items()}
    changes: dict[str, object] = {
        name: written[name] or None for name in ("name", "selector", "user_agent") if name in written
    }
    if fault := fault_of_selector(written.get("selector") or "*"):
        raise SourceError(fault)
    if not written.get("user_agent", "").isascii():
        raise SourceError("the user agent is written in letters from a to z, figures and signs")
    if "folder" in written:
        changes["folder"] = folder_path(written["folder"])
    if "address" in written:
        changes |= {"address": _address(written["address"]), "etag": None, "modified": None}
    if "full_text" in written:
        changes["full_text"] = _full_text(written["full_text"] or AUTOMATIC)
    if "interval" in written:
        changes["minutes"] = _minutes(written["interval"] or AUTOMATIC)
    return changes


def folder_path(written: str) -> str:
    """Return the path of a folder as it is stored: steps with one ``/`` between, nothing hidden in them."""
    return "/".join(step.strip() for step in visible(written).split("/") if step.strip())


def _address(written: str) -> str:
    from reader.indexing.following import address_of

    if not written:
        raise SourceError("a feed needs an address")
    return address_of(written)[0]


def _full_text(word: str) -> int | None:
    try:
        return FULL_TEXT[word]
    except KeyError:
        raise SourceError("the full text is on, off or auto") from None


def _minutes(word: str) -> int | None:
    if word == AUTOMATIC:
        return None
    figures = word.lstrip("0")
    if not (word.isascii() and word.isdigit() and 1 <= int(figures[:6] or 0) <= MOST_MINUTES):
        raise SourceError(f"the interval is a number of minutes from 1 to {MOST_MINUTES}, or auto")
    return int(figures)
