"""The trained judge of marked words: which kind of event they tell of, if any, and its status."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from sayso.analysis.marked import mark
from sayso.analysis.sessions import FOLDER, load_session, load_states, load_vocabulary, softmax
from sayso.analysis.stretches import TaggedSpan, stretches

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MEMBER = 0.4


class Kinds(msgspec.Struct, frozen=True):
    """What the typer's outputs stand for, and its name. The first kind is that of no event."""

    name: str
    kinds: list[str]
    statuses: list[str]
    sides: list[str]


@dataclass(frozen=True)
class Verdict:
    """How probable each kind of event and each status is, by the model of this name.

    `nothing` is the probability that the words tell of no event. `sides` are the words of the
    sentence (code points, end-exclusive) that it takes for the actor and the recipient.
    """

    model: str
    kinds: dict[str, float]
    statuses: dict[str, float]
    nothing: float
    sides: dict[str, tuple[TaggedSpan, ...]]

    @property
    def best(self) -> str:
        """The most probable kind of event, whether or not there is one at all."""
        return max(self.kinds, key=lambda kind: (self.kinds[kind], kind))


def judge(sentence: str, sides: Mapping[str, Sequence[tuple[int, int]]]) -> Verdict:
    """What the shipped typer says of marked words.

    Args:
        sentence: one sentence, or the words around the marks.
        sides: code points of `sentence`, end-exclusive, for "actor", "recipient" and "trigger",
            as far as known.
    """
    known = load_kinds()
    vocabulary = load_vocabulary()
    marked = mark(sentence, sides, vocabulary)
    pieces = np.array([marked.pieces])
    asked = {
        "states": load_states()(pieces),
        "shapes": np.array([marked.shapes]),
        "at": np.array([marked.at]),
    }
    found = load_session("typer").run(None, asked)
    kinds, statuses = softmax(found[0][0]), softmax(found[1][0])
    members = 1.0 / (1.0 + np.exp(-found[2][0][list(marked.firsts)]))
    words = vocabulary.words(sentence)
    read = [words[n] for n in marked.words]
    sure = dict(zip(known.kinds, map(float, kinds), strict=True))
    nothing = sure.pop(known.kinds[0])
    return Verdict(
        model=known.name,
        kinds=sure,
        statuses=dict(zip(known.statuses, map(float, statuses), strict=True)),
        nothing=nothing,
        sides={
            role: tuple(stretches(read, members[:, n], _MEMBER))
            for n, role in enumerate(known.sides)
        },
    )


@cache
def load_kinds() -> Kinds:
    """The names of the typer's outputs."""
    return msgspec.json.decode((FOLDER / "typer.json").read_bytes(), type=Kinds)
