"""People whom only their quotes give away."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from reader.model.mention import EntityType, Mention
from reader.model.quote import SpeakerForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model.quote import Quote


def with_speakers(mentions: Sequence[Mention], quotes: Sequence[Quote]) -> tuple[Mention, ...]:
    """Add the named speakers that the tagger missed: who stands beside a cue with a name is a person."""
    starts = [mention.start for mention in mentions]
    added: dict[int, Mention] = {}
    for quote in quotes:
        speaker = quote.speaker
        if speaker is None or quote.name is None or quote.mention is not SpeakerForm.NAME:
            continue
        after = bisect_left(starts, speaker.end)
        is_known = after > 0 and mentions[after - 1].end > speaker.start
        if not is_known and not any(
            other.start < speaker.end and speaker.start < other.end for other in added.values()
        ):
            added[speaker.start] = Mention(
                speaker.start, speaker.end, speaker.text, EntityType.PERSON, quote.name
            )
    return tuple(sorted((*mentions, *added.values())))
