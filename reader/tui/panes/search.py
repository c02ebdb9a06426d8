"""The search box with the figures of its answer, and the line that says what is wrong with a query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.highlighter import Highlighter
from rich.segment import Segment
from rich.style import Style
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.reactive import reactive
from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Input, Label

from reader.search.complete import suggest
from reader.tui.commands import Where, bindings_for
from reader.tui.glyphs import glyphs_of
from reader.tui.widgets.lines import spread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.text import Text
    from textual.app import ComposeResult
    from textual.strip import Strip

    from reader.search.tree import Problem
    from reader.tui.widgets.completions import CompletionList

LETTERS_BEFORE_FIELD = 2
"""Letters typed before a field is offered; one letter says too little."""

_UNDERLINE = Style(underline=True)


class SearchBox(Input):
    """Where a search is typed; tells every change, and walks earlier searches."""

    BINDINGS = bindings_for(Where.SEARCH)

    @dataclass
    class Kept(Message):
        """The reader goes to the results and keeps the search."""

    @dataclass
    class Cancelled(Message):
        """The reader wants back what was there before."""

    def __init__(self, completions: CompletionList) -> None:
        self._marker = ProblemMarker()
        self._completions = completions
        self._history: Sequence[str] = ()
        self._step = 0
        super().__init__(
            placeholder="search",
            compact=True,
            highlighter=self._marker,
            suggester=QuerySuggester(),
            select_on_focus=False,
            id="search-box",
        )

    def begin(self, history: Sequence[str]) -> None:
        """Get ready for typing; ``history`` holds earlier searches, the latest last.

        A search that stands here is selected: typing begins another, an arrow key goes on with it.
        """
        self._history = history
        self._step = 0
        self.action_select_all()

    def set_quietly(self, text: str) -> None:
        """Show a query that was not typed, without searching for it."""
        with self.prevent(Input.Changed):
            self.value = text

    def mark_problems(self, problems: Sequence[Problem]) -> None:
        """Underline what is wrong."""
        self._marker.problems = problems
        self.refresh()

    def action_accept(self) -> None:
        """Take the suggestion, or go to the results when there is none."""
        chosen = self._completions.chosen
        if chosen is not None:
            self.value = chosen.apply(self.value)
            self.cursor_position = len(self.value)
        elif not self.selection.is_empty or (self.cursor_at_end and len(self._suggestion) > len(self.value)):
            self.action_cursor_right()
        else:
            self.post_message(self.Kept())

    def action_earlier(self) -> None:
        """Bring back the search before, or go up in the list of names."""
        if not self._completions.step(-1):
            self._walk(1)

    def action_later(self) -> None:
        """Go on to a later search, from the latest to the results; or go down in the list of names."""
        if self._completions.step(1):
            return
        if self._step:
            self._walk(-1)
        else:
            self.post_message(self.Kept())

    def action_to_results(self) -> None:
        """Keep the search and leave the box."""
        self.post_message(self.Kept())

    def action_cancel(self) -> None:
        """Give the search up."""
        self.post_message(self.Cancelled())

    def _walk(self, step: int) -> None:
        target = self._step + step
        if target == 0:
            self._step, self.value = 0, ""
        elif 0 < target <= len(self._history):
            self._step, self.value = target, self._history[-target]
        self.cursor_position = len(self.value)


class QuerySuggester(Suggester):
    """Offer the rest of a field or of a fixed value, in grey behind what is typed."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """Return a longer query, or None; names are offered in a list instead."""
        for suggestion in suggest(value, len(value), _no_names):
            longer = suggestion.apply(value).rstrip()
            if longer.startswith(value) and len(value) - suggestion.start >= LETTERS_BEFORE_FIELD:
                return longer
        return None


def _no_names(field: str, typed: str) -> Sequence[tuple[str, int]]:  # noqa: ARG001 - the shape of a question
    return ()


class ProblemMarker(Highlighter):
    """Underline the places of a query that cannot be meant."""

    problems: Sequence[Problem] = ()

    def highlight(self, text: Text) -> None:
        """Underline in place."""
        for problem in self.problems:
            if problem.start < len(text):
                text.stylize(_UNDERLINE, problem.start, max(problem.end, problem.start + 1))


class SearchFigures(Widget):
    """How many hits, how fast, in what order."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"search--figures"}
    DEFAULT_CSS = """
    SearchFigures { height: 1; & > .search--figures { color: $muted; } }
    """

    figures: reactive[tuple[str, ...]] = reactive((), layout=True)

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - one line only
        """Draw the figures at the right edge."""
        text = self._text()
        ink = self.get_component_rich_style("search--figures", partial=True)
        return spread([Segment(text, ink)], [], self.size.width, self.rich_style)

    def get_content_width(self, container: object, viewport: object) -> int:  # noqa: ARG002 - as wide as the text
        """Return the cells the figures take."""
        return len(self._text())

    def _text(self) -> str:
        return f" {glyphs_of(self).separator} ".join(self.figures) + " " if self.figures else ""


class SearchBar(Vertical):
    """The line with the box and its figures; a second one while a query is wrong or finds other forms."""

    DEFAULT_CSS = """
    SearchBar { height: auto; }
    SearchBar > Horizontal { height: 1; }
    SearchBar #search-sign { width: 3; color: $muted; }
    SearchBar SearchBox { width: 1fr; min-width: 8; height: 1; border: none; padding: 0; }
    SearchBar SearchBox { background: transparent; }
    SearchBar SearchFigures { width: auto; max-width: 60%; }
    SearchBar #search-problem { height: 1; display: none; color: $error; padding: 0 3; }
    SearchBar.-wrong #search-problem { display: block; }
    SearchBar #search-forms { height: 1; display: none; color: $muted; padding: 0 3; }
    SearchBar.-widened #search-forms { display: block; }
    SearchBar.-wrong #search-forms { display: none; }
    """

    def __init__(self, completions: CompletionList, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.box = SearchBox(completions)
        self.figures = SearchFigures(id="search-figures")
        self._problem = Label("", markup=False, id="search-problem")
        self._forms = Label("", markup=False, id="search-forms")

    def compose(self) -> ComposeResult:
        """Lay out the two lines."""
        with Horizontal():
            yield Label(" / ", markup=False, id="search-sign")
            yield self.box
            yield self.figures
        yield self._problem
        yield self._forms

    def show_forms(self, forms: Sequence[str]) -> None:
        """Say which other forms of the words counted as well; nothing when there are none."""
        self.set_class(bool(forms), "-widened")
        if forms:
            self._forms.update(f"also: {', '.join(forms)}")

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Underline what is wrong and say why; nothing when all is well."""
        self.box.mark_problems(problems)
        self.set_class(bool(problems), "-wrong")
        if problems:
            self._problem.update(f"{glyphs_of(self).problem} {problems[0].message}")
