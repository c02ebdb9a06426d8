"""The one entry to analysis."""

from __future__ import annotations

from reader.analysis.entities import find_mentions
from reader.analysis.entities.other_names import add_other_names
from reader.analysis.language import detect_language
from reader.analysis.quotes import find_quotes
from reader.analysis.quotes.voices import with_speakers
from reader.model.analysis import Analysis
from reader.text.dateline import find_dateline
from reader.text.furniture import find_furniture
from reader.text.published import published_in

ANALYSIS_VERSION = 4
"""Raised when the analysis of the same body changes materially, so that libraries analyse it again."""


def analyze(
    body: str,
    *,
    title: str | None = None,
    source: str | None = None,
    published: str | None = None,
    language: str | None = None,
    declared: str | None = None,
) -> Analysis:
    """Find what a body says: its language, furniture, dateline, date, names and quotes.

    ``body`` must be clean already (``reader.text.sanitize``) and comes back unchanged; all offsets
    count its code points. What the caller knows (``title``, ``source``, ``published``, ``language``)
    is kept; the rest is found in the body. ``declared`` is the language that the page or feed claims, which
    the body may contradict. Any text gives an answer. Raise ModelError when a
    packaged model or lexicon is missing or damaged.
    """
    language = language or detect_language(body, title=title, declared=declared)
    furniture = find_furniture(body, language)
    dateline = find_dateline(body, language)
    mentions = find_mentions(body, language, skip=furniture, dateline=dateline)
    quotes = find_quotes(body, language, mentions, skip=furniture, dateline=dateline)
    return Analysis(
        body=body,
        title=title,
        source=source or (dateline.outlet if dateline else None),
        published=published or published_in(body, language),
        language=language,
        dateline=dateline,
        furniture=furniture,
        mentions=add_other_names(body, language, with_speakers(mentions, quotes), skip=furniture),
        quotes=quotes,
    )
