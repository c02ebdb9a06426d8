from __future__ import annotations

from reader.analysis.quotes.grammar import grammar_of
from reader.analysis.quotes.reading import read
from tests.unit.analysis.quotes.said import said_in


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


def test_a_heading_that_lost_its_line_is_no_part_of_the_sentence_behind_it():
    said = said_in(
        "Air naik. Lapor camat Terkait anggaran itu, Sari Dewi mengatakan, dana belum cair.", "Sari Dewi"
    )
    assert [quote.text for quote in said] == ["dana belum cair"]


def test_what_stands_before_the_subject_tells_how_it_was_said():
    said = said_in("Dalam keterangan tertulis, Sari Dewi menyatakan, dana belum cair.", "Sari Dewi")
    assert [quote.text for quote in said] == ["dana belum cair"]


def test_what_the_talk_is_about_is_no_part_of_it():
    said = said_in("Terkait banjir itu, kata Sari Dewi, warga sudah mengungsi.", "Sari Dewi")
    assert [quote.text for quote in said] == ["warga sudah mengungsi"]


def test_a_clause_behind_a_name_is_no_role_where_nothing_else_was_said():
    said = said_in("Namun, kata Sari Dewi, pengunjung yang datang masih belum banyak.", "Sari Dewi")
    assert [(quote.text, quote.name) for quote in said] == [
        ("pengunjung yang datang masih belum banyak", "Sari Dewi")
    ]


def test_likeness_before_a_passive_cue_attributes_what_follows():
    said = said_in(
        "Seperti yang ditegaskan Camat Sari Dewi, Senin (5/1/2026) di Batu, air sudah surut.", "Sari Dewi"
    )
    assert [(quote.text, quote.name) for quote in said] == [("air sudah surut", "Sari Dewi")]


def test_a_letter_that_counts_ends_a_sentence_and_an_initial_does_not():
    said = said_in("Warga memakai jaringan 4G. Sari Dewi mengatakan, menara belum cukup.", "Sari Dewi")
    assert [quote.name for quote in said] == ["Sari Dewi"]
    said = said_in("Pelaku berinisial A. Ia mengatakan, pintu sudah terbuka.", "A")
    assert [quote.name for quote in said] == ["A"]


def test_marks_inside_curly_marks_do_not_end_a_quote():
    said = said_in("“Di pasar ada “jagoan” -nya. Kami awasi,” kata Sari Dewi.", "Sari Dewi")
    assert [quote.text for quote in said] == ["Di pasar ada “jagoan” -nya. Kami awasi"]
