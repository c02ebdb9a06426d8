"""Who said what: quotes with their speakers.

The layers in their order, each a module or a few.

1. The words: ``tokens``, ``marks`` (pairs), ``sentences``, ``parts_of_speech`` (with ``word_tagger``),
   ``lone_names``, ``seams``; ``reading`` holds them side by side. ``grammar`` and ``morphology`` say what
   a language has.
2. Phrases: ``phrases``, ``heads``, ``person_names``, ``phrase_bodies``, ``unnamed``, ``appositions``,
   ``bearers``; ``noun_phrases`` makes ``references`` of them, ``asides`` and ``speakers`` find them
   beside a cue, ``owners`` before a noun.
3. Clauses: ``clause_bounds`` and ``subjects`` (who says it), ``complements`` and ``content_starts`` (from
   where), ``breaking_off``, ``content_ends`` and ``continuations`` (up to where), ``contents`` (the
   spans).
4. Attributions, as ``drafts``: ``marked`` strings with ``sources``, then ``clauses`` with ``postposed``,
   ``clause_drafts`` and ``inside``, ``noun_cues``, ``documents``, ``tails``, ``carried`` strings;
   ``relays`` of each.
5. Names: ``known_people``, ``known_bodies`` and ``introductions`` fill the ``registry``; ``resolution``
   goes through the drafts with a ``chain`` of speakers, helped by ``salience``, ``person_descriptions``
   and ``body_descriptions``.
6. ``confidence`` says how sure each is. ``find`` runs the layers; ``unknown`` stands in for a language
   without lexicons; ``voices`` gives the names that only quotes show back to the mentions.
"""

from reader.analysis.quotes.find import find_quotes

__all__ = ["find_quotes"]
