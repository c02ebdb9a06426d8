from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.headline import split_title
from reader.text.markdown import read_markdown
from reader.text.plain import read_plain

STORY = "JAKARTA, KOMPAS - Air naik sejak Senin dan warga pulang sore itu."
LONG = "Air naik sejak Senin, kata Wulan Saraswati, dan warga Telaga Biru pulang sore itu dengan perahu."


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        (f"Sungai Pinus Meluap\n\n{STORY}", "Sungai Pinus Meluap", STORY),
        (f"Sungai Pinus Meluap\n{STORY}\n", "Sungai Pinus Meluap", f"{STORY}\n"),
        (f"Sungai Pinus Meluap\n{LONG}", "Sungai Pinus Meluap", LONG),
        (f"\n\n  Banjir?  \n\n{LONG}", "Banjir?", LONG),
        (f"[KOREKSI] Sungai “meluap”\n\n{LONG}", "[KOREKSI] Sungai “meluap”", LONG),
        (f"Sungai Pinus Meluap\nOleh Bayu Rimba\n{LONG}", "Sungai Pinus Meluap", f"Oleh Bayu Rimba\n{LONG}"),
    ],
)
def test_a_first_line_that_is_a_headline_is_the_title(text: str, title: str, body: str) -> None:
    assert split_title(text) == (title, body)


@pytest.mark.parametrize(
    "text",
    [
        f"{STORY}\n{LONG}",
        f"{LONG}\n\n{LONG}",
        "Sungai Pinus meluap.\n\nWarga pulang.",
        "“Kami siap,” kata Wulan\n\nWarga pulang.",
        "Senin, 3 Juni 2024\n\nWarga pulang.",
        "Baca Juga\n\nWarga pulang.",
        "satu\ndua\ntiga",
        "Sungai Pinus Meluap",
        "***\n\nWarga pulang.",
        "",
        "\n \n",
    ],
)
def test_a_first_line_of_story_stays_in_the_body(text: str) -> None:
    assert split_title(text) == (None, text)


@given(st.text(st.sampled_from("Aa. \n—,“”")))
def test_the_body_is_the_end_of_the_text_character_for_character(text: str) -> None:
    title, body = split_title(text)
    assert text.endswith(body)
    assert title is not None or body == text


def test_header_lines_are_read_and_stay_in_the_body() -> None:
    text = f"Sungai Pinus Meluap\nOleh: Bayu Rimba\nhttps://sungaikita.id/1\n\n{LONG}"
    article = read_plain(text)
    assert (article.title, article.byline) == ("Sungai Pinus Meluap", "Bayu Rimba")
    assert article.url == "https://sungaikita.id/1"
    assert article.body.startswith("Oleh: Bayu Rimba\n")


def test_markdown_becomes_paragraphs_without_markup() -> None:
    article = read_markdown(
        "# Sungai *Pinus* meluap\n\n"
        "Air **naik** lagi di\n[Telaga Biru](https://x.id/a_b_c) kata\nsnake_case_name.\n\n"
        "- satu\n- dua\n\n> “Siap,” katanya.\n\n![foto](a.jpg)\n\n---\n\n## Warga\nPulang \\[sore\\]."
    )
    assert article.title == "Sungai Pinus meluap"
    assert article.body.split("\n\n") == [
        "Air naik lagi di Telaga Biru kata snake_case_name.",
        "- satu",
        "- dua",
        "“Siap,” katanya.",
        "Warga",
        "Pulang [sore].",
    ]


def test_front_matter_is_read_and_a_torn_one_is_text() -> None:
    article = read_markdown('---\nTitle: "Air: naik"\ndate = 2024-06-03\nbad line\n---\nAir naik.')
    assert (article.title, article.fields["date"], article.body) == ("Air: naik", "2024-06-03", "Air naik.")
    assert read_markdown("---\ntitle: x").body == "title: x"


@given(st.text(st.sampled_from("# *_[](!)\n->`ax=")))
def test_any_markdown_gives_text(text: str) -> None:
    read_markdown(text)
