"""How the pages of a feed's articles are asked for and read: as the settings of the feed say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.indexing.visiting import login_of
from reader.sources.addresses import origin_of
from reader.text.site_rules import SiteRule, SiteRules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.model.following import FollowedFeed
    from reader.sources.addresses import Login


@dataclass(frozen=True, slots=True)
class Manner:
    """What a feed's settings say of the pages of its articles."""

    user_agent: str | None = None
    selector: str | None = None
    """CSS, of the element that holds an article."""
    login: Login | None = None
    address: str = ""
    """Where the feed lies, and so whom the login is for."""

    def login_for(self, url: str) -> Login | None:
        """Return the login where the page lies on the server of the feed, and nowhere else."""
        return self.login if origin_of(url) == origin_of(self.address) else None

    def rules_for(self, url: str, rules: SiteRules) -> SiteRules:
        """Return the rules with the feed's own selector before them."""
        host = (urlsplit(url).hostname or "").casefold()
        if self.selector is None or not host:
            return rules
        return SiteRules({host: SiteRule(body=(self.selector,))}).before(rules)


def manners_of(feeds: Iterable[FollowedFeed]) -> dict[str, Manner]:
    """Return what the settings of feeds say, by the keys of the feeds; asks the keyring for passwords."""
    return {
        feed.key: Manner(feed.settings.user_agent, feed.settings.selector, login_of(feed), feed.address)
        for feed in feeds
    }
