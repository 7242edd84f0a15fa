"""Says which outlines make up a division: by the towns in them, and by their names.

Names alone mislead: sources spell them in their own ways, and borders were redrawn under old
names. So an outline goes to the division that the gazetteer's towns inside it belong to, and a
division gets its outlines only when they hold its towns. What would be wrong is not drawn.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .topology import Outline

_ENOUGH = 0.75  # the least share of towns on which outline and division must agree
_NAME_WEIGHS = 10  # as many towns as a name in common stands for
_OFFSHORE = 0.1  # degrees that a town may lie outside: harbours, and coasts drawn coarsely


@dataclass(frozen=True)
class Division:
    """A first-level division of the gazetteer, with its folded names."""

    id: int
    name: str
    country: str
    names: frozenset[str]


@dataclass(frozen=True)
class Towns:
    """Where the gazetteer's towns are, and the id of the division of each."""

    points: np.ndarray
    divisions: Sequence[int]


@dataclass(frozen=True)
class Match:
    """The numbers of the outlines that make up each division, and of those that hold others.

    `own` says of which outlines a division consists; `wider` in which one outline each division
    of the rest lies: that of an older or coarser map. A division may be in neither.
    """

    own: dict[int, list[int]]
    wider: dict[int, int]


Counts = dict[int, Counter[int]]
Label = TypeVar("Label")


def match(
    outlines: Sequence[Outline], folded: Sequence[str], divisions: Sequence[Division], towns: Towns
) -> Match:
    """Which outlines make up, or hold, each division.

    Args:
        outlines: all outlines of all countries.
        folded: their folded names.
        divisions: those of the gazetteer.
        towns: the evidence.
    """
    shapes = [outline.shape for outline in outlines]
    counts = count_inside(shapes, towns.points, towns.divisions)
    named = _same_name(outlines, folded, divisions, counts)
    parts: dict[int, list[int]] = defaultdict(list)
    for number in range(len(outlines)):
        owner = _owner(counts.get(number, Counter()), named.get(number))
        if owner is not None:
            parts[owner].append(number)
    located: Counter[int] = Counter()
    for inside in counts.values():
        located.update(inside)
    own = {
        division: numbers
        for division, numbers in sorted(parts.items())
        if _holds(division, numbers, counts, named, located[division])
    }
    rest = [d.id for d in divisions if d.id not in own and located[d.id]]
    return Match(own, _wider(rest, counts, named, located))


def _wider(
    rest: Sequence[int], counts: Counts, named: Mapping[int, int], located: Counter[int]
) -> dict[int, int]:
    """The one outline that holds each of these divisions among others, where there is one."""
    by_name = {division: number for number, division in named.items()}
    found = {}
    for division in rest:
        most = by_name.get(division)
        if most is None:
            most = max(counts, key=lambda number: counts[number][division])
        if _holds(division, [most], counts, named, located[division]):
            found[division] = most
    return found


def count_inside(
    shapes: Sequence[shapely.Geometry], points: np.ndarray, labels: Sequence[Label]
) -> dict[int, Counter[Label]]:
    """How many points of which label lie in each shape, by the shape's number.

    A point outside all of them counts for the nearest within a few kilometres.
    """
    shapely.prepare(shapes)
    shape, point = shapely.STRtree(points).query(shapes, predicate="intersects")
    outside = np.setdiff1d(np.arange(len(points)), point)
    near, nearest = shapely.STRtree(shapes).query_nearest(points[outside], max_distance=_OFFSHORE)
    counts: dict[int, Counter[Label]] = defaultdict(Counter)
    for i, j in zip(np.r_[point, outside[near]], np.r_[shape, nearest], strict=True):
        counts[int(j)][labels[i]] += 1
    return counts


def _same_name(
    outlines: Sequence[Outline],
    folded: Sequence[str],
    divisions: Sequence[Division],
    counts: Counts,
) -> dict[int, int]:
    """The one division of the outline's country that bears its name, by the outline's number."""
    countries = _countries(outlines, {d.id: d.country for d in divisions}, counts)
    by_name: dict[tuple[str, str], list[int]] = defaultdict(list)
    for division in divisions:
        for name in division.names:
            by_name[division.country, name].append(division.id)
    found = {}
    for number, outline in enumerate(outlines):
        same = by_name.get((countries.get(outline.source, ""), folded[number]), [])
        known = [division for division in same if number in counts and counts[number][division]]
        if len(known or same) == 1:
            found[number] = (known or same)[0]
    return found


def _countries(
    outlines: Sequence[Outline], country_of: Mapping[int, str], counts: Counts
) -> dict[str, str]:
    """The country of each source file: that of most towns in its outlines."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for number, inside in counts.items():
        for division, towns in inside.items():
            votes[outlines[number].source][country_of[division]] += towns
    return {source: vote.most_common(1)[0][0] for source, vote in votes.items()}


def _owner(inside: Counter[int], named: int | None) -> int | None:
    """The division that an outline is part of, if towns and name speak for one."""
    votes = Counter(inside)
    if named is not None:
        votes[named] += _NAME_WEIGHS
    for division, weight in votes.most_common(1):
        if weight >= _ENOUGH * votes.total():
            return division
    return None


def _holds(
    division: int, numbers: list[int], counts: Counts, named: Mapping[int, int], located: int
) -> bool:
    """Whether the outlines of a division hold enough of its towns to stand for it."""
    inside = sum(counts[number][division] for number in numbers if number in counts)
    bonus = _NAME_WEIGHS if any(named.get(number) == division for number in numbers) else 0
    return inside + bonus >= _ENOUGH * (located + bonus)
