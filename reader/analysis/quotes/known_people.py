"""The people whom an article names: by the tagger, by ranks, by their speaking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.quotes.person_names import is_age_at, is_name_word, settle
from reader.analysis.quotes.seams import is_common
from reader.analysis.quotes.tokens import NONE, POSSESSIVES
from reader.model.mention import EntityType
from reader.model.quote import SpeakerForm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.analysis.quotes.drafts import Draft
    from reader.analysis.quotes.reading import Reading
    from reader.analysis.quotes.registry import Registry

_LONGEST_NAME = 5
_LONGEST_INITIALS = 3
_SHORTEST_HALF = 3
"""Letters; shorter words before a hyphen are parts of a name: "Al-Amin"."""
_LONGEST_MISTAKE = 3
"""Words of a place or body that may be a person's name after all."""


def add_people(registry: Registry, reading: Reading, drafts: Iterable[Draft]) -> None:
    """Learn the people of an article, from the tagger's mentions and from its attributions."""
    doubtful = _add_tagged(registry, reading)
    for at, last, gender in _named_kin(reading):
        text = _text(reading, at, last)
        registry.add_person(text, at)
        registry.places.append((at, text))
        registry.genders.setdefault(text, gender)
    for first, last in _around_lone(reading):
        registry.add_person(_text(reading, first, last), first)
    for first, last in (*_after_ranks(reading), *_before_ages(reading)):
        text = _text(reading, first, last)
        registry.add_person(text, first)
        registry.places.append((first, text))
    spoken = _add_speakers(registry, drafts)
    if reading.grammar.is_head_last:
        spoken |= {name.rpartition(" ")[2] for name in registry.people if " " in name}
    # A name that the tagger missed everywhere, as initials are, is known by its speaking once.
    registry.places += [
        (at, token.text)
        for at, token in enumerate(reading.tokens)
        if token.text in spoken and (reading.mention_at[at] == NONE or _is_lone_place(reading, at))
    ]
    registry.places += [
        (at, name) for at, name in doubtful if name in spoken or registry.person(name, at) != name
    ]
    registry.places.sort()


def _add_tagged(registry: Registry, reading: Reading) -> list[tuple[int, str]]:
    """Learn the people whom the tagger found; return the places of those for whom nothing else speaks."""
    doubtful: list[tuple[int, str]] = []
    for mention, (first, last) in zip(reading.mentions, reading.mention_tokens, strict=True):
        is_firm = reading.lower(last) == "&" and reading.grammar.is_head_last
        if mention.type is not EntityType.PERSON or first >= last or is_firm:
            # "Salinas Lawn & Garden"
            continue
        begin, end = settle(reading, first, first, last)
        if end - begin == 1 and _is_title(reading, begin):
            # "Imam Besar": nothing but a title.
            continue
        text = _text(reading, begin, end)
        pair = _pair(text)
        if pair:
            for one in pair:
                registry.add_person(one, begin)
            continue
        registry.add_person(text, begin)
        (registry.places if _is_likely(reading, begin, end) else doubtful).append((begin, text))
        for genders, gender in (
            (registry.genders, gender_before(reading, begin)),
            (registry.likely_genders, _gender_of(reading, text)),
        ):
            if gender:
                genders.setdefault(text, gender)
    return doubtful


def _add_speakers(registry: Registry, drafts: Iterable[Draft]) -> set[str]:
    """Learn the people who speak by name; return their names."""
    spoken: set[str] = set()
    for draft in drafts:
        if draft.speaker.form is SpeakerForm.NAME:
            spoken.update(draft.speaker.names)
            for name in draft.speaker.names:
                registry.add_person(name, draft.speaker.first)
    return spoken


def _is_lone_place(reading: Reading, at: int) -> bool:
    """Whether a surname of the article was taken for a place: "GARRISON has been careful"."""
    mention = reading.mention(at, EntityType.PLACE)
    return mention is not None and mention.text == reading.tokens[at].text and reading.grammar.is_head_last


def _text(reading: Reading, first: int, last: int) -> str:
    return reading.body[reading.tokens[first].start : reading.tokens[last - 1].end]


def _named_kin(reading: Reading) -> Iterable[tuple[int, int, str]]:
    """Yield the untagged names of relatives, with their gender: "his wife, DOT, could"."""
    words = reading.grammar.words
    kinds = (("m", "title_masculine"), ("f", "title_feminine"))
    for at in range(1, len(reading.tokens) - 3):
        if reading.tokens[at + 1].text != "," or reading.mention_at[at + 2] != NONE:
            continue
        is_owned = reading.lower(at - 1) in words["pronouns_owners"] | POSSESSIVES
        gender = next((letter for letter, kind in kinds if reading.lower(at) in words[kind]), "")
        last = at + 2
        while last < len(reading.tokens) and last - at < _LONGEST_NAME and is_name_word(reading, last):
            last += 1
        if is_owned and gender and last > at + 2 and reading.lower(last) in {",", "."}:
            yield at + 2, last, gender


def _is_likely(reading: Reading, begin: int, end: int) -> bool:
    """Whether anything but the tagger speaks for a person: a listed name, a title, a role, an age, speech.

    Taggers take "Tarawih" and "Tea Pairing" for people. Where titles and roles stand behind names too,
    everything passes.
    """
    words = reading.grammar.words
    if reading.grammar.is_head_last or end - begin > 1:
        return reading.grammar.is_head_last or not is_common(reading, begin)
    word, text = reading.lower(begin), reading.tokens[begin].text
    is_initials = text.isupper() and len(text) <= _LONGEST_INITIALS
    if word in words["name_words"] or word in reading.lone or is_initials:
        return True
    follower = reading.lower(end + 1)
    is_apposed = follower in words["role_heads"] or follower in words["description_openers"]
    if reading.lower(end) == "(" or (reading.lower(end) == "," and is_apposed):
        return True
    at = begin - 1
    while at >= 0 and (reading.tokens[at].is_capitalised or reading.lower(at) == "."):
        before = reading.lower(at)
        kinds = ("title_ranks", "title_address", "title_academic", "role_heads")
        if reading.mention_at[at] != -1 or any(before in words[kind] for kind in kinds):
            return True
        at -= 1
    return False


def _pair(name: str) -> list[str]:
    """Return the two people of "Sari Dewi-Budi Santika", nothing for one."""
    halves = name.split("-")
    is_pair = len(halves) == 2 and " " in name and all(half[:1].isupper() for half in halves)
    return halves if is_pair and all(" " in half or len(half) > _SHORTEST_HALF for half in halves) else []


def _is_title(reading: Reading, at: int) -> bool:
    words = reading.grammar.words
    if reading.lower(at) in reading.lone or reading.lower(at) in words["name_words"]:
        return False
    return any(
        reading.lower(at) in words[kind]
        for kind in ("title_ranks", "title_address", "title_academic", "role_heads")
    )


def _gender_of(reading: Reading, name: str) -> str:
    """Return ``m`` or ``f`` where the first of several names tells: "LORNA Tidewell"."""
    words = reading.grammar.words
    first, _, rest = name.casefold().partition(" ")
    if not rest or first not in words["title_masculine_names"] | words["title_feminine_names"]:
        return ""
    return "m" if first in words["title_masculine_names"] else "f"


def gender_before(reading: Reading, begin: int) -> str:
    """Return ``m`` or ``f`` where a title before a name says so: "Ms. Vane"."""
    words = reading.grammar.words
    at = begin - 1
    if at > 0 and (reading.lower(at) == "." or (reading.grammar.is_head_last and reading.lower(at) == ",")):
        at -= 1
    if reading.lower(at) in words["title_masculine"]:
        return "m"
    return "f" if reading.lower(at) in words["title_feminine"] else ""


def _around_lone(reading: Reading) -> Iterable[tuple[int, int]]:
    """Yield the longer names round the words that speak alone: "Utian" inside "Utian Ayuba"."""
    last_end = 0
    for at, token in enumerate(reading.tokens):
        if at < last_end or token.lower not in reading.lone or not token.is_capitalised:
            continue
        first, last = _tagged_round(reading, at, last_end)
        while last < len(reading.tokens) and last - at < _LONGEST_NAME and is_name_word(reading, last):
            last += 1
        first, last = settle(reading, first, first, last)
        if last - first > 1:
            yield first, last
            last_end = last


def _after_ranks(reading: Reading) -> Iterable[tuple[int, int]]:
    """Yield the untagged names of two words and more behind a rank: "Kombes Pol SARI DEWI"."""
    ranks = reading.grammar.words["title_ranks"]
    for at in range(1, len(reading.tokens)):
        if reading.lower(at - 1) not in ranks or not reading.tokens[at - 1].is_capitalised:
            continue
        last = at
        while last < len(reading.tokens) and last - at < _LONGEST_NAME and _is_free_name(reading, last):
            last += 1
        if last - at > 1:
            yield at, last


def _before_ages(reading: Reading) -> Iterable[tuple[int, int]]:
    """Yield the untagged names with an age behind them: "TARNO (35) masih ragu"."""
    if reading.grammar.is_head_last:
        return
    for at in range(1, len(reading.tokens) - 2):
        if reading.tokens[at].text != "(" or not is_age_at(reading, at):
            continue
        first = at
        while first and at - first < _LONGEST_NAME and reading.mention_at[first - 1] == NONE:
            if not is_name_word(reading, first - 1):
                break
            first -= 1
        if first < at:
            yield first, at


def _is_free_name(reading: Reading, at: int) -> bool:
    return (
        reading.mention_at[at] == NONE
        and reading.sentence_at[at] == reading.sentence_at[at - 1]
        and is_name_word(reading, at)
    )


def _tagged_round(reading: Reading, at: int, least: int) -> tuple[int, int]:
    """Return the mention round a token, if it may be a name whatever the tagger calls it."""
    if reading.mention_at[at] == NONE:
        return at, at + 1
    first, last = reading.mention_tokens[reading.mention_at[at]]
    is_person = reading.mention(at, EntityType.PERSON) is not None
    if is_person or last - first <= _LONGEST_MISTAKE:
        return max(first, least), max(last, at + 1)
    return at, at + 1
