"""What the tagger says of words, and what the layers read off it; all sentences are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.analysis.quotes.grammar import grammar_of
from reader.analysis.quotes.parts_of_speech import CLASSES, classes_of, with_finite
from reader.analysis.quotes.tokens import tokenize

ENGLISH = grammar_of("en")


def classes(text: str, language: str = "en") -> str:
    return classes_of(list(tokenize(text, 0, len(text))), language)


def word_classes(text: str) -> dict[str, str]:
    tokens = list(tokenize(text, 0, len(text)))
    return dict(zip((token.text for token in tokens), classes_of(tokens, "en"), strict=True))


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("Officials say the dam is safe.", "Officials", "n"),
        ("The plan was approved by the council.", "plan", "n"),
        ("She asked the council to wait.", "asked", "F"),
        ("She asked the council to wait.", "wait", "B"),
        ("The bridge has been closed.", "closed", "N"),
        ("The mayor, who left early, is back.", "who", "w"),
        ("Engineers worry that the dam leaks.", "that", "s"),
    ],
)
def test_words_have_the_class_of_their_place(text, word, kind):
    assert word_classes(text)[word] == kind


def test_a_language_without_a_model_has_no_classes():
    assert classes("Bendungan itu aman.", "id") == ""


@given(st.text(max_size=60))
def test_any_text_has_one_class_for_each_token(text):
    tokens = list(tokenize(text, 0, len(text)))
    found = classes_of(tokens, "en")
    assert len(found) == len(tokens)
    assert set(found) <= set(CLASSES)


def test_a_long_text_is_read_in_pieces_and_stays_whole():
    text = "Officials said so. " * 6000
    assert len(classes(text)) == 4 * 6000


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("critics say so", "nBr", "nFr"),
        ("to say so", "tBr", "tBr"),
        ("would say so", "FBr", "FBr"),
        ("her first run", "djF", "djn"),
        ("a May call", "dPB", "dPn"),
        ("the critics say", "dnB", "dnF"),
    ],
)
def test_a_base_form_that_nothing_explains_is_a_finite_verb(text, before, after):
    tokens = list(tokenize(text, 0, len(text)))
    assert with_finite(before, tokens, ENGLISH) == after
