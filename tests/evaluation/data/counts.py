"""Count what the own texts hold, as the table that README.md shows.

Run ``python -m tests.evaluation.data.counts`` to print it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from tests.evaluation.data.build import LANGUAGES, Record, build_records

_QUOTE_FIELDS = ("kind", "attribution", "mention", "source_type")


def count(records: Iterable[Record]) -> Counter[tuple[str, str]]:
    """Return how often each fact occurs, under its field and its value."""
    counts: Counter[tuple[str, str]] = Counter()
    for record in records:
        counts["", "texts"] += 1
        counts["", "words"] += len(record["text"].split())
        counts["", "quotes"] += len(record["quotes"])
        counts["", "lines of furniture"] += len(record["furniture"])
        counts["", "datelines"] += record["dateline"] is not None
        counts["", "name mentions"] += len(record["mentions"])
        for quote in record["quotes"]:
            counts.update((field, quote[field]) for field in _QUOTE_FIELDS)
            counts["quote", "with a role"] += quote["role"] is not None
            counts["quote", "with two parts"] += len(quote["content"]) > 1
            counts["quote", "without a name"] += quote["name"] is None
        counts.update(("type of name", mention["type"]) for mention in record["mentions"])
    return counts


def as_table() -> str:
    """Return the counts of both languages as a Markdown table."""
    per_language = [count(build_records(language)) for language in LANGUAGES]
    fields = ("", *_QUOTE_FIELDS, "quote", "type of name")
    total = sum(per_language, Counter())
    facts = sorted(total, key=lambda fact: (fields.index(fact[0]), -total[fact], fact))
    rows = [[_label(fact), *(str(counts[fact]) for counts in per_language)] for fact in facts]
    return "\n".join(
        f"| {' | '.join(row)} |" for row in [["", *LANGUAGES], ["---"] * (1 + len(LANGUAGES)), *rows]
    )


def _label(fact: tuple[str, str]) -> str:
    field, value = fact
    return f"{field.replace('_', ' ')}: {value}" if field else value


if __name__ == "__main__":
    print(as_table())
