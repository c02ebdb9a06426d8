"""What is found in English, form by form; all people and events are invented."""

from __future__ import annotations

import pytest

from tests.unit.analysis.quotes.said import quotes_in, said_in

VANE = "Harriet Vane"


def said(body: str, *people: str, **more: tuple[str, ...]) -> list[tuple[str, str, str | None]]:
    return [tuple(entry) for entry in said_in(body, *(people or (VANE,)), language="en", **more)]


@pytest.mark.parametrize(
    "body",
    [
        '"The dam holds," Harriet Vane said.',
        '"The dam holds," said Harriet Vane.',
        '"The dam holds," said Harriet Vane, the company\'s chief engineer.',
        '"The dam holds," Harriet Vane, an engineer, told reporters on Monday.',
        '"The dam holds," says Harriet Vane, who runs the utility.',
        'Harriet Vane said, "The dam holds."',
        'Harriet Vane said that "the dam holds."',
        '"The dam holds," according to Harriet Vane.',
    ],
)
def test_a_direct_quote_finds_its_speaker(body):
    ((kind, text, name),) = said(body)
    assert (kind, text.rstrip(".").lower(), name) == ("direct", "the dam holds", VANE)


@pytest.mark.parametrize(
    "body",
    [
        "Harriet Vane said the dam was safe.",
        "Harriet Vane said that the dam was safe.",
        "Harriet Vane has also claimed the dam was safe.",
        "Harriet Vane told the council that the dam was safe.",
        "According to Harriet Vane, the dam was safe.",
        "The dam was safe, Harriet Vane said.",
        "The dam was safe, Harriet Vane said on Monday.",
        "Harriet Vane, who runs the utility, said the dam was safe.",
        "The council met Harriet Vane, who said the dam was safe.",
        "The dam was safe, according to Harriet Vane.",
        "As Harriet Vane told the council, the dam was safe.",
        "Harriet Vane, chief engineer at the utility, said the dam was safe.",
        "Utility engineer Harriet Vane said on Monday that the dam was safe.",
    ],
)
def test_an_indirect_quote_is_the_clause_alone(body):
    assert [(kind, text.lower(), name) for kind, text, name in said(body)] == [
        ("indirect", "the dam was safe", VANE)
    ]


def test_an_interrupted_quote_is_one_quote_in_two_parts():
    (quote,) = quotes_in('"If you ask me," Harriet Vane said, "the dam holds."', VANE, language="en")
    assert [part.text for part in quote.content] == ["If you ask me", "the dam holds."]


def test_a_question_keeps_its_speaker():
    assert said('"Is it safe?" Harriet Vane asked. "I think so."')[0][2] == VANE


def test_he_is_no_woman_and_it_is_a_body():
    body = (
        'Ms. Harriet Vane said the dam was safe.\nMarlow Inc. said it would rain. "We are ready," it added.'
    )
    names = [name for *_, name in said(body, VANE, "Vane", bodies=("Marlow Inc",))]
    assert names == [VANE, "Marlow Inc", "Marlow Inc"]


def test_a_second_verb_takes_the_subject_of_the_first():
    first, second = quotes_in(
        "Harriet Vane said the dam was safe, adding that it would be checked.", VANE, language="en"
    )
    assert second.text == "it would be checked"
    assert (second.name, second.attribution) == (first.name, "elliptical")


def test_who_is_quoted_as_saying_speaks_and_who_quotes_relays():
    body = "The Daily Finch quoted Harriet Vane as saying the dam was safe."
    (quote,) = quotes_in(body, VANE, bodies=("Daily Finch",), language="en")
    assert (quote.text, quote.name, quote.relay) == ("the dam was safe", VANE, "Daily Finch")


def test_a_title_tells_he_from_she():
    body = "Ms. Vane said the dam was safe. Mr. Orr said it leaked. She said she would look again."
    assert [name for *_, name in said(body, "Vane", "Orr")] == ["Vane", "Orr", "Vane"]


def test_a_verb_may_open_the_sentence():
    assert said('Says Harriet Vane: "The dam holds."') == [("direct", "The dam holds.", VANE)]


def test_roles_before_and_after_a_name():
    before, after = quotes_in(
        "Chief engineer Harriet Vane said the dam was safe. Bill Orr, mayor of Finch, said he was glad.",
        VANE,
        "Bill Orr",
        language="en",
    )
    assert before.role is not None
    assert after.role is not None
    assert (before.role.text, after.role.text) == ("Chief engineer", "mayor of Finch")


def test_a_body_known_by_its_short_name():
    body = "The Finch Water Board (FWB) met on Monday. The FWB said the dam was safe."
    quotes = quotes_in(body, bodies=("Finch Water Board", "FWB"), language="en")
    assert [(quote.name, quote.mention) for quote in quotes] == [("Finch Water Board", "organization")]


def test_speakers_without_a_name_stay_unnamed():
    (quote,) = quotes_in("Company officials said the sale could be completed by spring.", language="en")
    assert quote.speaker is not None
    assert (quote.speaker.text, quote.mention, quote.name) == ("Company officials", "description", None)


@pytest.mark.parametrize(
    "body",
    [
        "Two deaths were reported in the north.",
        'The film "A Long Way Home" opens on Friday.',
        "The dam was built at an estimated cost of two million.",
        "Harriet Vane did not say who was to blame.",
        "He rates the stock a hold.",
    ],
)
def test_what_only_looks_like_speech_is_left_alone(body):
    assert said(body) == []
