"""Articles and quotes as text to paste or to keep: with who said it, where and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.quote import QuoteKind, SpeakerForm
from reader.tui.times import local_time
from reader.tui.wrap import on_one_line, paragraphs_of, showable

if TYPE_CHECKING:
    from datetime import tzinfo

    from reader.model.article import Article
    from reader.model.entity import StoredQuote
    from reader.model.quote import Quote

UNATTRIBUTED = "unattributed"

_DESCRIBED = frozenset({SpeakerForm.ROLE, SpeakerForm.DESCRIPTION, SpeakerForm.ORGANIZATION})
_MARKS = "“”„‟\"«»‹›‘’'「」『』 \n"
_MARKDOWN_SIGNS = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>#|"})


def cite_quote(article: Article, quote: Quote, *, zone: tzinfo | None = None) -> str:
    """Return "“…” — Name, role, outlet, date, link"; words not said literally get no quotation marks."""
    relay = f"via {quote.relay}" if quote.relay else ""
    facts = [speaker_label(quote), relay, *_origin(article, zone)]
    return showable(f"{words_of(quote)} — {', '.join(fact for fact in facts if fact)}")


def cite_stored_quote(quote: StoredQuote, *, zone: tzinfo | None = None) -> str:
    """Return a quote of the library as ``cite_quote`` gives it from its article."""
    name = f"{quote.name}?" if quote.is_doubtful else quote.name
    relay = f"via {quote.relay}" if quote.relay else ""
    facts = [name or UNATTRIBUTED, quote.role or "", relay, quote.source]
    facts += [_day(quote.published_at, zone), quote.url or ""]
    return showable(f"{words_of_stored(quote)} — {', '.join(fact for fact in facts if fact)}")


def words_of_stored(quote: StoredQuote, *, opening: str = "“", closing: str = "”") -> str:
    """Return the words of a quote of the library as ``words_of`` gives them from its article."""
    if quote.kind != QuoteKind.DIRECT:
        return on_one_line(quote.text)
    return between_marks(" … ".join(map(_without_marks, quote.parts)), opening=opening, closing=closing)


def words_of(quote: Quote, *, opening: str = "“", closing: str = "”") -> str:
    """Return the words of a quote on one line, between quotation marks only where all of it was said so."""
    if quote.kind is not QuoteKind.DIRECT:
        return on_one_line(quote.text)
    parts = " … ".join(_without_marks(part.text) for part in quote.content)
    return between_marks(parts, opening=opening, closing=closing)


def between_marks(words: str, *, opening: str = "“", closing: str = "”") -> str:
    """Return words on one line between quotation marks, those they had left out."""
    return f"{opening}{on_one_line(_without_marks(words))}{closing}"


def speaker_name(quote: Quote) -> str:
    """Return who said it, as far as the article tells: a doubtful name with a question mark.

    Without a name the article's own description stands ("a resident"), and "unattributed" without that.
    """
    if quote.name is not None:
        return f"{quote.name}?" if quote.is_doubtful else quote.name
    if quote.role is not None:
        return quote.role.text
    if quote.speaker is not None and quote.mention in _DESCRIBED:
        return quote.speaker.text
    return UNATTRIBUTED


def speaker_role(quote: Quote) -> str:
    """Return the role that is said beside the name, or nothing."""
    return quote.role.text if quote.role is not None and quote.name is not None else ""


def speaker_label(quote: Quote) -> str:
    """Return "Name, role"."""
    return ", ".join(part for part in (speaker_name(quote), speaker_role(quote)) if part)


def cite_article(article: Article) -> str:
    """Return the title, and the link under it where there is one."""
    return showable("\n".join([article.title, *([article.url] if article.url else [])]))


def as_text(article: Article, *, zone: tzinfo | None = None) -> str:
    """Return an article as plain text: title, facts, paragraphs."""
    return (
        "\n\n".join([_plain_title(article), ", ".join(_facts(article, zone)), *_paragraphs(article)]) + "\n"
    )


def as_markdown(article: Article, *, zone: tzinfo | None = None) -> str:
    """Return an article as Markdown, with its quotes listed at the end."""
    blocks = [
        f"# {_escaped(_plain_title(article))}",
        f"*{_escaped(', '.join(_facts(article, zone)))}*",
        *(_escaped(paragraph) for paragraph in _paragraphs(article)),
    ]
    quotes = article.analysis.quotes
    if quotes:
        blocks.append("## Quotes")
        blocks.append(
            "\n".join(f"{number}. {_escaped(_listed(quote))}" for number, quote in enumerate(quotes, start=1))
        )
    return "\n\n".join(blocks) + "\n"


def _listed(quote: Quote) -> str:
    return f"{words_of(quote)} — {on_one_line(speaker_label(quote))}"


def _plain_title(article: Article) -> str:
    return on_one_line(article.title)


def _paragraphs(article: Article) -> list[str]:
    """Return the paragraphs of the story, those that belong to the page left out."""
    body = showable(article.analysis.body)
    furniture = [(span.start, span.end) for span in article.analysis.furniture]
    return [
        " ".join(body[start:end].split("\n"))
        for start, end in paragraphs_of(body)
        if not any(first <= start and end <= last for first, last in furniture)
    ]


def _facts(article: Article, zone: tzinfo | None) -> list[str]:
    facts = [article.byline or "", *_origin(article, zone)]
    return [showable(fact) for fact in facts if fact]


def _origin(article: Article, zone: tzinfo | None) -> list[str]:
    return [article.source, _day(article.published_at, zone), article.url or ""]


def _day(seconds: int, zone: tzinfo | None) -> str:
    day = local_time(seconds, zone)
    return f"{day.day} {day:%b %Y}"


def _without_marks(text: str) -> str:
    """Return words without the quotation marks round them, nor the comma before the last one."""
    return text.strip(_MARKS).rstrip(",")


def _escaped(text: str) -> str:
    return text.translate(_MARKDOWN_SIGNS)
