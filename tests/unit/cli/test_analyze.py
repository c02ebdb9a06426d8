"""``newsreader analyze``: one document, or a stream of texts."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from reader.cli import analysis_stream

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.cli.conftest import Newsreader

STORY = """\
Pintu Air Lama Dibuka Kembali

KABAR TELUK, Karangsari – Dinas Air Karangsari membuka lagi pintu air lama, Kamis (1/10/2026).

"Kami sudah menunggu dua tahun," kata Ratna Prakoso, kepala dinas itu.

Menurut Ratna, perbaikan selesai lebih cepat dari rencana.
"""
BODY = STORY.partition("\n\n")[2]
SHAPE = {"title", "source", "published", "language", "body", "dateline", "furniture", "mentions", "quotes"}


def spans_in(document: Any) -> list[dict[str, Any]]:
    """Return every object with start, end and text, at any depth."""
    if isinstance(document, list):
        return [span for item in document for span in spans_in(item)]
    if not isinstance(document, dict):
        return []
    own = [document] if {"start", "end", "text"} <= document.keys() else []
    return own + [span for value in document.values() for span in spans_in(value)]


def request(**fields: object) -> str:
    return json.dumps(fields) + "\n"


def test_a_file_becomes_one_document_of_the_promised_shape(newsreader: Newsreader, tmp_path: Path) -> None:
    file = tmp_path / "pintu-air.txt"
    file.write_text(STORY, encoding="utf-8")
    ran = newsreader("analyze", "--json", file)
    assert (ran.code, ran.err) == (0, "")
    analysis = ran.json
    assert set(analysis) == SHAPE
    assert analysis["title"] == "Pintu Air Lama Dibuka Kembali"
    assert analysis["language"] == "id"
    assert analysis["published"] == "2026-10-01"
    assert [quote["name"] for quote in analysis["quotes"]][:1] == ["Ratna Prakoso"]
    spans = spans_in(analysis)
    assert spans
    assert all(analysis["body"][span["start"] : span["end"]] == span["text"] for span in spans)


def test_the_body_of_a_text_file_is_the_file_save_its_title(newsreader: Newsreader, tmp_path: Path) -> None:
    file = tmp_path / "pintu-air.txt"
    file.write_text(STORY, encoding="utf-8")
    assert newsreader("analyze", "--json", file).json["body"].rstrip("\n") == BODY.rstrip("\n")


def test_a_text_that_opens_with_its_dateline_has_no_title(newsreader: Newsreader) -> None:
    ran = newsreader("analyze", "--json", "-", stdin=BODY)
    assert ran.json["title"] is None
    assert ran.json["body"].startswith("KABAR TELUK")


def test_the_language_can_be_given(newsreader: Newsreader) -> None:
    assert newsreader("analyze", "--json", "--language", "en", "-", stdin=BODY).json["language"] == "en"


@pytest.mark.parametrize("language", ["indonesia", "1d", ""])
def test_a_language_that_is_no_code_is_wrong_usage(language: str, newsreader: Newsreader) -> None:
    assert newsreader("analyze", "--language", language, "-", stdin=BODY).code == 2


def test_a_person_gets_text_and_numbered_quotes(newsreader: Newsreader) -> None:
    ran = newsreader("analyze", "-", stdin=STORY)
    assert ran.code == 0
    assert ran.out.startswith("Pintu Air Lama Dibuka Kembali\n")
    assert "\n  1  Ratna Prakoso" in ran.out
    assert "Ratna Prakoso" in ran.out.partition("\nPeople\n")[2]
    assert "\x1b" not in ran.out


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n", "empty"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(200), "PNG"),
        ("noise.txt", bytes(range(256)) * 8, "binary"),
        ("broken.zip", b"PK\x03\x04" + b"x" * 50, "zip"),
        ("cut.txt.gz", gzip.compress(b"kata " * 500)[:-9], "gz"),
    ],
    ids=["empty", "blank", "picture", "noise", "broken zip", "cut gzip"],
)
def test_a_file_that_holds_no_article_is_one_line_and_exit_1(
    name: str, content: bytes, reason: str, newsreader: Newsreader, tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    ran = newsreader("analyze", "--json", file)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("newsreader: ")
    assert name in ran.err
    assert reason.lower() in ran.err.lower()
    assert ran.err.count("\n") == 1


def test_a_missing_file_is_one_line_and_exit_1(newsreader: Newsreader, tmp_path: Path) -> None:
    ran = newsreader("analyze", "--json", tmp_path / "gone.txt")
    assert (ran.code, ran.out) == (1, "")
    assert "gone.txt" in ran.err


def test_an_archive_of_several_articles_is_refused_with_the_way_out(
    newsreader: Newsreader, tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        for name in ("one.txt", "two.txt"):
            archive.writestr(name, STORY + name)
    ran = newsreader("analyze", tmp_path / "two.zip")
    assert ran.code == 1
    assert "holds several articles; 'newsreader index' takes them all" in ran.err


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_old_encodings_are_read(encoding: str, newsreader: Newsreader, tmp_path: Path) -> None:
    file = tmp_path / "old.txt"
    file.write_bytes("“Café itu tutup,” kata Ratna Prakoso kepada warga di Karangsari.\n".encode(encoding))
    assert "“Café itu tutup,”" in newsreader("analyze", "--json", file).json["body"]


def test_dangerous_characters_never_reach_the_output(newsreader: Newsreader) -> None:
    ran = newsreader(
        "analyze",
        "-",
        stdin=b"Judul \x1b[31m\xe2\x80\xae\n\nIsi \x1b]0;x\x07 dengan \x00 dan [b]kurung[/b].\n",
    )
    assert ran.code == 0
    assert not {"\x1b", "\x07", "\x00", "\u202e"} & set(ran.out)
    assert "[b]kurung[/b]" in ran.out


# -- streams ---------------------------------------------------------------------------------------


def test_each_line_is_answered_with_its_id_in_order(newsreader: Newsreader) -> None:
    lines = [request(id=number, text=BODY) for number in (3, 1, 2)]
    ran = newsreader("analyze", "--jsonl", "-", stdin="".join(lines))
    assert (ran.code, ran.err) == (0, "")
    assert [answer["id"] for answer in ran.lines] == [3, 1, 2]
    assert all(set(answer) == SHAPE | {"id"} for answer in ran.lines)


def test_no_line_of_a_given_text_is_taken_as_its_title(newsreader: Newsreader) -> None:
    ran = newsreader(
        "analyze", "--jsonl", "-", stdin=request(id="a", text=STORY) + request(id="b", text=BODY, title="T")
    )
    untitled, titled = ran.lines
    assert (untitled["title"], untitled["body"]) == (None, STORY)
    assert titled["title"] == "T"


@pytest.mark.parametrize(
    ("line", "answered_id", "reason"),
    [
        ("{", None, "not valid JSON"),
        ("[1, 2]", None, "not a JSON object"),
        ('{"text": "x"}', None, '"id" is missing'),
        ('{"id": 7}', 7, '"text" is missing'),
        ('{"id": 7, "text": null}', 7, '"text" is not a string'),
        ('{"id": 7, "text": "x", "title": 3}', 7, '"title" is not a string'),
        ('{"id": 7, "text": "x", "language": []}', 7, '"language" is not a string'),
        ("[" * 100_000, None, "nested too deeply"),
        ('{"id": 1, "text": "\xff"}', None, "not valid UTF-8"),
    ],
)
def test_a_bad_line_is_answered_with_an_error_and_stops_nothing(
    line: str, answered_id: object, reason: str, newsreader: Newsreader
) -> None:
    good = request(id="good", text=BODY).encode()
    ran = newsreader("analyze", "--jsonl", "-", stdin=line.encode("latin-1") + b"\n" + good)
    assert ran.code == 1
    bad, after = ran.lines
    assert set(bad) == {"id", "error"}
    assert bad["id"] == answered_id
    assert bad["error"].startswith(f"line 1: {reason}")
    assert after["id"] == "good"
    assert "1 line could not be analysed" in ran.err


def test_blank_lines_are_passed_over(newsreader: Newsreader) -> None:
    ran = newsreader("analyze", "--jsonl", "-", stdin="\n \n" + request(id=1, text="Halo.") + "\n")
    assert (ran.code, len(ran.lines)) == (0, 1)


def test_no_input_is_no_output(newsreader: Newsreader) -> None:
    ran = newsreader("analyze", "--jsonl", "-")
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_any_text_has_an_answer(newsreader: Newsreader) -> None:
    texts = ["", "\ud800", "\x00\x1b[2J", "”" * 3000, "kata " * 3000, "KATA\n" * 300, "\u202e\u200b\ufeff"]
    ran = newsreader(
        "analyze", "--jsonl", "-", stdin="".join(request(id=n, text=text) for n, text in enumerate(texts))
    )
    assert ran.code == 0
    for answer in ran.lines:
        assert all(answer["body"][span["start"] : span["end"]] == span["text"] for span in spans_in(answer))


def test_a_line_that_is_too_long_is_skipped(newsreader: Newsreader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysis_stream, "LONGEST_LINE", 1 << 20)
    long = request(id=1, text="x" * (3 << 20))
    ran = newsreader("analyze", "--jsonl", "-", stdin=long + request(id=2, text="Halo."))
    assert [answer.get("error") for answer in ran.lines] == ["line 1: longer than 1 MB", None]


def test_a_stream_can_come_from_a_file(newsreader: Newsreader, tmp_path: Path) -> None:
    file = tmp_path / "texts.jsonl"
    file.write_text(request(id=1, text=BODY))
    assert newsreader("analyze", "--jsonl", file).lines[0]["id"] == 1
    ran = newsreader("analyze", "--jsonl", tmp_path / "gone.jsonl")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.endswith("gone.jsonl: No such file or directory\n")


def test_processes_answer_in_the_same_order(newsreader: Newsreader) -> None:
    lines = [request(id=number, text=f"{number}. {BODY}") for number in range(40)]
    lines[13] = "not JSON\n"
    ran = newsreader("analyze", "--jsonl", "--jobs", "2", "-", stdin="".join(lines))
    alone = newsreader("analyze", "--jsonl", "-", stdin="".join(lines))
    assert ran.code == alone.code == 1
    assert ran.lines == alone.lines


def test_a_text_that_kills_its_process_costs_only_its_own_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysis_stream, "answer_to", deadly_answer_to)
    lines = [b"deadly\n" if number == 5 else b"fine\n" for number in range(1, 13)]
    answers = list(analysis_stream.answers(io.BytesIO(b"".join(lines)), jobs=2, language=None))
    assert [answer.is_error for answer in answers] == [number == 5 for number in range(1, 13)]
    assert b"line 5: the process that analysed it was killed" in answers[4].json


def deadly_answer_to(line: analysis_stream.Line, *, language: str | None) -> analysis_stream.Answer:
    """Die of one line as an analysis that runs out of memory would."""
    if line.text == b"deadly\n":
        import os

        os._exit(9)
    return analysis_stream.Answer(b"{}")
