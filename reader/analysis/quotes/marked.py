"""Marked strings with their attribution right behind them: "…," kata Sari."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.quotes.clause_bounds import may_be_verb
from reader.analysis.quotes.complements import noun_phrase_end
from reader.analysis.quotes.contents import closes_speech, content_of, inner_span, pair_words
from reader.analysis.quotes.drafts import Draft, Drafts, Frame
from reader.analysis.quotes.parts_of_speech import FINITE
from reader.analysis.quotes.sources import Attribution, holder_at, is_idiom
from reader.analysis.quotes.speakers import clitic_of, speaker_after, speaker_before
from reader.model.quote import QuoteKind, SpeakerForm

if TYPE_CHECKING:
    from reader.analysis.quotes.reading import Reading
    from reader.analysis.quotes.references import Reference

_SUBJECT_REACH = 30
"""How many tokens a subject with its appositions may take between a quote and its verb."""
_JOINTS = frozenset([",", "-", "–", "—", "--", "."])


def find_marked(drafts: Drafts) -> None:
    """Find the marked strings that a cue follows, with the second part of interrupted ones."""
    reading = drafts.reading
    for pair, (first, last) in enumerate(reading.pair_tokens):
        if last <= first or not drafts.is_free(first) or pair_words(reading, pair) == 0:
            continue
        sentence = reading.sentence_at[last - 1]
        limit = reading.sentences[sentence].last
        attribution = attribution_after(reading, last, limit)
        if attribution is not None:
            _keep(drafts, pair, attribution)


def attribution_after(reading: Reading, index: int, limit: int) -> Attribution | None:
    """Read the attribution that starts at a token, right after content that has ended."""
    is_closed = index > 0 and _is_closed(reading, index - 1)
    while index < limit and reading.tokens[index].text in _JOINTS:
        index += 1
        is_closed = True
    if index >= limit or reading.pair_at[index] != -1:
        return None
    cue = reading.grammar.cues.get(reading.lower(index))
    if cue is not None and cue.takes == {"quoted"} and not is_closed:
        # "the song "Rain" starts in May"
        return None
    return (
        cue_then_speaker(reading, index, limit)
        or holder_at(reading, index, limit)
        or (_subject_then_cue(reading, index, limit) if is_closed else None)
    )


def _is_closed(reading: Reading, index: int) -> bool:
    """Whether the marked string that ends at a token ends with punctuation, as speech does."""
    pair = reading.pair_at[index]
    if pair == -1:
        return True
    return closes_speech(reading, pair, ",.?!…-—")


def cue_then_speaker(
    reading: Reading, index: int, limit: int, *, is_passive: bool = False
) -> Attribution | None:
    """Read "kata Sari", "katanya", "said Sari" at a token; with ``is_passive`` "diakui Sari" too."""
    grammar = reading.grammar
    if reading.lower(index) in grammar.words["echoing"]:
        # "…, demikian dikemukakan Sari": of two cues the one beside the speaker counts.
        second = grammar.cues.get(reading.lower(index + 1))
        if second is not None and second.uses & {"bare", "passive"}:
            return cue_then_speaker(reading, index + 1, limit, is_passive=True)
    wanted = {"bare", "passive"} if is_passive else {"bare"}
    token = reading.tokens[index]
    cue = grammar.cues.get(token.lower)
    if cue is None or is_idiom(reading, index, limit):
        return None
    span = (token.start, token.end - cue.clitic)
    if cue.clitic:
        if not cue.uses & wanted:
            return None
        speaker: Reference | None = clitic_of(reading, index, cue.clitic)
    elif cue.uses & (wanted if grammar.is_verb_first else {"active"}):
        agent = index + 1 + (is_passive and reading.lower(index + 1) in grammar.words["agents"])
        if "hearer" in cue.takes and not grammar.is_verb_first:
            # "told Northline": who stands behind it has listened.
            return None
        speaker = speaker_after(reading, agent, limit)
        if speaker is not None and not grammar.is_verb_first and not _is_inverted(reading, speaker, limit):
            return None
    else:
        return None
    if speaker is None:
        return None
    return Attribution(span, speaker, index, speaker.end, cue.continues, Frame.AFTER_MARKS)


def _is_inverted(reading: Reading, speaker: Reference, limit: int) -> bool:
    """Whether "said X" ends there: in subject-first languages "said X would" reports a clause instead."""
    if speaker.form is SpeakerForm.PRONOUN:
        return False
    at = speaker.end
    if at < limit and reading.pair_at[at] != -1:
        # "the aide, who asked for anonymity, said VANE "knows the way""
        return False
    if at >= limit or not reading.tokens[at].is_word:
        return True
    words = reading.grammar.words
    word = reading.lower(at)
    return word in words["prepositions"] or word in words["weekdays"] or word in words["relatives"]


def _subject_then_cue(reading: Reading, index: int, limit: int) -> Attribution | None:
    """Read "Sari Dewi, ketua panitia, menuturkan" between a quote and the end of its sentence."""
    cues = reading.grammar.cues
    for at in range(index + 1, min(limit, index + _SUBJECT_REACH)):
        if reading.pair_at[at] != -1 or reading.tokens[at].text in {";", ":"}:
            return None
        cue = cues.get(reading.tokens[at].lower)
        if cue is None or is_idiom(reading, at, limit):
            continue
        is_base = "base" in cue.uses and FINITE in reading.classes[at : at + 1]
        is_base = is_base and FINITE not in reading.classes[index:at]
        if "active" not in cue.uses and not is_base:
            continue
        end = at + 1 + ("wording" in cue.takes and reading.lower(at + 1) in reading.grammar.words["wordings"])
        if (not cue.may_follow_quote and end == at + 1) or not may_be_verb(reading, at):
            continue
        if reading.lower(at - 1) in reading.grammar.words["negators"]:
            return None
        speaker = speaker_before(reading, index, at)
        if speaker is None:
            continue
        if "hearer" not in cue.takes and not _ends_attribution(reading, end, limit):
            return None
        token = reading.tokens[at]
        end = max(end, _past_hearer(reading, end, limit))
        return Attribution((token.start, token.end), speaker, index, end, cue.continues, Frame.AFTER_MARKS)
    return None


def _ends_attribution(reading: Reading, index: int, limit: int) -> bool:
    """Whether nothing that could be said follows the verb of an attribution."""
    if index >= limit or reading.pair_at[index] != -1:
        return True
    words = reading.grammar.words
    token = reading.tokens[index]
    if token.text == "," and index + 1 < limit and reading.grammar.is_verb_first:
        return reading.lower(index + 1) in words["prepositions"] | words["weekdays"] | words["tails"]
    return (
        not token.is_word
        or token.lower in words["prepositions"]
        or token.lower in words["role_enders"]
        or token.lower in words["weekdays"]
        or token.lower in words["adverbs"]
        or token.lower in words["tails"]
        or _is_hearer(reading, index, limit)
    )


def _is_hearer(reading: Reading, index: int, limit: int) -> bool:
    """Whether nothing but whom he said it to follows a verb: "…?" he asked THE CROWD."""
    if not reading.classes:
        return False
    end = noun_phrase_end(reading, index, limit)
    return end > index and (end >= limit or reading.tokens[end].text in {".", ",", ";"})


def _past_hearer(reading: Reading, index: int, limit: int) -> int:
    """Step over what rides on an attribution (hearer, time, place) up to its comma or full stop."""
    end = index
    while end < limit and reading.pair_at[end] == -1 and reading.tokens[end].text not in {",", ".", ";", ":"}:
        end += 1
    return end


def _keep(drafts: Drafts, pair: int, attribution: Attribution) -> None:
    reading = drafts.reading
    first, last = reading.pair_tokens[pair]
    number = reading.sentence_at[last - 1]
    begin = _running_start(drafts, first, number)
    if begin < first:
        content = content_of(reading, begin, last)
        kind, parts = (
            (content.kind, content.parts) if content else (QuoteKind.DIRECT, [inner_span(reading, pair)])
        )
    else:
        kind, parts = QuoteKind.DIRECT, [inner_span(reading, pair)]
    ranges = [(begin, last), (attribution.first, attribution.end)]
    second = _second_part(drafts, attribution.end, number)
    if second is not None:
        parts = [*parts, inner_span(reading, second)]
        ranges.append(reading.pair_tokens[second])
    drafts.add(
        Draft(
            attribution.frame,
            kind,
            parts,
            number,
            cue=attribution.cue,
            speaker=attribution.speaker,
            continues=attribution.continues,
        ),
        ranges,
    )


def _running_start(drafts: Drafts, first: int, number: int) -> int:
    """Return where the content starts when the string is woven into a clause: Itu "berat," kata Sari."""
    reading = drafts.reading
    sentence = reading.sentences[number]
    before = reading.tokens[first - 1] if first > sentence.first else None
    if before is None or not before.is_word or reading.pair_at[first - 1] != -1:
        return first
    inner = reading.tokens[first + 1]
    is_full = inner.is_capitalised and pair_words(reading, reading.pair_at[first]) > 5
    if is_full or not drafts.is_free(first - 1):
        return first
    begin = first
    while begin > sentence.first and drafts.is_free(begin - 1) and reading.tokens[begin - 1].text != ";":
        begin -= 1
    return begin


def _relatives(reading: Reading) -> frozenset[str]:
    return reading.grammar.words["relatives"]


def _second_part(drafts: Drafts, end: int, number: int) -> int | None:
    """Return the marked string that goes on after an attribution, if it has no cue of its own."""
    reading = drafts.reading
    sentence = reading.sentences[number]
    at = end
    if reading.classes and reading.lower(end) == "," and reading.lower(end + 1) in _relatives(reading):
        # "said one, WHO ASKED NOT TO BE NAMED. "…"": whatever is asked there has nothing to do with it.
        end = next((k for k in range(end + 1, sentence.last) if reading.pair_at[k] != -1), sentence.last)
        at = end
    while at < sentence.last and reading.pair_at[at] == -1:
        # Settings ("di posko, Senin (3/6/2024)") may stand between, another clause may not.
        cue = reading.grammar.cues.get(reading.lower(at))
        if cue is not None and cue.uses & {"active", "bare"} and reading.grammar.speaks(reading.lower(at)):
            if reading.lower(at - 1) not in reading.grammar.words["prepositions"]:
                return None
            # "…, when asked what he expected.": the rest of the sentence says when he spoke.
            at = sentence.last
            break
        at += 1
    is_same_sentence = at < sentence.last
    if at >= len(reading.tokens) or reading.pair_at[at] == -1:
        return None
    follower = reading.pair_at[at]
    if reading.pairs[follower].paragraph != sentence.paragraph or not drafts.is_free(at):
        return None
    if not pair_words(reading, follower):
        return None
    last = reading.pair_tokens[follower][1]
    own = reading.sentences[reading.sentence_at[last - 1]]
    if attribution_after(reading, last, own.last) is not None:
        return None
    if is_same_sentence:
        return follower if reading.tokens[at - 1].text in {",", ":", ";", "."} else None
    ends = all(not reading.tokens[k].is_word for k in range(last, own.last))
    return follower if ends and own.first == at else None
