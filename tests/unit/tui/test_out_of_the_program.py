"""What leaves the program: quotes and articles to paste and to keep, and links to open."""

from __future__ import annotations

import errno
import webbrowser
from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING

import pytest

from reader.model.quote import Quote, QuoteKind, SpeakerForm
from reader.model.span import Span
from reader.tui.browsing import BrowserError, checked_link, open_page
from reader.tui.citing import as_markdown, as_text, cite_article, cite_quote, speaker_label
from reader.tui.saving import FileThereError, SaveError, chosen_path, save_article, suggested_name
from tests.tui.articles import article, budget_article
from tests.tui.hosts import Host

if TYPE_CHECKING:
    from pathlib import Path


def quote(words: str, **changes: object) -> Quote:
    facts = {
        "kind": QuoteKind.DIRECT,
        "content": (Span(0, len(words), words),),
        "name": "Mira Tan",
        "confidence": 0.9,
    }
    return Quote(**(facts | changes))  # type: ignore[arg-type]


# -- quotes --------------------------------------------------------------------------------------


def test_a_quote_is_cited_with_speaker_role_outlet_date_and_link() -> None:
    story = budget_article()
    cited = cite_quote(story, story.analysis.quotes[0], zone=UTC)
    assert cited == (
        "“Nobody is above the calendar” — Rana Idris, Judge, Daily Example, 23 Nov 2025, https://daily.example/budget"
    )


def test_words_reported_indirectly_get_no_quotation_marks() -> None:
    cited = cite_quote(
        article("x", url=None), quote("the port stays shut", kind=QuoteKind.INDIRECT), zone=UTC
    )
    assert cited == "the port stays shut — Mira Tan, Daily Example, 23 Nov 2025"


def test_marks_inside_a_mixed_quote_stay() -> None:
    cited = cite_quote(
        article("x", url=None), quote("the plan was “a joke” to her", kind=QuoteKind.MIXED), zone=UTC
    )
    assert cited.startswith("the plan was “a joke” to her — ")


def test_an_interrupted_quote_shows_where_it_was_interrupted() -> None:
    story = budget_article()
    assert cite_quote(story, story.analysis.quotes[2], zone=UTC).startswith(
        "“Then … we will answer.” — unattributed"
    )


def test_the_agency_that_words_were_taken_from_is_named() -> None:
    assert "Mira Tan, via Kabar Sari, Daily Example" in cite_quote(
        article("x"), quote("Yes", relay="Kabar Sari")
    )


def test_a_doubtful_speaker_carries_a_question_mark() -> None:
    assert speaker_label(quote("Yes", confidence=0.3)) == "Mira Tan?"


@pytest.mark.parametrize(
    ("form", "label"),
    [
        (SpeakerForm.DESCRIPTION, "a neighbour"),
        (SpeakerForm.ORGANIZATION, "a neighbour"),
        (SpeakerForm.PRONOUN, "unattributed"),
        (SpeakerForm.NONE, "unattributed"),
    ],
)
def test_without_a_name_the_articles_own_words_stand_but_never_a_guess(form: SpeakerForm, label: str) -> None:
    assert speaker_label(quote("Yes", name=None, speaker=Span(0, 11, "a neighbour"), mention=form)) == label


def test_no_escape_sequence_reaches_the_clipboard() -> None:
    story = article("x", title="A\x1b]52;c;ZXZpbA==\x07", url=None)
    assert "\x1b" not in cite_article(story)
    assert "\x1b" not in cite_quote(story, quote("Y\x1b[2Jes"))


# -- files ---------------------------------------------------------------------------------------


def test_an_article_is_saved_as_text_without_the_lines_of_the_page(tmp_path: Path) -> None:
    text = as_text(budget_article(), zone=UTC)
    assert text.startswith(
        "Court orders release of budget papers\n\nBy A. Writer, Daily Example, 23 Nov 2025, https://daily.example/budget\n\n"
    )
    assert "Read also" not in text
    assert text.endswith("a matter of time.\n")


def test_an_article_is_saved_as_markdown_with_its_quotes_and_no_stray_markup() -> None:
    text = as_markdown(budget_article(), zone=UTC)
    assert text.startswith("# Court orders release of budget papers\n\n")
    assert "\\[campaigners\\]" in text
    assert "1. “Nobody is above the calendar” — Rana Idris, Judge\n" in text


def test_the_suffix_says_in_which_form_a_file_is_written(tmp_path: Path) -> None:
    for name, start in (("a.md", "# Court"), ("a.txt", "Court"), ("a", "Court")):
        save_article(budget_article(), tmp_path / name)
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_a_file_is_replaced_only_when_that_is_wanted(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("mine", encoding="utf-8")
    with pytest.raises(FileThereError, match="is there already"):
        save_article(budget_article(), file)
    assert file.read_text(encoding="utf-8") == "mine"
    save_article(budget_article(), file, replace=True)
    assert file.read_text(encoding="utf-8").startswith("Court")


def test_a_file_that_cannot_be_written_is_named_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(SaveError, match="No such file or directory"):
        save_article(budget_article(), tmp_path / "nowhere" / "a.md")


@pytest.mark.parametrize("replaces", [False, True])
def test_a_full_disk_leaves_no_half_file_and_keeps_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, replaces: bool
) -> None:
    file = tmp_path / "a.txt"
    if replaces:
        file.write_text("mine", encoding="utf-8")

    def no_room(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.write_text", no_room)
        with pytest.raises(SaveError, match="No space left on device"):
            save_article(budget_article(), file, replace=replaces)
    assert [path.name for path in tmp_path.iterdir()] == (["a.txt"] if replaces else [])
    assert not replaces or file.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Harga [naik] / turun?", "harga-naik-turun.md"),
        ("../../etc/passwd", "etc-passwd.md"),
        ("!?", "article.md"),
        ("x" * 300, "x" * 60 + ".md"),
    ],
)
def test_a_file_name_is_made_of_the_words_of_the_title(title: str, name: str) -> None:
    assert suggested_name(article("Body.", title=title)) == name


def test_the_home_folder_may_be_written_as_a_tilde() -> None:
    assert "~" not in str(chosen_path(" ~/a.md "))


# -- links ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("url", ["https://daily.example/a?b=c#d", "http://daily.example"])
def test_web_links_may_be_opened(url: str) -> None:
    assert checked_link(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https:///nohost",
        "--new-window",
        "https://a.example/ b",
        "https://a.example/\x1b[2J",
        "https://[broken",
        "mailto:a@b.example",
    ],
)
def test_anything_else_may_not(url: str | None) -> None:
    with pytest.raises(BrowserError):
        checked_link(url)


class Browser(webbrowser.BaseBrowser):
    """A browser that notes what it was asked to open."""

    def __init__(self, *, works: bool = True) -> None:
        super().__init__("test")
        self.works = works
        self.links: list[str] = []

    def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:
        self.links.append(url)
        return self.works


async def test_a_page_is_opened_in_the_browser_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    browser = Browser()
    monkeypatch.setattr(webbrowser, "get", lambda: browser)
    async with (app := Host()).run_test():
        open_page(app, "https://daily.example/a")
    assert browser.links == ["https://daily.example/a"]


async def test_a_browser_that_fails_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    async with (app := Host()).run_test():
        monkeypatch.setattr(webbrowser, "get", lambda: Browser(works=False))
        with pytest.raises(BrowserError, match="did not open"):
            open_page(app, "https://daily.example/a")

        def none() -> Browser:
            raise webbrowser.Error("could not locate runnable browser")

        monkeypatch.setattr(webbrowser, "get", none)
        with pytest.raises(BrowserError, match="No browser could be started"):
            open_page(app, "https://daily.example/a")


def test_an_article_without_a_link_is_cited_by_its_title() -> None:
    assert cite_article(replace(budget_article(), url=None)) == "Court orders release of budget papers"
