from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import SourceError
from reader.sources.opml import Outline, read_opml, write_opml


def test_feeds_come_with_their_folders() -> None:
    document = b"""<opml version="1.0"><head/><body>
        <outline text="Pagi"><outline text="Dalam negeri">
            <outline type="rss" text="A &amp; B" xmlUrl="https://contoh.example/a" htmlUrl="https://contoh.example/"/>
        </outline></outline>
        <outline title="C" xmlurl="https://contoh.example/c"/>
        <outline type="rss" text="D" url="https://contoh.example/d" category="/Sore/x,y"/>
        <outline text="A lagi" xmlUrl="https://contoh.example/a"/>
        <outline text="catatan"/>
    </body></opml>"""

    assert read_opml(document) == [
        Outline("https://contoh.example/a", "A & B", "https://contoh.example/", "Pagi/Dalam negeri"),
        Outline("https://contoh.example/c", "C"),
        Outline("https://contoh.example/d", "D", folder="Sore/x"),
    ]


def test_broken_lists_are_read_as_far_as_they_go() -> None:
    assert len(read_opml(b'<opml><outline text="a" xmlUrl="https://contoh.example/?a=1&b=2"><outline')) == 1


@pytest.mark.parametrize("data", [b"", b"<opml/>", b"<rss/>", b"no"])
def test_what_holds_no_feeds_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError):
        read_opml(data)


NAMES = st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=1, max_size=8)


@given(st.lists(st.tuples(NAMES, st.lists(NAMES, max_size=3).map("/".join)), min_size=1, max_size=6))
def test_what_is_written_is_read_again(written: list[tuple[str, str]]) -> None:
    outlines = [
        Outline(f"https://contoh.example/{number}", name, None, folder)
        for number, (name, folder) in enumerate(written)
    ]
    assert sorted(read_opml(write_opml(outlines)), key=str) == sorted(outlines, key=str)
