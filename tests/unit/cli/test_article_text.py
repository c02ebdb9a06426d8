"""An article on a terminal: inks, numbers, and nothing read as markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli.article_text import inked_text
from reader.cli.ink import marked
from reader.cli.listing import counted, quoted, speaker_line
from reader.model.analysis import Analysis
from reader.model.mention import EntityType, Mention
from reader.model.quote import Quote, QuoteKind
from reader.model.span import Span

if TYPE_CHECKING:
    import pytest

BODY = "[red]Ratna[/red] datang.\n\n“Sudah,” kata Ratna.\n\nBaca Juga"


def at(text: str, occurrence: int = 1) -> tuple[int, int]:
    """Return where a text stands in the body."""
    start = -1
    for _ in range(occurrence):
        start = BODY.index(text, start + 1)
    return start, start + len(text)


def analysis() -> Analysis:
    """Return an analysis with two mentions, a quote and furniture."""
    mentions = tuple(Mention(*at("Ratna", number), "Ratna", EntityType.PERSON, "Ratna") for number in (1, 2))
    said = Quote(QuoteKind.DIRECT, (Span.of(BODY, *at("Sudah")),))
    return Analysis(BODY, mentions=mentions, quotes=(said,), furniture=(Span.of(BODY, *at("Baca Juga")),))


def test_the_text_is_the_body_with_a_number_before_each_quote() -> None:
    assert inked_text(analysis()).plain == BODY.replace("Sudah", "¹Sudah")


def test_names_are_inked_where_they_stand_and_furniture_is_dim() -> None:
    text = inked_text(analysis())
    inked = {text.plain[span.start : span.end]: str(span.style) for span in text.spans}
    assert "underline" in inked["Ratna"]
    assert inked["Baca Juga"] == "dim"


def test_hits_are_in_brackets_where_there_is_no_colour(capsys: pytest.CaptureFixture[str]) -> None:
    assert marked("harga beras naik", ((0, 5), (12, 16))) == "[harga] beras [naik]"


def test_a_doubtful_speaker_carries_a_question_mark_and_an_unknown_one_no_guess() -> None:
    assert speaker_line("Ratna", "hakim", 0.9) == "Ratna, hakim"
    assert speaker_line("Ratna", None, 0.3) == "Ratna?"
    assert speaker_line(None, None, 0.9) == "unattributed"


def test_only_words_of_the_speakers_own_stand_between_marks() -> None:
    assert quoted("Sudah\nselesai", "direct") == "“Sudah selesai”"
    assert quoted("sudah selesai", "indirect") == "sudah selesai"


def test_counts_agree_with_their_nouns() -> None:
    assert [counted(1, "quote"), counted(1204, "quote")] == ["1 quote", "1,204 quotes"]
