"""What the recorder says of a report, by hand: probabilities of its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sayso.analysis.pieces import Word, word_ranges
from sayso.analysis.recorder import Recorded, RecordedWindow, RecordHeads
from sayso.merging.incidents import Entity, SeenIncident
from sayso.merging.recordings import Recording, comparable_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

HEADS = RecordHeads(
    name="recorder-by-hand",
    signs=[],
    slots=["person", "body", "target", "victim", "victims", "weapon", "place", "killed",
           "injured", "date"],
    kinds=["attack", "bombing", "kidnapping"],
    stages=["ACCOMPLISHED", "ATTEMPTED", "THREATENED"],
    stances=["REPORTED AS FACT", "CLAIMED OR ADMITTED", "SUSPECTED OR ACCUSED", "POSSIBLE"],
    fates=["unhurt", "killed", "injured"],
)  # fmt: skip


def one_of(labels: Sequence[str], label: str | None) -> NDArray[np.float32]:
    """All probability on one label, none on any where it is null."""
    return np.array([name == label for name in labels], dtype=np.float32)


def window(
    text: str,
    marks: Mapping[str, Sequence[tuple[str, float]]],
    *,
    presence: Mapping[str, float],
    apart: tuple[str, str] | None = None,
    stage: str = "ACCOMPLISHED",
) -> RecordedWindow:
    """A window over all of a text in which `marks` fill slots, each by its first occurrence.

    Every word belongs to the kinds of `presence`, and all words to one incident but those of the
    two of `apart`.
    """
    words = [Word(start, end, (0,), 0) for start, end in word_ranges(text)]
    size = len(words)
    slots = np.zeros((size, len(HEADS.slots), 3), dtype=np.float32)
    slots[:, :, 0] = 1.0
    for slot, filled in marks.items():
        for quote, probability in filled:
            at = HEADS.slots.index(slot)
            for number, n in enumerate(numbers(words, text, quote)):
                slots[n, at] = [1 - probability, probability * (number == 0), 0.0]
                slots[n, at, 2] = probability * (number > 0)
    kinds = np.array([float(kind in presence) for kind in HEADS.kinds], dtype=np.float32)
    incidents = np.ones((size, size), dtype=np.float32)
    if apart is not None:
        some, others = (numbers(words, text, quote) for quote in apart)
        incidents[np.ix_(some, others)] = incidents[np.ix_(others, some)] = 0.0
    return RecordedWindow(
        words=words,
        slots=slots,
        kinds=np.tile(kinds, (size, 1)),
        stages=np.tile(one_of(HEADS.stages, stage), (size, 1)),
        stances=np.tile(one_of(HEADS.stances, None), (size, 1)),
        fates=np.tile(one_of(HEADS.fates, None), (size, 1)),
        presence=np.array([presence.get(kind, 0.0) for kind in HEADS.kinds], dtype=np.float32),
        incidents=incidents,
        fillers=incidents,
    )


def numbers(words: Sequence[Word], text: str, quote: str) -> list[int]:
    """Which words of a text the quote is, at its first occurrence."""
    start = text.index(quote)
    end = start + len(quote)
    return [n for n, word in enumerate(words) if word.start < end and start < word.end]


def recorded(*windows: RecordedWindow) -> Recorded:
    return Recorded(HEADS, windows)


def entity(
    text: str,
    slot: str,
    quote: str,
    *,
    probability: float = 0.9,
    stage: str | None = None,
    stance: str | None = None,
    fate: str | None = None,
) -> Entity:
    """A filler with one recording, at the first occurrence of its words."""
    start = text.index(quote)
    recording = Recording(
        start=start,
        end=start + len(quote),
        slot=slot,
        words=comparable_words(quote, "en"),
        probability=probability,
        kinds=np.ones(len(HEADS.kinds), dtype=np.float32),
        stages=one_of(HEADS.stages, stage),
        stances=one_of(HEADS.stances, stance),
        fates=one_of(HEADS.fates, fate),
        window=0,
        word=0,
    )
    return Entity(slot, (recording,), probability)


def incident(kind: str, *entities: Entity) -> SeenIncident:
    return SeenIncident(kind, 0.9, entities)
