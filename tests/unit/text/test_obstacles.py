from __future__ import annotations

import pytest

from reader.errors import SourceError
from reader.text.extract import extract_page
from reader.text.obstacles import ObstacleKind

SENTENCE = "Air di Telaga Biru sudah surut sejak pagi, kata Wulan Saraswati, camat di sana, pada hari Senin."
BANNER = (
    "<div class=cmp><p>Kami menghargai privasi Anda.</p><p>Situs ini menggunakan cookie untuk iklan yang "
    "dipersonalisasi.</p><button>Terima semua</button></div>"
)
ARTICLE = '<meta property="og:type" content="article">'


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def story(sentences: int) -> str:
    return "<article>" + f"<p>{SENTENCE}</p>" * sentences + "</article>"


def reason(markup: str) -> str:
    try:
        article = extract_page(markup)
    except SourceError as error:
        return str(error)
    assert article.obstacle is not None
    return article.obstacle.reason


CONSENT = {
    "id": (
        "<h1>Kami menghargai privasi Anda</h1><p>Kami dan mitra kami menyimpan dan mengakses informasi pada "
        "perangkat, seperti cookie, dan mengolah data pribadi Anda untuk iklan.</p><p>Dengan "
        "izin Anda, kami dan mitra kami dapat memakai lokasi. Anda dapat menarik persetujuan kapan saja.</p>"
        "<button>Setuju dan lanjutkan</button><a href=/x>Opsi lainnya</a>"
    ),
    "en": (
        "<h1>Before you continue</h1><p>We use cookies and data to deliver our services and to measure "
        "audience engagement.</p><p>If you choose to accept, we will also use cookies and data to show "
        "personalized content and personalized ads, depending on your settings.</p>"
        "<form><input type=submit value='Reject all'><input type=submit value='Accept all'></form>"
    ),
}
CLOSED = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_consent_page_is_no_article(language: str) -> None:
    assert reason(page(CONSENT[language])).startswith("the site shows a consent page")


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (
            "<title>Just a moment...</title>",
            "<div id=cf-chl-widget></div><p>Verifying you are human.</p>",
        ),
        ("<title>Tunggu sebentar…</title>", "<p>Memeriksa peramban Anda sebelum membuka kabar.example.</p>"),
        (
            "<title>kabar.example</title>",
            "<p>Please solve this puzzle.</p><div class=g-recaptcha></div>",
        ),
        ("", "<p>Your access to this site has been limited by the site owner.</p><p>Reference 18.2f</p>"),
    ],
)
def test_a_test_for_robots_is_no_article(head: str, body: str) -> None:
    assert reason(page(body, head)).startswith("the site wants proof that no robot reads it")


@pytest.mark.parametrize(
    ("head", "after"),
    [
        ("", "<div><h3>Sudah berlangganan? Masuk</h3></div>"),
        ("", "<section><p>Subscribe to continue reading. Already a subscriber? Log in</p></section>"),
        (CLOSED, ""),
        ('<meta name="article:content_tier" content="locked">', ""),
    ],
)
def test_the_start_of_a_story_before_a_paywall_is_not_taken_for_the_story(head: str, after: str) -> None:
    article = extract_page(page(story(4) + after, head + ARTICLE))
    assert article.obstacle is not None
    assert article.obstacle.kind is ObstacleKind.PAYWALL
    assert article.obstacle.reason == "the page is behind a paywall: only 68 words of it are there"
    assert article.body == "\n\n".join([SENTENCE] * 4)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (ARTICLE, BANNER + story(5)),
        ("", story(5) + BANNER),
        ("", "<header><a>Subscribe now</a> <a>Sudah berlangganan? Masuk</a></header>" + story(4)),
        ("", story(4) + "<div style='display: none'><p>Subscribe to continue reading</p></div>"),
        ("", story(30) + "<p>Subscribe to continue reading</p>"),
        (CLOSED, story(30)),
        (
            ARTICLE,
            f"<article><p>“Baca dulu kebijakan cookie,” katanya.</p><p>{SENTENCE}</p></article>",
        ),
        ("<title>Just a moment: how clocks are made</title>" + ARTICLE, story(4)),
    ],
    ids=[
        "banner",
        "banner below",
        "advertising above",
        "hidden",
        "whole story",
        "paid and whole",
        "about cookies",
        "title",
    ],
)
def test_what_stands_beside_a_story_does_not_cost_the_story(head: str, body: str) -> None:
    article = extract_page(page(body, head))
    assert article.obstacle is None
    assert SENTENCE in article.body
