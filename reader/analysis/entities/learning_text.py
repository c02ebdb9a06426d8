"""What the models learn from: annotated sentences, and for Indonesian raw text beside; for training only.

Indonesian has the annotated news, our annotation of other corpora, and the rest of those corpora. NERP is
written in small letters and gets capitals (:mod:`.capitals`); its own labels, which know no bodies, are kept
as hints. Sentences that also stand in the development set are left out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from reader.analysis.entities.annotated import read_marked
from reader.analysis.entities.capitals import Capitals, train_cases
from reader.analysis.entities.corpora import Sentence, read_columns, read_sentences, retokenize

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.analysis.entities.lexicon import Lexicon

TRAINING = Path(__file__).parent / "training"

CORPORA = {
    "id": ("idner-news-2k/train.txt",),
    "en": (
        "wikigold/wikigold.conll.txt",
        "crossner-politics/train.txt",
        "crossner-politics/dev.txt",
        "gum-en/train.txt",
    ),
}
"""What each language is trained on; see the model card for their licences."""

HELD_OUT = "idner-news-2k/dev.txt"
"""Read only to leave out of the others what stands in it too."""

SHARED_RUN = 8
"""Words in a row by which a sentence counts as standing in both."""

NERP = ("indonlu-nerp/train.tsv", "indonlu-nerp/valid.tsv")
NERP_LABELS = ("O", *(f"{begin}-{kind}" for kind in ("PPL", "PLC", "IND", "EVT", "FNB") for begin in "BI"))
OTHERS = {
    "nergrit": ("indonlu-nergrit/train.tsv", "indonlu-nergrit/valid.tsv"),
    "nerp": NERP,
    "speech": ("kumparan-postag/dataset_postag.tsv",),
}
"""Corpora beside the news, with labels of their own."""


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence of another corpus, cut as at run time."""

    words: tuple[str, ...]
    labels: tuple[str, ...]
    """Those of its corpus."""

    names: tuple[str, ...] = ()
    """Our tags, where we annotated the sentence."""

    hinted_words: tuple[str, ...] = ()
    """With capitals as the labels of NERP alone suggest them; of other corpora nothing."""

    @property
    def sentence(self) -> Sentence:
        """Return the words with our tags."""
        return Sentence(self.words, self.names)

    @property
    def is_hinted(self) -> bool:
        """Tell whether the labels say something about names."""
        return bool(self.hinted_words)


@dataclass(frozen=True, slots=True)
class LearningText:
    """All of it."""

    news: list[Sentence]
    others: dict[str, list[Text]]
    capitals: Capitals

    @property
    def annotated(self) -> list[Text]:
        """Return the sentences of the others that we annotated."""
        return [text for texts in self.others.values() for text in texts if text.names]


def read_annotated(data: Path, language: str) -> list[Sentence]:
    """Return the sentences of the annotated corpora of a language."""
    return [retokenize(s) for name in CORPORA[language] for s in read_sentences(data / name)]


def read_learning_text(data: Path, lexicon: Lexicon) -> LearningText:
    """Return all that Indonesian models learn from; raise ValueError when our annotation does not fit it."""
    held_out = {run for s in read_sentences(data / HELD_OUT) for run in _runs(retokenize(s).words)}
    marked = {(m.corpus, m.number): m for m in read_marked(TRAINING / "annotated.id.tsv")}
    news = read_annotated(data, "id")
    others: dict[str, list[Text]] = {}
    for name, files in OTHERS.items():
        others[name] = []
        for file in files:
            for number, (words, labels) in enumerate(read_columns(data / file)):
                mark = marked.get((file, number))
                text = _text(words, labels, mark.tags(words) if mark else ())
                if not held_out & _runs(text.words):
                    others[name].append(text)
    cased = [s.words for s in news] + [t.words for name in ("nergrit", "speech") for t in others[name]]
    with TemporaryDirectory() as folder:
        model = Path(folder) / "capitals.crf"
        train_cases(cased, lexicon, model)
        capitals = Capitals(model, lexicon)
    others["nerp"] = [_with_capitals(text, capitals) for text in others["nerp"]]
    return LearningText(news, others, capitals)


def _text(words: Sequence[str], labels: Sequence[str], names: Sequence[str]) -> Text:
    cut = retokenize(Sentence(tuple(words), tuple(labels)))
    ours = retokenize(Sentence(tuple(words), tuple(names))).tags if names else ()
    return Text(cut.words, cut.tags, ours)


def _with_capitals(text: Text, capitals: Capitals) -> Text:
    """Return a text of NERP with capitals, those of its names among them."""
    small = [word.lower() for word in text.words]
    hinted = capitals.restore(small, [label != "O" for label in text.labels])
    words = with_names(text, text.names, capitals) if text.names else hinted
    return replace(text, words=words, hinted_words=hinted)


def with_names(text: Text, names: Sequence[str], capitals: Capitals) -> tuple[str, ...]:
    """Return the words of a text of NERP with the capitals that its labels and ``names`` suggest."""
    in_name = [label != "O" or name != "O" for label, name in zip(text.labels, names, strict=True)]
    return capitals.restore([word.lower() for word in text.words], in_name)


def _runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    lowered = [word.lower() for word in words if word[0].isalnum()]
    return set(_windows(lowered))


def _windows(words: list[str]) -> Iterator[tuple[str, ...]]:
    for begin in range(len(words) - SHARED_RUN + 1):
        yield tuple(words[begin : begin + SHARED_RUN])
