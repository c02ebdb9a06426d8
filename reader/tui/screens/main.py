"""The main screen: its parts, and the commands that no flow owns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work
from textual.containers import Horizontal, Vertical

from reader.errors import NewsreaderError
from reader.model.ids import ArticleId
from reader.tui.commands import COMMANDS, ROW_LISTS, Where, bindings_for, command_by_id
from reader.tui.flows.synchronising import SynchronisingAccounts
from reader.tui.panes.article import ArticlePane
from reader.tui.panes.articles import ArticlesPane
from reader.tui.panes.card import CardPane
from reader.tui.panes.quotes import QuotesPane
from reader.tui.panes.said import SaidPane
from reader.tui.panes.search import SearchBar
from reader.tui.panes.sources import SourcesPane
from reader.tui.widgets.completions import CompletionList
from reader.tui.widgets.hints import HintsLine
from reader.tui.widgets.status import StatusLine
from reader.tui.widgets.welcome import Welcome

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from reader.model.article import Article

_WORKS_WHEN_EMPTY = {
    *("library.import_articles", "library.add_feed", "library.refresh_all", "library.errors"),
    *("place.back", "place.leave"),
}
_NEEDS_ARTICLES = {
    command.action
    for command in COMMANDS
    if Where.EVERYWHERE in command.where and command.group != "app" and command.id not in _WORKS_WHEN_EMPTY
}
_ABOUT_THE_LIST = {
    "mark_all_read",
    "star_all",
    "tag_all",
    "toggle_order",
    "toggle_read_shown",
    "facets",
    "save_search",
}
"""What is done to the list of articles, and not while the quotes of a speaker stand in its place."""


class MainScreen(SynchronisingAccounts):
    """Sources, articles, the article and its quotes."""

    BINDINGS = bindings_for(Where.EVERYWHERE)
    AUTO_FOCUS = "#articles"

    def compose(self) -> ComposeResult:
        """Lay out the parts; the style sheets decide which of them a layout shows."""
        reader = self.reader
        yield StatusLine(id="status")
        completions = CompletionList(id="completions")
        yield SearchBar(completions, id="search")
        yield completions
        with Horizontal(id="panes"):
            yield SourcesPane(id="sources", classes="pane")
            yield ArticlesPane(
                self.library.rows,
                stories=self.library.stories.summaries,
                now=reader.clock.now,
                id="articles",
                classes="pane",
            )
            yield SaidPane(self.library.quotes.rows, now=reader.clock.now, id="said", classes="pane")
            yield ArticlePane(id="article", classes="pane")
            with Vertical(id="side"):
                yield QuotesPane(id="quotes", classes="pane")
                yield CardPane(now=reader.clock.now, id="card", classes="pane")
        yield Welcome(reader.keymap, ascii_only=reader.ascii_only)
        yield HintsLine(reader.keymap, id="hints")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out what an empty library, or the pane in place of the list, has nothing for."""
        if self.has_class("-empty-library") and action in _NEEDS_ARTICLES:
            return False
        if self.speaker is not None and action in _ABOUT_THE_LIST:
            return False
        return super().check_action(action, parameters)

    # -- commands ------------------------------------------------------------------------------

    async def perform(self, command_id: str) -> None:
        """Do a command wherever its keys would work, as the palette and the help ask."""
        command = command_by_id(command_id)
        if Where.EVERYWHERE in command.where:
            await self.run_action(command.action)
            return
        heard = ROW_LISTS if Where.LIST in command.where else command.where
        where = self.at if self.at in command.where or self.at in heard else min(heard)
        if where is Where.SEARCH:
            self.action_search()
            await self.search_bar.box.run_action(command.action)
            return
        self.go_to(where)
        await self.pane_at(where).run_action(command.action)

    @on(ArticlesPane.ActionWanted)
    async def act_on_article(self, event: ArticlesPane.ActionWanted) -> None:
        """Let the article pane do something with the article under the cursor of the list."""
        event.stop()
        key = self.articles_pane.cursor_key
        if key is None:
            return
        if self.article is None or self.article.id != key:
            # The preview may still be on its way.
            await self.load_article(ArticleId(key))
        await self.article_pane.run_action(event.action)

    @on(ArticlePane.Opened)
    def mark_opened(self) -> None:
        """Mark the article whose page was opened in the browser read."""
        if self.article is not None and not self.article.read:
            self.mark_read([self.article.id], read=True)

    @on(ArticlePane.ChangesWanted)
    def show_changes(self, event: ArticlePane.ChangesWanted) -> None:
        """Show what changed in an article, word by word."""
        event.stop()
        self._show_changes(event.article)

    @work(exclusive=True, group="changes", exit_on_error=False)
    async def _show_changes(self, article: Article) -> None:
        from reader.tui.screens.changes import ChangesScreen

        try:
            revisions = await self.ask(self.library.revisions, article.id)
        except NewsreaderError as error:
            self.report(error)
            return
        if not revisions:
            self.tell("Nothing changed in this article since it came")
            return
        self.app.push_screen(ChangesScreen(article, revisions, zone=self.reader.zone))

    def action_next_theme(self) -> None:
        """Change to the next theme."""
        self.reader.show_next_theme()

    def action_palette(self) -> None:
        """Find a command by its name."""
        self.app.action_command_palette()

    def action_help(self) -> None:
        """Show every key, those of this pane first."""
        from reader.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.at, self.reader.keymap))
