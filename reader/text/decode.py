"""From bytes to text, whatever the encoding; or a reason why it is no text."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from reader.errors import NotTextError

_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x1f\x8b", "gzip data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ\x00", "xz data"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"\x7fELF", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\x00asm", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"ID3", "a sound file"),
    (b"OggS\x00", "a sound file"),
    (b"fLaC\x00", "a sound file"),
)

_WHATWG = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "iso-8859-9": "cp1254",
    "tis-620": "cp874",
    "windows-874": "cp874",
}
"""What browsers read where a page names these (WHATWG Encoding, labels)."""

_NAMED = re.compile(
    r"utf-?8|utf-?16(?:le|be)?|utf-?32(?:le|be)?|gb18030|gbk|gb2312|big5(?:-hkscs)?|euc-(?:jp|kr)|iso-2022-jp|shift[_-]jis"
    r"|iso-8859-\d{1,2}|latin-?1|us-ascii|ascii|windows-(?:874|125\d)|cp(?:125\d|437|850|866|874|93[26]|949|950)"
    r"|koi8-[ru]|ibm866|mac-?roman|macintosh|tis-620|sjis|ks_c_5601-1987"
)
"""Encodings of text; Python knows codecs besides that are none."""

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_SAMPLE = 65_536
"""Bytes that guesses look at."""

_MOST_NULS = 0.02
"""Share of NUL bytes from which a file is no text in an encoding of bytes."""
_MOST_CONTROLS = 0.05
"""Share of other control bytes from which it is none."""
_MOST_LATIN_MARKS = 0.12
"""Share of bytes above 127 up to which western languages stay; in a few words it can be more."""
_FEW_WORDS = 200
_MOST_LATIN_MARKS_IN_FEW_WORDS = 0.34

_WESTERN = re.compile(rb"[\x82-\x85\x91-\x97\xa0-\xff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text that was bytes, and what had to be assumed to read it."""

    text: str
    encoding: str
    warning: str | None = None
    """A sentence for a person where the encoding was guessed or bytes were lost."""


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """Return the text of ``data``; raise NotTextError, with what it seems to be, for anything binary.

    In this order: byte order mark, UTF-8, UTF-16 by its pattern of zeros, the declared encoding,
    Windows-1252, a guess by statistics. UTF-8 with some wrong bytes stays UTF-8: only those bytes
    are read as Windows-1252, so that a single bad byte does not garble the whole.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _by_bom(data[len(bom) :], encoding)
    _refuse_binary(data)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    for attempt in (_as_utf16, _as_damaged_utf8):
        decoded = attempt(data)
        if decoded is not None:
            return decoded
    return _as_declared(data, declared) or _as_windows(data) or _as_guessed(data)


def declared_charset(data: bytes) -> str | None:
    """Return the encoding that the head of an HTML or XML document names, if it names one."""
    match = re.search(
        rb"<meta[^>]{0,300}?charset\s{0,3}=\s{0,3}[\"']?\s{0,3}([\w-]{1,40})|<\?xml[^>]{0,200}?encoding\s{0,3}=\s{0,3}[\"']([\w-]{1,40})",
        data[:8192],
        re.IGNORECASE,
    )
    return (match[1] or match[2]).decode("ascii") if match else None


def _by_bom(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        if encoding == "utf-8" and (mended := _as_damaged_utf8(data)) is not None:
            return mended
        return Decoded(data.decode(encoding, "replace"), encoding, f"some bytes were not {encoding.upper()}")


def _refuse_binary(data: bytes) -> None:
    for magic, what in _MAGIC:
        if data.startswith(magic) and not (
            magic in {b"ID3", b"BZh"} and data[:64].isascii() and b"\x00" not in data[:64]
        ):
            raise NotTextError(f"it is {what}, not text")
    sample = data[:_SAMPLE]
    if not sample:
        return
    controls = len(re.findall(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]", sample))
    nuls = sample.count(0)
    if controls > len(sample) * _MOST_CONTROLS and controls > 8:
        raise NotTextError("it is binary data, not text")
    if nuls > max(len(sample) * _MOST_NULS, 8) and _utf16_order(sample) is None:
        raise NotTextError("it is binary data, not text")


def _utf16_order(sample: bytes) -> str | None:
    """Return the byte order that zeros at every other place betray, as in Latin text without a mark."""
    half = max(len(sample) // 2, 1)
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.4 and even < 0.05:
        return "utf-16-le"
    if even > 0.4 and odd < 0.05:
        return "utf-16-be"
    return None


def _as_utf16(data: bytes) -> Decoded | None:
    order = _utf16_order(data[:_SAMPLE])
    if order is None:
        return None
    return Decoded(data.decode(order, "replace"), order, "read as UTF-16, which it does not say it is")


def _as_damaged_utf8(data: bytes) -> Decoded | None:
    """Decode what is mostly UTF-8; None when more of its high bytes are wrong than right."""
    text = data.decode("utf-8", "surrogateescape")
    wrong = len(re.findall("[\udc80-\udcff]+", text))
    right = len(re.findall("[\u0080-\ud7ff\ue000-\U0010ffff]", text))
    if right == 0 or wrong > right:
        return None
    text = re.sub("[\udc80-\udcff]+", _mend, text)
    return Decoded(text, "utf-8", f"{wrong} places were not UTF-8 and were read as Windows-1252")


def _mend(wrong: re.Match[str]) -> str:
    """Read one wrong byte as Windows-1252; several are the rest of a torn character."""
    if len(wrong[0]) > 1:
        return "\ufffd"
    return bytes([ord(wrong[0]) - 0xDC00]).decode("cp1252", "replace")


def _as_declared(data: bytes, declared: str | None) -> Decoded | None:
    name = (declared or "").strip().casefold()
    if not _NAMED.fullmatch(name) or name.startswith(("utf-8", "utf8")):
        return None
    encoding = _WHATWG.get(name, name)
    try:
        return Decoded(data.decode(encoding), encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _as_windows(data: bytes) -> Decoded | None:
    """Decode as Windows-1252 when the high bytes are few and are letters, quotes and dashes."""
    sample = data[:_SAMPLE]
    high = sum(1 for byte in sample if byte > 0x7F)
    most = _MOST_LATIN_MARKS if len(sample) > _FEW_WORDS else _MOST_LATIN_MARKS_IN_FEW_WORDS
    if high > len(sample) * most or high != len(_WESTERN.findall(sample)):
        return None
    return Decoded(
        data.decode("cp1252", "replace"), "cp1252", "read as Windows-1252, because it is not UTF-8"
    )


def _as_guessed(data: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    encoding = best.encoding if best is not None else "cp1252"
    return Decoded(
        data.decode(encoding, "replace"),
        encoding,
        f"its encoding was guessed: {encoding.upper().replace('_', '-')}",
    )
