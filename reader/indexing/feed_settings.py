"""Settings of a feed as people write them, on the command line and in the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import SourceError

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


def changes_of(written: Mapping[str, str]) -> dict[str, object]:
    """Return what the library is to change for some settings; raise SourceError for what is not allowed.

    An empty name, folder, selector or user agent takes the setting away.
    """
    changes: dict[str, object] = {
        name: written[name].strip() or None for name in ("name", "selector", "user_agent") if name in written
    }
    if "folder" in written:
        changes["folder"] = "/".join(step.strip() for step in written["folder"].split("/") if step.strip())
    if written.get("address"):
        from reader.indexing.following import address_of

        changes |= {"address": address_of(written["address"])[0], "etag": None, "modified": None}
    if written.get("full_text"):
        changes["full_text"] = _full_text(written["full_text"])
    if written.get("interval"):
        changes["minutes"] = _minutes(written["interval"])
    return changes


def _full_text(word: str) -> int | None:
    try:
        return FULL_TEXT[word.strip()]
    except KeyError:
        raise SourceError("the full text is on, off or auto") from None


def _minutes(word: str) -> int | None:
    word = word.strip()
    if word == AUTOMATIC:
        return None
    if not (word.isascii() and word.isdigit() and 1 <= int(word[:6]) <= MOST_MINUTES):
        raise SourceError(f"the interval is a number of minutes from 1 to {MOST_MINUTES}, or auto")
    return int(word)
