"""Which body a noun stands for ("the company", "dinas itu"), and whose a document is."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from reader.analysis.quotes.chain import Resolved
from reader.analysis.quotes.heads import head_at
from reader.model.mention import EntityType

if TYPE_CHECKING:
    from reader.analysis.quotes.chain import Chain
    from reader.analysis.quotes.drafts import Draft
    from reader.analysis.quotes.reading import Reading

_REACH = 40
"""How many mentions back "the commission" may have been named."""
_NEAR = 12
"""How many mentions back "the company" may, whose name does not say what it is."""
_BACK_WORDS = 3
"""Words of "laporan yang sama", which only points back."""
_ISSUER_REACH = 8
"""Tokens between a document and who made it: "a report published on Tuesday by the Board"."""


def by_body_noun(draft: Draft, chain: Chain) -> Resolved:
    """Resolve "the election commission", "perusahaan itu": a body whose name says so, else the phrase."""
    reading, reference = chain.reading, draft.speaker
    first, last = reference.first, reference.end
    name, certainty = _body_named(chain, first, last)
    if name is not None:
        return Resolved(draft, name, certainty, is_body=True)
    head = head_at(reading, first, last)
    if reading.grammar.is_head_last and reading.lower(head).endswith("s"):
        return Resolved(draft, None, 0.5)
    return Resolved(draft, _text(reading, first, _without_closer(reading, first, last)), 0.65, is_body=True)


def body_or_phrase(chain: Chain, first: int, last: int) -> str:
    """Return the name of the body that a noun phrase means, or the phrase."""
    return _body_named(chain, first, last)[0] or _text(chain.reading, first, last)


def _body_named(chain: Chain, first: int, last: int) -> tuple[str | None, float]:
    """Return the name behind a body noun and how sure that is."""
    reading = chain.reading
    words = reading.grammar.words
    last = _without_closer(reading, first, last)
    head = head_at(reading, first, last)
    stop = next((at for at in range(first, last) if reading.lower(at) in words["relatives"]), last)
    wanted = {reading.lower(at) for at in range(first, stop) if reading.tokens[at].is_word}
    before = bisect_left(reading.mention_tokens, (first, first)) - 1
    for number in range(before, max(-1, before - _REACH), -1):
        mention = reading.mentions[number]
        is_person = mention.type is EntityType.PERSON
        if not is_person and wanted <= {word.casefold() for word in mention.name.split()}:
            return chain.registry.body(mention.name), 0.85
    spelt = chain.registry.spelt_out(wanted)
    if spelt is not None:
        return spelt, 0.8
    is_bare = last - first == 1 or reading.lower(first + 1) in words["relatives"]
    if reading.lower(head) not in words["organization_anaphors"] or not is_bare:
        return None, 0.0
    if not (_is_closed(reading, last) or reading.lower(first - 1) in words["definite"]):
        return None, 0.0
    spoke = next((one for one in reversed(chain.speakers) if one.is_body and not one.is_document), None)
    if spoke is not None and reading.grammar.is_head_last and _is_business(reading, spoke.name, head):
        return spoke.name, 0.7
    for number in range(before, max(-1, before - _NEAR), -1):
        mention = reading.mentions[number]
        if mention.type is EntityType.ORGANIZATION and not _is_other_kind(reading, mention.name, head):
            name = chain.registry.body(mention.name)
            return name, 0.75 if spoke is not None and spoke.name == name else 0.6
    return None, 0.0


def _is_business(reading: Reading, name: str, head: int) -> bool:
    """Whether a body that has spoken may be meant by "the company": a name of its own, of no other kind."""
    is_named = name[:1].isupper() and not _is_other_kind(reading, name, head)
    return is_named and reading.lower(head) in reading.grammar.words["organization_businesses"]


def _is_other_kind(reading: Reading, name: str, head: int) -> bool:
    """Whether a name says that its body is something else: no "company" is an "Exchange Commission"."""
    words = reading.grammar.words
    kind = name.rpartition(" ")[2].casefold()
    is_kind = kind in words["organization_nouns"] and kind not in words["organization_anaphors"]
    is_any = reading.lower(head) in words["organization_generic"]
    return reading.grammar.is_head_last and is_kind and not is_any and kind != reading.lower(head)


def _is_closed(reading: Reading, last: int) -> bool:
    return reading.lower(last) in reading.grammar.words["description_closers"]


def _without_closer(reading: Reading, first: int, last: int) -> int:
    closers = reading.grammar.words["description_closers"]
    return last - 1 if last - first > 1 and reading.lower(last - 1) in closers else last


def _text(reading: Reading, first: int, last: int) -> str:
    return reading.body[reading.tokens[first].start : reading.tokens[last - 1].end]


def by_document(draft: Draft, chain: Chain) -> Resolved:
    """Resolve a document: to who issued it, to the document meant, or to its short name."""
    reading, reference = chain.reading, draft.speaker
    first, last = reference.first, reference.end
    noun = _noun_at(reading, first, last)
    name, certainty = _document_name(chain, draft, noun)
    chain.documents[reading.lower(noun)] = chain.documents[""] = name
    return Resolved(draft, name, certainty)


def _document_name(chain: Chain, draft: Draft, noun: int) -> tuple[str, float]:
    reading, reference = chain.reading, draft.speaker
    if reference.names:
        return chain.registry.body(reference.names[0]), 0.85
    first = _past_article_number(reading, reference.first, reference.end)
    if first >= reference.end:
        known = chain.documents.get("")
        return (known, 0.7) if known else (_text(reading, reference.first, reference.end), 0.5)
    issuer = _issuer(chain, noun, reference.end)
    if issuer is not None:
        return issuer, 0.75
    text = _text(reading, first, reference.end)
    closers = reading.grammar.words["description_closers"] | reading.grammar.words["description_sames"]
    if reading.lower(reference.end - 1) in closers and reference.end - noun <= _BACK_WORDS:
        known = chain.documents.get(reading.lower(noun)) or chain.documents.get("")
        if known is not None:
            return known, 0.7
    for known in (" ".join(text.casefold().split()[:2]), text.casefold().split()[0]):
        if known in chain.registry.documents:
            return chain.registry.documents[known], 0.8
    is_new = reading.lower(reference.first - 1) in reading.grammar.words["description_strangers"]
    if not is_new and reading.lower(noun) in chain.documents:
        return chain.documents[reading.lower(noun)], 0.7
    end = noun + 1 if reading.grammar.is_head_last and first == reference.first else reference.end
    return _text(reading, first, _without_closer(reading, first, max(end, first + 1))), 0.6


def _past_article_number(reading: Reading, first: int, last: int) -> int:
    """Step over "Pasal 12", "Article 9 of the": the law speaks, not its article."""
    words = reading.grammar.words
    if reading.lower(first) not in words["organization_articles"]:
        return first
    at = first + 1
    if at < last and reading.tokens[at].text[0].isdigit():
        at += 1
        while at < last and (
            reading.lower(at) in words["name_joints"] or reading.lower(at) in words["articles"]
        ):
            at += 1
        return at
    return first


def _noun_at(reading: Reading, first: int, last: int) -> int:
    """Return the token that says what kind of document a phrase names."""
    nouns = reading.grammar.words["organization_documents"]
    return next((at for at in range(first, last) if reading.lower(at) in nouns), first)


def _issuer(chain: Chain, noun: int, last: int) -> str | None:
    """Return who made a document: "minutes of the budget committee", "catatan dinas itu"."""
    reading = chain.reading
    words = reading.grammar.words
    if not reading.grammar.is_head_last:
        at = noun + 1
        if at < last and reading.lower(at) in words["organization_nouns"]:
            return _body_named(chain, at, last)[0]
        return None
    stop = reading.sentences[reading.sentence_at[noun]].last
    for at in range(noun + 1, min(stop, max(last, noun + _ISSUER_REACH))):
        if reading.tokens[at].text in {",", ";"}:
            return None
        is_near = reading.lower(at) in words["organization_named_makers"]
        if reading.lower(at) not in words["organization_makers"] and not is_near:
            continue
        begin = at + 1
        while begin < stop and reading.lower(begin) in words["articles"]:
            begin += 1
        if begin >= stop:
            return None
        mention = reading.mention(begin, EntityType.ORGANIZATION)
        if mention is not None and reading.lower(at - 1) not in words["organization_readers"]:
            return chain.registry.body(mention.name)
        if is_near or reading.lower(at - 1) in words["organization_readers"]:
            continue
        end = begin
        while end < stop and reading.tokens[end].is_word and not _closes(reading, end):
            end += 1
        if end > begin and reading.lower(end - 1) in words["organization_nouns"]:
            named, _ = _body_named(chain, begin, end)
            return named or _text(reading, begin, end)
    return None


def _closes(reading: Reading, at: int) -> bool:
    words = reading.grammar.words
    return reading.lower(at) in words["prepositions"] or reading.lower(at) in reading.grammar.cues
