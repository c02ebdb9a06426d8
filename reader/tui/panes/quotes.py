"""The quotes of an article with their speakers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.content import Content
from textual.message import Message

from reader.model.quote import Attribution, Quote, QuoteKind
from reader.tui.citing import UNATTRIBUTED, cite_quote, speaker_name, speaker_role, words_of
from reader.tui.commands import Where, bindings_for
from reader.tui.glyphs import ASCII, glyphs_of
from reader.tui.saying import say
from reader.tui.widgets.lines import first_lines, line_of, spread
from reader.tui.widgets.row_list import RowList
from reader.tui.wrap import on_one_line
from reader.tui.zones import zone_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.strip import Strip

    from reader.model.article import Article
    from reader.tui.widgets.row_list import RowLook

LINES_SHOWN = 3
"""Lines of a quote until it is expanded."""

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class QuotesPane(RowList[int]):
    """List quotes: number, speaker and role, how it is quoted, the words.

    Keys and rows are positions in the analysis.
    """

    UNIFORM_HEIGHT = None
    BINDINGS = bindings_for(Where.QUOTES)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "quotes--number",
        "quotes--speaker",
        "quotes--unknown",
        "quotes--role",
        "quotes--kind",
        "quotes--words",
        "quotes--reported",
    }
    DEFAULT_CSS = """
    QuotesPane {
        & > .quotes--number { color: $quote; }
        & > .quotes--speaker { color: $entity-person; text-style: bold; }
        & > .quotes--unknown { color: $muted; text-style: italic; }
        & > .quotes--role { color: $muted; }
        & > .quotes--kind { color: $muted; text-style: italic; }
        & > .quotes--words { color: $foreground; }
        & > .quotes--reported { color: $muted; }
    }
    """

    @dataclass
    class QuoteHighlighted(Message):
        """The reader moved onto a quote."""

        index: int

    @dataclass
    class QuoteChosen(Message):
        """The reader settled on a quote."""

        index: int

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id, classes=classes)
        self._article: Article | None = None
        self._expanded: set[int] = set()
        self._by_speaker = False
        self.border_title = Content("Quotes")

    # -- what is shown -----------------------------------------------------------------------

    @property
    def quote(self) -> Quote | None:
        """The quote under the cursor."""
        key = self.cursor_key
        return None if key is None else self._quotes[key]

    @property
    def is_by_speaker(self) -> bool:
        """Whether quotes of one speaker stand together, instead of in the order of the text."""
        return self._by_speaker

    def show(self, article: Article | None) -> None:
        """Show the quotes of an article; the same article again keeps cursor and expanded quotes."""
        same = self._article is not None and article is not None and article.id == self._article.id
        self._article = article
        if not same:
            self._expanded.clear()
        count = len(self._quotes)
        separator = glyphs_of(self).separator
        self.border_title = Content(f"Quotes {separator} {count}" if count else "Quotes")
        self.empty_text = "No quotes in this article" if article is not None else ""
        self._show_in_order(self.cursor_key if same else None)

    def mark(self, index: int) -> None:
        """Put the cursor on a quote that another pane points at."""
        self.move_to_key(index, by_user=False)

    @property
    def _quotes(self) -> tuple[Quote, ...]:
        return () if self._article is None else self._article.analysis.quotes

    def _show_in_order(self, cursor_key: int | None) -> None:
        keys = list(range(len(self._quotes)))
        if self._by_speaker:
            keys.sort(key=lambda key: _speaker_order(self._quotes[key]))
        self.show_keys(keys, cursor_key=cursor_key)

    def fetch_rows(self, keys: Sequence[int]) -> Mapping[int, int]:
        """Return the keys: all quotes are at hand."""
        return {key: key for key in keys}

    def row_height(self, index: int, width: int) -> int:
        """Return a line for the speaker, those of the words, and an empty one."""
        key = self.keys[index]
        return 2 + len(self._lines(key, width))

    # -- drawing -----------------------------------------------------------------------------

    def draw_row(self, row: int, look: RowLook) -> list[Strip]:
        """Draw number, speaker, role and kind; under them the words."""
        quote = self._quotes[row]
        mark = glyphs_of(self).cut
        speaker = self._speaker(row, quote)
        remark = self._remark(row, quote, look.width - sum(part.cell_length for part in speaker[:2]))
        right = [Segment(remark, self.ink("quotes--kind"))] if remark else []
        words = self.ink("quotes--words" if _is_loud(quote) else "quotes--reported")
        return [
            spread(speaker, right, look.width, look.base, mark=mark),
            *(
                line_of([Segment(_INDENT + line, words)], look.width, look.base, mark=mark)
                for line in self._lines(row, look.width)
            ),
        ]

    def _remark(self, key: int, quote: Quote, room: int) -> str:
        """Return how a quote is quoted, and that no other source has it.

        Where the speaker's name leaves no room for both, the second says more.
        """
        kind = _kind_label(quote)
        story = self._article.story if self._article else None
        if story is None or key + 1 not in story.only_here:
            return kind
        both = f" {glyphs_of(self).separator} ".join(filter(None, ("only here", kind)))
        return both if len(both) < room else "only here"

    def _speaker(self, key: int, quote: Quote) -> list[Segment]:
        number = str(key + 1) if glyphs_of(self) is ASCII else str(key + 1).translate(_RAISED)
        name = self.ink("quotes--unknown" if quote.name is None else "quotes--speaker")
        segments = [
            Segment(f"{number} ", self.ink("quotes--number")),
            Segment(on_one_line(speaker_name(quote)), name),
        ]
        if role := on_one_line(speaker_role(quote)):
            segments.append(Segment(f", {role}", self.ink("quotes--role")))
        return segments

    def _lines(self, key: int, width: int) -> list[str]:
        """Return the words of a quote in lines, the first few unless it is expanded."""
        glyphs = glyphs_of(self)
        text = words_of(self._quotes[key], opening=glyphs.opening, closing=glyphs.closing)
        count = len(text) if key in self._expanded else LINES_SHOWN
        return first_lines(text, width - len(_INDENT), count, mark=glyphs.cut)

    # -- messages and actions ----------------------------------------------------------------

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        """Tell the screen which quote the reader moved onto."""
        event.stop()
        if event.by_user:
            self.post_message(self.QuoteHighlighted(event.key))

    def action_open(self) -> None:
        """Show all words of the quote, or a few again, and settle on it."""
        if (key := self.cursor_key) is None:
            return
        self._expanded ^= {key}
        self.show_changes()
        self.move_cursor(self.cursor)
        self.post_message(self.QuoteChosen(key))

    def action_order(self) -> None:
        """Order the quotes by speaker, or as in the text."""
        self._by_speaker = not self._by_speaker
        self._show_in_order(self.cursor_key)
        order = "by speaker" if self._by_speaker else "as in the text"
        say(self, f"Quotes {order}")

    def action_copy_quote(self) -> None:
        """Copy the quote with speaker and source."""
        if self._article is not None and (quote := self.quote) is not None:
            self.app.copy_to_clipboard(cite_quote(self._article, quote, zone=zone_of(self)))
            say(self, "Quote copied")


_INDENT = "  "


def _speaker_order(quote: Quote) -> tuple[bool, str, int]:
    """Sort by name, those without one last, each in the order of the text."""
    return quote.name is None, (quote.name or UNATTRIBUTED).casefold(), quote.start


def _is_loud(quote: Quote) -> bool:
    """Whether somebody's own words were quoted, attributed in so many words."""
    return quote.kind is not QuoteKind.INDIRECT and quote.attribution is not Attribution.CARRIED


def _kind_label(quote: Quote) -> str:
    """Return how a quote is quoted, where it is not simply direct."""
    if quote.attribution is Attribution.CARRIED:
        return "carried"
    return "" if quote.kind is QuoteKind.DIRECT else quote.kind.value
