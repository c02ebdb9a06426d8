"""Rules for single sites: where in their pages the article stands."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from reader.text.elements import all_paragraphs
from reader.text.sanitize import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, slots=True)
class SiteRule:
    """CSS selectors for the pages of one site; what is empty is left to the general way."""

    body: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    title: str | None = None
    byline: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class SiteRules:
    """Rules by host; a host's rule holds for those below it, unless they have their own."""

    by_host: Mapping[str, SiteRule] = field(default_factory=dict)

    def rule_for(self, url: str | None) -> SiteRule | None:
        """Return the rule for the site of an address."""
        try:
            host = (urlsplit(url or "").hostname or "").casefold()
        except ValueError:
            return None
        labels = host.split(".")
        hosts = (".".join(labels[first:]) for first in range(len(labels)))
        return next((self.by_host[name] for name in hosts if name in self.by_host), None)

    def before(self, others: SiteRules) -> SiteRules:
        """Return both, of which these win."""
        return SiteRules({**others.by_host, **self.by_host})


@dataclass(frozen=True, slots=True)
class LoadedRules:
    """The rules in a text, and what was wrong with it, each a sentence for a person."""

    rules: SiteRules
    problems: tuple[str, ...] = ()


@cache
def shipped_rules() -> SiteRules:
    """Return the rules that come with the program."""
    return read_rules(Path(__file__).with_name("site_rules.toml").read_text(encoding="utf-8")).rules


def read_rules(text: str) -> LoadedRules:
    """Read rules from TOML; a rule that is wrong is left out and named."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return LoadedRules(SiteRules(), (f"not valid TOML: {error}",))
    rules: dict[str, SiteRule] = {}
    problems: list[str] = []
    for host, stated in table.items():
        try:
            rules[host.casefold().removeprefix("www.")] = _rule(stated)
        except _WrongRuleError as error:
            problems.append(f"{host}: {error}")
    return LoadedRules(SiteRules(rules), tuple(problems))


def fault_of_selector(selector: str) -> str | None:
    """Return, as a sentence's part, why a text is no CSS selector; None where it is one."""
    try:
        _compiled(selector)
    except Exception as error:  # noqa: BLE001 - the parser of selectors raises what it likes
        return f"{visible(selector)} is no CSS selector ({error})"
    return None


def prune(tree: Any, rule: SiteRule) -> None:
    """Take out of a page what its site's rule says is no part of the story."""
    for selector in rule.remove:
        for element in _find(tree, selector):
            if element.getparent() is not None:
                element.drop_tree()


def body_by_rule(tree: Any, rule: SiteRule) -> list[str]:
    """Return the paragraphs in the elements that a rule names; empty when it finds none."""
    for selector in rule.body:
        found = _find(tree, selector)
        outer = [element for element in found if not any(each in found for each in element.iterancestors())]
        if paragraphs := [line for element in outer for line in all_paragraphs(element)]:
            return paragraphs
    return []


def text_by_rule(tree: Any, selector: str | None, *, attribute: str | None = None) -> str | None:
    """Return the text, or an attribute, of the first element that a selector finds."""
    for element in _find(tree, selector) if selector else ():
        value = (element.get(attribute) if attribute else None) or "".join(element.itertext())
        if text := visible(value):
            return text
    return None


class _WrongRuleError(Exception):
    """A rule is wrong; the message says what is allowed."""


def _rule(stated: object) -> SiteRule:
    if not isinstance(stated, dict):
        raise _WrongRuleError("write a table with body, remove, title, byline or published")
    values: dict[str, Any] = {}
    for key, value in stated.items():
        read = _READERS.get(key)
        if read is None:
            raise _WrongRuleError(f"{key} is unknown; known are {', '.join(_READERS)}")
        values[key] = read(value)
    return SiteRule(**values)


def _selector(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _WrongRuleError('write a CSS selector, such as "div.story"')
    if fault := fault_of_selector(value):
        raise _WrongRuleError(fault)
    return value


def _selectors(value: object) -> tuple[str, ...]:
    return tuple(map(_selector, value if isinstance(value, list) else [value]))


_READERS: Mapping[str, Callable[[object], object]] = {
    "body": _selectors,
    "remove": _selectors,
    "title": _selector,
    "byline": _selector,
    "published": _selector,
}


@lru_cache(maxsize=500)
def _compiled(selector: str) -> Any:
    from lxml.cssselect import CSSSelector

    return CSSSelector(selector, translator="html")


def _find(tree: Any, selector: str) -> list[Any]:
    return list(_compiled(selector)(tree))
