"""The body of an HTTP answer that was kept as it came over the wire: in chunks, packed."""

from __future__ import annotations

import zlib

from reader.errors import SourceError
from reader.sources.limits import LARGEST_DOCUMENT, too_large

_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS
_MOST_CHUNKS = 1_000_000
_LARGEST_WINDOW = 1 << 27
"""Bytes that zstd may look back; RFC 9659 allows 8 MB on the web, archives use more."""


def dechunked(data: bytes) -> bytes:
    """Return a body without the marks of its chunks (RFC 9112, 7.1); what has none comes back as it is."""
    pieces: list[bytes] = []
    position = 0
    for _ in range(_MOST_CHUNKS):
        end = data.find(b"\r\n", position, position + 1000)
        try:
            size = int(data[position:end].split(b";", 1)[0].strip(), 16) if end >= 0 else -1
        except ValueError:
            size = -1
        if size < 0:
            return b"".join(pieces) if pieces else data
        if size == 0:
            break
        pieces.append(data[end + 2 : end + 2 + size])
        position = end + 2 + size + 2
    return b"".join(pieces)


def unpacked(data: bytes, encoding: str) -> bytes:
    """Return a body without its ``Content-Encoding``; raise SourceError for bombs and unknown ones."""
    for name in reversed([part.strip() for part in encoding.casefold().split(",") if part.strip()][:3]):
        if name in {"identity", "none", "utf-8"}:
            continue
        if name in {"gzip", "x-gzip", "deflate"}:
            data = _inflated(data)
        elif name == "br":
            data = _unbrotlied(data)
        elif name == "zstd":
            data = _unzstd(data)
        else:
            raise SourceError(f"it is packed in a way that is not known here ({name[:20]})")
    return data


def _inflated(data: bytes) -> bytes:
    for window in (_GZIP_OR_ZLIB, -zlib.MAX_WBITS):
        unpacker = zlib.decompressobj(window)
        try:
            text = unpacker.decompress(data, LARGEST_DOCUMENT + 1)
        except zlib.error:
            continue
        if len(text) > LARGEST_DOCUMENT:
            raise SourceError(too_large())
        return text
    return data  # archives that unpack on their way in keep the header


def _unbrotlied(data: bytes) -> bytes:
    import brotli

    unpacker = brotli.Decompressor()
    pieces: list[bytes] = []
    room = LARGEST_DOCUMENT + 1
    try:
        pieces.append(unpacker.process(data, output_buffer_limit=room))
        while not unpacker.is_finished() and sum(map(len, pieces)) < room:
            piece = unpacker.process(b"", output_buffer_limit=room)
            if not piece:
                break
            pieces.append(piece)
    except brotli.error:
        return b"".join(pieces) or data
    text = b"".join(pieces)
    if len(text) > LARGEST_DOCUMENT:
        raise SourceError(too_large())
    return text


def _unzstd(data: bytes) -> bytes:
    import io

    import zstandard

    try:
        with zstandard.ZstdDecompressor(max_window_size=_LARGEST_WINDOW).stream_reader(
            io.BytesIO(data)
        ) as stream:
            text: bytes = stream.read(LARGEST_DOCUMENT + 1)
    except zstandard.ZstdError as error:
        raise SourceError("it is packed as zstd, and broken") from error
    if len(text) > LARGEST_DOCUMENT:
        raise SourceError(too_large())
    return text
