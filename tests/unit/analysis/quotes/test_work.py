"""The work grows with the length of a body and not with its square, whatever the body is made of."""

from __future__ import annotations

import itertools

import pytest

from reader.analysis.quotes import find_quotes
from reader.analysis.quotes.reading import Reading
from tests.unit.analysis.quotes.said import mentions_of

SHORT, LONG = 400, 1600
"""How often a pattern is repeated: even the short body is longer than the longest sentence."""
_SYLLABLES = ("ka", "ri", "mo", "ta", "su", "ne", "li", "wa")
_NAMES = tuple("".join(parts).capitalize() for parts in itertools.product(_SYLLABLES, repeat=3))

PATTERNS = {
    "marks": '"',
    "right marks": "”",
    "opening marks": "“air\n",
    "a cue": "kata ",
    "cues in marks": '"kata," ',
    "quotes": '"Air surut," kata Sari Dewi. ',
    "verbs with a comma": "Sari Dewi mengatakan, air surut, ",
    "sources": "Menurut Sari Dewi, ",
    "names with commas": "Sari Dewi, ",
    "names": "Sari Dewi ",
    "roles": "Kepala Dinas Air Sari Dewi mengatakan air surut. ",
    "offices": '"Air surut," kata Camat. ',
    "second demands": "Sari meminta warga pergi serta ",
    "relatives": "Sari mengatakan yang ",
    "openers": "Terkait Namun Menurut ",
    "examples": "Warga seperti Sari ",
    "descriptions": "pria itu mengaku ",
    "brackets": "Sari (",
    "carried quotes": '"Air di sana sudah surut."\n',
    "English quotes": '"The water fell," he said. ',
    "accusations": "they accused the of ",
    "settings without an end": "the official said on ",
    "English verbs": "said ",
}


def _steps(body: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Count how often the layers look at a word of a body."""
    language = "en" if "he said" in body else "id"
    mentions = mentions_of(body, ("Sari Dewi",), ("Dinas Air",)) if "Dewi" in body else ()
    looks = 0
    lower = Reading.lower

    def counted(reading: Reading, index: int) -> str:
        nonlocal looks
        looks += 1
        return lower(reading, index)

    with monkeypatch.context() as patch:
        patch.setattr(Reading, "lower", counted)
        find_quotes(body, language, mentions)
    return looks


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)
def test_four_times_the_body_is_no_more_than_five_times_the_work(
    pattern: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    short, long = (_steps(pattern * times, monkeypatch) for times in (SHORT, LONG))
    assert long <= 5 * short + 1000


def test_many_people_and_short_names_are_no_more_work_each(monkeypatch: pytest.MonkeyPatch) -> None:
    sentences = [f'"Ya, benar," kata Budi {name}. "Bukan," ujar {name[:4]}. ' for name in _NAMES]
    few, many = ("".join(sentences[:size]) for size in (len(sentences) // 4, len(sentences)))
    assert _steps(many, monkeypatch) <= 5 * _steps(few, monkeypatch) + 1000


def test_marks_inside_marks_are_one_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    deep = [("“a " * times) + ("b” " * times) for times in (SHORT, LONG)]
    short, long = (_steps(body, monkeypatch) for body in deep)
    assert long <= 5 * short + 1000


def test_bodies_of_one_endless_word_or_of_marks_alone_are_survived() -> None:
    assert find_quotes("a" * 1_000_000, "id", ()) == ()
    assert find_quotes('"' * 10_000, "id", ()) == ()
    assert find_quotes("“" * 5_000 + "”" * 5_000, "id", ()) == ()
