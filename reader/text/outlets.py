"""Newspapers, agencies and sites by the names and addresses they write."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import urlsplit

from reader.text.lexicons import lexicon

_LONGEST_NAME = 4
"""Words in the name of an outlet."""


def outlet_named(text: str) -> str | None:
    """Return how we write the outlet called ``text``; None where neither name nor form tells an outlet.

    An address such as ``Sungaikita.id`` is an outlet by its form and is returned as it stands.
    """
    name = " ".join(text.split())
    known = _by_form().get(name.casefold())
    if known is not None:
        return known
    return name if _address().fullmatch(name) else None


def is_like_outlet(text: str) -> bool:
    """Say whether a name that is not known has a word of newspapers' names: ``HARIAN ARUNIKA``."""
    words = text.split()
    if not 1 < len(words) <= _LONGEST_NAME or not all(word[0].isupper() for word in words):
        return False
    return not _name_words().isdisjoint(word.casefold() for word in words)


def outlet_of_url(url: str) -> str | None:
    """Return the outlet that publishes on a URL's site: its name, or the bare host where it is unknown."""
    try:
        host = (urlsplit(url).hostname or "").casefold()
    except ValueError:
        return None
    if "." not in host:
        return None
    labels = host.split(".")
    for first in range(len(labels) - 1):
        known = _by_domain().get(".".join(labels[first:]))
        if known is not None:
            return known
    return host.removeprefix("www.")


@cache
def _name_words() -> frozenset[str]:
    return frozenset(lexicon("common", "outlets")["name_words"])


@cache
def _by_form() -> dict[str, str]:
    forms: dict[str, str] = {}
    for outlet in lexicon("common", "outlets")["outlet"]:
        for form in (outlet["name"], *outlet["forms"]):
            forms.setdefault(form.casefold(), outlet["name"])
    return forms


@cache
def _by_domain() -> dict[str, str]:
    return {
        domain: outlet["name"]
        for outlet in lexicon("common", "outlets")["outlet"]
        for domain in outlet["domains"]
    }


@cache
def _address() -> re.Pattern[str]:
    domains = "|".join(re.escape(domain) for domain in lexicon("common", "outlets")["top_level_domains"])
    return re.compile(rf"(?:[a-z0-9-]{{2,30}}\.){{1,3}}(?:{domains})", re.IGNORECASE)
