"""Everything that one speaker said in the library."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.content import Content
from textual.message import Message

from reader.model.entity import StoredQuote
from reader.model.ids import QuoteId
from reader.tui.citing import cite_stored_quote, words_of_stored
from reader.tui.commands import Where, bindings_for
from reader.tui.glyphs import glyphs_of
from reader.tui.saying import say
from reader.tui.times import short_time
from reader.tui.widgets.lines import first_lines, line_of, spread
from reader.tui.widgets.row_list import RowList
from reader.tui.wrap import on_one_line, showable
from reader.tui.zones import zone_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.strip import Strip

    from reader.tui.widgets.row_list import RowLook

WORDS_LINES = 2
"""Lines of the words of a quote; one height for all, so that no row is measured before it is seen."""


class SaidPane(RowList[StoredQuote]):
    """List quotes by id: article and time, the words, how and where they were said."""

    UNIFORM_HEIGHT = WORDS_LINES + 2
    BINDINGS = bindings_for(Where.SAID)
    COMPONENT_CLASSES: ClassVar[set[str]] = {"said--title", "said--meta", "said--words", "said--reported"}
    DEFAULT_CSS = """
    SaidPane {
        & > .said--title { color: $foreground; text-style: bold; }
        & > .said--meta { color: $muted; }
        & > .said--words { color: $foreground; }
        & > .said--reported { color: $muted; }
    }
    """

    @dataclass
    class Pointed(Message):
        """The cursor came to a quote."""

        quote: StoredQuote

    @dataclass
    class Chosen(Message):
        """The reader wants the article of a quote."""

        quote: StoredQuote

    def __init__(
        self,
        fetch: Callable[[Sequence[QuoteId]], Mapping[QuoteId, StoredQuote]],
        *,
        now: Callable[[], float] = time.time,
        id: str | None = None,  # noqa: A002 - Textual's word
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._fetch = fetch
        self._now = now
        self.border_title = Content("Quotes")

    def show(self, speaker: str, ids: Sequence[int], *, cursor_key: int | None = None) -> None:
        """Show the quotes of a speaker, given newest first."""
        separator = glyphs_of(self).separator
        self.border_title = Content(f"Said by {showable(speaker)} {separator} {len(ids):,}")
        self.empty_text = f"The library has no quote by {showable(speaker)}"
        self.show_keys(ids, cursor_key=cursor_key)

    def fetch_rows(self, keys: Sequence[int]) -> Mapping[int, StoredQuote]:
        """Ask the library for a page of quotes."""
        rows = self._fetch([QuoteId(key) for key in keys])
        return {int(key): row for key, row in rows.items()}

    # -- drawing -----------------------------------------------------------------------------

    def draw_row(self, row: StoredQuote, look: RowLook) -> list[Strip]:
        """Draw title and time, outlet, role and kind, then the words in two lines."""
        mark = glyphs_of(self).cut
        meta = self.ink("said--meta")
        time_ago = Segment(short_time(row.published_at, self._now(), zone_of(self)), meta)
        words = self.ink("said--reported" if row.kind == "indirect" else "said--words")
        title = Segment(on_one_line(row.title), self.ink("said--title"))
        facts = [Segment("  " + self._facts(row), meta)]
        kind = " ".join(filter(None, ["" if row.kind == "direct" else row.kind, "?" * row.is_doubtful]))
        return [
            spread([title], [time_ago], look.width, look.base, mark=mark),
            spread(facts, [Segment(kind, meta)], look.width, look.base, mark=mark),
            *(
                line_of([Segment("  " + line, words)], look.width, look.base, mark=mark)
                for line in self._lines(row, look.width - 2)
            ),
        ]

    def _lines(self, row: StoredQuote, width: int) -> list[str]:
        """Return the words in as many lines as every row has."""
        glyphs = glyphs_of(self)
        text = words_of_stored(row, opening=glyphs.opening, closing=glyphs.closing)
        lines = first_lines(text, width, WORDS_LINES, mark=glyphs.cut)
        return lines + [""] * (WORDS_LINES - len(lines))

    def _facts(self, row: StoredQuote) -> str:
        separator = f" {glyphs_of(self).separator} "
        return separator.join(on_one_line(fact) for fact in (row.source, row.role) if fact)

    # -- messages and actions ----------------------------------------------------------------

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        """Tell the screen which quote the cursor came to."""
        event.stop()
        if (quote := self.cursor_row) is not None:
            self.post_message(self.Pointed(quote))

    def action_open(self) -> None:
        """Ask for the article of the quote under the cursor."""
        if (quote := self.cursor_row) is not None:
            self.post_message(self.Chosen(quote))

    def action_copy_quote(self) -> None:
        """Copy the quote with speaker and source."""
        if (quote := self.cursor_row) is not None:
            self.app.copy_to_clipboard(cite_stored_quote(quote, zone=zone_of(self)))
            say(self, "Quote copied")
