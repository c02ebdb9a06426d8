from __future__ import annotations

from reader.analysis.quotes.grammar import grammar_of
from reader.analysis.quotes.reading import read


def sentences(body: str, language: str = "id") -> list[str]:
    reading = read(body, grammar_of(language), (), [(0, len(body))])
    return [
        body[reading.tokens[first].start : reading.tokens[last - 1].end]
        for first, last, _ in reading.sentences
    ]


def test_abbreviations_times_and_sums_end_no_sentence():
    body = "dr. Ismi, S.H., tiba pukul 08.37 WIB. H. Amir membawa Rp1.000. Ia pulang."
    assert len(sentences(body)) == 3


def test_a_quoted_string_is_never_cut():
    assert sentences('"Satu. Dua! Tiga?" kata Sari. Ia pergi.') == [
        '"Satu. Dua! Tiga?" kata Sari.',
        "Ia pergi.",
    ]


def test_a_closing_mark_after_a_full_stop_ends_the_sentence():
    assert len(sentences('Ia berkata, "Sudah." Warga pulang.')) == 2


def test_a_false_full_stop_before_a_small_letter_is_passed_over():
    assert len(sentences("Ia bicara dalam pernyataan. wawancara itu lama.")) == 1


def test_a_question_keeps_its_attribution_in_english():
    assert len(sentences('"Is it fair?" Harriet Vane asked. She left.', "en")) == 2


def test_text_without_sentence_ends_is_cut_all_the_same():
    assert len(sentences("kata " * 5000)) > 10
