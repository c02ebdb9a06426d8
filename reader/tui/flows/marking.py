"""Read marks and stars, and taking changes back."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual import work

from reader.errors import LibraryError, NewsreaderError
from reader.model.ids import ArticleId
from reader.model.mark import Mark, MarkKind
from reader.text.tags import clean_tags
from reader.tui.flows.listing import ListingArticles
from reader.tui.listing import ask
from reader.tui.screens.ask_line import AskLineScreen
from reader.tui.screens.confirm import ConfirmScreen
from reader.tui.undo import Change
from reader.tui.widgets.tags import TagSuggester

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.library.library import Library
    from reader.model.article import ArticleRow
    from reader.tui.listing import Listing

ASKS_ABOVE = 100
"""Articles that are marked read without a question."""

COUNTS_SETTLE = 0.2
"""Seconds before unread counts are read again, so that a run of marks costs one count."""


TITLES = {
    MarkKind.STAR: "star",
    MarkKind.UNSTAR: "removed star",
    MarkKind.TAG: "tag {}",
    MarkKind.UNTAG: "removed tag {}",
}
"""What the toast after an undo calls a change."""


class MarkingArticles(ListingArticles):
    """Each change is written off the event loop, shown at once, and can be undone."""

    def action_toggle_read(self) -> None:
        """Mark the article under the cursor read, or unread again."""
        if row := self.marked_row():
            self.mark_read([row.id], read=not row.read)

    def action_toggle_star(self) -> None:
        """Star the article under the cursor, or take the star away."""
        if row := self.marked_row():
            self._star([row.id], starred=not row.starred)

    @work(exclusive=True, group="mark all", exit_on_error=False)
    async def action_mark_all_read(self) -> None:
        """Mark every article of the list read; ask first when there are many."""
        try:
            unread = await self.ask(_unread, self.library, self.listing)
        except NewsreaderError as error:
            self.report(error)
            return
        if not unread:
            self.tell("Everything here is read already")
            return
        question = f"Mark {len(unread):,} articles read?"
        if len(unread) > ASKS_ABOVE and not await self.app.push_screen_wait(ConfirmScreen(question)):
            return
        self.mark_read(unread, read=True)

    @work(exclusive=True, group="mark all", exit_on_error=False)
    async def action_star_all(self) -> None:
        """Star every article of the list; ask first when there are many."""
        ids = await self._all_shown("Star {:,} articles?")
        if ids:
            self._mark(Mark(MarkKind.STAR), ids)

    @work(exclusive=True, group="mark all", exit_on_error=False)
    async def action_tag_all(self) -> None:
        """Give every article of the list a tag; ask first when there are many."""
        line = await self.app.push_screen_wait(
            AskLineScreen("Tag of all articles shown", suggester=self._tags())
        )
        tags = clean_tags([line or ""])
        ids = await self._all_shown("Tag {:,} articles?") if tags else []
        for tag in tags if ids else ():
            self._mark(Mark(MarkKind.TAG, tag), ids)

    @work(exclusive=True, group="mark all", exit_on_error=False)
    async def action_tag(self) -> None:
        """Change the reader's own tags of the article under the cursor, as a line of text."""
        row = self.marked_row()
        if row is None:
            return
        try:
            article = await self.ask(self.library.article, row.id)
        except NewsreaderError as error:
            self.report(error)
            return
        before = article.own_tags if article else ()
        question = AskLineScreen(
            "Tags, with commas between", ", ".join(before), suggester=self._tags(), empty=True
        )
        line = await self.app.push_screen_wait(question)
        if line is None:
            return
        after = clean_tags([line])
        for tag in after:
            if tag not in before:
                self._mark(Mark(MarkKind.TAG, tag), [row.id])
        for tag in before:
            if tag not in after:
                self._mark(Mark(MarkKind.UNTAG, tag), [row.id])

    async def _all_shown(self, question: str) -> list[ArticleId]:
        """Return the articles of the list, none when there are many and the reader thinks better of it."""
        try:
            found = await self.ask(ask, self.library, self.listing)
        except NewsreaderError as error:
            self.report(error)
            return []
        is_many = len(found.ids) > ASKS_ABOVE
        if is_many and not await self.app.push_screen_wait(ConfirmScreen(question.format(len(found.ids)))):
            return []
        return [ArticleId(key) for key in found.ids]

    def _tags(self) -> TagSuggester:
        return TagSuggester(partial(self.library.words.complete, "tag", limit=1))

    def action_undo(self) -> None:
        """Take the last change back."""
        change = self.undo_stack.pop()
        if change is None:
            self.tell("Nothing to undo")
        else:
            self._take_back(change)

    def mark_read(self, ids: Sequence[ArticleId], *, read: bool) -> None:
        """Mark articles read or unread, and remember how to undo it."""
        self._change(
            partial(self.library.marks.set_read, read=read),
            partial(self.library.marks.set_read, read=not read),
            ids,
            title="read mark" if read else "unread mark",
        )

    def _star(self, ids: Sequence[ArticleId], *, starred: bool) -> None:
        self._mark(Mark(MarkKind.STAR if starred else MarkKind.UNSTAR), ids)

    def _mark(self, mark: Mark, ids: Sequence[ArticleId]) -> None:
        self._change(
            partial(self.library.marks.give, mark),
            partial(self.library.marks.give, mark.opposite),
            ids,
            title=TITLES[mark.kind].format(mark.tag),
        )

    @work(group="marks", exit_on_error=False)
    async def _change(
        self,
        make: Callable[[Sequence[ArticleId]], list[ArticleId]],
        take_back: Callable[[Sequence[ArticleId]], object],
        ids: Sequence[ArticleId],
        *,
        title: str,
    ) -> None:
        try:
            changed = await self.ask(make, ids)
        except LibraryError as error:
            self.report(error)
            return
        if changed:
            count = f" on {len(changed):,} articles" if len(changed) > 1 else ""
            self.undo_stack.push(Change(title + count, partial(take_back, changed)))
            if len(changed) > 1:
                self.tell(f"{len(changed):,} articles marked · {self.reader.key_for('read.undo')} undoes it")
        self.show_state()

    @work(group="marks", exit_on_error=False)
    async def _take_back(self, change: Change) -> None:
        try:
            await self.ask(change.take_back)
        except LibraryError as error:
            self.report(error)
            return
        self.tell(f"Undone: {change.title}")
        self.show_state()
        if change.show is not None:
            change.show()

    def show_state(self) -> None:
        """Show read marks and stars as they are now, here and in the counts."""
        self.articles_pane.show_changes()
        self.refresh_contents(pause=COUNTS_SETTLE)

    def marked_row(self) -> ArticleRow | None:
        """Return the article that marks are for."""
        return self.articles_pane.cursor_row


def _unread(library: Library, listing: Listing) -> list[ArticleId]:
    return [ArticleId(key) for key in ask(library, replace(listing, unread_only=True)).ids]
