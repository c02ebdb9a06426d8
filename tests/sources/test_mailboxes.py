from __future__ import annotations

import io
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.article import RawArticle
from reader.model.report import Failure
from reader.sources import mbox
from reader.sources.archives import Budget
from reader.sources.files import read_paths
from reader.sources.kinds import Kind
from reader.sources.place import Place
from reader.sources.selection import Selection
from reader.sources.streams import read_stream


def mail(number: int, body: str = "Air sudah surut.", **headers: str) -> bytes:
    message = EmailMessage()
    message["Subject"] = f"Warta {number}"
    message["From"] = "Warta Sungai <warta@sungaikita.id>"
    message["Message-ID"] = f"<{number}@sungaikita.id>"
    message["Date"] = "Mon, 03 Jun 2024 14:02:00 +0700"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(body)
    return bytes(message)


def mailbox(*mails: bytes) -> bytes:
    return b"".join(b"From warta@sungaikita.id Mon Jun  3 14:02:00 2024\n" + one + b"\n" for one in mails)


def read(data: bytes) -> list[RawArticle | Failure]:
    place = Place("news.mbox", "file:///news.mbox")
    return list(read_stream(io.BytesIO(data), Kind.MBOX, place, Selection(), Budget(len(data))))


def test_each_mail_of_a_mailbox_is_an_article_known_by_its_message_id() -> None:
    first, second = read(
        mailbox(mail(1), mail(2, "Satu.\n\n>From hulu ke hilir.", Status="RO", X_Status="F"))
    )
    assert isinstance(first, RawArticle)
    assert isinstance(second, RawArticle)
    assert (first.locator, first.title) == ("file:///news.mbox#1%40sungaikita.id", "Warta 1")
    assert (first.read, first.starred) == (False, False)
    assert second.body == "Satu.\n\nFrom hulu ke hilir.\n\n"
    assert (second.read, second.starred) == (True, True)


def test_a_mail_without_text_never_stops_the_rest() -> None:
    bad, good = read(mailbox(b"Subject: x\n\n", mail(2)))
    assert bad == Failure("news.mbox#1", "the mail has no text")
    assert isinstance(good, RawArticle)


def test_a_mail_that_is_too_large_is_refused_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mbox, "LARGEST_DOCUMENT", 5000)
    huge, good = read(mailbox(mail(1, "kata " * 2000), mail(2)))
    assert isinstance(huge, Failure)
    assert huge.reason.startswith("it is too large")
    assert isinstance(good, RawArticle)


def test_a_file_that_is_no_mailbox_is_said() -> None:
    [failure] = read(b"Air sudah surut.\n")
    assert isinstance(failure, Failure)
    assert failure.reason.startswith("it is no mailbox")


def test_a_newsletter_is_read_from_its_html_and_its_list_is_its_source() -> None:
    message = EmailMessage()
    message["Subject"] = "Warta pekan ini"
    message["From"] = "Bayu Rimba <bayu@sungaikita.id>"
    message["List-Id"] = '"Warta Sungai" <warta.sungaikita.id>'
    message.set_content("Lihat di peramban: https://sungaikita.id/warta/1")
    rows = "".join(f"<tr><td>Kabar {n}: air sudah surut di Telaga Biru.</td></tr>" for n in range(4))
    message.add_alternative(f"<html><body><table>{rows}</table></body></html>", subtype="html")
    [article] = read(mailbox(bytes(message)))
    assert isinstance(article, RawArticle)
    assert article.source == "Warta Sungai"
    assert article.body.split("\n\n") == [f"Kabar {n}: air sudah surut di Telaga Biru." for n in range(4)]


def test_a_mail_that_goes_away_while_a_maildir_is_read_costs_no_other(tmp_path: Path) -> None:
    for part in ("cur", "new", "tmp"):
        (tmp_path / part).mkdir()
    (tmp_path / "new/171.a.host").write_bytes(mail(1))
    (tmp_path / "new/172.b.host").symlink_to(tmp_path / "gone")
    (tmp_path / "cur/173.c.host:2,S").write_bytes(mail(3))

    first, gone, last = read_paths([tmp_path])

    assert isinstance(first, RawArticle)
    assert isinstance(gone, Failure)
    assert "172.b.host" in gone.locator
    assert isinstance(last, RawArticle)


def test_a_maildir_keeps_the_state_of_its_mails_and_knows_them_when_they_move(tmp_path: Path) -> None:
    for part in ("cur", "new", "tmp"):
        (tmp_path / "Maildir" / part).mkdir(parents=True)
    (tmp_path / "Maildir/new/171.a.host").write_bytes(mail(1))
    (tmp_path / "Maildir/cur/172.b.host:2,FS").write_bytes(mail(2))
    (tmp_path / "Maildir/tmp/173.c.host").write_bytes(b"half a mail")
    new, seen = list(read_paths([tmp_path]))
    assert isinstance(new, RawArticle)
    assert isinstance(seen, RawArticle)
    assert (new.read, new.starred, seen.read, seen.starred) == (False, False, True, True)
    (tmp_path / "Maildir/new/171.a.host").rename(tmp_path / "Maildir/cur/171.a.host:2,S")
    moved, _ = list(read_paths([tmp_path]))
    assert isinstance(moved, RawArticle)
    assert (moved.locator, moved.read) == (new.locator, True)


@given(
    st.lists(
        st.sampled_from(
            [b"From a b\n", b"\n", b">From x\n", b"Subject: x\n", b"List-Id: <\n", b"From \xff", b"x" * 99]
        )
        | st.binary(max_size=30),
        max_size=20,
    )
)
def test_no_bytes_make_the_reader_of_mailboxes_raise(pieces: list[bytes]) -> None:
    items = read(b"From a\n" + b"".join(pieces))
    assert items
    assert not any("fault of the program" in item.reason for item in items if isinstance(item, Failure))
