"""Texts as tensors: windows of words, their pieces, and the labels that each head learns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch import Tensor

from sayso.analysis.pieces import Vocabulary, Word, split_windows
from sayso.records.event import Status
from training.gold import ENTITIES, Labelled, Offsets
from training.sentences import NONE, TYPES

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

UNKNOWN = -100
WINDOW = 158
TAGS = {
    "cue": ("O", "B", "I"),
    "source": ("O", "B", "I"),
    "content": ("O", "B", "I"),
    "time": ("O", "B", "I"),
    "place": ("O", "B", "I"),
    "entity": ("O", *(f"{edge}-{kind}" for kind in ENTITIES for edge in "BI")),
    "event": (NONE, *TYPES),
    "status": tuple(Status),
}
ARCS = ("source", "content", "actor", "recipient")


@dataclass(frozen=True)
class Window:
    """Some words of a text with their labels; a head without labels here is absent."""

    words: tuple[Word, ...]
    tags: dict[str, tuple[int, ...]]
    arcs: tuple[dict[str, tuple[int, ...]], ...]
    values: tuple[tuple[int, float], ...]

    @property
    def size(self) -> int:
        """How many pieces it has."""
        return sum(len(word.pieces) for word in self.words)


def to_windows(labelled: Labelled, vocabulary: Vocabulary) -> Iterator[Window]:
    """The windows of a text with the labels of their words."""
    for words in split_windows(labelled.text, vocabulary.words(labelled.text), WINDOW):
        tags = {head: _tags(words, head, spans) for head, spans in labelled.spans.items()}
        for head, (span, label) in labelled.labels.items():
            inside = _inside(words, [span])
            number = TAGS[head].index(label)
            tags[head] = tuple(number if n in inside else UNKNOWN for n in range(len(words)))
        arcs = [{r: _inside(words, spans) for r, spans in arc.items()} for arc in labelled.arcs]
        values = [
            (found[0], value)
            for span, value in labelled.values
            if (found := _inside(words, [span]))
        ]
        linked = tuple(arc for arc in arcs if arc["head"])
        yield Window(tuple(words), tags, linked, tuple(values))


def _inside(words: list[Word], spans: list[Offsets]) -> tuple[int, ...]:
    return tuple(
        n for n, w in enumerate(words) if any(s < w.end and w.start < e for s, e in spans)
    )


def _tags(words: list[Word], head: str, spans: list[tuple[Offsets, str]]) -> tuple[int, ...]:
    """BIO tags (Ramshaw and Marcus 1995); of spans that overlap the longer is kept."""
    tags = [0] * len(words)
    for (start, end), kind in sorted(spans, key=lambda s: (s[0][0] - s[0][1], s[0])):
        inside = _inside(words, [(start, end)])
        if not inside or any(tags[n] for n in inside):
            continue
        mark = f"-{kind}" if kind else ""
        for n in inside:
            edge = "B" if n == inside[0] and words[n].start >= start else "I"
            tags[n] = TAGS[head].index(edge + mark)
    return tuple(tags)


@dataclass(frozen=True)
class Batch:
    """Windows side by side. Shapes: pieces (batch, pieces), words (batch, words, …)."""

    pieces: Tensor
    shapes: Tensor
    mask: Tensor
    firsts: Tensor
    tags: dict[str, Tensor]
    arcs: Tensor
    values: Tensor


def to_batch(windows: list[Window], vocabulary: Vocabulary) -> Batch:
    """Windows padded to one length."""
    size, count = max(w.size for w in windows) + 2, max(len(w.words) for w in windows)
    pieces = torch.zeros(len(windows), size, dtype=torch.long)
    shapes, mask = torch.zeros_like(pieces), torch.zeros_like(pieces)
    firsts = torch.zeros(len(windows), count, dtype=torch.long)
    tags = {head: torch.full((len(windows), count), UNKNOWN) for head in TAGS}
    arcs = torch.full((len(windows), len(ARCS), count, count), -1.0)
    values = torch.full((len(windows), count), float("nan"))
    for row, window in enumerate(windows):
        ids, cases, places = [vocabulary.opening], [0], []
        for word in window.words:
            places.append(len(ids))
            ids += word.pieces
            cases += [word.shape] * len(word.pieces)
        ids.append(vocabulary.closing)
        pieces[row, : len(ids)] = torch.tensor(ids)
        shapes[row, : len(cases)] = torch.tensor(cases)
        mask[row, : len(ids)] = 1
        firsts[row, : len(places)] = torch.tensor(places)
        for head, labels in window.tags.items():
            tags[head][row, : len(labels)] = torch.tensor(labels)
        for arc in window.arcs:
            for role, name in enumerate(ARCS):
                for n in arc["head"] if name in arc else ():
                    arcs[row, role, n, : len(window.words)] = 0.0
                    arcs[row, role, n, list(arc[name])] = 1.0
        for place, value in window.values:
            values[row, place] = value
    return Batch(pieces, shapes, mask, firsts, tags, arcs, values)


def shuffled(windows: list[Window], size: int, chance: random.Random) -> Iterator[list[Window]]:
    """All windows in a random order of batches, each of windows of about one length."""
    order = list(windows)
    chance.shuffle(order)
    batches = []
    for start in range(0, len(order), 50 * size):
        near = sorted(order[start : start + 50 * size], key=lambda w: w.size)
        batches += [near[n : n + size] for n in range(0, len(near), size)]
    chance.shuffle(batches)
    yield from batches
