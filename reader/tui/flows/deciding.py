"""Correcting entities: the same, not the same, called so, hidden; each can be undone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.suggester import Suggester

from reader.errors import NewsreaderError
from reader.model.mention import EntityType
from reader.tui.flows.speaking import FollowingSpeakers
from reader.tui.places import Speaker
from reader.tui.screens.ask_line import AskLineScreen
from reader.tui.undo import Change

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from reader.library.library import Library
    from reader.model.decision import Decision
    from reader.model.entity import Entity


class DecidingOnEntities(FollowingSpeakers):
    """A decision is written off the event loop; article, card, quotes and lists follow at once."""

    @work(exclusive=True, group="decide", exit_on_error=False)
    async def action_merge_entity(self) -> None:
        """Say that the entity under the cursor is another one."""
        entity = await self._entity_to_change()
        if entity is None:
            return
        question = f"{entity.name} is the same as"
        name = await self.app.push_screen_wait(AskLineScreen(question, suggester=self._names()))
        if not name:
            return
        try:
            found = await self.ask(self.library.entities.called, name)
            others = [other for other in found if other.id != entity.id]
            others.sort(key=lambda other: other.type is not entity.type)
            if not others:
                self.tell(f"The library knows no other {name}")
                return
            self._show_decision(await self.ask(self.library.decisions.merge, entity.id, others[0].id))
        except NewsreaderError as error:
            self.report(error)

    @work(exclusive=True, group="decide", exit_on_error=False)
    async def action_split_entity(self) -> None:
        """Take one of its names out of the entity under the cursor."""
        entity = await self._entity_to_change()
        if entity is None:
            return
        try:
            card = await self.ask(self.library.entities.card, entity.id)
            names = () if card is None else card.other_names
            if not names:
                self.tell(f"{entity.name} has no other name")
                return
            question = f"Which is not {entity.name}: {', '.join(names)}?"
            name = await self.app.push_screen_wait(
                AskLineScreen(question, names[0], suggester=FromNames(names))
            )
            if name:
                self._show_decision(await self.ask(self.library.decisions.split, entity.id, name))
        except NewsreaderError as error:
            self.report(error)

    @work(exclusive=True, group="decide", exit_on_error=False)
    async def action_rename_entity(self) -> None:
        """Choose the name by which the entity under the cursor is shown."""
        entity = await self._entity_to_change()
        if entity is None:
            return
        name = await self.app.push_screen_wait(AskLineScreen(f"Show {entity.name} as", entity.name))
        if not name or name == entity.name:
            return
        try:
            self._show_decision(await self.ask(self.library.decisions.rename, entity.id, name))
        except NewsreaderError as error:
            self.report(error)

    @work(exclusive=True, group="decide", exit_on_error=False)
    async def action_hide_entity(self) -> None:
        """Show the entity under the cursor no more in lists, facets and highlights."""
        entity = await self._entity_to_change()
        if entity is None:
            return
        try:
            self._show_decision(await self.ask(self.library.decisions.hide, entity.id))
        except NewsreaderError as error:
            self.report(error)
        else:
            self.close_cards()

    async def _entity_to_change(self) -> Entity | None:
        try:
            return await self.entity_here()
        except NewsreaderError as error:
            self.report(error)
            return None

    def _names(self) -> Suggester:
        async def ask(text: str) -> Sequence[str]:
            return await self.ask(_names_beginning, self.library, text)

        return FromLibrary(ask)

    # -- showing it ----------------------------------------------------------------------------

    def _show_decision(self, decision: Decision) -> None:
        take_back = partial(self.library.decisions.undo, decision.id)
        self.undo_stack.push(Change(decision.sentence, take_back, show=self._show_entities_anew))
        later = f" in {decision.stale:,} articles, once they are analysed again" if decision.stale else ""
        self.tell(f"{decision.sentence}{later} · {self.reader.key_for('read.undo')} undoes it")
        self._show_entities_anew()
        if decision.stale:
            self.follow_stale()

    def follow_stale(self) -> None:
        """Have articles analysed anew that a decision marked; the flow that analyses knows how."""

    @work(exclusive=True, group="article", exit_on_error=False)
    async def _show_entities_anew(self) -> None:
        """Show article, card, quotes of a speaker and lists as they are after a decision."""
        self.refresh_contents()
        article, card, speaker = self.article, self.card_pane.card, self.speaker
        try:
            if card is not None and self.has_class("-with-card"):
                self.card_pane.show(await self.ask(self.library.entities.card, card.entity.id))
            if article is not None:
                await self.load_article(article.id)
            if speaker is not None:
                entity = await self.ask(self.library.entities.by_id, speaker.id)
                if entity is not None:
                    here = self.said_pane.cursor_key
                    await self.show_speaker(Speaker(entity.id, entity.name), quote=here)
        except NewsreaderError as error:
            self.report(error)
        self.show_listing(self.listing, cursor_key=self.articles_pane.cursor_key)


class FromNames(Suggester):
    """Offers the first of some names that begins as typed."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(case_sensitive=True)
        self._names = names

    async def get_suggestion(self, value: str) -> str | None:
        """Return the name, with what was typed as it was typed."""
        return _begun(value, self._names)


class FromLibrary(Suggester):
    """Offers the entity named most whose name begins as typed."""

    def __init__(self, ask: Callable[[str], Awaitable[Sequence[str]]]) -> None:
        super().__init__(case_sensitive=True)
        self._ask = ask

    async def get_suggestion(self, value: str) -> str | None:
        """Return the name, with what was typed as it was typed."""
        try:
            return _begun(value, await self._ask(value))
        except NewsreaderError:
            return None  # an offer is a courtesy; the answer itself says what is wrong


def _begun(typed: str, names: Sequence[str]) -> str | None:
    found = (name for name in names if name.casefold().startswith(typed.casefold()))
    return next((typed + name[len(typed) :] for name in found), None)


def _names_beginning(library: Library, text: str) -> list[str]:
    found = library.entities.with_words(text, list(EntityType), unfinished=True, limit=40)
    return [entity.name for entity in found]
