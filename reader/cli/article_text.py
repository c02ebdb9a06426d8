"""An article with its analysis as text: for ``show`` and for ``analyze`` without ``--json``."""

from __future__ import annotations

import sys
from itertools import chain
from typing import TYPE_CHECKING

from reader.cli.ink import faint, has_colour, strong
from reader.cli.listing import day, quoted, speaker_line
from reader.cli.output import write_line
from reader.model.mention import EntityType

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from rich.text import Text

    from reader.model.analysis import Analysis
    from reader.model.story import Story

TEXT_WIDTH = 72
"""Cells of text on a terminal that is wider."""

HEADINGS = {
    EntityType.PERSON: "People",
    EntityType.ORGANIZATION: "Organisations",
    EntityType.PLACE: "Places",
    EntityType.EVENT: "Events",
    EntityType.WORK: "Works",
    EntityType.PRODUCT: "Products",
    EntityType.LAW: "Laws",
}
_STYLES = {
    EntityType.PERSON: "underline cyan",
    EntityType.ORGANIZATION: "bold underline yellow",
    EntityType.PLACE: "underline green",
}
_OTHER_STYLE = "underline"
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def write_article(
    analysis: Analysis,
    *,
    title: str | None,
    facts: Sequence[str],
    plain: bool,
    story: Story | None = None,
) -> None:
    """Print title, facts, text, numbered quotes and names, and where else the story is told.

    On a terminal the text is wrapped, names are inked by type, and quotes carry their numbers;
    elsewhere, and with ``plain``, the text is printed as it is.
    """
    if title:
        write_line(strong(title))
    if facts:
        write_line(faint(" · ".join(facts)))
    write_line()
    if plain or not has_colour():
        write_line(analysis.body)
    else:
        _write_inked(analysis)
    _write_quotes(analysis, story.only_here if story else frozenset())
    _write_names(analysis)
    if story is not None:
        _write_story(story)


def _write_inked(analysis: Analysis) -> None:
    from rich.console import Console

    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    console.print(inked_text(analysis), width=min(TEXT_WIDTH, console.width), no_wrap=False)


def inked_text(analysis: Analysis) -> Text:
    """Return the body with names inked, furniture dimmed, and a number before each quote."""
    from rich.text import Text

    inks = [
        (mention.start, mention.end, _STYLES.get(mention.type, _OTHER_STYLE)) for mention in analysis.mentions
    ]
    inks += [(span.start, span.end, "dim") for span in analysis.furniture]
    text = Text(analysis.body)
    for start, end, style in inks:
        text.stylize(style, start, end)
    numbers = {quote.start: number for number, quote in enumerate(analysis.quotes, 1)}
    places = sorted(numbers)
    pieces = text.divide(places)
    marks = ("", *(str(numbers[place]).translate(_SUPERSCRIPTS) for place in places))
    labelled = chain.from_iterable(
        (Text(mark, "bold magenta"), piece) for mark, piece in zip(marks, pieces, strict=True)
    )
    return Text().join(labelled)


def _write_story(story: Story) -> None:
    """List the other articles of the story."""
    write_line(f"\n{strong('Also in')} {faint(f'story:{story.id}')}")
    for other in story.others:
        facts = [other.row.source, day(other.row.published_at), *(["copy"] if other.is_copy else [])]
        write_line(f"     {other.row.id}  {other.row.title}  {faint(' · '.join(facts))}")


def _write_quotes(analysis: Analysis, only_here: AbstractSet[int]) -> None:
    if not analysis.quotes:
        return
    write_line("\n" + strong("Quotes"))
    for number, quote in enumerate(analysis.quotes, 1):
        role = quote.role.text if quote.role else None
        relay = f" (via {quote.relay})" if quote.relay else ""
        alone = " · only here" if number in only_here else ""
        speaker = speaker_line(quote.name, role, quote.confidence)
        write_line(f"{number:>3}  {strong(speaker)} · {quote.kind.value}{relay}{alone}")
        write_line(f"     {quoted(quote.text, quote.kind)}")


def _write_names(analysis: Analysis) -> None:
    """List the names by type, each once, in the order of the text."""
    for entity_type, heading in HEADINGS.items():
        names = dict.fromkeys(mention.name for mention in analysis.mentions if mention.type is entity_type)
        if names:
            write_line(f"\n{strong(heading)}\n     {', '.join(names)}")
