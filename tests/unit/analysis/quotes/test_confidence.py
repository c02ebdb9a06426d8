"""How sure an attribution is; all people and events are invented."""

from __future__ import annotations

import pytest

from reader.analysis.quotes.confidence import BIAS, TRUST, confidence_of
from reader.analysis.quotes.grammar import LANGUAGES, grammar_of
from tests.unit.analysis.quotes.said import quotes_in

VANE, BOONE = "Harriet Vane", "Carl Boone"


def confidences(body: str, language: str, *people: str) -> list[float]:
    return [quote.confidence for quote in quotes_in(body, *people, language=language)]


@pytest.mark.parametrize(
    ("body", "language", "people"),
    [
        ('"The dam will hold," Harriet Vane said.', "en", (VANE,)),
        ('"Air sudah surut," kata Sari Dewi.', "id", ("Sari Dewi",)),
        ('Sari Dewi pulang. "Air sudah surut," kata Sari Dewi. "Semua aman," katanya.', "id", ("Sari Dewi",)),
    ],
)
def test_a_full_name_beside_its_quote_is_sure(body, language, people):
    assert min(confidences(body, language, *people)) >= 0.9


def test_a_pronoun_is_less_sure_where_somebody_else_was_named():
    alone = 'Harriet Vane said the dam was safe. The town slept. "It will hold," she said.'
    rivalled = 'Harriet Vane said the dam was safe. She met Ann Boone. "It will hold," she said.'
    sure, unsure = (confidences(body, "en", VANE, "Ann Boone")[-1] for body in (alone, rivalled))
    assert sure > unsure


def test_a_role_that_nobody_bears_is_doubtful():
    (quote,) = quotes_in("A company spokeswoman said the dam was safe.", language="en")
    assert quote.is_doubtful


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_weights_and_is_cautious(language):
    weights = grammar_of(language).confidence
    assert 0 < weights[TRUST] < 1
    assert 0 < confidence_of({}, weights) < 1
    assert confidence_of({"full name": 1.0}, weights) > confidence_of({}, weights)
    assert BIAS in weights
