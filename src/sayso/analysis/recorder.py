"""The trained reader of whole reports: which words fill the slots of an incident, and of which.

It is the third small encoder (`training/`, docs/model.md): taught by reports in capitals, it
does not look at the case of letters. It is asked as much of a report at a time as it can hold.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from sayso.analysis.pieces import Window, split_windows
from sayso.analysis.sessions import FOLDER, load_session, load_states, load_vocabulary, softmax

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from sayso.analysis.pieces import Vocabulary, Word
    from sayso.analysis.signs import Sign

WINDOW = 440
_SPARE = 40


class RecordHeads(msgspec.Struct, frozen=True):
    """What the recorder's outputs stand for, and its name.

    `signs` are what it is told of words, in this order; `slots` what words can be to an incident,
    `kinds` the types of incident, `stages` what came of it, `stances` what is said of its doer,
    `fates` what became of people. `kept` is the eighth of MUC-4's texts that it did not learn
    from, null where it learnt from all: nothing may then be measured on them.
    """

    name: str
    signs: list[str]
    slots: list[str]
    kinds: list[str]
    stages: list[str]
    stances: list[str]
    fates: list[str]
    kept: int | None = None


@dataclass(frozen=True)
class RecordedWindow(Window):
    """A part of a report with what the recorder says of its words.

    Probabilities: `slots` (words, slots, 3: none, first word, further word), `kinds` (words,
    kinds), `stages`, `stances` and `fates` (words, labels), `presence` (kinds) of a kind anywhere
    in the part; `incidents` and `fillers` (words, words): that two words belong to one incident,
    and that they stand for one filler.
    """

    slots: NDArray[np.float32]
    kinds: NDArray[np.float32]
    stages: NDArray[np.float32]
    stances: NDArray[np.float32]
    fates: NDArray[np.float32]
    presence: NDArray[np.float32]
    incidents: NDArray[np.float32]
    fillers: NDArray[np.float32]


@dataclass(frozen=True)
class Recorded:
    """What the recorder says of a report. Offsets are code points, end-exclusive."""

    heads: RecordHeads
    windows: tuple[RecordedWindow, ...]


def can_record() -> bool:
    """Whether the folder of networks has a recorder; one trained on open texts alone has none."""
    return (FOLDER / "recorder.json").is_file()


def record(text: str, signs: Iterable[Sign]) -> Recorded:
    """What the shipped recorder says of a report's text, of which so much was read already."""
    heads, known = load_heads(), list(signs)
    windows = parts(text, load_vocabulary())
    return Recorded(heads, tuple(_read(words, known, heads) for words in windows))


def parts(text: str, vocabulary: Vocabulary) -> Iterator[list[Word]]:
    """A text in as few stretches of sentences as the recorder can hold, of about one size."""
    words = vocabulary.words(text)
    total = sum(len(word.pieces) for word in words)
    count = math.ceil(total / WINDOW)
    limit = min(WINDOW, math.ceil(total / count) + _SPARE) if count > 1 else WINDOW
    yield from split_windows(text, words, limit)


@cache
def load_heads() -> RecordHeads:
    """What the outputs of the recorder in the folder of networks stand for."""
    return msgspec.json.decode((FOLDER / "recorder.json").read_bytes(), type=RecordHeads)


def signed(
    words: Sequence[Word], signs: Iterable[Sign], names: Sequence[str]
) -> NDArray[np.bool_]:
    """Which words bear which signs (words, names)."""
    starts = np.array([word.start for word in words])
    ends = np.array([word.end for word in words])
    found = np.zeros((len(words), len(names)), dtype=np.bool_)
    for start, end, name in signs:
        found[(starts < end) & (ends > start), names.index(name)] = True
    return found


def _read(words: list[Word], signs: Sequence[Sign], heads: RecordHeads) -> RecordedWindow:
    vocabulary = load_vocabulary()
    pieces, firsts = [vocabulary.opening], []
    for word in words:
        firsts.append(len(pieces))
        pieces += word.pieces
    sizes = [len(word.pieces) for word in words]
    told = np.zeros((1, len(pieces) + 1, len(heads.signs)), dtype=np.float32)
    told[0, 1:-1] = np.repeat(signed(words, signs, heads.signs), sizes, axis=0)
    asked: dict[str, Any] = {
        "states": load_states()(np.array([[*pieces, vocabulary.closing]])),
        "signs": told,
        "firsts": np.array([firsts]),
    }
    slots, kinds, stages, stances, fates, presence, ties = load_session("recorder").run(
        None, asked
    )
    return RecordedWindow(
        words=words,
        slots=softmax(slots[0]),
        kinds=_probable(kinds[0]),
        stages=softmax(stages[0]),
        stances=softmax(stances[0]),
        fates=softmax(fates[0]),
        presence=_probable(presence[0]),
        incidents=_probable(ties[0][0]),
        fillers=_probable(ties[0][1]),
    )


def _probable(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    return (1.0 / (1.0 + np.exp(-logits))).astype(np.float32)
