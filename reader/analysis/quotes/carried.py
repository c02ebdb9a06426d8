"""Marked strings without a cue of their own: carried-over quotes, lead-ins, transcripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.quotes.contents import inner_span, pair_words
from reader.analysis.quotes.drafts import Draft, Drafts, Frame
from reader.analysis.quotes.references import PERSON_FORMS, Reference
from reader.analysis.quotes.speakers import speaker_after, speaker_before
from reader.analysis.quotes.subjects import leading_subject
from reader.model.quote import QuoteKind, SpeakerForm

if TYPE_CHECKING:
    from reader.analysis.quotes.reading import Reading

_MIN_WORDS = 4
_LONGEST_LABEL = 4
"""Words of a name that stands before a colon."""
_SHORTEST_LABEL = 2
"""Tokens of a name with its colon."""


def find_carried(drafts: Drafts) -> None:
    """Find the sentences that are nothing but a marked string."""
    reading = drafts.reading
    for number, sentence in enumerate(reading.sentences):
        pair = reading.pair_at[sentence.first]
        if pair == -1 or not drafts.is_free(sentence.first) or pair_words(reading, pair) < _MIN_WORDS:
            continue
        last = reading.pair_tokens[pair][1]
        if not _ends_there(reading, last, sentence.last):
            continue
        lead = lead_in(reading, number)
        draft = Draft(Frame.CARRIED, QuoteKind.DIRECT, [inner_span(reading, pair)], number)
        if lead is not None:
            draft.speaker = lead
        drafts.add(draft, [(sentence.first, last)])


def find_transcribed(drafts: Drafts) -> None:
    """Find the lines of interviews and chats: a name, a colon and a marked string."""
    reading = drafts.reading
    named = {word.casefold() for mention in reading.mentions for word in mention.name.split()}
    for pair, (first, last) in enumerate(reading.pair_tokens):
        if last <= first or not drafts.is_free(first) or not pair_words(reading, pair):
            continue
        number = reading.sentence_at[first]
        begin = reading.sentences[number].first
        if first - begin < _SHORTEST_LABEL or reading.tokens[first - 1].text != ":":
            continue
        cue = reading.grammar.cues.get(reading.lower(begin))
        if cue is not None and "active" in cue.uses and not reading.grammar.is_verb_first:
            # "Says Mr. Kane: …": verb and speaker have changed places.
            speaker = speaker_after(reading, begin + 1, first - 1)
            if speaker is not None:
                token = reading.tokens[begin]
                draft = Draft(Frame.SUBJECT_VERB, QuoteKind.DIRECT, [inner_span(reading, pair)], number)
                draft.speaker, draft.cue = speaker, (token.start, token.end)
                drafts.add(draft, [(begin, last)])
                continue
        speaker = speaker_before(reading, begin, first - 1)
        if speaker is None or speaker.begin != begin or speaker.form is not SpeakerForm.NAME:
            speaker = _label(reading, begin, first - 1, named) or leading_subject(drafts, begin, first - 1)
        if speaker is not None and speaker.form in PERSON_FORMS:
            draft = Draft(Frame.TRANSCRIBED, QuoteKind.DIRECT, [inner_span(reading, pair)], number)
            draft.speaker = speaker
            drafts.add(draft, [(begin, last)])


def _label(reading: Reading, begin: int, end: int, named: set[str]) -> Reference | None:
    """Return the name before the colon of an interview, whatever the tagger holds it for."""
    is_name = end - begin <= _LONGEST_LABEL and all(
        reading.tokens[at].is_capitalised and reading.lower(at) in named for at in range(begin, end)
    )
    if not is_name:
        return None
    span = (reading.tokens[begin].start, reading.tokens[end - 1].end)
    name = reading.body[span[0] : span[1]]
    return Reference(SpeakerForm.NAME, span, names=(name,), begin=begin, first=begin, stop=end, end=end)


def _ends_there(reading: Reading, at: int, last: int) -> bool:
    """Whether nothing but punctuation and remarks in brackets follows a marked string."""
    depth = 0
    for index in range(at, last):
        text = reading.tokens[index].text
        depth += (text == "(") - (text == ")")
        if not depth and reading.tokens[index].is_word:
            return False
    return True


def lead_in(reading: Reading, number: int) -> Reference | None:
    """Return who the sentence before announces with a colon: "Sari menulis di akunnya:"."""
    if not number:
        return None
    before = reading.sentences[number - 1]
    if reading.tokens[before.last - 1].text != ":":
        return None
    for at in range(before.first + 1, before.last):
        cue = reading.grammar.cues.get(reading.lower(at))
        if cue is not None and cue.uses & {"active"} and not cue.clitic and cue.may_follow_quote:
            speaker = speaker_before(reading, before.first, at)
            return speaker if speaker is not None and speaker.form is not SpeakerForm.DESCRIPTION else None
    return None
