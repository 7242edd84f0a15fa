"""The incidents that the recorder sees in a report: of what kind, and what fills their slots."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.analysis.recorder import Recorded
    from sayso.merging.recordings import Recording

_UNKNOWN_TIE = 0.5


@dataclass(frozen=True)
class Least:
    """How probable things must be, as chosen on reports kept from training (docs/model.md).

    `presence` of a kind of incident in a report, `kind` of a filler, `tie` between the fillers of
    one incident, `slots` of a filler by slot.
    """

    presence: float
    kind: float
    tie: float
    slots: dict[str, float]


# Where the F1 of MUC-4's templates was best, on the parts 0 to 3 of its reports, each read by a
# network of cross-validation that had not seen them; it changes by half a point around these.
LEAST = Least(
    presence=0.5,
    kind=0.6,
    tie=0.6,
    slots={
        "person": 0.65,
        "body": 0.65,
        "target": 0.65,
        "victim": 0.7,
        "victims": 0.6,
        "weapon": 0.55,
        "place": 0.5,
        "killed": 0.5,
        "injured": 0.5,
        "date": 0.5,
    },
)


@dataclass(frozen=True)
class Entity:
    """One filler of one slot in a report: all recordings with the same words, the surest first."""

    slot: str
    recordings: tuple[Recording, ...]
    probability: float

    def kind(self, number: int) -> float:
        """How probable it is that it fills a slot of an incident of this kind."""
        return max(float(one.kinds[number]) for one in self.recordings)


@dataclass(frozen=True)
class SeenIncident:
    """An incident as the recorder sees it, of a kind that is as probable as this in the report."""

    kind: str
    probability: float
    entities: tuple[Entity, ...]


def find_incidents(
    recorded: Recorded, recordings: Sequence[Recording], least: Least
) -> list[SeenIncident]:
    """The incidents of a report, by kind and then in the order of their surest fillers' words.

    Fillers of one kind of incident are parted into several where the recorder does not tie them.
    """
    entities = _entities(recordings)
    incidents = []
    for number, kind in enumerate(recorded.heads.kinds):
        probability = max((float(w.presence[number]) for w in recorded.windows), default=0.0)
        if probability < least.presence:
            continue
        mine = [entity for entity in entities if entity.kind(number) >= least.kind]
        groups = _tied(recorded, mine, least.tie) or [[]]
        incidents += [SeenIncident(kind, probability, tuple(group)) for group in groups]
    return incidents


def _entities(recordings: Sequence[Recording]) -> list[Entity]:
    together: dict[tuple[str, str], list[Recording]] = {}
    for recording in recordings:
        together.setdefault((recording.slot, recording.words), []).append(recording)
    return [
        Entity(slot, tuple(sorted(same, key=lambda r: (-r.probability, r.start))), _sure(same))
        for (slot, _), same in together.items()
    ]


def _sure(same: Sequence[Recording]) -> float:
    return max(recording.probability for recording in same)


def _tied(recorded: Recorded, entities: Sequence[Entity], least: float) -> list[list[Entity]]:
    """The entities in groups of those that are tied on average, the strongest ties first."""
    groups = [[entity] for entity in entities]
    while len(groups) > 1:
        tie, i, j = max(
            ((_tie(recorded, a, b), -i, -j) for (i, a), (j, b) in _pairs(groups)),
        )
        if tie < least:
            break
        groups[-i] += groups.pop(-j)
    return groups


def _pairs(
    groups: list[list[Entity]],
) -> Iterator[tuple[tuple[int, list[Entity]], tuple[int, list[Entity]]]]:
    yield from combinations(enumerate(groups), 2)


def _tie(recorded: Recorded, some: Sequence[Entity], others: Sequence[Entity]) -> float:
    """How probable it is that two groups fill one incident; of two windows nothing tells it."""
    ties = [
        float(recorded.windows[a.window].incidents[a.word, b.word])
        if a.window == b.window
        else _UNKNOWN_TIE
        for x in some
        for y in others
        for a, b in [(x.recordings[0], y.recordings[0])]
    ]
    return float(np.mean(ties))
