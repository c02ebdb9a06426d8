"""Pages that stand where an article should be: paywalls, consent pages, tests for robots."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from reader.text.elements import all_paragraphs, shown
from reader.text.lexicons import languages, lexicon
from reader.text.sanitize import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

_TEASER = 350
"""Words; what is left of a story before a paywall has fewer, and longer bodies are stories."""
_SHORT_TEASER = 150
"""Words up to which a page that calls itself closed is taken at its word."""
_LONGEST_TEST = 150
"""Words on the whole page of a test for robots."""
_LONGEST_CONSENT = 900
"""Words on the whole page of a consent page."""
_CONSENT_SHARE = 0.4
"""Share of the words that stand in paragraphs about consent."""
_REACH = 12
"""Paragraphs after the story in which a paywall says what it is."""
_WINDOW = re.compile(r"(?:…|\.\.\.)\s*$")


class ObstacleKind(StrEnum):
    """What stands where an article should be."""

    PAYWALL = "paywall"
    CONSENT = "consent"
    ROBOT = "robot"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What stands where an article should be, in a sentence for a person."""

    kind: ObstacleKind
    reason: str


def find_obstacle(tree: Any, body: Sequence[str], *, is_article: bool, is_closed: bool) -> Obstacle | None:
    """Return what keeps the article of a page from us; None where nothing does.

    ``body`` are the paragraphs taken for the story. ``is_article`` says whether the page calls itself
    one, ``is_closed`` whether it says that reading it costs. Phrases of all languages count, because
    such pages are often in another language than the site. The tree stays as it is.
    """
    words = sum(len(paragraph.split()) for paragraph in body)
    if words >= _TEASER:
        return None
    everything = all_paragraphs(shown(tree))
    total = sum(len(paragraph.split()) for paragraph in everything)
    if total <= _LONGEST_TEST and not is_article and _asks_robots(tree, everything):
        return Obstacle(
            ObstacleKind.ROBOT,
            "the site wants proof that no robot reads it; open the page in a browser, save it and index the"
            " file",
        )
    if total <= _LONGEST_CONSENT and not is_article and _asks_consent(tree, everything, total):
        return Obstacle(
            ObstacleKind.CONSENT,
            "the site shows a consent page instead of the article; open the page in a browser, save it and"
            " index the file",
        )
    is_cut = is_closed and (words <= _SHORT_TEASER or bool(body and _WINDOW.search(body[-1])))
    if is_cut or _asks_money(everything, body):
        reason = f"the page is behind a paywall: only {words} words of it are there"
        return Obstacle(ObstacleKind.PAYWALL, reason)
    return None


def says_paywall(paragraph: str) -> bool:
    """Say whether a paragraph is a paywall's and no part of a story."""
    return len(paragraph) <= 400 and _phrases("paywall").search(paragraph.casefold()) is not None


def _asks_robots(tree: Any, everything: Sequence[str]) -> bool:
    title = visible(tree.findtext(".//title") or "").casefold()
    text = "\n".join(everything).casefold()
    if _phrases("robot").search(text):
        return True
    if any(title.startswith(known) for known in _words("robot", "titles")):
        return True
    return any(mark in value for mark in _marks("robot", "marks") for value in _addresses(tree))


def _asks_consent(tree: Any, everything: Sequence[str], total: int) -> bool:
    about = [paragraph for paragraph in everything if _phrases("consent").search(paragraph.casefold())]
    share = sum(len(paragraph.split()) for paragraph in about) / max(total, 1)
    if len(about) < 2 or share < _CONSENT_SHARE:
        return False
    labels = (
        visible(element.get("value") or "".join(element.itertext())).casefold()
        for element in tree.iter("button", "a", "input")
    )
    return any(label in _words("consent", "buttons") for label in labels)


def _asks_money(everything: Sequence[str], body: Sequence[str]) -> bool:
    """Say whether a paywall speaks in the story or soon after it; before it speaks advertising."""
    where = {paragraph: number for number, paragraph in enumerate(everything)}
    places = [where[paragraph] for paragraph in body if paragraph in where]
    start, end = (min(places), max(places)) if places else (0, len(everything))
    return any(map(says_paywall, everything[start : end + 1 + _REACH]))


def _addresses(tree: Any) -> list[str]:
    """Return what scripts, forms and boxes are called, where services leave their names."""
    found = []
    for element in tree.iter("script", "form", "div", "iframe", "input"):
        values = (element.get("src"), element.get("id"), element.get("class"), element.get("action"))
        found += [value.casefold() for value in values if value]
        if element.tag == "script":
            found.append((element.text or "")[:5000].casefold())
    return found


@cache
def _phrases(kind: str) -> re.Pattern[str]:
    phrases = sorted(_words(kind, "phrases"), key=len, reverse=True)
    return re.compile("|".join(re.escape(phrase.strip()) for phrase in phrases))


@cache
def _words(kind: str, name: str) -> frozenset[str]:
    tables = (lexicon(language, "obstacles").get(kind, {}) for language in languages())
    return frozenset(word for table in tables for word in table.get(name, ()))


@cache
def _marks(kind: str, name: str) -> frozenset[str]:
    return frozenset(lexicon("common", "obstacles")[kind][name])
