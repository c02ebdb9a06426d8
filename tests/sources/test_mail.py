from __future__ import annotations

from email.message import EmailMessage

from hypothesis import given
from hypothesis import strategies as st

from reader.errors import SourceError
from reader.sources.mail import read_mail

WRAPPED = (
    "Air di Telaga Biru sudah surut sejak pagi tadi, kata Camat Wulan\n"
    "Saraswati, Senin (3/6/2024).\n\n“Besok kita mulai,” katanya.\n"
)


def make_mail(**headers: str) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = headers.get("subject", "Air [surut] — di Telaga Biru")
    message["From"] = "Warta Sungai Müller <warta@sungaikita.id>"
    message["Date"] = "Mon, 03 Jun 2024 14:02:00 +0700"
    message.set_content(WRAPPED)
    return message


def test_subject_sender_and_date_become_title_byline_and_time() -> None:
    article = read_mail(bytes(make_mail()), "file:///a.eml")
    assert article.title == "Air [surut] — di Telaga Biru"
    assert article.byline == "Warta Sungai Müller"
    assert article.published == "2024-06-03T14:02:00+07:00"


def test_lines_wrapped_by_the_mail_program_are_joined() -> None:
    article = read_mail(bytes(make_mail()), "file:///a.eml")
    assert "Camat Wulan Saraswati, Senin" in article.body
    assert "\n\n“Besok kita mulai,” katanya." in article.body


def test_attachments_are_passed_over_and_html_alone_is_read() -> None:
    message = EmailMessage()
    message["Subject"] = "Surut"
    message.set_content(
        "<html><body><article><p>Air sudah surut.</p></article></body></html>", subtype="html"
    )
    message.add_attachment("bukan cerita", filename="catatan.txt")
    assert read_mail(bytes(message), "file:///a.eml").body == "Air sudah surut."


def test_an_unknown_charset_is_read_all_the_same() -> None:
    data = b"Subject: x\nContent-Type: text/plain; charset=no-such\n\nAir sudah surut \x96 kata Wulan.\n"
    assert read_mail(data, "file:///a.eml").body == "Air sudah surut – kata Wulan.\n"


@given(
    st.lists(
        st.sampled_from(
            [
                b"Subject: =?utf-8?b?!!?=\n",
                b"From: <<a@\n",
                b"Date: 99\n",
                b"Content-Type: multipart/mixed; boundary=x\n",
                b"--x\n",
                b"Content-Type: text/html\n",
                b"Content-Transfer-Encoding: base64\n",
                b"\n",
                b"<p>Air surut\n",
                b"\xff\xfe\x00",
            ]
        )
    )
)
def test_any_mail_gives_an_article_or_a_reason(pieces: list[bytes]) -> None:
    try:
        assert read_mail(b"".join(pieces), "file:///a.eml").body
    except SourceError as error:
        reason = str(error)
        assert reason
