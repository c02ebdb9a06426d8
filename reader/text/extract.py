"""From a web page to the article in it."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from reader.errors import SourceError
from reader.text.elements import parse_page, prose_lines, story_paragraphs, visible_lines, without_title
from reader.text.furniture import find_byline
from reader.text.link_lists import drop_link_lists
from reader.text.obstacles import Obstacle, find_obstacle, says_paywall
from reader.text.page_facts import PageFacts, page_facts
from reader.text.published import parse_published
from reader.text.site_rules import SiteRule, SiteRules, body_by_rule, prune, shipped_rules, text_by_rule

EXTRACTION_VERSION = 1
"""Goes up when the same page may give another article, so that kept pages are read again."""

LARGEST_PAGE = 8_000_000
"""Code points of markup; pages with an article in them have a hundredth of that."""

_MOST_ELEMENTS = 150_000

_TRUSTED_FROM = 250
"""Characters; with less, trafilatura gathers loose pieces of text and cuts sentences at every element."""
_FEWEST_WORDS = 3
"""Below that it is the label of a link, not a story."""
_SAVED_FROM = re.compile(
    r"<!--\s*(?:saved from url=\(\d{1,6}\)|Page saved with SingleFile\s{1,9}url:\s{1,9})(https?://[^\s<>]{1,2000})"
)
_EMBEDDED = re.compile(r"data:[^\s\"'()<>]{1000,}")
"""A picture or font inside the page, as programs save it that put all into one file."""


@dataclass(frozen=True, slots=True)
class PageArticle:
    """The article of a web page."""

    body: str
    """Clean text, paragraphs separated by one blank line; never empty."""
    facts: PageFacts
    obstacle: Obstacle | None = None
    """What stands before the rest of the article, where the page does not hold all of it."""


def extract_page(markup: str, *, url: str | None = None, rules: SiteRules | None = None) -> PageArticle:
    """Return the article in a page; raise SourceError when the page is too large or has no article.

    ``url`` is where the page was found; what the page says of its own address goes before it.
    ``rules`` for single sites, those shipped where none are given, go before the general way.
    """
    if len(markup) > LARGEST_PAGE // 20:
        markup = _EMBEDDED.sub("data:,", markup)
    if len(markup) > LARGEST_PAGE or markup.count("<") > 2 * _MOST_ELEMENTS:
        raise SourceError(
            f"the page is too large to be an article ({len(markup) / 1e6:.1f} million characters of HTML)"
        )
    saved_from = _SAVED_FROM.search(markup[:4096])
    tree = parse_page(markup)
    facts = page_facts(tree, url=url or (saved_from[1] if saved_from else None))
    rules = shipped_rules() if rules is None else rules
    rule = rules.rule_for(facts.url) or rules.rule_for(url)
    if rule is not None:
        prune(tree, rule)
        facts = _by_rule(tree, facts, rule)
    paragraphs = (body_by_rule(tree, rule) if rule is not None else []) or _generally(tree, markup)
    paragraphs = without_title(paragraphs, facts.title)
    obstacle = find_obstacle(tree, paragraphs, is_article=facts.is_article, is_closed=facts.is_closed)
    if obstacle is not None:
        paragraphs = [paragraph for paragraph in paragraphs if not says_paywall(paragraph)]
    body = "\n\n".join(paragraphs)
    if len(body.split()) < _FEWEST_WORDS:
        raise SourceError(obstacle.reason if obstacle else "no article text was found in this page")
    if facts.byline is None and (byline := find_byline(body, facts.language or "und")):
        facts = replace(facts, byline=byline)
    return PageArticle(body, facts, obstacle)


def _generally(tree: Any, markup: str) -> list[str]:
    """Return the paragraphs of the story in a page of any site; the tree stays as it is."""
    page = deepcopy(tree)
    drop_link_lists(page)
    paragraphs = _by_trafilatura(deepcopy(page))
    if sum(map(len, paragraphs)) < _TRUSTED_FROM:
        paragraphs = story_paragraphs(page) or prose_lines(markup) or paragraphs
    return paragraphs


def _by_trafilatura(page: Any) -> list[str]:
    """Return the paragraphs that trafilatura takes for the article; empty when it finds none or fails.

    The tree is changed.
    """
    from trafilatura import bare_extraction

    try:
        document = bare_extraction(page, include_comments=False, include_tables=False)
    except Exception:  # noqa: BLE001 - whatever a page does to the extractor, the plain way still reads it
        return []
    text = getattr(document, "text", None) or ""
    return visible_lines(text)


def _by_rule(tree: Any, facts: PageFacts, rule: SiteRule) -> PageFacts:
    published = text_by_rule(tree, rule.published, attribute="datetime")
    return replace(
        facts,
        title=text_by_rule(tree, rule.title) or facts.title,
        byline=text_by_rule(tree, rule.byline) or facts.byline,
        published=(parse_published(published) if published else None) or facts.published,
    )
