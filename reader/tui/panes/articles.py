"""The list of articles."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.content import Content
from textual.message import Message

from reader.model.article import ArticleRow
from reader.model.ids import ArticleId
from reader.tui.commands import Where, bindings_for
from reader.tui.glyphs import glyphs_of
from reader.tui.times import short_time
from reader.tui.widgets.lines import cut_text, line_of, spread
from reader.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from rich.style import Style
    from textual.strip import Strip

    from reader.model.ids import StoryId
    from reader.model.results import Snippet
    from reader.model.story import StorySummary
    from reader.tui.widgets.row_list import RowLook

ONE_LINE_FROM = 64
"""Cells from which title, source and time share a line; below, the source goes under the title."""

SOURCE_CELLS = 20
"""Room for the source where it shares the line with the title."""

TIME_CELLS = 8
QUOTES_CELLS = 4


class ArticlesPane(RowList[ArticleRow]):
    """Show articles by id, with a snippet under each while searching."""

    UNIFORM_HEIGHT = 2
    BINDINGS = bindings_for(Where.ARTICLES)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "articles--title",
        "articles--title-read",
        "articles--meta",
        "articles--unread",
        "articles--starred",
        "articles--snippet",
        "articles--hit",
    }
    DEFAULT_CSS = """
    ArticlesPane {
        & > .articles--title { color: $foreground; text-style: bold; }
        & > .articles--title-read { color: $foreground; }
        & > .articles--meta { color: $muted; }
        & > .articles--unread { color: $unread; }
        & > .articles--starred { color: $starred; }
        & > .articles--snippet { color: $muted; }
        & > .articles--hit { color: $hit; background: $hit-background; text-style: bold; }
    }
    """

    @dataclass
    class SnippetsWanted(Message):
        """Rows came into view whose snippets are not known yet."""

        ids: list[ArticleId]

    @dataclass
    class ActionWanted(Message):
        """Something was asked for that the open article does: opening in a browser, copying, saving."""

        action: str

    def __init__(
        self,
        fetch: Callable[[Sequence[ArticleId]], Sequence[ArticleRow]],
        *,
        stories: Callable[[Iterable[StoryId]], Mapping[StoryId, StorySummary]] = lambda _: {},
        now: Callable[[], float] = time.time,
        id: str | None = None,  # noqa: A002 - Textual's word
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._fetch = fetch
        self._fetch_stories = stories
        self._folded = False
        self._stories: dict[StoryId, StorySummary] = {}
        self._now = now
        self._searching = False
        self._snippets: dict[ArticleId, Snippet] = {}
        self._wanted: list[ArticleId] = []
        self._asked: set[ArticleId] = set()
        self.border_title = Content("Articles")

    # -- rows --------------------------------------------------------------------------------

    def show_articles(
        self,
        ids: Sequence[int],
        *,
        searching: bool,
        cursor_key: int | None = None,
        keep_snippets: bool = False,
        folded: bool = False,
    ) -> None:
        """Show these articles; rows have room for a snippet while ``searching``.

        ``folded`` rows stand for their whole stories and say where else these are told.
        """
        self._searching = searching
        self._folded = folded
        self._stories = {}
        if not keep_snippets:
            self._snippets = {}
            self._asked = set()
        self.show_keys(ids, cursor_key=cursor_key)

    def show_snippets(self, snippets: Mapping[ArticleId, Snippet]) -> None:
        """Fill in snippets that were wanted."""
        self._snippets.update(snippets)
        self.refresh()

    def fetch_rows(self, keys: Sequence[int]) -> Mapping[int, ArticleRow]:
        """Ask the library for a page of rows, and for the stories that folded rows stand for."""
        rows = self._fetch([ArticleId(key) for key in keys])
        if self._folded:
            self._stories.update(self._fetch_stories(row.story for row in rows if row.story is not None))
        return {row.id: row for row in rows}

    def row_height(self, index: int, width: int) -> int:  # noqa: ARG002 - the same for every row
        """Return the lines of a row: one or two of facts, and one of snippet while searching."""
        return (1 if width >= ONE_LINE_FROM else 2) + int(self._searching)

    # -- drawing -----------------------------------------------------------------------------

    def draw_row(self, row: ArticleRow, look: RowLook) -> list[Strip]:
        """Draw title, source, time, quotes, and the snippet while searching."""
        strips = self._broad_line(row, look) if look.width >= ONE_LINE_FROM else self._slim_lines(row, look)
        if self._searching:
            strips.append(self._snippet_line(row, look))
        return strips

    def _broad_line(self, row: ArticleRow, look: RowLook) -> list[Strip]:
        meta = self.ink("articles--meta")
        mark, more = glyphs_of(self).cut, self._more(row)
        name = cut_text(row.source, SOURCE_CELLS - len(more), mark=mark)
        source = line_of([Segment(name + more, meta)], SOURCE_CELLS, look.base, mark=mark)
        facts = [
            *source,
            Segment(self._time(row).rjust(TIME_CELLS + 1), meta),
            Segment(self._quotes(row).rjust(QUOTES_CELLS + 1), meta),
        ]
        return [spread(self._headline(row), facts, look.width, look.base, mark=mark)]

    def _slim_lines(self, row: ArticleRow, look: RowLook) -> list[Strip]:
        meta = self.ink("articles--meta")
        mark = glyphs_of(self).cut
        return [
            spread(self._headline(row), [Segment(self._time(row), meta)], look.width, look.base, mark=mark),
            spread(
                [Segment(f"  {row.source}{self._more(row)}{self._also_in(row)}", meta)],
                [Segment(self._quotes(row), meta)],
                look.width,
                look.base,
                mark=mark,
            ),
        ]

    def _more(self, row: ArticleRow) -> str:
        """Say how many more articles a folded row stands for."""
        story = self._stories.get(row.story) if row.story is not None else None
        return "" if story is None else f" +{story.articles - 1}"

    def _also_in(self, row: ArticleRow) -> str:
        """Return the other sources of the story that a folded row stands for."""
        story = self._stories.get(row.story) if row.story is not None else None
        others = [source for source in story.sources if source != row.source] if story else []
        return f" {glyphs_of(self).separator} {', '.join(others)}" if others else ""

    def _headline(self, row: ArticleRow) -> list[Segment]:
        glyphs = glyphs_of(self)
        if row.starred:
            sign = Segment(glyphs.starred, self.ink("articles--starred"))
        elif row.read:
            sign = Segment(" ")
        else:
            sign = Segment(glyphs.unread, self.ink("articles--unread"))
        title = self.ink("articles--title-read" if row.read else "articles--title")
        return [sign, Segment(" "), Segment(row.title, title)]

    def _snippet_line(self, row: ArticleRow, look: RowLook) -> Strip:
        snippet = self._snippets.get(row.id)
        if snippet is None:
            self._want_snippet(row.id)
            return line_of([], look.width, look.base)
        plain, hit = self.ink("articles--snippet"), self.ink("articles--hit")
        mark = glyphs_of(self).cut
        pieces = [Segment("  ")]
        if snippet.field != "body":
            pieces.append(Segment(f"{snippet.field}: ", plain))
        room = look.width - sum(piece.cell_length for piece in pieces)
        text, hits = window_round_hit(snippet.text.replace("\n", " "), snippet.hits, room, mark=mark)
        pieces += _snippet_segments(text, hits, plain, hit, in_brackets=self.app.no_color)
        return line_of(pieces, look.width, look.base, mark=mark)

    def _want_snippet(self, article: ArticleId) -> None:
        if article in self._asked:
            return
        if not self._wanted:
            self.call_later(self._tell_wanted)
        self._asked.add(article)
        self._wanted.append(article)

    def _tell_wanted(self) -> None:
        wanted, self._wanted = self._wanted, []
        self.post_message(self.SnippetsWanted(wanted))

    def _time(self, row: ArticleRow) -> str:
        return short_time(row.published_at, self._now())

    def _quotes(self, row: ArticleRow) -> str:
        return f"{glyphs_of(self).quotes}{row.quotes}" if row.quotes else ""

    # -- what the article pane does ------------------------------------------------------------

    def action_open_in_browser(self) -> None:
        """Open the page of the article under the cursor."""
        self.post_message(self.ActionWanted("open_in_browser"))

    def action_open_and_mark(self) -> None:
        """Open the page of the article under the cursor and mark it read."""
        self.post_message(self.ActionWanted("open_and_mark"))

    def action_copy_link(self) -> None:
        """Copy title and link of the article under the cursor."""
        self.post_message(self.ActionWanted("copy_link"))

    def action_save(self) -> None:
        """Save the article under the cursor."""
        self.post_message(self.ActionWanted("save"))

    def action_changes(self) -> None:
        """Show what changed in the article under the cursor."""
        self.post_message(self.ActionWanted("changes"))


def window_round_hit(
    text: str, hits: Sequence[tuple[int, int]], room: int, *, mark: str
) -> tuple[str, list[tuple[int, int]]]:
    """Return ``text`` from where its first hit is among the first ``room`` cells, and the hits in it.

    The hit stands at a third of the room, so that most of what follows can be read too.
    """
    if not hits or cell_len(text[: hits[0][1]]) < room:
        return text, list(hits)
    start = hits[0][0]
    before = 0
    while start > 0 and before < room // 3:
        start -= 1
        before += cell_len(text[start])
    word = text.find(" ", start, hits[0][0])
    start = start if word < 0 else word + 1
    moved = start - len(mark)
    return mark + text[start:], [(first - moved, last - moved) for first, last in hits]


def _snippet_segments(
    text: str, hits: Sequence[tuple[int, int]], plain: Style, hit: Style, *, in_brackets: bool
) -> list[Segment]:
    """Return a snippet with its hits inked, and in brackets where ink does not show."""
    segments: list[Segment] = []
    end = 0
    for start, stop in hits:
        word = f"[{text[start:stop]}]" if in_brackets else text[start:stop]
        segments += [Segment(text[end:start], plain), Segment(word, hit)]
        end = stop
    return [*segments, Segment(text[end:], plain)]
