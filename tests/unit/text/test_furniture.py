from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.furniture import find_byline, find_furniture

BEFORE, AFTER = "Air naik lagi di Telaga Biru.", "Warga pulang sore itu, kata Wulan."


def found(line: str, language: str = "id") -> list[str]:
    body = f"{BEFORE}\n{AFTER}\n{line}\n{BEFORE}\n{AFTER}"
    return [span.text for span in find_furniture(body, language)]


@pytest.mark.parametrize(
    "line",
    [
        "Baca Juga",
        "Baca juga: Sungai Pinus Meluap Lagi",
        "**Baca Juga:** Sungai Pinus Meluap Lagi",
        "BACA JUGA : Sungai Pinus",
        "ADVERTISEMENT",
        "SCROLL TO CONTINUE WITH CONTENT",
        "ADVERTISEMENT SCROLL TO CONTINUE WITH CONTENT",
        "[Gambas:Video 20detik]",
        'Simak Video "Detik-detik Sirene Dibunyikan"',
        "Lihat juga Video 'Warga Mengungsi':",
        "Halaman 1 2 3",
        "Halaman selanjutnya",
        "Editor: Dewi Anjani",
        "Artikel ini telah tayang di Sungaikita.id dengan judul Air Naik",
        "Cek Berita dan Artikel yang lain di Google News",
        "Ikuti Whatsapp Channel Sungaikita",
        "Foto: Dok. Pemkot Telaga Biru",
        "Jembatan gantung Telaga Biru (Foto: Bayu Rimba)",
        "***",
        "https://sungaikita.id/banjir",
        "(abc/def)",
        "Image: Tolo Brand.",
    ],
)
def test_lines_of_the_page_are_furniture(line: str) -> None:
    assert found(line) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Baca juga buku itu, kata Wulan kepada warga.",
        "Editor itu pergi ke Telaga Biru.",
        "Sumber air di desa itu mengering.",
        "Ikuti saja, kata Wulan.",
        "Video itu beredar luas sejak Senin.",
        "Halaman rumah warga terendam.",
        "“Foto itu palsu,” ujar Cakra.",
        "Dia lahir pada 17 Agustus 1990 di Telaga Biru.",
        "Warga (KPK) datang.",
    ],
)
def test_sentences_that_begin_alike_are_the_story(line: str) -> None:
    assert found(line) == []


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Read more: River Pinus rises", "en"),
        ("Story continues below advertisement", "en"),
        ("Sign up for our newsletter", "en"),
    ],
)
def test_english_pages_have_theirs(line: str, language: str) -> None:
    assert found(line, language) == [line]


def test_headlines_under_a_heading_of_links_go_with_it() -> None:
    links = "Pilihan Redaksi\nSungai Pinus Meluap Lagi\nWarga Telaga Biru Mengungsi"
    body = f"{BEFORE}\n{AFTER}\n{links}\n{BEFORE}\nBaca Juga\n“Kami siap,” kata Wulan.\n{AFTER}"
    assert [span.text for span in find_furniture(body, "id")] == [*links.split("\n"), "Baca Juga"]


def test_a_date_and_a_byline_are_furniture_near_the_start_only() -> None:
    body = f"Oleh: Bayu Rimba\nSenin, 3 Juni 2024\n{BEFORE}\n{AFTER}\n{BEFORE}\n{AFTER}\nOleh Bayu Rimba"
    assert [span.text for span in find_furniture(body, "id")] == ["Oleh: Bayu Rimba", "Senin, 3 Juni 2024"]


@pytest.mark.parametrize("initials", ["(abc/def)", "(SA)", "(*)", "[wul]"])
def test_initials_behind_the_last_sentence_are_furniture(initials: str) -> None:
    body = f"{BEFORE}\n{AFTER} {initials}"
    [span] = find_furniture(body, "id")
    assert (span.text, span.end) == (initials, len(body))


def test_an_abbreviation_that_ends_a_sentence_is_no_initials() -> None:
    assert find_furniture(f"{BEFORE}\nKata Komisi Sungai (KSN)", "id") == ()


def test_references_at_the_end_are_furniture_from_their_heading_on() -> None:
    references = "“River rises” — Varn Post, May 7, 2015\nTolo Brand. “Flood” — Courier, May 8, 2015"
    body = f"{BEFORE}\n{AFTER}\nSources\n{references}"
    assert len(find_furniture(body, "en")) == 3
    assert find_furniture(f"Sources\n{BEFORE}\n{AFTER}", "en") == ()


def test_a_box_that_repeats_words_of_the_story_is_furniture() -> None:
    words = "We were told that the bridge would never open again in our time."
    body = "\n".join(
        [BEFORE, f"“{words}” she said. “It was a lie.”", AFTER, BEFORE, f"“{words}” Mara Lindqvist", AFTER]
    )
    assert [span.text for span in find_furniture(body, "en")] == [f"“{words}” Mara Lindqvist"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Oleh: Bayu Rimba", "Bayu Rimba"),
        ("By Mara Lindqvist and Tolo Brand", "Mara Lindqvist and Tolo Brand"),
        ("By the river, Mara sang", None),
    ],
)
def test_a_byline_names_who_wrote_it(line: str, name: str | None) -> None:
    assert find_byline(f"{line}\n{BEFORE}") == name


@given(
    st.lists(
        st.sampled_from(["Baca Juga", BEFORE, "(abc)", "", "  ", "Sources", "May 7, 2015", "“x” Nama", "***"])
    ),
    st.sampled_from(["id", "en", "und", "fr"]),
)
def test_furniture_is_cut_from_the_body_in_order(lines: list[str], language: str) -> None:
    body = "\n".join(lines)
    spans = find_furniture(body, language)
    assert all(body[span.start : span.end] == span.text for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
