"""The state of the main screen, in one place, and the ways to its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

from textual import on
from textual.reactive import reactive
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from reader.tui.commands import Where
from reader.tui.listing import Listing
from reader.tui.pane_sizes import PaneSizes
from reader.tui.panes.article import ArticlePane
from reader.tui.panes.articles import ArticlesPane
from reader.tui.panes.card import CardPane
from reader.tui.panes.quotes import QuotesPane
from reader.tui.panes.said import SaidPane
from reader.tui.panes.search import SearchBar
from reader.tui.panes.sources import SourcesPane
from reader.tui.places import Places, Speaker
from reader.tui.undo import UndoStack
from reader.tui.widgets.completions import CompletionList
from reader.tui.widgets.hints import HintsLine
from reader.tui.widgets.status import StatusLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.errors import NewsreaderError
    from reader.library.library import Library
    from reader.model.article import Article
    from reader.model.results import Found
    from reader.tui.app import ReaderApp

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


AWAITED_WORK = frozenset(
    [
        *("begin", "restore", "unread", "named", "marks"),
        *("facets", "jump", "import", "remove", "save search", "decide", "mark all"),
        *("add feed", "changes"),
    ]
)
"""Groups of workers that end in what the next key is meant for: a dialog, an article, another list."""


class Desk(Screen[None]):
    """What the flows of the main screen share: its state, its panes, and how to ask the library.

    Panes report by message and are told what to show; none reads another, and none holds state
    that a second one needs.
    """

    at: reactive[Where] = reactive(Where.ARTICLES)
    """The pane that has the focus, or had it before the search box took it."""

    def __init__(self, library: Library) -> None:
        super().__init__(id="main")
        self.library = library
        self.listing = Listing()
        """What the list of articles shows."""
        self.found: Found | None = None
        """The answer to ``listing``; None until the first one came."""
        self.article: Article | None = None
        """The article on the right, previewed or opened."""
        self.span: tuple[str, int] | None = None
        """Kind (``quote`` or ``mention``) and index of what is focused in the article."""
        self.speaker: Speaker | None = None
        """Whose quotes stand in the place of the articles."""
        self.stories_folded = False
        """Whether a story is one row of the list."""
        self.places = Places()
        self.undo_stack = UndoStack()
        self.pane_sizes = PaneSizes()

    # -- parts ---------------------------------------------------------------------------------

    @property
    def reader(self) -> ReaderApp:
        """The app, by its own type."""
        return cast("ReaderApp", self.app)

    @property
    def status_line(self) -> StatusLine:
        """The top line."""
        return self.query_one(StatusLine)

    @property
    def search_bar(self) -> SearchBar:
        """The search box with what belongs to it."""
        return self.query_one(SearchBar)

    @property
    def completion_list(self) -> CompletionList:
        """The names offered under the search box."""
        return self.query_one(CompletionList)

    @property
    def hints_line(self) -> HintsLine:
        """The bottom line."""
        return self.query_one(HintsLine)

    @property
    def sources_pane(self) -> SourcesPane:
        """The places to look in."""
        return self.query_one(SourcesPane)

    @property
    def articles_pane(self) -> ArticlesPane:
        """The list of articles."""
        return self.query_one(ArticlesPane)

    @property
    def article_pane(self) -> ArticlePane:
        """The article."""
        return self.query_one(ArticlePane)

    @property
    def said_pane(self) -> SaidPane:
        """All that one speaker said."""
        return self.query_one(SaidPane)

    @property
    def quotes_pane(self) -> QuotesPane:
        """The quotes of the article."""
        return self.query_one(QuotesPane)

    @property
    def card_pane(self) -> CardPane:
        """The card of an entity."""
        return self.query_one(CardPane)

    @on(Worker.StateChanged)
    def report_failed_work(self, event: Worker.StateChanged) -> None:
        """Say that work in the background failed for a reason nobody foresaw; the reader goes on."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.reader.report_unexpected(event.worker.error)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is on its way that the next key could be meant for."""
        return not any(self.is_awaited(worker) for worker in self.workers if not worker.is_finished)

    def is_awaited(self, worker: Worker[Any]) -> bool:
        """Whether the next key is meant for what this work will show."""
        return worker.group in AWAITED_WORK

    # -- saying things -------------------------------------------------------------------------

    def tell(self, message: str) -> None:
        """Say something in a toast that goes by itself."""
        self.reader.say(message)

    def report(self, error: NewsreaderError) -> None:
        """Say what went wrong; it stays in the list of messages."""
        self.reader.report(str(error))

    def now(self) -> float:
        """Return the time in UTC seconds, as the app's clock has it."""
        return self.reader.clock.now()

    async def ask(
        self, question: Callable[Given, Answer], *args: Given.args, **kwargs: Given.kwargs
    ) -> Answer:
        """Ask the library something off the event loop."""
        return await self.reader.background.ask(question, *args, **kwargs)
