"""The trained reader of single words: cues, sources, contents, times, places, entities, events.

It is one small encoder (`training/`, docs/model.md), asked a window of sentences at a time and
alone, so that what it says of a text does not hang on the texts beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from sayso.analysis.pieces import Window, split_windows
from sayso.analysis.sessions import (
    FOLDER,
    load_session,
    load_states,
    load_vocabulary,
    softmax,
)
from sayso.analysis.stretches import TaggedSpan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from sayso.analysis.pieces import Vocabulary, Word

WINDOW = 158


class Heads(msgspec.Struct, frozen=True):
    """What the tagger's outputs stand for: labels of each head, roles of its arcs, its name.

    `untrained` are the heads that saw no text of theirs (in a model of open texts alone).
    """

    name: str
    tags: dict[str, list[str]]
    arcs: list[str]
    untrained: tuple[str, ...] = ()


@dataclass(frozen=True)
class TaggedWindow(Window):
    """Some words of a text with what each head says of them.

    `tags` are probabilities (words, labels) for each head, `values` the factuality of words,
    `arcs` probabilities (words, words) for each role: of a word (column) towards a cue (row).
    """

    tags: dict[str, NDArray[np.float32]]
    values: NDArray[np.float32]
    arcs: dict[str, NDArray[np.float32]]


@dataclass(frozen=True)
class Tags:
    """What the tagger says of a text. Offsets are code points, end-exclusive."""

    name: str
    heads: Heads
    windows: tuple[TaggedWindow, ...]

    def knows(self, head: str) -> bool:
        """Whether a head was trained at all; what one says that was not means nothing."""
        return head not in self.heads.untrained

    def spans(self, head: str) -> list[TaggedSpan]:
        """The stretches that a head marks as its own, in the order of the text."""
        if not self.knows(head):
            return []
        return [span for window in self.windows for span in self._decoded(window, head)]

    def label(self, head: str, start: int, end: int) -> dict[str, float]:
        """How probable each label of a head is for the words from `start` to `end`, if any."""
        row = self.row(head, start, end)
        return dict(zip(self.heads.tags[head], row, strict=True)) if row is not None else {}

    def row(self, head: str, start: int, end: int) -> list[float] | None:
        """What `label` says, in the order of the head's labels; null where no words are."""
        for window in self.windows:
            inside = window.inside(start, end)
            if inside:
                rows = window.tags[head]
                # most are one word, of which numpy would take the mean at length
                mean = rows[inside[0]] if len(inside) == 1 else rows[inside].mean(axis=0)
                found: list[float] = mean.tolist()
                return found
        return None

    def value(self, start: int, end: int) -> float | None:
        """How surely what the words tell happened, from -3 to 3 (Lee et al. 2015)."""
        for window in self.windows:
            inside = window.inside(start, end)
            if inside:
                values = window.values
                return float(values[inside[0]] if len(inside) == 1 else values[inside].mean())
        return None

    def _decoded(self, window: TaggedWindow, head: str) -> Iterator[TaggedSpan]:
        labels, sure = self.heads.tags[head], window.tags[head]
        best = sure.argmax(axis=1)
        start: int | None = None
        for n in range(len(best) + 1):
            label = labels[best[n]] if n < len(best) else "O"
            goes_on = (
                label.startswith("I")
                and start is not None
                and (label[1:] == labels[best[start]][1:])
            )
            if start is not None and not goes_on:
                words = window.words[start:n]
                probability = 1.0 - float(sure[start:n, 0].mean())
                kind = labels[best[start]][2:]
                yield TaggedSpan(words[0].start, words[-1].end, kind, probability)
                start = None
            if start is None and label != "O":
                start = n


def tag(text: str) -> Tags:
    """What the shipped tagger says of a text (the parser's twin of it: plain, levelled case)."""
    heads, vocabulary = _heads(), load_vocabulary()
    windows = split_windows(text, vocabulary.words(text), WINDOW)
    return Tags(heads.name, heads, tuple(_read(window, heads, vocabulary) for window in windows))


@cache
def _heads() -> Heads:
    return msgspec.json.decode((FOLDER / "tagger.json").read_bytes(), type=Heads)


def _read(words: list[Word], heads: Heads, vocabulary: Vocabulary) -> TaggedWindow:
    pieces, shapes, firsts = [vocabulary.opening], [0], []
    for word in words:
        firsts.append(len(pieces))
        pieces += word.pieces
        shapes += [word.shape] * len(word.pieces)
    asked: dict[str, Any] = {
        "states": load_states()(np.array([[*pieces, vocabulary.closing]])),
        "shapes": np.array([[*shapes, 0]]),
        "firsts": np.array([firsts]),
    }
    tags, values, arcs = load_session("tagger").run(None, asked)
    sizes = np.cumsum([len(labels) for labels in heads.tags.values()])[:-1]
    return TaggedWindow(
        words=words,
        tags={
            head: softmax(part)
            for head, part in zip(heads.tags, np.split(tags[0], sizes, axis=-1), strict=True)
        },
        values=values[0],
        arcs={role: 1.0 / (1.0 + np.exp(-arcs[0][n])) for n, role in enumerate(heads.arcs)},
    )
