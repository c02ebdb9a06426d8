from __future__ import annotations

import json

import pytest

from reader.errors import SourceError
from reader.model.feed import Enclosure, Person
from reader.sources.feeds.recognising import is_feed
from tests.sources.feeds.making import entry_of, feed_of


def document(*items: object, **facts: object) -> bytes:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": list(items), **facts}).encode()


def test_a_json_feed_is_read_like_any_other() -> None:
    item = {
        "id": 7,
        "url": "/satu",
        "title": "Satu",
        "content_html": "<p>Isi</p><script>x</script>",
        "summary": "Ringkas < isi",
        "date_published": "2024-01-02T03:04:05+07:00",
        "date_modified": "2024-01-03T00:00:00Z",
        "authors": [{"name": "Wulan"}, {"name": "Tio"}],
        "tags": ["Ekonomi", "Ekonomi", 4],
        "attachments": [
            {"url": "https://contoh.example/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 9}
        ],
    }
    data = document(item, title="Kabar", home_page_url="https://contoh.example/", language="id")

    feed = feed_of(data)

    assert is_feed(data)
    assert (feed.format, feed.title, feed.link) == ("json 1.1", "Kabar", "https://contoh.example/")
    (entry,) = feed.entries
    assert (entry.id, entry.link, entry.title) == ("7", "https://contoh.example/satu", "Satu")
    assert (entry.content, entry.summary) == ("<p>Isi</p>", "Ringkas &lt; isi")
    assert (entry.published, entry.updated) == ("2024-01-02T03:04:05+07:00", "2024-01-03T00:00:00+00:00")
    assert entry.authors == (Person("Wulan"), Person("Tio"))
    assert entry.tags == ("Ekonomi", "4")
    assert entry.enclosures == (Enclosure("https://contoh.example/a.mp3", "audio/mpeg", 9),)


def test_plain_text_content_is_not_read_as_markup() -> None:
    assert entry_of(document({"id": "1", "content_text": "a <b> c"})).content == "a &lt;b&gt; c"


def test_an_entry_takes_the_author_of_its_feed() -> None:
    assert entry_of(document({"id": "1"}, author={"name": "Redaksi"})).authors == (Person("Redaksi"),)


@pytest.mark.parametrize("data", [b'{"version": 3}', b'{"items": 4}', b"[1, 2]", b"{", b"[" * 100_000])
def test_other_json_is_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(SourceError, match="JSON"):
        feed_of(data)


def test_things_of_the_wrong_kind_are_left_out() -> None:
    feed = feed_of(
        document(3, None, {"id": None, "title": ["x"], "authors": 4, "attachments": "x", "tags": {}})
    )

    (entry,) = feed.entries
    assert (entry.id, entry.title, entry.authors, entry.tags) == (None, None, (), ())
