"""What a language says about quoting, read from its folder of lexicons."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from reader.analysis.entities.known import common_words, rows, single_words
from reader.analysis.quotes.morphology import FORMS_OF
from reader.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Iterable

LANGUAGES = ("id", "en")
"""Languages with a folder of quote lexicons; others get the language-neutral fallback."""
_NEAREST = {"ms": "id"}
"""Languages close enough to read with another's lexicons: Malay attributes speech as Indonesian does."""
_FILES = ("cues", "speakers", "titles", "clauses", "abbreviations", "confidence")

_NO_MARKS = frozenset(
    ["that", "gerund", "as", "standing of document", "clause of document", "wording", "question"]
)
"""What a cue takes that reports no marked string."""
_NOT_SAID = _NO_MARKS | {"quoted"}

Phrases = Mapping[str, tuple[tuple[str, ...], ...]]
"""Phrases by their first word, each as its words, longest first."""


@dataclass(frozen=True, slots=True)
class CueWord:
    """A word that attributes speech."""

    uses: frozenset[str]
    """How it may stand to its speaker: ``bare``, ``active``, ``base``, ``passive``, ``participle``."""
    takes: frozenset[str]
    """What may follow it as content; the comment on top of ``cues.toml`` lists the values."""
    continues: bool
    """Whether it goes on with the speaker before ("added")."""
    clitic: int = 0
    """How many letters at its end are the speaker ("nya")."""

    @property
    def may_follow_quote(self) -> bool:
        """Whether it reports what stands in marks beside it: "said", not "knew (that)"."""
        return not self.takes <= _NO_MARKS


@dataclass(frozen=True, slots=True)
class Grammar:
    """The lexicons of one language in the shape that the layers ask for."""

    language: str
    cues: Mapping[str, CueWord]
    triggers: frozenset[str]
    """Words, in lower case, at which an attribution may begin."""
    phrases: Mapping[str, Phrases]
    """Phrase lists by name."""
    words: Mapping[str, frozenset[str]]
    """Word lists by name."""
    verb_prefixes: tuple[str, ...]
    verb_suffixes: tuple[str, ...]
    min_verb_length: int
    clitic: str
    """The speaker glued to the end of a cue, or an empty string."""
    conjunction: str
    """What joins two names in the name of a pair."""
    is_head_last: bool
    """Whether a noun follows the names that modify it: "the State Department spokesperson"."""
    subject_trust: float
    """How often a pronoun means the subject of a sentence between, where that is not whoever spoke last."""
    confidence: Mapping[str, float]
    """Weights of the signs that speak for and against an attribution (``confidence.py``)."""
    is_verb_first: bool
    """Whether the bare cue after a quote stands before its speaker ("kata Sari"), not after."""

    def speaks(self, word: str) -> bool:
        """Whether a lower-case word is a cue that by itself tells of speech or thought: "said", not "saw"."""
        cue = self.cues.get(word)
        return cue is not None and not cue.takes <= _NOT_SAID

    def has(self, kind: str, word: str) -> bool:
        """Whether a lower-case word stands in a word list."""
        return word in self.words[kind]


@cache
def grammar_of(language: str) -> Grammar | None:
    """Return the grammar of a language, or None where there are no lexicons for it.

    Raise ModelError when a packaged lexicon is missing or damaged.
    """
    language = _NEAREST.get(language, language)
    if language not in LANGUAGES:
        return None
    tables = {name: _table(language, name) for name in _FILES}
    speakers, clauses, cues = tables["speakers"], tables["clauses"], tables["cues"]
    clitic = speakers["pronouns"]["clitic"]
    cue_words = _cues(language, cues["class"], clitic)
    phrases = _phrases(cues, clauses)
    holders = phrases["holders"]
    return Grammar(
        language=language,
        cues=cue_words,
        triggers=frozenset(
            {
                *cue_words,
                *holders,
                *(word + clitic for word in holders),
                *cues["hearsay"]["verbs"],
                *clauses["view_prepositions"],
            }
        ),
        phrases=phrases,
        words={**_words(tables), "common_words": common_words(language)},
        verb_prefixes=tuple(clauses["predicates"]["prefixes"]),
        verb_suffixes=tuple(clauses["predicates"].get("suffixes", ())),
        min_verb_length=clauses["predicates"]["min_length"],
        clitic=clitic,
        conjunction=speakers["organizations"]["joint"],
        is_head_last=clauses["order"]["head_last"],
        subject_trust=clauses["order"]["subject_trust"],
        confidence=tables["confidence"]["weights"],
        is_verb_first=any("bare" in cue.uses for cue in cue_words.values()),
    )


def _table(language: str, name: str) -> dict[str, Any]:
    path = resources.files("reader.analysis") / "lexicons" / language / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ModelError(
            f"lexicon {language}/{name}.toml cannot be read: {error}; reinstall the program"
        ) from error


def _cues(language: str, classes: Mapping[str, Any], clitic: str) -> dict[str, CueWord]:
    uses: dict[str, set[str]] = {}
    takes: dict[str, set[str]] = {}
    continuing: set[str] = set()
    for entry in classes.values():
        for stem, recipe in entry["forms"].items():
            for word, use in FORMS_OF[language](stem, recipe):
                uses.setdefault(word, set()).add(use)
                takes.setdefault(word, set()).update(entry["takes"])
                if entry.get("continues"):
                    continuing.add(word)
    cues = {word: CueWord(frozenset(uses[word]), frozenset(takes[word]), word in continuing) for word in uses}
    if clitic:
        for word, cue in list(cues.items()):
            if cue.uses & {"bare", "passive"}:
                with_clitic = CueWord(cue.uses, cue.takes, cue.continues, clitic=len(clitic))
                cues.setdefault(word + clitic, with_clitic)
    return cues


def _phrases(cues: Mapping[str, Any], clauses: Mapping[str, Any]) -> dict[str, Phrases]:
    return {
        "holders": _by_first_word(cues["prepositions"]["holders"]),
        "documents": _by_first_word(cues["prepositions"]["documents"]),
        "relays": _by_first_word(cues["relays"]["cues"]),
        "echoes": _by_first_word(cues["anaphors"]["echoes"]),
        "anaphors": _by_first_word(cues["anaphors"]["phrases"]),
        "not_speech": _by_first_word(cues["not_speech"]["phrases"]),
        "connectives": _by_first_word(clauses["connectives"]),
    }


def _by_first_word(phrases: Iterable[str]) -> Phrases:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(phrases, key=lambda phrase: -len(phrase.split())):
        found.setdefault(phrase.split()[0], []).append(tuple(phrase.split()))
    return {word: tuple(entries) for word, entries in found.items()}


def _words(tables: Mapping[str, dict[str, Any]]) -> dict[str, frozenset[str]]:
    """Collect every word list under one name; the names are those of the files' keys."""
    speakers, titles, clauses, cues = (tables[name] for name in ("speakers", "titles", "clauses", "cues"))
    lists: dict[str, Iterable[str]] = {
        "abbreviations": tables["abbreviations"]["words"],
        "negators": cues["not_speech"]["negators"],
        "inside": cues["prepositions"]["inside"],
        "inside_verbs": cues["prepositions"]["inside_verbs"],
        "hearsay": cues["hearsay"]["verbs"],
        "relay_lead_words": cues["relays"]["lead_words"],
        "holders": (phrase for phrase in cues["prepositions"]["holders"] if " " not in phrase),
        "sentence_starts": (phrase for phrase in clauses["connectives"] if " " not in phrase),
        "verbs": clauses["predicates"]["words"],
        "not_verbs": clauses["predicates"]["not_verbs"],
        **{f"pronouns_{name}": words for name, words in speakers["pronouns"].items() if name != "clitic"},
        **{f"description_{name}": words for name, words in speakers["descriptions"].items()},
        **{f"role_{name}": words for name, words in speakers["roles"].items()},
        "apposition_enders": speakers["roles"]["apposition_enders"],
        **{
            f"organization_{name}": words
            for name, words in speakers["organizations"].items()
            if isinstance(words, list)
        },
        **{f"title_{name}": words for name, words in titles.items()},
        "body_words": single_words("region", "province", "regency", "abbreviation"),
        "name_words": (name.lower() for _, name in rows("names")),
        **{
            name: words
            for name, words in clauses.items()
            if isinstance(words, list) and name != "connectives"
        },
    }
    words = {name: frozenset(words) for name, words in lists.items()}
    pronouns = words["pronouns_singular"] | words["pronouns_plural"]
    openers = words["prepositions"] | words["holders"] | words["sentence_starts"] | words["topic_openers"]
    words["sentence_openers"] = pronouns | openers
    words["forenames"] = words["title_masculine_names"] | words["title_feminine_names"]
    return words
