"""The top line: which place this is, and the state of the library."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.reactive import reactive
from textual.widget import Widget

from reader.tui.glyphs import glyphs_of
from reader.tui.widgets.lines import spread

if TYPE_CHECKING:
    from textual.strip import Strip


class StatusLine(Widget):
    """Show the path to the place on the left and facts on the right."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"status--name", "status--step", "status--fact", "status--work"}
    DEFAULT_CSS = """
    StatusLine {
        height: 1;
        & > .status--name { color: $foreground; text-style: bold; }
        & > .status--step { color: $foreground; }
        & > .status--fact { color: $muted; }
        & > .status--work { color: $accent; }
    }
    """

    path: reactive[tuple[str, ...]] = reactive(())
    facts: reactive[tuple[str, ...]] = reactive(())
    work: reactive[str] = reactive("")
    """What is being done in the background; stands before the facts."""
    news: reactive[str] = reactive("")
    """What came in above the rows one sees."""

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - one line only
        """Draw the line."""
        glyphs = glyphs_of(self)
        step_ink = self.get_component_rich_style("status--step", partial=True)
        fact_ink = self.get_component_rich_style("status--fact", partial=True)
        left = [Segment(" News", self.get_component_rich_style("status--name", partial=True))]
        for step in self.path:
            left += [Segment(f" {glyphs.path} ", fact_ink), Segment(step, step_ink)]
        right = []
        if self.work:
            right += [Segment(f"{self.work}  ", self.get_component_rich_style("status--work", partial=True))]
        if self.news:
            right += [Segment(f"{self.news}  ", self.get_component_rich_style("status--name", partial=True))]
        right += [Segment(f" {glyphs.separator} ".join(self.facts) + " ", fact_ink)]
        return spread(left, right, self.size.width, self.rich_style)
