from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import SourceError
from reader.text import extract
from reader.text.extract import extract_page

PARAGRAPHS = (
    "Sungaikita.id, TELAGA BIRU – Jembatan itu rampung pekan ini, kata Wulan Saraswati, Senin (3/6/2024).",
    "“Air sudah surut,” katanya.",
    "Baca Juga: Sungai Pinus meluap",
    "Dia menyebut biaya mencapai dua miliar dan berasal dari kas daerah tahun lalu.",
)
STORY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


def page(head: str = "", body: str = STORY, html: str = "<html>") -> str:
    return (
        f"<!DOCTYPE html>{html}<head>{head}</head><body><nav><a href=/>Beranda</a></nav>"
        f"<article>{body}</article><footer>Hak cipta Sungaikita</footer>"
        "<script>var x = 'naskah';</script></body></html>"
    )


def test_the_article_is_its_paragraphs_separated_by_blank_lines() -> None:
    assert extract_page(page(body=f"<h1>Jembatan rampung</h1>{STORY}")).body == "\n\n".join(PARAGRAPHS)


def test_what_the_page_states_of_itself_is_read() -> None:
    facts = extract_page(
        page(
            "<title>Jembatan rampung | Sungaikita</title>"
            '<meta property="og:title" content="Jembatan [baru] rampung">'
            '<meta property="og:site_name" content="Sungaikita"><meta name="author" content="Bayu Rimba">'
            '<meta property="article:published_time" content="2024-06-03T14:02:00+07:00">'
            '<link rel="canonical" href="https://sungaikita.id/jembatan">',
            html='<html lang="id-ID">',
        )
    ).facts
    assert (facts.title, facts.source, facts.byline) == (
        "Jembatan [baru] rampung",
        "Sungaikita",
        "Bayu Rimba",
    )
    assert facts.published == "2024-06-03T14:02:00+07:00"
    assert (facts.url, facts.language) == ("https://sungaikita.id/jembatan", "id")


def test_linked_data_speaks_where_meta_elements_are_silent() -> None:
    thing = {
        "@graph": [
            {"@type": "WebSite", "name": "x"},
            {
                "@type": ["NewsArticle"],
                "headline": "Jembatan rampung",
                "datePublished": "2024-06-03",
                "author": [{"name": "Bayu Rimba"}, {"name": "Sari Dewi"}],
                "publisher": {"name": "Warta Sungai"},
            },
        ]
    }
    facts = extract_page(page(f'<script type="application/ld+json">{json.dumps(thing)}</script>')).facts
    assert (facts.title, facts.published) == ("Jembatan rampung", "2024-06-03")
    assert (facts.byline, facts.source) == ("Bayu Rimba, Sari Dewi", "Warta Sungai")


def test_the_name_of_the_site_is_taken_off_the_title() -> None:
    def title_of(title: str) -> str | None:
        site = '<meta property="og:site_name" content="Sungaikita.id">'
        return extract_page(page(f"<title>{title}</title>{site}")).facts.title

    assert title_of("Jembatan rampung - Sungaikita") == "Jembatan rampung"
    assert title_of("Jembatan rampung | Berita hari ini") == "Jembatan rampung"
    assert title_of("Skor akhir: Camar Laut 2 - 1") == "Skor akhir: Camar Laut 2 - 1"


def test_english_is_left_for_the_text_to_tell() -> None:
    assert extract_page(page(html='<html lang="en-US">')).facts.language is None


def test_where_a_saved_page_came_from_is_its_url() -> None:
    markup = page().replace("<html>", "<!-- saved from url=(0024)https://sungaikita.id/1 --><html>")
    assert extract_page(markup).facts.url == "https://sungaikita.id/1"


def test_hidden_characters_do_not_survive_however_they_are_written() -> None:
    body = "<p>Air &#27;[31msurut&#x202e; &#0;di &ZeroWidthSpace;Telaga Biru, kata Wulan kemarin.</p>"
    assert extract_page(page(body=body)).body == "Air surut \ufffddi Telaga Biru, kata Wulan kemarin."


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "\x00",
        "<html></html>",
        "<html><body><nav><a href=/>Beranda</a></nav><script>var x</script></body></html>",
        "<!--" * 10_000,
        "<div>" * 1_000_000 + "<p>Air surut",
        "x" * 9_000_000,
    ],
    ids=["empty", "nul", "no body", "no story", "comments", "a million nested", "nine million"],
)
def test_a_page_without_an_article_is_refused_with_a_reason(markup: str) -> None:
    with pytest.raises(SourceError, match=r"page"):
        extract_page(markup)


def test_a_page_without_paragraph_elements_keeps_its_sentences_whole() -> None:
    divisions = "<div>Air <b>sudah</b> surut, kata Wulan.</div><div>Warga <a href=/>pulang</a>.</div>"
    assert (
        extract_page(f"<html><body>{divisions}</body></html>").body
        == "Air sudah surut, kata Wulan.\n\nWarga pulang."
    )


def test_a_deeply_nested_page_is_still_read() -> None:
    assert PARAGRAPHS[0] in extract_page("<div>" * 5000 + STORY).body


def test_a_page_that_breaks_the_extractor_is_read_in_the_plain_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extract, "_by_trafilatura", lambda markup: [])
    assert extract_page(page(body=f"<h1>Jembatan rampung</h1>{STORY}")).body == "\n\n".join(PARAGRAPHS)


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<script>",
                "<br>",
                "Air surut. ",
                "<meta property=og:title content='",
                "<!--",
                "]]>",
                "&#",
                "<table><td>",
                '<script type="application/ld+json">[[[{',
                "<h1>",
            ]
        )
    )
)
def test_any_page_gives_an_article_or_a_reason(pieces: list[str]) -> None:
    try:
        assert extract_page("".join(pieces)).body
    except SourceError as error:
        reason = str(error)
        assert reason


@pytest.mark.parametrize(
    "hostile",
    [
        "<div>" * 140_000,
        "<b><i>" * 60_000,
        f"<p class='{'x' * 1_000_000}'>a</p>",
        "<p a='" + "x y " * 100_000 + "'>a</p>",
        "<script>" + "x" * 1_000_000 + "</script>",
        "<script type='application/ld+json'>" + "[" * 100_000 + "</script>",
        "<!DOCTYPE x [<!ENTITY a 'kata kata'><!ENTITY b '&a;&a;&a;'>]>" + "&b;" * 100,
        "<style>p{content:'" + "x" * 100_000 + "'}</style>",
    ],
    ids=["deep", "deep inline", "long attribute", "long quoted", "script", "data", "entities", "style"],
)
def test_hostile_markup_before_a_story_does_not_cost_the_story(hostile: str) -> None:
    body = extract_page(hostile + STORY).body
    assert PARAGRAPHS[0] in body
    assert "alert" not in body


@pytest.mark.parametrize("attribute", ["a{}=b", "a{}='<>'", "a{}"])
def test_an_element_with_countless_attributes_is_refused(attribute: str) -> None:
    attributes = " ".join(attribute.format(number) for number in range(30_000))
    with pytest.raises(SourceError, match="an element has over 2,000 attributes"):
        extract_page(f"<p {attributes}>x</p>{STORY}")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "https://a.id/\x1b[31mx y", "//a.id/1"]
)
def test_an_address_that_is_none_of_the_web_is_no_address_of_a_page(url: str) -> None:
    facts = extract_page(
        page(f'<link rel="canonical" href="{url}"><meta property="og:url" content="{url}">')
    ).facts
    assert facts.url is None or ("\x1b" not in facts.url and facts.url.startswith("https://"))
