"""Documents that speak: "Dalam surat itu disebutkan, …", "Mengutip siaran pers …, …"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.analysis.quotes.contents import content_of, words_between
from reader.analysis.quotes.drafts import Draft, Drafts, Frame
from reader.analysis.quotes.phrases import chars
from reader.analysis.quotes.references import Reference
from reader.model.quote import SpeakerForm

if TYPE_CHECKING:
    from reader.analysis.quotes.reading import Reading

_MAX_SOURCE = 20
_MIN_WORDS = 3


def find_documents(drafts: Drafts) -> None:
    """Find sentences that open with the document they report."""
    reading = drafts.reading
    words, phrases = reading.grammar.words, reading.grammar.phrases
    for number, sentence in enumerate(reading.sentences):
        first = sentence.first
        size = reading.starts_with(first, sentence.last, phrases["connectives"])
        if size and reading.lower(first + size) == ",":
            first += size + 1
        if first >= sentence.last or not drafts.is_free(first) or reading.pair_at[first] != -1:
            continue
        size = reading.starts_with(first, sentence.last, phrases["documents"])
        if size:
            _keep_cited(drafts, number, first, size)
        elif reading.lower(first) in words["inside"]:
            _keep_inside(drafts, number, first)


def _keep_cited(drafts: Drafts, number: int, first: int, size: int) -> None:
    """Keep "Mengutip SIARAN PERS, isi"."""
    reading = drafts.reading
    sentence = reading.sentences[number]
    begin = first + size
    end = _comma(reading, begin, sentence.last)
    if end is None or not _is_document(reading, begin, end):
        return
    cue = (reading.tokens[first].start, reading.tokens[begin - 1].end)
    _keep(drafts, number, (begin, end), cue, end)


def _keep_inside(drafts: Drafts, number: int, first: int) -> None:
    """Keep "Dalam SURAT ITU disebutkan, isi"."""
    reading = drafts.reading
    sentence = reading.sentences[number]
    for at in range(first + 2, min(sentence.last, first + _MAX_SOURCE)):
        if reading.lower(at) not in reading.grammar.words["inside_verbs"]:
            continue
        end = at - 1 if reading.tokens[at - 1].text == "," else at
        if _is_document(reading, first + 1, end):
            token = reading.tokens[at]
            _keep(drafts, number, (first + 1, end), (token.start, token.end), at + 1)
        return


def _comma(reading: Reading, begin: int, last: int) -> int | None:
    """Return the comma that ends a cited source, past the commas inside names of bodies."""
    for at in range(begin, min(last, begin + _MAX_SOURCE)):
        if reading.tokens[at].text != "," or reading.mention_at[at] != -1:
            continue
        follower = reading.tokens[at + 1] if at + 1 < last else None
        if follower is not None and follower.lower in reading.grammar.words["weekdays"]:
            continue
        return at
    return None


def _is_document(reading: Reading, first: int, last: int) -> bool:
    nouns = reading.grammar.words["organization_documents"]
    return any(reading.lower(at) in nouns for at in range(first, min(last, first + 2)))


def _keep(drafts: Drafts, number: int, source: tuple[int, int], cue: tuple[int, int], begin: int) -> None:
    reading = drafts.reading
    last = begin
    while last < reading.sentences[number].last and drafts.is_free(last):
        last += 1
    content = content_of(reading, begin, last)
    if content is None or words_between(reading, content.first, content.last) < _MIN_WORDS:
        return
    speaker = Reference(
        SpeakerForm.DESCRIPTION, chars(reading, *source), first=source[0], end=source[1], is_document=True
    )
    body = next(
        (reading.mentions[reading.mention_at[at]] for at in range(*source) if reading.mention_at[at] != -1),
        None,
    )
    if body is not None:
        speaker = replace(speaker, names=(body.name,))
    draft = Draft(Frame.DOCUMENT, content.kind, content.parts, number, cue=cue, speaker=speaker)
    drafts.add(draft, [(source[0] - 1, content.last)])
