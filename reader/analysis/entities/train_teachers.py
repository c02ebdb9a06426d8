# mypy: ignore-errors
# (PyTorch is needed to train and by nothing else; it is not installed where types are checked.)
"""Train large models that tag raw text: ``python -m reader.analysis.entities.train_teachers …``.

A teacher is a bidirectional LSTM or a wide stack of gated convolutions. It learns several corpora at
once, each with labels and transition scores of its own over the same hidden layer: the annotated
news, the noisier NERGrit, NERP with capitals restored (:mod:`reader.analysis.entities.capitals`), and
parts of speech. Two teachers of different kind agree better with unseen text than either; the mean of
their log-probabilities is the silver that :mod:`reader.analysis.entities.train` and ``train_network``
learn from.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
from torch import nn

from reader.analysis.entities.capitals import Capitals, train_cases
from reader.analysis.entities.corpora import Sentence, read_columns, read_sentences, retokenize
from reader.analysis.entities.encoding import ALPHABET, LABELS, SHAPES
from reader.analysis.entities.own_text import OwnText
from reader.analysis.entities.silver import write_silver
from reader.analysis.entities.train import CORPORA, OWN_TEXT
from reader.analysis.entities.train_network import LONGEST, Encoder, batches_of, initial_vectors

NEWS, BATCH, AUXILIARY_BATCH = "news", 16, 24
AUXILIARY = {
    "nergrit": ("indonlu-nergrit/train.tsv", "indonlu-nergrit/valid.tsv"),
    "nerp": ("indonlu-nerp/train.tsv", "indonlu-nerp/valid.tsv"),
    "speech": ("kumparan-postag/dataset_postag.tsv",),
}
"""Corpora beside the news; their text is also what the teachers tag."""

WITHOUT_CAPITALS = "nerp"
HELD_OUT = "idner-news-2k/dev.txt"
"""Read only to leave out of the others what stands in it too."""

SHARED_RUN = 8
"""Words in a row by which a sentence counts as standing in both."""

TEACHERS = (("convolutions", 192, 0.4, 16, 12), ("lstm", 200, 0.5, 14, 11))
"""Kind, width, share dropped, rounds and seed."""


class Transitions(nn.Module):
    """A linear-chain conditional random field over the scores of a head."""

    def __init__(self, count):
        super().__init__()
        self.between = nn.Parameter(torch.zeros(count, count))
        self.first = nn.Parameter(torch.zeros(count))
        self.last = nn.Parameter(torch.zeros(count))

    def loss(self, scores, tags, inside):
        """Return the negative log-likelihood of ``tags``, summed over the batch."""
        total = scores[:, 0] + self.first
        path = total.gather(1, tags[:, :1])[:, 0]
        for t in range(1, scores.shape[1]):
            here = inside[:, t]
            following = torch.logsumexp(total[:, :, None] + self.between, 1) + scores[:, t]
            total = torch.where(here[:, None], following, total)
            step = self.between[tags[:, t - 1], tags[:, t]] + scores[:, t].gather(1, tags[:, t : t + 1])[:, 0]
            path = path + step * here
        end = tags.gather(1, (inside.sum(1) - 1)[:, None])[:, 0]
        return (torch.logsumexp(total + self.last, 1) - path - self.last[end]).sum()

    @torch.no_grad()
    def log_marginals(self, scores, inside):
        """Return the log-probability of each tag of each word."""
        forward = [scores[:, 0] + self.first]
        for t in range(1, scores.shape[1]):
            following = torch.logsumexp(forward[-1][:, :, None] + self.between, 1) + scores[:, t]
            forward.append(torch.where(inside[:, t, None], following, forward[-1]))
        backward = [self.last.expand_as(scores[:, 0])]
        for t in range(scores.shape[1] - 1, 0, -1):
            before = torch.logsumexp(self.between + (scores[:, t] + backward[-1])[:, None, :], 2)
            backward.append(torch.where(inside[:, t, None], before, backward[-1]))
        return torch.log_softmax(torch.stack(forward, 1) + torch.stack(backward[::-1], 1), -1)


class Teacher(nn.Module):
    """Word vectors, spelling, shape and marks; a context of either kind; one head for each corpus."""

    def __init__(self, vectors, marks, heads, kind, width, dropped):
        super().__init__()
        self.dropped, self.kind = dropped, kind
        self.words = nn.Embedding.from_pretrained(torch.tensor(vectors), freeze=False, padding_idx=0)
        self.characters = nn.Embedding(len(ALPHABET) + 2, 25, padding_idx=0)
        self.spelling = nn.Conv1d(25, 50, 3, padding=1)
        self.shapes = nn.Embedding(len(SHAPES) + 1, 12)
        self.marks = nn.Linear(marks, 48)
        inputs = vectors.shape[1] + 50 + 12 + 48
        if kind == "lstm":
            self.context = nn.LSTM(inputs, width, batch_first=True, bidirectional=True)
        else:
            self.enter = nn.Linear(inputs, width)
            self.reaches = (1, 2, 4, 1)
            self.convolutions = nn.ModuleList(
                [nn.Conv1d(width, 2 * width, 3, padding=reach, dilation=reach) for reach in self.reaches]
            )
            self.norms = nn.ModuleList([nn.LayerNorm(width) for _ in self.reaches])
        hidden = 2 * width if kind == "lstm" else width
        self.heads = nn.ModuleDict({name: nn.Linear(hidden, count) for name, count in heads.items()})
        self.transitions = nn.ModuleDict({name: Transitions(count) for name, count in heads.items()})

    def forward(self, inputs, head):
        """Return the scores of the tags of one head for a batch of sentences."""
        words, shapes, characters, marks, inside = inputs
        size, length = words.shape
        letters = self.characters(characters.view(size * length, -1)).transpose(1, 2)
        spelling = torch.relu(self.spelling(letters)).max(2)[0].view(size, length, -1)
        x = torch.cat([self.words(words), spelling, self.shapes(shapes), torch.relu(self.marks(marks))], -1)
        hidden = self._look_around(self._drop(x, self.dropped), inside)
        return self.heads[head](self._drop(hidden, self.dropped))

    def _look_around(self, x, inside):
        if self.kind == "lstm":
            packed = nn.utils.rnn.pack_padded_sequence(
                x, inside.sum(1), batch_first=True, enforce_sorted=False
            )
            hidden, _ = self.context(packed)
            return nn.utils.rnn.pad_packed_sequence(hidden, batch_first=True, total_length=x.shape[1])[0]
        hidden = self.enter(x)
        for convolution, norm in zip(self.convolutions, self.norms, strict=True):
            hidden = hidden * inside[..., None]
            normal = self._drop(norm(hidden), 0.6 * self.dropped)
            value, gate = convolution(normal.transpose(1, 2)).transpose(1, 2).chunk(2, -1)
            hidden = hidden + value * torch.sigmoid(gate)
        return hidden

    def _drop(self, x, share):
        if not self.training:
            return x
        return x * torch.bernoulli(torch.full((x.shape[0], 1, x.shape[2]), 1 - share)) / (1 - share)


def batch(items):
    """Lay coded sentences and their tags into padded tensors."""
    longest = max(len(item[0]) for item in items)
    laid = []
    for part in range(5):
        first = np.asarray(items[0][part])
        whole = np.zeros((len(items), longest, *first.shape[1:]), first.dtype)
        for row, item in enumerate(items):
            whole[row, : len(item[0])] = item[part]
        laid.append(torch.from_numpy(whole))
    words, shapes, characters, marks, tags = laid
    return (words, shapes, characters, marks, words > 0), tags


def train_teacher(corpora, own, encoder, vectors, settings):
    """Return one teacher, its weights averaged over the second half of its rounds."""
    kind, width, dropped, rounds, seed = settings
    torch.manual_seed(seed)
    order = random.Random(seed)  # noqa: S311
    tagsets = {name: sorted({tag for s in corpus for tag in s.tags}) for name, corpus in corpora.items()}
    tagsets[NEWS] = list(LABELS)
    model = Teacher(
        vectors, len(encoder.marks), {name: len(t) for name, t in tagsets.items()}, kind, width, dropped
    )
    numbers = {name: {tag: number for number, tag in enumerate(tags)} for name, tags in tagsets.items()}

    def coded(name, sentence):
        tags = np.array([numbers[name][tag] for tag in sentence.tags])
        return encoder.encode(sentence.words, tags)

    ready = {name: [coded(name, sentence) for sentence in corpus] for name, corpus in corpora.items()}
    words = [model.words.weight]
    others = [p for name, p in model.named_parameters() if name != "words.weight"]
    optimiser = torch.optim.AdamW([{"params": others}, {"params": words}], weight_decay=1e-3, fused=True)
    steps, step, averaged, count = rounds * (len(ready[NEWS]) + 500) // BATCH, 0, None, 0
    besides = {name: _endlessly(ready[name], order) for name in ready if name != NEWS}
    for number in range(rounds):
        items = ready[NEWS] + [coded(NEWS, sentence) for sentence in own(1)]
        for chosen in batches_of(items, BATCH, order):
            name = order.choice(sorted(besides))
            pace = min(1, (step + 1) / 100) * max(0.05, 1 - step / steps)
            optimiser.param_groups[0]["lr"], optimiser.param_groups[1]["lr"] = 2e-3 * pace, 5e-4 * pace
            _step(model, optimiser, (NEWS, chosen), (name, next(besides[name])))
            step += 1
        sys.stderr.write(f"{kind}, round {number} done\n")
        if number >= rounds // 2:
            count += 1
            now = {name: value.clone() for name, value in model.state_dict().items()}
            averaged = averaged or now
            averaged = {name: averaged[name] + (now[name] - averaged[name]) / count for name in now}
    model.load_state_dict(averaged)
    return model.eval()


def _endlessly(items, order):
    """Yield batches of a corpus over and over."""
    while True:
        yield from batches_of(items, AUXILIARY_BATCH, order)


def _step(model, optimiser, *batches):
    """Learn from one batch for each of some heads."""
    optimiser.zero_grad()
    for head, items in batches:
        inputs, tags = batch(items)
        inputs[0][(torch.rand(inputs[0].shape) < 0.05) & inputs[4]] = 1
        loss = model.transitions[head].loss(model(inputs, head), tags, inputs[4]) / len(items)
        loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 5.0)
    optimiser.step()


@torch.no_grad()
def tag_raw(teachers, sentences, encoder):
    """Return the mean log-probabilities of the teachers for each sentence, normalised."""
    found = [None] * len(sentences)
    order = sorted(range(len(sentences)), key=lambda number: len(sentences[number]))
    for begin in range(0, len(order), 48):
        chosen = order[begin : begin + 48]
        empty = [np.zeros(len(sentences[number]), np.int64) for number in chosen]
        coded = [encoder.encode(sentences[n], tags) for n, tags in zip(chosen, empty, strict=True)]
        inputs, _ = batch(coded)
        views = [t.transitions[NEWS].log_marginals(t(inputs, NEWS), inputs[4]) for t in teachers]
        mean = torch.log_softmax(torch.stack(views).mean(0), -1).numpy()
        for row, number in enumerate(chosen):
            found[number] = mean[row, : len(sentences[number])]
    return found


def main(arguments=None):
    """Train the teachers and write the sentences they tagged; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m reader.analysis.entities.train_teachers")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--vectors", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="file for the silver sentences (.npz)")
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    encoder = Encoder("id")
    corpora = read_corpora(options.data, encoder.lexicon)
    vectors = initial_vectors(options.vectors, encoder.rows)
    filler = OwnText("id", 1)
    teachers = [
        train_teacher(corpora, lambda n: filler.sentences(OWN_TEXT / "id.txt", n), encoder, vectors, settings)
        for settings in TEACHERS
    ]
    raw = [s.words for name in AUXILIARY for s in corpora[name] if 4 <= len(s.words) <= 100]
    write_silver(options.out, raw, tag_raw(teachers, raw, encoder))
    return 0


def read_corpora(data, lexicon):
    """Return the sentences of each corpus by its name, cut as at run time and all with capitals."""
    held_out = {run for s in read_sentences(data / HELD_OUT) for run in _runs(retokenize(s).words)}
    corpora = {NEWS: [retokenize(s) for name in CORPORA["id"] for s in read_sentences(data / name)]}
    for name, files in AUXILIARY.items():
        read = (retokenize(Sentence(*s)) for file in files for s in read_columns(data / file))
        corpora[name] = [s for s in read if not held_out & _runs(s.words)]
    with TemporaryDirectory() as folder:
        model = Path(folder) / "capitals.crf"
        cased = [s.words for name in (NEWS, "nergrit", "speech") for s in corpora[name]]
        train_cases(cased, lexicon, model)
        capitals = Capitals(model, lexicon)
        corpora[WITHOUT_CAPITALS] = [
            Sentence(capitals.restore([w.lower() for w in s.words], [t != "O" for t in s.tags]), s.tags)
            for s in corpora[WITHOUT_CAPITALS]
        ]
    return {name: [s for s in corpus if len(s.words) <= LONGEST] for name, corpus in corpora.items()}


def _runs(words):
    lowered = [word.lower() for word in words if word[0].isalnum()]
    return {tuple(lowered[i : i + SHARED_RUN]) for i in range(len(lowered) - SHARED_RUN + 1)}


if __name__ == "__main__":
    sys.exit(main())
