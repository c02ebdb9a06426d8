# mypy: ignore-errors
# (PyTorch is needed to train and by nothing else; it is not installed where types are checked.)
"""Train the network with PyTorch: ``python -m reader.analysis.entities.train_network --data FOLDER …``.

Learns from annotated sentences, from our own patterns filled anew in every round, and, where given,
from sentences with the probabilities that a larger model gave their words (``--silver``,
see :mod:`reader.analysis.entities.train_teacher`).
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn

from reader.analysis.entities.encoding import (
    ALPHABET,
    LABELS,
    SHAPES,
    character_numbers,
    mark_names,
    marks_of,
    shape_number,
)
from reader.analysis.entities.known import load_lexicon, phrases, word_rows
from reader.analysis.entities.learning_text import CORPORA, read_annotated, read_learning_text
from reader.analysis.entities.network import DILATIONS, pack
from reader.analysis.entities.own_text import OwnText, own_sentences
from reader.analysis.entities.packaged import record_digests
from reader.analysis.entities.silver import read_silver
from reader.analysis.entities.train import MODELS, OWN_TEXT

WORD_WIDTH, CHARACTER_WIDTH, SPELLING_WIDTH, SHAPE_WIDTH, MARK_WIDTH, HIDDEN = 100, 25, 48, 12, 48, 128
DROPPED = 0.3
LONGEST = 120
BATCH = 32
NEAR = 8
"""Batches among which sentences are sorted by length, so that little is padded."""

NEWS_TIMES = 3
"""How often the news of idner-news-2k are learnt in a round against our annotation of other corpora."""

OWN_TIMES = 2
"""How often each of our own patterns is filled in a round."""

SILVER_A_ROUND = 9_000


class Tagger(nn.Module):
    """The network of :mod:`reader.analysis.entities.network`, in a form that can be trained."""

    def __init__(self, vectors, marks):
        super().__init__()
        self.words = nn.Embedding.from_pretrained(torch.tensor(vectors), freeze=False, padding_idx=0)
        self.characters = nn.Embedding(len(ALPHABET) + 2, CHARACTER_WIDTH, padding_idx=0)
        self.spelling = nn.Linear(3 * CHARACTER_WIDTH, SPELLING_WIDTH)
        self.shapes = nn.Embedding(len(SHAPES) + 1, SHAPE_WIDTH)
        self.marks = nn.Linear(marks, MARK_WIDTH)
        self.from_words = nn.Linear(vectors.shape[1], HIDDEN)
        self.from_spelling = nn.Linear(SPELLING_WIDTH, HIDDEN, bias=False)
        self.from_shapes = nn.Linear(SHAPE_WIDTH, HIDDEN, bias=False)
        self.from_marks = nn.Linear(MARK_WIDTH, HIDDEN, bias=False)
        self.norms = nn.ModuleList([nn.LayerNorm(HIDDEN) for _ in DILATIONS])
        self.convolutions = nn.ModuleList([nn.Linear(3 * HIDDEN, 2 * HIDDEN) for _ in DILATIONS])
        self.out = nn.Linear(HIDDEN, len(LABELS))

    def forward(self, words, shapes, characters, marks, inside):
        """Return the log-probabilities of the labels, for a batch of sentences."""
        inside = inside[..., None].float()
        padded = nn.functional.pad(self.characters(characters), (0, 0, 1, 1))
        windows = torch.cat([padded[:, :, :-2], padded[:, :, 1:-1], padded[:, :, 2:]], 3)
        spelling = torch.relu(self.spelling(windows)).max(2)[0]
        hidden = self.from_words(self._drop(self.words(words), 0.4)) + self.from_spelling(
            self._drop(spelling)
        )
        hidden = hidden + self.from_shapes(self.shapes(shapes))
        hidden = (hidden + self.from_marks(self._drop(torch.relu(self.marks(marks))))) * inside
        for reach, norm, convolution in zip(DILATIONS, self.norms, self.convolutions, strict=True):
            normal = self._drop(norm(hidden)) * inside
            before = nn.functional.pad(normal, (0, 0, reach, 0))[:, : normal.shape[1]]
            after = nn.functional.pad(normal, (0, 0, 0, reach))[:, reach:]
            value, gate = convolution(torch.cat([before, normal, after], 2)).chunk(2, -1)
            hidden = hidden + value * torch.sigmoid(gate)
        return torch.log_softmax(self.out(self._drop(hidden, 0.4)), -1)

    def _drop(self, x, share=DROPPED):
        """Drop the same features of all words of a sentence."""
        if not self.training:
            return x
        kept = torch.bernoulli(torch.full((x.shape[0], *[1] * (x.dim() - 2), x.shape[-1]), 1 - share))
        return x * kept / (1 - share)

    def weights(self):
        """Return the weights under the names of the run time."""
        state = {name: value.detach().numpy() for name, value in self.state_dict().items()}
        named = {
            "words": state["words.weight"],
            "characters": state["characters.weight"],
            "spelling": state["spelling.weight"].T,
            "spelling_bias": state["spelling.bias"],
            "shapes": state["shapes.weight"],
            "marks": state["marks.weight"].T,
            "marks_bias": state["marks.bias"],
            "bias": state["from_words.bias"],
            "out": state["out.weight"].T,
            "out_bias": state["out.bias"],
        }
        for part in ("words", "spelling", "shapes", "marks"):
            named[f"from_{part}"] = state[f"from_{part}.weight"].T
        for layer in range(len(DILATIONS)):
            named[f"scale{layer}"] = state[f"norms.{layer}.weight"]
            named[f"shift{layer}"] = state[f"norms.{layer}.bias"]
            named[f"conv{layer}"] = state[f"convolutions.{layer}.weight"].T
            named[f"conv_bias{layer}"] = state[f"convolutions.{layer}.bias"]
        return named


class Encoder:
    """Puts sentences into tensors."""

    def __init__(self, language, hints=()):
        """Take the labels of another corpus that may be given as hints, for the teacher only."""
        self.lexicon = load_lexicon(language)
        self.rows = word_rows(language)
        listed = mark_names(kind for kind, _ in phrases())
        self.marks = [*listed, *(f"h{label}" for label in hints)]
        self._numbers = {mark: number for number, mark in enumerate(self.marks)}

    def encode(self, words, target, hints=()):
        """Return the numbers of one sentence; ``target`` is its tags or its probabilities."""
        words = list(words[:LONGEST])
        marks = np.zeros((len(words), len(self.marks)), np.float32)
        for row, names in zip(marks, marks_of(words, self.lexicon), strict=True):
            row[[self._numbers[name] for name in names if name in self._numbers]] = 1
        for row, label in zip(marks, hints, strict=False):
            row[self._numbers[f"h{label}"]] = 1
        if isinstance(target, tuple):
            target = np.eye(len(LABELS), dtype=np.float32)[[LABELS.index(tag) for tag in target[:LONGEST]]]
        return (
            np.array([self.rows.get(word.lower(), -1) + 2 for word in words]),
            np.array([shape_number(word) for word in words]),
            np.array([character_numbers(word) for word in words]),
            marks,
            target[:LONGEST],
        )


def batch(items):
    """Lay sentences into padded tensors."""
    longest = max(len(item[0]) for item in items)

    def laid(part, dtype):
        first = np.asarray(items[0][part])
        out = np.zeros((len(items), longest, *first.shape[1:]), dtype)
        for row, item in enumerate(items):
            out[row, : len(item[0])] = item[part]
        return torch.from_numpy(out)

    words = laid(0, np.int64)
    return (words, laid(1, np.int64), laid(2, np.int64), laid(3, np.float32), words > 0), laid(4, np.float32)


def batches_of(items, size, order):
    """Yield all items once, at random, in batches of sentences about as long as each other."""
    items = list(items)
    order.shuffle(items)
    parts = (items[begin : begin + size * NEAR] for begin in range(0, len(items), size * NEAR))
    near = [sorted(part, key=lambda item: len(item[0])) for part in parts]
    batches = [part[begin : begin + size] for part in near for begin in range(0, len(part), size)]
    order.shuffle(batches)
    yield from batches


def train(gold, silver, own, encoder, vectors, *, rounds, seed):
    """Return a trained model, its weights averaged over the last rounds."""
    torch.manual_seed(seed)
    order = random.Random(seed)  # noqa: S311
    model = Tagger(vectors, len(encoder.marks))
    slow = [model.words.weight]
    fast = [p for name, p in model.named_parameters() if name != "words.weight"]
    optimiser = torch.optim.AdamW([{"params": fast}, {"params": slow}], weight_decay=1e-3, fused=True)
    coded = [encoder.encode(s.words, s.tags) for s in gold]
    steps = rounds * (len(coded) + min(len(silver), SILVER_A_ROUND)) // BATCH
    step = 0
    averaged, count = None, 0
    for number in range(rounds):
        began = time.time()
        chosen = order.sample(silver, min(len(silver), SILVER_A_ROUND))
        items = coded + [encoder.encode(*pair) for pair in chosen]
        items += [encoder.encode(s.words, s.tags) for s in own()]
        total = 0.0
        for chosen in batches_of(items, BATCH, order):
            inputs, target = batch(chosen)
            hidden = (torch.rand(inputs[0].shape) < 0.06) & inputs[4]
            inputs[0][hidden] = 1
            loss = -(model(*inputs) * target).sum() / inputs[4].sum()
            step += 1
            pace = min(1, step / 100) * max(0.04, 1 - step / (steps * 1.02))
            optimiser.param_groups[0]["lr"], optimiser.param_groups[1]["lr"] = 2e-3 * pace, 1e-3 * pace
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimiser.step()
            total += loss.item()
        sys.stderr.write(f"round {number}: {total * BATCH / len(items):.4f}, {time.time() - began:.0f} s\n")
        sys.stderr.flush()
        if number >= rounds * 2 // 3:
            count += 1
            now = {name: value.clone() for name, value in model.state_dict().items()}
            averaged = averaged or now
            averaged = {name: averaged[name] + (now[name] - averaged[name]) / count for name in now}
    model.load_state_dict(averaged)
    return model.eval()


def main(arguments=None):
    """Train the network of one language; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m reader.analysis.entities.train_network")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--language", choices=sorted(CORPORA), required=True)
    parser.add_argument(
        "--vectors", type=Path, required=True, help="word vectors, as train --vectors writes them"
    )
    parser.add_argument("--silver", type=Path)
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=MODELS)
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    encoder = Encoder(options.language)
    filler = OwnText(options.language, options.seed)
    model = train(
        gold_sentences(options.data, options.language, encoder.lexicon),
        read_silver(options.silver) if options.silver else [],
        lambda: filler.sentences(OWN_TEXT / f"{options.language}.txt", OWN_TIMES),
        encoder,
        initial_vectors(options.vectors, encoder.rows),
        rounds=options.rounds,
        seed=options.seed,
    )
    target = options.out / f"{options.language}.net"
    target.write_bytes(pack(model.weights(), encoder.marks))
    record_digests(options.out)
    sys.stderr.write(f"{target}: {target.stat().st_size} bytes\n")
    return 0


def gold_sentences(data, language, lexicon):
    """Return the annotated sentences as often as they are learnt in a round."""
    if language != "id":
        return [*read_annotated(data, language), *own_sentences(language)]
    text = read_learning_text(data, lexicon)
    return text.news * NEWS_TIMES + [other.sentence for other in text.annotated]


def initial_vectors(path, rows):
    """Return the vectors of the word list in its order, after one row of padding and one for other words."""
    with np.load(path, allow_pickle=False) as arrays:
        numbers = {word: number for number, word in enumerate(arrays["words"].tolist())}
        vectors = arrays["vectors"]
    random_rows = (
        np.random.default_rng(1).normal(0, 0.1, (len(rows) + 2, vectors.shape[1])).astype(np.float32)
    )
    random_rows[0] = 0
    for word, row in rows.items():
        if word in numbers:
            vector = vectors[numbers[word]]
            random_rows[row + 2] = 2 * vector / (np.linalg.norm(vector) + 1e-9)
    return random_rows


if __name__ == "__main__":
    sys.exit(main())
