"""Open the page of an article in the web browser; never through a shell."""

from __future__ import annotations

import webbrowser
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.errors import NewsreaderError

if TYPE_CHECKING:
    from textual.app import App


class BrowserError(NewsreaderError):
    """A page cannot be opened; the message says why."""


def checked_link(url: str | None) -> str:
    """Return a link that may be opened; raise BrowserError for anything but http and https."""
    if not url:
        raise BrowserError("This article has no link")
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        parts, host = urlsplit(""), None
    if parts.scheme not in {"http", "https"} or not host or not url.isprintable() or " " in url:
        raise BrowserError(f"Not a web link: {url[:80]!r}")
    return url


def open_page(app: App[object], url: str | None) -> None:
    """Open a link; a browser that needs the terminal gets it, and gives it back when it ends.

    Raise BrowserError where the link is none, or no browser is found.
    """
    link = checked_link(url)
    try:
        browser = webbrowser.get()
        if type(browser) is webbrowser.GenericBrowser:
            with app.suspend():
                opened = browser.open(link)
        else:
            opened = browser.open(link)
    except (webbrowser.Error, OSError) as error:
        raise BrowserError(f"No browser could be started: {error}") from None
    if not opened:
        raise BrowserError(f"The browser did not open {link}")
