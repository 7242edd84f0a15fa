"""Which incident of one side is which of another: one to one, the surest pairs first."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from sayso.incidents.joining.atoms import merged
from sayso.incidents.joining.blocking import Blocks
from sayso.incidents.joining.clustering import CLOSE
from sayso.incidents.joining.comparison import Compared, probability, reasons, score
from sayso.lexicons.linking import load_families
from sayso.records.event import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sayso.incidents.joining.features import Linkable
    from sayso.records.incident import Reason

_SIDES = ("first", "second")
_ORDER = tuple(Status)


class Happening(NamedTuple):
    """An incident as it is paired: what its events tell, and the ids that another side may share.

    `things` are ids of its events, or of the rows of a data set that it holds.
    """

    told: Linkable
    things: frozenset[str]


class Tie(NamedTuple):
    """Two incidents that may be one: by how many things they share, and how probable it is."""

    first: str
    second: str
    shared: int
    overlap: float
    score: float


@dataclass
class Paired:
    """The ties that became pairs, surest first, and for each incident its other ties."""

    pairs: list[Tie] = field(default_factory=list)
    others: list[Tie] = field(default_factory=list)


def to_told(id_: str, events: Sequence[Linkable]) -> Linkable:
    """The events of one incident as one event that tells what all of them tell.

    What was done counts before what was only planned, a single happening before a running total.
    """
    ordered = sorted(events, key=lambda e: (e.summary, _ORDER.index(e.status), e.doc, e.start))
    told = merged(ordered[0], ordered[1:])
    alike = [event for event in events if event.realm == told.realm]
    families = load_families().telling(kind for event in alike for kind in event.families)
    return replace(told, id=id_, families=families, scene=None)


class Pairing:
    """Two sides, paired by the comparison that also links the events of reports."""

    def __init__(self, first: Mapping[str, Happening], second: Mapping[str, Happening]) -> None:
        self._sides = (first, second)
        named = {
            f"{side} {name}": replace(one.told, id=f"{side} {name}", doc=f"{side} {name}")
            for side, happenings in zip(_SIDES, self._sides, strict=True)
            for name, one in happenings.items()
        }
        self._blocks = Blocks(named)
        self._compared = {name: Compared(told) for name, told in named.items()}

    def pair(self) -> Paired:
        """The pairs, one to one: first those that share most things, then the most probable.

        A tie is a pair of incidents that share a thing, or that are at least as probably one
        happening as two. The order of the incidents changes nothing.
        """
        found = Paired()
        taken: tuple[set[str], set[str]] = (set(), set())
        for tie in sorted(self._ties(), key=_rank):
            if tie.first in taken[0] or tie.second in taken[1]:
                found.others.append(tie)
                continue
            taken[0].add(tie.first)
            taken[1].add(tie.second)
            found.pairs.append(tie)
        return found

    def why(self, tie: Tie) -> tuple[Reason, ...]:
        """What each comparison says for and against a tie, what weighs most first."""
        return reasons(*self._both(tie.first, tie.second))

    def _both(self, first: str, second: str) -> tuple[Compared, Compared]:
        return self._compared[f"first {first}"], self._compared[f"second {second}"]

    def _ties(self) -> Iterator[Tie]:
        shared = self._shared()
        wanted = set(shared)
        for name in self._sides[0]:
            near, others = self._blocks.candidates(f"first {name}")
            wanted |= {(name, other) for other in _of_second(near | others)}
        for name in self._sides[1]:
            _, others = self._blocks.candidates(f"second {name}")
            wanted |= {(other, name) for other in _of_first(others)}
        for first, second in sorted(wanted):
            log_odds = score(*self._both(first, second))
            common = shared.get((first, second), 0)
            if common or log_odds >= CLOSE:
                of_both = self._sides[0][first].things | self._sides[1][second].things
                overlap = common / len(of_both) if common else 0.0
                yield Tie(first, second, common, overlap, probability(log_odds))

    def _shared(self) -> dict[tuple[str, str], int]:
        """How many things two incidents have in common, where they have any."""
        homes: dict[str, list[str]] = {}
        for name, one in self._sides[1].items():
            for thing in one.things:
                homes.setdefault(thing, []).append(name)
        found: dict[tuple[str, str], int] = {}
        for name, one in self._sides[0].items():
            for thing in one.things:
                for other in homes.get(thing, ()):
                    found[name, other] = found.get((name, other), 0) + 1
        return found


def _rank(tie: Tie) -> tuple[float, float, str, str]:
    return (-tie.overlap, -tie.score, tie.first, tie.second)


def _of_first(names: set[str]) -> Iterator[str]:
    return (n.removeprefix("first ") for n in names if n.startswith("first "))


def _of_second(names: set[str]) -> Iterator[str]:
    return (n.removeprefix("second ") for n in names if n.startswith("second "))
