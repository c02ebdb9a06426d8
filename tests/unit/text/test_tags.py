"""Tags as documents state them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.sources.documents import read_document
from reader.sources.kinds import Kind
from reader.sources.place import Place
from reader.sources.records import read_record
from reader.text.tags import LONGEST_TAG, MOST_TAGS, clean_tags


@pytest.mark.parametrize(
    ("written", "tags"),
    [
        (["Politik, Hukum; politik"], ("Politik", "Hukum")),
        (["#banjir", " [air bersih] ", "'Kota'"], ("banjir", "air bersih", "Kota")),
        (["\x1b[31mmerah\x1b[0m"], ("merah",)),
        (["", "–", ", ,"], ()),
        (["x" * (LONGEST_TAG + 1), "pendek"], ("pendek",)),
    ],
)
def test_tags_are_cut_apart_and_cleaned(written: list[str], tags: tuple[str, ...]) -> None:
    assert clean_tags(written) == tags


@given(st.lists(st.text()))
def test_any_text_makes_few_short_tags_and_cleaning_twice_changes_nothing(texts: list[str]) -> None:
    tags = clean_tags(texts)

    assert len(tags) <= MOST_TAGS
    assert all(0 < len(tag) <= LONGEST_TAG for tag in tags)
    assert clean_tags(tags) == tags


@pytest.mark.parametrize(
    ("head", "tags"),
    [
        ('<meta property="article:section" content="Daerah">', ("Daerah",)),
        (
            (
                '<meta property="article:tag" content="banjir"><meta property="article:tag" content="waduk">'
                '<meta name="keywords" content="berita hari ini, berita banjir">'
            ),
            ("banjir", "waduk"),
        ),
        ('<meta name="keywords" content="air, Kota Tirta">', ("air", "Kota Tirta")),
        (
            (
                '<script type="application/ld+json">{"@type": "NewsArticle", "articleSection": ["Daerah"],'
                ' "keywords": ["air", 5, "hujan"]}</script>'
            ),
            ("Daerah", "air", "hujan"),
        ),
    ],
)
def test_a_page_states_its_section_and_its_keywords(head: str, tags: tuple[str, ...]) -> None:
    page = f"<html><head>{head}</head><body><article><p>Air naik lagi di kota itu hari ini.</p></article>"

    assert read_document(page.encode(), Kind.PAGE, "file:///a.html").tags == tags


@pytest.mark.parametrize("front", ["tags: [air, hujan]", "Tags: air, hujan", "tags:\n  - air\n  - hujan"])
def test_front_matter_lists_tags_in_any_of_its_ways(front: str) -> None:
    article = read_document(f"---\n{front}\n---\n\nAir naik.".encode(), Kind.MARKDOWN, "file:///a.md")

    assert article.tags == ("air", "hujan")


def test_lines_and_mails_carry_tags() -> None:
    line = read_record(
        {"text": "Air naik.", "category": "Daerah", "tags": ["air", "hujan"]}, Place("x", "file:///a")
    )
    mail = read_document(
        b"Subject: Air\nKeywords: air, hujan\nContent-Type: text/plain\n\nAir naik.", Kind.MAIL, "file:///a"
    )

    assert line.tags == ("Daerah", "air", "hujan")
    assert mail.tags == ("air", "hujan")
