"""How well articles are grouped: ``python -m tests.evaluation.stories [--errors] [FOLDER …]``.

Each folder holds families of articles as ``data/stories/README.md`` describes them. All articles of a
folder go through analysis into one library, in the order in which they were published, and every pair of
them is counted: whether the two are one story, and whether one is a copy of the other.
"""

from __future__ import annotations

import argparse
import itertools
import tempfile
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from reader.indexing import index
from reader.library.library import Library
from reader.model.article import RawArticle
from tests.evaluation.scores import Tally
from tests.library.making import article_at

DATA = Path(__file__).parent / "data" / "stories"
FOLDERS = ("tuning", "holdout")


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article with what it belongs to."""

    raw: RawArticle
    story: str
    """Event that it tells of; empty when it stands alone."""
    text: str
    """Id of the article whose text it has: its own, or that of the original."""

    @property
    def id(self) -> str:
        return self.raw.locator.removeprefix("story:")


@dataclass(slots=True)
class Result:
    """Counts over the pairs of a folder."""

    articles: int
    copies: Tally = field(default_factory=Tally)
    stories: Tally = field(default_factory=Tally)
    errors: list[str] = field(default_factory=list)


def read_folder(folder: Path) -> list[Labelled]:
    """Return the articles of a folder, copies made from their originals."""
    found: dict[str, Labelled] = {}
    for path in sorted(folder.glob("*.toml")):
        for article in tomllib.loads(path.read_text(encoding="utf-8"))["article"]:
            original = found.get(article.get("copy_of", ""))
            found[article["id"]] = _copy(article, original) if original else _article(article)
    return list(found.values())


def _article(article: dict[str, Any]) -> Labelled:
    raw = RawArticle(
        locator=f"story:{article['id']}",
        body=article["body"].strip(),
        title=article["title"],
        source=article["source"],
        published=article["published"],
        language=article["language"],
    )
    return Labelled(raw, article["story"] or article["id"], article["id"])


def _copy(changes: dict[str, Any], original: Labelled) -> Labelled:
    paragraphs = original.raw.body.split("\n\n")[: changes.get("keep")]
    if "lead" in changes:
        paragraphs[0] = changes["lead"]
    if "more" in changes:
        paragraphs.append(changes["more"])
    body = "\n\n".join(paragraphs)
    for old, new in changes.get("swap", ()):
        body = body.replace(old, new)
    raw = replace(
        original.raw,
        locator=f"story:{changes['id']}",
        body=body,
        title=changes.get("title", original.raw.title),
        source=changes["source"],
        published=changes["published"],
    )
    return replace(original, raw=raw)


def evaluate(folder: Path) -> Result:
    """Group the articles of a folder and count pairs."""
    articles = read_folder(folder)
    articles.sort(key=lambda article: article.raw.published or "")
    with tempfile.TemporaryDirectory() as place, Library.open(Path(place) / "library.db") as library:
        index(library, [article.raw for article in articles])
        stories, copies = _found(library, articles)
    result = Result(len(articles))
    for one, other in itertools.combinations(articles, 2):
        pair = frozenset((one.id, other.id))
        _count(result, result.stories, "story", pair, wanted=one.story == other.story, given=pair in stories)
        _count(result, result.copies, "copy", pair, wanted=one.text == other.text, given=pair in copies)
    return result


def _found(library: Library, articles: list[Labelled]) -> tuple[set[frozenset[str]], set[frozenset[str]]]:
    """Return the pairs that the library holds for one story, and for copies."""
    stored = {article.id: article_at(library, article.raw.locator) for article in articles}
    names = {article.id: name for name, article in stored.items() if article is not None}
    stories: set[frozenset[str]] = set()
    copies: set[frozenset[str]] = set()
    for id_, name in names.items():
        story = library.stories.of(id_)
        for other in story.others if story else ():
            pair = frozenset((name, names[other.row.id]))
            stories.add(pair)
            if other.is_copy:
                copies.add(pair)
    return stories, copies


def _count(
    result: Result, tally: Tally, what: str, pair: frozenset[str], *, wanted: bool, given: bool
) -> None:
    tally.right += wanted and given
    tally.wanted += wanted
    tally.given += given
    if wanted != given:
        result.errors.append(f"{what} {'missed' if wanted else 'wrong '}  {'  '.join(sorted(pair))}")


def main() -> None:
    """Print precision, recall and F of each folder."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation.stories", description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=[DATA / name for name in FOLDERS])
    parser.add_argument("--errors", action="store_true", help="list the pairs that are wrong")
    options = parser.parse_args()
    for folder in options.folders:
        result = evaluate(folder)
        print(f"{folder.name}: {result.articles} articles")
        for what, tally in (("copies", result.copies), ("stories", result.stories)):
            print(
                f"  {what:<8} P {tally.precision:6.1%}  R {tally.recall:6.1%}  F {tally.f1:6.1%}"
                f"  (right {tally.right:.0f}, found {tally.given}, wanted {tally.wanted})"
            )
        if options.errors:
            print("\n".join(f"    {error}" for error in result.errors))


if __name__ == "__main__":
    main()
