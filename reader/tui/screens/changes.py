"""What changed in an article, word by word, from each of its texts to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Label

from reader.text.word_diff import Part, word_diff
from reader.tui.times import clock_time

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from textual.app import ComposeResult

    from reader.model.article import Article, Revision

_STYLES = {Part.SAME: "", Part.REMOVED: "$error strike", Part.ADDED: "$success bold underline"}
"""Style as well as colour, so that a monochrome screen shows which is which."""


class ChangesScreen(ModalScreen[None]):
    """Show one step between two texts of an article; the arrows go to the steps before and after."""

    BINDINGS = [  # noqa: RUF012 - Textual reads it once
        ("escape,q,D,enter", "close", "Close"),
        ("left,h,p", "step(-1)", "Earlier"),
        ("right,l,n", "step(1)", "Later"),
        ("j,down", "scroll(1)", "Down"),
        ("k,up", "scroll(-1)", "Up"),
        ("space,pagedown", "page(1)", "Page down"),
        ("b,pageup", "page(-1)", "Page up"),
    ]

    def __init__(
        self, article: Article, revisions: Sequence[Revision], *, zone: tzinfo | None = None
    ) -> None:
        """Take the earlier texts of the article, oldest first, at least one."""
        super().__init__()
        self._texts = [(one.title or "", one.body) for one in revisions]
        self._texts.append((article.analysis.title or "", article.analysis.body))
        self._replaced_at = [one.stored_at for one in revisions]
        self._step = len(revisions) - 1
        self._zone = zone

    def compose(self) -> ComposeResult:
        """Lay out the text of one step with what went and what came."""
        with Vertical(classes="dialog -large"):
            yield Label("", markup=False, id="changes-title", classes="dialog--title")
            with VerticalScroll(id="changes-scroll"):
                yield Label("", markup=False, id="changes-text")
            yield Label(self._keys(), markup=False, classes="dialog--keys")

    def on_mount(self) -> None:
        """Show the last change first."""
        self._show()

    def _keys(self) -> str:
        steps = "← → other changes   " if len(self._replaced_at) > 1 else ""
        ascii_only = getattr(self.app, "ascii_only", False)
        return f"{steps.replace('← →', '< >') if ascii_only else steps}Esc close"

    def _show(self) -> None:
        number, total = self._step + 1, len(self._replaced_at)
        when = clock_time(self._replaced_at[self._step], self._zone)
        self.query_one("#changes-title", Label).update(
            Content(f"Change {number} of {total}, {when}: removed and added words")
        )
        self.query_one("#changes-text", Label).update(self._marked())
        self.query_one("#changes-scroll").scroll_home(animate=False)

    def _marked(self) -> Content:
        (old_title, old_body), (title, body) = self._texts[self._step : self._step + 2]
        pieces = [*word_diff(old_title, title)]
        heading = Content.assemble(*((piece.text, _STYLES[piece.part] or "bold") for piece in pieces))
        text = Content.assemble(*((piece.text, _STYLES[piece.part]) for piece in word_diff(old_body, body)))
        return Content("\n\n").join([heading, text]) if pieces else text

    def action_step(self, by: int) -> None:
        """Go to the change before or after."""
        self._step = min(max(self._step + by, 0), len(self._replaced_at) - 1)
        self._show()

    def action_scroll(self, by: int) -> None:
        """Scroll by a line."""
        self.query_one("#changes-scroll").scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """Scroll by a page."""
        pane = self.query_one("#changes-scroll")
        pane.scroll_relative(y=by * max(pane.size.height - 1, 1), animate=False)

    def action_close(self) -> None:
        """Close it."""
        self.dismiss(None)
