"""How many people a report names or describes one by one, where it gives no number."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from sayso.records.whole import FillerKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.records.evidence import Provenance
    from sayso.records.whole import Filler

NAMED, DESCRIBED = "recorder.victim", "recorder.victims"
"""The rules of people whom the trained recorder sees by name, and by what they are."""

COUNTED_WITH_OTHERS = "with_others"
"""How the rule of a count ends to which those told beside it are to be added."""

_FEWEST_MANY = 2
# Between a name and what it is: "Senator Samper", "Samper, a senator"; not " and ".
_APPOSED = 4
# Between the groups of one list: "judges, union leaders and peasants".
_LISTED = 40
# Between a count and those told beside it: "six priests, their cook and her daughter".
_BESIDE = 100


class Stands(Protocol):
    """Anything that stands in a text: its code points, end-exclusive."""

    @property
    def start(self) -> int:
        """The first code point."""
        ...

    @property
    def end(self) -> int:
        """The code point after the last."""
        ...


class Told(NamedTuple):
    """Words for somebody: one person or several, named or described, wherever they stand.

    `places` are code points, end-exclusive.
    """

    kind: FillerKind | None
    rule: str | None
    places: tuple[tuple[int, int], ...]


class OneByOne(NamedTuple):
    """So many at least, and no more where `every` one of them is a single person."""

    low: int
    every: bool


def told(kind: FillerKind | None, provenance: Provenance, spans: Iterable[Stands]) -> Told:
    """Words for somebody, and by which rule they were read."""
    return Told(kind, provenance.rule, tuple(sorted((s.start, s.end) for s in spans)))


def told_by(filler: Filler) -> Told:
    """A filler's words, the surest and all others."""
    spans = (filler.span, *filler.also) if filler.span is not None else filler.also
    return told(filler.kind, filler.provenance, spans)


def one_by_one(people: Sequence[Told]) -> OneByOne:
    """How many people these are: each single one, and two at least for each group of a list.

    A name and the description beside it are one person; groups that stand apart may be one group
    told twice. That a group is two at least is how the keys of MUC-4 count.
    """
    single = [one for one in people if one.kind is FillerKind.PERSON]
    groups = [one for one in people if one.kind is not FillerKind.PERSON]
    return OneByOne(low=_persons(single) + _FEWEST_MANY * _longest_list(groups), every=not groups)


def told_beside(count: Stands, people: Iterable[Told]) -> list[Told]:
    """Those told a few words from a count's who are not those counted."""
    return [
        one
        for one in people
        if not any(start < count.end and count.start < end for start, end in one.places)
        and any(
            _gap((start, end), (count.start, count.end)) <= _BESIDE for start, end in one.places
        )
    ]


def _persons(single: Sequence[Told]) -> int:
    """A chain of words beside each other is as many people as it has names, without any each."""
    chains: list[list[Told]] = []
    for one in single:
        beside = [chain for chain in chains if any(_are_apposed(one, other) for other in chain)]
        chains = [chain for chain in chains if chain not in beside]
        chains.append([one, *(other for chain in beside for other in chain)])
    return sum(sum(one.rule == NAMED for one in chain) or len(chain) for chain in chains)


def _are_apposed(one: Told, other: Told) -> bool:
    if DESCRIBED not in {one.rule, other.rule}:
        return False
    return any(_gap(here, there) <= _APPOSED for here in one.places for there in other.places)


def _gap(here: tuple[int, int], there: tuple[int, int]) -> int:
    """How many code points lie between two places; below nought where they overlap."""
    return max(here[0], there[0]) - min(here[1], there[1])


def _longest_list(groups: Sequence[Told]) -> int:
    """How many groups stand in the longest list of groups."""
    longest, length, before = 0, 0, -_LISTED
    for start, end in sorted(place for one in groups for place in one.places[:1]):
        length = length + 1 if start - before <= _LISTED else 1
        before = max(before, end)
        longest = max(longest, length)
    return longest
