from __future__ import annotations

import codecs
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import NotTextError
from reader.text.decode import declared_charset, decode

STORY = "Wulan Saraswati berkata: “Air sudah surut,” di Telaga Biru – kemarin. Café Élysée juga dibuka lagi."


def test_utf8_is_read_without_a_warning() -> None:
    decoded = decode(STORY.encode())
    assert (decoded.text, decoded.encoding, decoded.warning) == (STORY, "utf-8", None)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_a_byte_order_mark_decides(mark: bytes, encoding: str) -> None:
    decoded = decode(mark + STORY.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.warning) == (STORY, encoding, None)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_recognised_and_said(encoding: str) -> None:
    decoded = decode(STORY.encode(encoding))
    assert decoded.text == STORY
    assert "UTF-16" in (decoded.warning or "")


def test_windows_1252_is_recognised_and_said() -> None:
    decoded = decode(STORY.encode("cp1252"))
    assert decoded.text == STORY
    assert "Windows-1252" in (decoded.warning or "")


def test_one_wrong_byte_does_not_garble_a_utf8_text() -> None:
    decoded = decode(STORY.encode() + b" Tamu \x93istimewa\x94 datang.")
    assert decoded.text == STORY + " Tamu “istimewa” datang."
    assert "2 places" in (decoded.warning or "")


def test_a_character_torn_at_the_end_is_shown_as_one_lost_character() -> None:
    assert decode("Kata Wulan: “Siap”".encode()[:-1]).text == "Kata Wulan: “Siap\ufffd"


def test_a_declared_encoding_is_used_where_utf8_fails() -> None:
    assert decode("Президент сказал".encode("cp1251"), declared="windows-1251").text == "Президент сказал"


@pytest.mark.parametrize("declared", ["rot13", "base64", "unicode_escape", "no such thing", "", "idna"])
def test_a_declared_codec_that_is_no_encoding_of_text_is_passed_over(declared: str) -> None:
    assert decode("Café".encode("cp1252"), declared=declared).text == "Café"


def test_other_encodings_are_guessed_and_said() -> None:
    story = "Президент сказал журналистам, что новый мост через реку будет открыт в сентябре. " * 8
    decoded = decode(story.encode("cp1251"))
    assert decoded.text == story
    assert "guessed" in (decoded.warning or "")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n...", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n\x00", "a PNG picture"),
        (b"SQLite format 3\x00", "an SQLite database"),
        (bytes(range(256)) * 40, "binary data"),
        (b"\x00" * 5000, "binary data"),
    ],
    ids=["pdf", "png", "sqlite", "every byte", "zeros"],
)
def test_what_is_no_text_is_refused_with_what_it_is(data: bytes, what: str) -> None:
    with pytest.raises(NotTextError, match=what):
        decode(data)


def test_a_few_nul_bytes_do_not_make_a_text_binary() -> None:
    assert decode(b"Sungai\x00 meluap lagi di Telaga Biru").text == "Sungai\x00 meluap lagi di Telaga Biru"


@pytest.mark.parametrize(
    ("head", "charset"),
    [
        (b'<html><head><meta charset="windows-1252">', "windows-1252"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">', "iso-8859-1"),
        (b'<?xml version="1.0" encoding="UTF-8"?>', "UTF-8"),
        (b"<html><body>", None),
    ],
)
def test_the_encoding_that_a_page_names_is_found(head: bytes, charset: str | None) -> None:
    assert declared_charset(head) == charset


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff"), min_size=1))
def test_utf8_always_survives(text: str) -> None:
    if not text.startswith(("ID3", "BZh", "GIF8", "%PDF", "PK", "Rar!", "{\\rtf")):
        assert decode(text.encode()).text == text


@given(st.binary(max_size=400), st.none() | st.sampled_from(["utf-8", "shift_jis", "utf-16", "big5"]))
def test_any_bytes_give_text_or_a_reason(data: bytes, declared: str | None) -> None:
    with contextlib.suppress(NotTextError):
        assert isinstance(decode(data, declared=declared).text, str)
