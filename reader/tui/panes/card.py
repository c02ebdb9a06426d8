"""What the library knows about a person, organisation or place."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.message import Message

from reader.model.quote import QuoteKind
from reader.tui.citing import between_marks
from reader.tui.commands import Where, bindings_for
from reader.tui.glyphs import glyphs_of
from reader.tui.times import local_time, short_time
from reader.tui.widgets.article_marks import INK_OF_TYPE, OTHER_INK
from reader.tui.widgets.inked_page import InkedLine, InkedPage, wrapped
from reader.tui.wrap import showable
from reader.tui.zones import zone_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.style import Style

    from reader.model.article import ArticleRow
    from reader.model.entity import Entity, EntityCard, StoredQuote

LATEST = 3
"""Headlines and quotes shown."""

COMPANIONS = 4
QUOTE_LINES = 3


class CardPane(InkedPage):
    """Show the card of one entity."""

    INDENT = 1
    BINDINGS = bindings_for(Where.CARD)
    COMPONENT_CLASSES: ClassVar[set[str]] = {"card--cursor"}
    DEFAULT_CSS = """
    CardPane {
        & > .card--cursor { background: $cursor-background; }
        &:nocolor > .card--cursor { text-style: reverse; }
    }
    """

    @dataclass
    class Followed(Message):
        """The reader wants what a line leads to."""

        target: Entity | ArticleRow | StoredQuote

    def __init__(
        self,
        *,
        now: Callable[[], float] = time.time,
        id: str | None = None,  # noqa: A002 - Textual's word
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._now = now
        self._card: EntityCard | None = None
        self._at: int | None = None
        """The line under the cursor; None until a key moves there."""
        self.border_title = Content("Card")

    @property
    def card(self) -> EntityCard | None:
        """The card in view."""
        return self._card

    def show(self, card: EntityCard | None) -> None:
        """Show a card, or an empty pane."""
        self._card = card
        self._at = None
        name = "" if card is None else f" {glyphs_of(self).separator} {showable(card.entity.name)}"
        self.border_title = Content(f"Card{name}")
        self.scroll_to(y=0, animate=False)
        self.pour()

    def make_lines(self, width: int) -> Sequence[InkedLine]:
        """Return name, figures, companions, headlines and quotes."""
        card = self._card
        if card is None:
            return ()
        return [
            *self._who(card, width),
            *self._figures(card, width),
            *self._companions(card),
            *self._headlines(card),
            *self._quotes(card, width),
        ]

    def _who(self, card: EntityCard, width: int) -> list[InkedLine]:
        ink = INK_OF_TYPE.get(card.entity.type, OTHER_INK)
        lines = wrapped(card.entity.name, width, ink)
        if card.roles:
            lines += wrapped(self._listed(card.roles), width, "plain")
        if card.other_names:
            lines += wrapped(f"also {', '.join(card.other_names)}", width, "muted")
        return [*lines, InkedLine()]

    def _figures(self, card: EntityCard, width: int) -> list[InkedLine]:
        entity = card.entity
        counts = [
            entity.type.value,
            _counted(entity.articles, "article"),
            _counted(entity.mentions, "mention"),
            *([_counted(entity.quotes, "quote")] if entity.quotes else []),
        ]
        first = local_time(card.first_seen, zone_of(self))
        last = self._time(card.last_seen)
        seen = [
            f"first {first.day} {first:%b %Y}",
            f"last {last} ago" if last.endswith((" m", " h")) else f"last {last}",
        ]
        bars = sparkline(card.weeks, glyphs_of(self).bars)
        return [
            *wrapped(self._listed(counts), width, "plain"),
            *wrapped(self._listed(seen), width, "muted"),
            InkedLine((bars, "bars"), (" articles in six weeks", "muted")),
        ]

    def _companions(self, card: EntityCard) -> list[InkedLine]:
        if not card.companions:
            return []
        return [
            InkedLine(),
            InkedLine(("WITH", "heading")),
            *(
                InkedLine(
                    (showable(entity.name), "plain"),
                    right=[(f"{entity.articles:,}", "muted")],
                    target=entity,
                )
                for entity in card.companions[:COMPANIONS]
            ),
        ]

    def _headlines(self, card: EntityCard) -> list[InkedLine]:
        if not card.latest:
            return []
        return [
            InkedLine(),
            InkedLine(("LATEST", "heading")),
            *(
                InkedLine(
                    (showable(row.title), "plain"),
                    right=[(self._time(row.published_at), "muted")],
                    target=row,
                )
                for row in card.latest[:LATEST]
            ),
        ]

    def _quotes(self, card: EntityCard, width: int) -> list[InkedLine]:
        if not card.latest_quotes:
            return []
        lines = [InkedLine(), InkedLine(("QUOTED", "heading"))]
        for quote in card.latest_quotes[:LATEST]:
            lines += self._quote(quote, width)
        return lines

    def _quote(self, quote: StoredQuote, width: int) -> list[InkedLine]:
        facts = self._listed([quote.source, self._time(quote.published_at)])
        glyphs = glyphs_of(self)
        words = quote.text
        if quote.kind == QuoteKind.DIRECT:
            words = between_marks(words, opening=glyphs.opening, closing=glyphs.closing)
        return [
            *wrapped(words, width, "quote", most=QUOTE_LINES),
            InkedLine((showable(facts), "muted"), target=quote),
        ]

    # -- going through what it leads to --------------------------------------------------------

    @property
    def target(self) -> Entity | ArticleRow | StoredQuote | None:
        """What the line under the cursor leads to."""
        line = None if self._at is None else self.lines[self._at]
        return line.target if line is not None else None  # type: ignore[return-value]

    def line_style(self, number: int) -> Style:
        """Show the cursor while the pane has the focus."""
        if number == self._at and self.has_focus:
            return self.rich_style + self.get_component_rich_style("card--cursor", partial=True)
        return self.rich_style

    def action_down(self) -> None:
        """Go to the next line that leads somewhere; past the last one scroll."""
        self._step(1)

    def action_up(self) -> None:
        """Go to the line before that leads somewhere; before the first one scroll."""
        self._step(-1)

    def _step(self, by: int) -> None:
        places = [number for number, line in enumerate(self.lines) if line.target is not None]
        here = -1 if self._at is None else self._at
        ahead = [number for number in places if number > here] if by > 0 else []
        behind = [number for number in reversed(places) if number < here] if by < 0 else []
        if not (ahead or behind):
            self._scroll_lines(by)
            return
        self._at = (ahead or behind)[0]
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        if not top <= self._at < top + height:
            self.scroll_to(y=self._at - height // 3, animate=False, force=True)
        self.refresh()

    def action_follow(self) -> None:
        """Ask for what the line under the cursor leads to."""
        if (target := self.target) is not None:
            self.post_message(self.Followed(target))

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Show no cursor."""
        self.refresh()

    def _time(self, seconds: int) -> str:
        return short_time(seconds, self._now(), zone_of(self))

    def _listed(self, facts: Sequence[str]) -> str:
        """Join facts so that no line begins with the sign between them."""
        return f"\N{NO-BREAK SPACE}{glyphs_of(self).separator} ".join(facts)


def sparkline(counts: Sequence[int], bars: str) -> str:
    """Return a bar for each count, the lowest for none, the highest for the most."""
    most = max(counts, default=0)
    steps = len(bars) - 1
    return "".join(bars[-(-count * steps // most) if most else 0] for count in counts)


def _counted(number: int, thing: str) -> str:
    return f"{number:,}\N{NO-BREAK SPACE}{thing}{'' if number == 1 else 's'}"
