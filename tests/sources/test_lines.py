from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.article import RawArticle
from reader.model.report import Failure
from reader.sources import lines, records
from reader.sources.lines import read_lines
from reader.sources.place import Place


def read(data: bytes) -> list[RawArticle | Failure]:
    return list(read_lines(io.BytesIO(data), Place("news.jsonl", "file:///news.jsonl")))


def test_an_object_gives_an_article_with_all_that_it_states() -> None:
    thing = {
        "id": 7,
        "url": "https://sungaikita.id/7",
        "title": "Air \x1b[31msurut",
        "text": "Judul yang bukan judul\n\nAir sudah surut.",
        "published": "Senin, 03 Jun 2024 14:02 WIB",
        "source": "kompas.com",
        "byline": ["Bayu Rimba", "Sari Dewi"],
        "language": "id-ID",
    }
    [article] = read(json.dumps(thing).encode())
    assert article == RawArticle(
        locator="https://sungaikita.id/7",
        body="Judul yang bukan judul\n\nAir sudah surut.",
        title="Air surut",
        source="Kompas.com",
        url="https://sungaikita.id/7",
        byline="Bayu Rimba, Sari Dewi",
        published="2024-06-03T14:02:00+07:00",
        language="id",
    )


def test_an_article_without_url_is_known_by_its_id_or_else_by_its_text() -> None:
    first, second, moved = read(b'{"id": "a/1", "text": "Satu."}\n{"text": "Dua."}\n') + read(
        b'\n\n{"text": "Dua."}\n'
    )
    assert isinstance(first, RawArticle)
    assert first.locator == "file:///news.jsonl#a%2F1"
    assert second == moved


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{no json", "the line is not JSON: Expecting property name"),
        (b"[1, 2]", "it is JSON, but not an object"),
        (b'{"title": "x"}', 'the object has no "text"'),
        (b'{"text": 5}', 'the object has no "text"'),
        (b'{"text": " \\u200b "}', "it has no visible text"),
        (b"[" * 200_000, "the line is not JSON that can be read"),
        (b'{"text": "x", "n": ' + b"9" * 5000 + b"}", "the line is not JSON that can be read"),
        (b"\x00\x01\x02" * 99, "it is binary data"),
    ],
    ids=["syntax", "list", "no text", "number", "unseen", "nesting", "figure", "binary"],
)
def test_a_bad_line_is_named_and_never_stops_the_rest(line: bytes, reason: str) -> None:
    [bad, good] = read(line + b'\n{"text": "Satu."}\n')
    assert isinstance(bad, Failure)
    assert bad.locator == "news.jsonl:1"
    assert bad.reason.startswith(reason)
    assert isinstance(good, RawArticle)


def test_a_line_that_is_too_long_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LARGEST_DOCUMENT", 100)
    [bad, good] = read(b'{"text": "' + b"a" * 1000 + b'"}\n{"text": "Satu."}\n')
    assert isinstance(bad, Failure)
    assert isinstance(good, RawArticle)


def test_only_web_addresses_become_urls() -> None:
    [article] = read(b'{"id": 1, "url": "javascript:alert(1)", "text": "Satu."}')
    assert isinstance(article, RawArticle)
    assert article.url is None


@given(st.binary(max_size=300))
def test_any_bytes_give_articles_or_reasons(data: bytes) -> None:
    assert all(isinstance(item, RawArticle | Failure) for item in read(data))


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=9),
        lambda v: (
            st.lists(v)
            | st.dictionaries(
                st.sampled_from(["text", "id", "url", "title", "published", "byline", "language"]), v
            )
        ),
        max_leaves=9,
    )
)
def test_any_json_gives_an_article_or_a_reason(thing: object) -> None:
    assert all(isinstance(item, RawArticle | Failure) for item in read(json.dumps(thing).encode()))


def test_a_fault_of_the_program_costs_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def choke(text: str) -> str:
        if "aneh" in text:
            raise ImportError("no such module")
        return text

    monkeypatch.setattr(records, "visible_body", choke)
    data = b'{"text": "aneh"}\n{"text": "biasa"}\n'
    [failure, article] = read(data)
    assert isinstance(failure, Failure)
    assert (failure.locator, "ImportError: no such module" in failure.reason) == ("news.jsonl:1", True)
    assert isinstance(article, RawArticle)
