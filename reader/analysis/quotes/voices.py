"""People whom only their quotes give away."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.model.mention import EntityType, Mention
from reader.model.quote import SpeakerForm

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.model.quote import Quote


def with_speakers(mentions: Sequence[Mention], quotes: Sequence[Quote]) -> tuple[Mention, ...]:
    """Let what quotes say about names correct what the tagger says.

    Who stands beside a cue with a name is a person: added where the tagger saw nothing, and cut free
    where it took a part of the role for a part of the name.
    """
    starts = [mention.start for mention in mentions]
    added: dict[int, Mention] = {}
    shorter: dict[str, str] = {}
    for quote in quotes:
        speaker = quote.speaker
        if speaker is None or quote.name is None or quote.mention is not SpeakerForm.NAME:
            continue
        before = bisect_left(starts, speaker.end) - 1
        known = mentions[before] if before >= 0 and mentions[before].end > speaker.start else None
        if known is not None:
            if known.type is EntityType.PERSON and known.name.endswith(" " + quote.name):
                shorter[known.name] = quote.name
        elif not any(other.start < speaker.end and speaker.start < other.end for other in added.values()):
            added[speaker.start] = Mention(
                speaker.start, speaker.end, speaker.text, EntityType.PERSON, quote.name
            )
    corrected = (_shortened(mention, shorter) for mention in mentions)
    return tuple(sorted((*corrected, *added.values())))


def _shortened(mention: Mention, shorter: Mapping[str, str]) -> Mention:
    """Give a mention the name without the words that do not belong to it."""
    name = shorter.get(mention.name)
    if name is None or mention.type is not EntityType.PERSON:
        return mention
    if mention.text.endswith(" " + name):
        return Mention(mention.end - len(name), mention.end, name, mention.type, name)
    return replace(mention, name=name)
