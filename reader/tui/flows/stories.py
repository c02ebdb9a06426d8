"""Stories: folding them in the list, and going to all articles of one."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from textual import work
from textual.worker import WorkerCancelled

from reader.errors import NewsreaderError
from reader.model.ids import ArticleId
from reader.tui.commands import Where
from reader.tui.flows.searching import SearchingLibrary
from reader.tui.listing import Listing
from reader.tui.panes.sources import with_order_of

if TYPE_CHECKING:
    from reader.model.ids import StoryId


class FollowingStories(SearchingLibrary):
    """What the reader does with the groups of articles about one event."""

    def action_fold_stories(self) -> None:
        """Show a story as one row, or all its articles."""
        self.stories_folded = not self.stories_folded
        self._show_folded(self.articles_pane.cursor_key)
        self.tell("Stories are one row each" if self.stories_folded else "Every article has its row")

    @work(exclusive=True, group="fold", exit_on_error=False)
    async def _show_folded(self, article: int | None) -> None:
        """Show the list anew, with the cursor on the article it was on, or on the one that stands for it."""
        try:
            story = (
                await self.ask(self.library.stories.of, ArticleId(article)) if article is not None else None
            )
        except NewsreaderError as error:
            self.report(error)
            return
        with suppress(WorkerCancelled):  # the reader was quicker and asked for another list
            await self.show_listing(self.listing, cursor_key=article).wait()
        pane = self.articles_pane
        if story is not None and pane.cursor_key != article:
            others = {other.row.id for other in story.others}
            stand_in = next((key for key in pane.keys if key in others), None)
            if stand_in is not None:
                pane.move_to_key(stand_in)

    def action_story(self) -> None:
        """List all articles of the story."""
        story = self._story_under_cursor()
        if story is None:
            self.tell("No other article in the library tells of this")
            return
        self.visit(with_order_of(Listing(query=f"story:{story} "), self.listing))
        self.go_to(Where.ARTICLES)

    def _story_under_cursor(self) -> StoryId | None:
        """Return the story of the article that the reader is in, or else of the row under the cursor."""
        if self.at in {Where.ARTICLE, Where.QUOTES} and self.article is not None:
            return self.article.story.id if self.article.story else None
        row = self.articles_pane.cursor_row
        return row.story if row is not None else None
