from __future__ import annotations

import pytest

from reader.text.elements import parse_page
from reader.text.extract import extract_page
from reader.text.link_lists import drop_link_lists

SENTENCE = "Air di Telaga Biru sudah surut sejak pagi, kata Wulan Saraswati, camat di sana, hari Senin."
STORY = f"<h1>Air surut</h1><p>{SENTENCE}</p><p>{SENTENCE}</p>"
TEASER = f"<div class=card><h3><a href=/1>Kabar lain</a></h3><p>{SENTENCE * 3}</p></div>"


def left(body: str) -> str:
    tree = parse_page(f"<html><body>{body}</body></html>")
    drop_link_lists(tree)
    return " ".join("".join(tree.itertext()).split())


@pytest.mark.parametrize("tag", ["td", "div", "ul", "font"])
def test_an_element_that_is_nothing_but_links_goes(tag: str) -> None:
    links = "".join(f"<a href=/{n}>Kabar nomor {n}</a><br>" for n in range(3))
    markup = f"<table><tr><{tag}><b>Lainnya</b>{links}</{tag}></tr></table><p>{SENTENCE}</p>"
    assert left(markup) == SENTENCE


def test_a_paragraph_with_links_stays() -> None:
    markup = f"<div>{SENTENCE} <a href=/1>Satu</a>, <a href=/2>dua</a> dan <a href=/3>tiga</a>.</div>"
    assert left(markup).startswith(SENTENCE)


def test_teasers_beside_a_short_story_go_however_long_they_are() -> None:
    body = f"<div><div class=main>{STORY}</div><div class=rail>{TEASER * 4}</div></div>"
    assert extract_page(f"<html><body>{body}</body></html>").body == f"{SENTENCE}\n\n{SENTENCE}"


def test_linked_headings_inside_the_story_stay() -> None:
    items = "".join(
        f"<div class=item><h3><a href=/{n}>Cara {n}</a></h3><p>{SENTENCE}</p></div>" for n in range(4)
    )
    assert left(f"<main><article>{STORY}{items}</article></main>").count("Cara") == 4
    assert left(f"<main><header><h1>Empat cara</h1></header>{items}</main>").count("Cara") == 4


def test_two_cards_are_no_list_of_teasers() -> None:
    assert left(f"<div><div>{STORY}</div><div>{TEASER * 2}</div></div>").count("Kabar lain") == 2
