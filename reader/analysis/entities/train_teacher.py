# mypy: ignore-errors
# (PyTorch is needed to train and by nothing else; it is not installed where types are checked.)
"""Train a large model that tags raw text: ``python -m reader.analysis.entities.train_teacher …``.

The teacher is a wide stack of gated convolutions. It learns names from the annotated news and from our own
annotation of other corpora, where the labels of NERP are given to it as hints in half of the cases;
besides, as side tasks with heads of their own over the same hidden layer, the noisier NERGrit, NERP and
parts of speech. NERP is tagged with its labels as hints. The silver that
:mod:`reader.analysis.entities.train_network` learns from adds to its log-probabilities those of the packaged
random field, which learnt the news alone and so keeps to their habits.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

import numpy as np
import pycrfsuite
import torch
from torch import nn

from reader.analysis.entities.decoding import best_tags
from reader.analysis.entities.encoding import ALPHABET, LABELS, SHAPES
from reader.analysis.entities.features import FeatureMaker
from reader.analysis.entities.learning_text import NERP_LABELS, read_learning_text, with_names
from reader.analysis.entities.own_text import OwnText
from reader.analysis.entities.silver import write_silver
from reader.analysis.entities.tagger import LEAST
from reader.analysis.entities.train import MODELS, OWN_TEXT
from reader.analysis.entities.train_network import LONGEST, Encoder, batches_of, initial_vectors

NAMES, BATCH, AUXILIARY_BATCH = "names", 24, 24
NEWS_TIMES = 2
"""How often the annotated news count against our annotation of other corpora, for the teacher."""

HINTED_SHARE = 0.5
"""How often a sentence of NERP comes with the labels of its corpus as hints."""

SHORTEST = 4
"""Words of a sentence worth tagging."""

EVERY = {"nergrit": 1, "nerp": 1, "speech": 3}
"""Of each corpus every so manieth sentence is tagged."""

NERP_TIMES = 2
"""How often the sentences of NERP stand in the silver, for they are of the kind that the news are."""

FIELD_WEIGHT = 0.4
"""What the log-probabilities of the random field count against the teacher's."""

WIDTH, DROPPED, ROUNDS, SEED = 256, 0.4, 10, 12
REACHES = (1, 2, 4, 1)
"""How far each layer of convolutions reaches to either side, in words."""


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
    """Word vectors, spelling, shape and marks; convolutions over them; one head for each corpus."""

    def __init__(self, vectors, marks, heads):
        super().__init__()
        self.words = nn.Embedding.from_pretrained(torch.tensor(vectors), freeze=False, padding_idx=0)
        self.characters = nn.Embedding(len(ALPHABET) + 2, 25, padding_idx=0)
        self.spelling = nn.Conv1d(25, 50, 3, padding=1)
        self.shapes = nn.Embedding(len(SHAPES) + 1, 12)
        self.marks = nn.Linear(marks, 48)
        inputs = vectors.shape[1] + 50 + 12 + 48
        self.enter = nn.Linear(inputs, WIDTH)
        self.convolutions = nn.ModuleList(
            [nn.Conv1d(WIDTH, 2 * WIDTH, 3, padding=reach, dilation=reach) for reach in REACHES]
        )
        self.norms = nn.ModuleList([nn.LayerNorm(WIDTH) for _ in REACHES])
        self.heads = nn.ModuleDict({name: nn.Linear(WIDTH, count) for name, count in heads.items()})
        self.transitions = nn.ModuleDict({name: Transitions(count) for name, count in heads.items()})

    def forward(self, inputs, head):
        """Return the scores of the tags of one head for a batch of sentences."""
        words, shapes, characters, marks, inside = inputs
        size, length = words.shape
        letters = self.characters(characters.view(size * length, -1)).transpose(1, 2)
        spelling = torch.relu(self.spelling(letters)).max(2)[0].view(size, length, -1)
        x = torch.cat([self.words(words), spelling, self.shapes(shapes), torch.relu(self.marks(marks))], -1)
        hidden = self._look_around(self._drop(x, DROPPED), inside)
        return self.heads[head](self._drop(hidden, DROPPED))

    def _look_around(self, x, inside):
        hidden = self.enter(x)
        for convolution, norm in zip(self.convolutions, self.norms, strict=True):
            hidden = hidden * inside[..., None]
            normal = self._drop(norm(hidden), 0.6 * DROPPED)
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


def train_teacher(text, own, encoder, vectors):
    """Return a teacher, its weights averaged over the second half of its rounds."""
    torch.manual_seed(SEED)
    order = random.Random(SEED)  # noqa: S311
    tagsets = {name: sorted({tag for t in texts for tag in t.labels}) for name, texts in text.others.items()}
    tagsets[NAMES] = list(LABELS)
    model = Teacher(vectors, len(encoder.marks), {name: len(tags) for name, tags in tagsets.items()})
    numbers = {name: {tag: number for number, tag in enumerate(tags)} for name, tags in tagsets.items()}

    def coded(name, words, tags, *hints):
        return encoder.encode(words, np.array([numbers[name][tag] for tag in tags]), *hints)

    besides = {
        name: _endlessly([coded(name, t.words, t.labels) for t in texts], order)
        for name, texts in text.others.items()
    }
    news = [coded(NAMES, s.words, s.tags) for s in text.news] * NEWS_TIMES
    ours = [[coded(NAMES, t.words, t.names)] for t in text.annotated]
    for choices, t in zip(ours, text.annotated, strict=True):
        if t.is_hinted:
            choices.append(coded(NAMES, t.hinted_words, t.names, t.labels))
    words = [model.words.weight]
    others = [p for name, p in model.named_parameters() if name != "words.weight"]
    optimiser = torch.optim.AdamW([{"params": others}, {"params": words}], weight_decay=1e-3, fused=True)
    steps, step, averaged, count = ROUNDS * (len(news) + len(ours) + 430) // BATCH, 0, None, 0
    for number in range(ROUNDS):
        items = news + [coded(NAMES, s.words, s.tags) for s in own(1)]
        items += [choices[-1 if order.random() < HINTED_SHARE else 0] for choices in ours]
        for chosen in batches_of(items, BATCH, order):
            name = order.choice(sorted(besides))
            pace = min(1, (step + 1) / 100) * max(0.05, 1 - step / steps)
            optimiser.param_groups[0]["lr"], optimiser.param_groups[1]["lr"] = 2e-3 * pace, 5e-4 * pace
            _step(model, optimiser, (NAMES, chosen), (name, next(besides[name])))
            step += 1
        sys.stderr.write(f"round {number} done\n")
        if number >= ROUNDS // 2:
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
def tag_raw(teacher, sentences, encoder, hints=None):
    """Return the log-probabilities of the teacher for each sentence."""
    found = [None] * len(sentences)
    order = sorted(range(len(sentences)), key=lambda number: len(sentences[number]))
    for begin in range(0, len(order), 48):
        chosen = order[begin : begin + 48]
        empty = [np.zeros(len(sentences[number]), np.int64) for number in chosen]
        hinted = [hints[n] if hints else () for n in chosen]
        coded = [encoder.encode(sentences[n], *rest) for n, *rest in zip(chosen, empty, hinted, strict=True)]
        inputs, _ = batch(coded)
        view = teacher.transitions[NAMES].log_marginals(teacher(inputs, NAMES), inputs[4]).numpy()
        for row, number in enumerate(chosen):
            found[number] = view[row, : len(sentences[number])]
    return found


def main(arguments=None):
    """Train the teacher and write the sentences it tagged; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m reader.analysis.entities.train_teacher")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--vectors", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="file for the silver sentences (.npz)")
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    encoder = Encoder("id", NERP_LABELS)
    text = read_learning_text(options.data, encoder.lexicon)
    vectors = initial_vectors(options.vectors, encoder.rows)
    filler = OwnText("id", 1)
    teacher = train_teacher(text, lambda n: filler.sentences(OWN_TEXT / "id.txt", n), encoder, vectors)
    words, logarithms = tag_others(teacher, text, encoder)
    field = news_field(encoder.lexicon)
    write_silver(options.out, words, [sum_up(*pair, field) for pair in zip(words, logarithms, strict=True)])
    return 0


def tag_others(teacher, text, encoder):
    """Return the sentences that we did not annotate, and their log-probabilities."""
    others = [t for name, step in EVERY.items() for t in text.others[name][::step] if not t.names]
    raw = [t for t in others if SHORTEST <= len(t.words) <= LONGEST]
    tagged = tag_raw(
        teacher,
        [t.hinted_words or t.words for t in raw],
        encoder,
        [t.labels if t.is_hinted else () for t in raw],
    )
    written = [
        with_names(t, best_tags(rows.tolist()), text.capitals) if t.is_hinted else t.words
        for t, rows in zip(raw, tagged, strict=True)
    ]
    times = [NERP_TIMES if t.is_hinted else 1 for t in raw]
    numbers = [number for number, count in enumerate(times) for _ in range(count)]
    return [written[number] for number in numbers], [tagged[number] for number in numbers]


def news_field(lexicon):
    """Return a function that gives the log-probabilities of the packaged random field."""
    features = FeatureMaker(lexicon)
    field = pycrfsuite.Tagger()
    field.open(str(MODELS / "id.crf"))

    def log_probabilities(words):
        field.set(features(words))
        rows = [[field.marginal(label, i) for label in LABELS] for i in range(len(words))]
        return np.log(np.array(rows, np.float32) + LEAST)

    return log_probabilities


def sum_up(words, logarithms, field):
    """Return the log-probabilities of the teacher with those of the field added, normalised."""
    scores = logarithms + FIELD_WEIGHT * field(words)
    return scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)


if __name__ == "__main__":
    sys.exit(main())
