"""How well linking sorts the contradiction set: pairs of reports that tell one incident, or two.

A pair is joined when any event that one report tells the incident by is in one group with any of
the other's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import sayso
from evaluation.account_misses import why_missed
from sayso.claims.assemble import assemble_claims
from sayso.incidents.joining.linkable import to_linkables
from sayso.lexicons.codes.quads import material_types

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from evaluation.accounts import Group, Told
    from sayso.incidents.joining.features import Linkable
    from sayso.records.claim import Claim


class Telling(NamedTuple):
    """That a report (by its group and number from 1) tells of an incident, by which events."""

    group: str
    report: int
    incident: str
    events: frozenset[str]

    def joined(self, other: Telling, number: Mapping[str, int]) -> bool:
        """Whether an event of one is in one group of the partition with one of the other."""
        return not {number[e] for e in self.events}.isdisjoint(number[e] for e in other.events)


class Heard(NamedTuple):
    """A group as sayso reads it."""

    group: Group
    tellings: tuple[Telling, ...]
    claims: tuple[Claim, ...]
    linkables: tuple[Linkable, ...]


@dataclass
class Tally:
    """Cases, and how many of them came out right."""

    right: int = 0
    cases: int = 0

    def add(self, right: bool) -> None:
        """Count a case."""
        self.right += right
        self.cases += 1

    @property
    def share(self) -> float:
        """The right ones of all, as a fraction; 1 of none."""
        return self.right / self.cases if self.cases else 1.0


@dataclass
class Figures:
    """What linking made of the groups.

    `met` are the pairs that tell one incident, `apart` those within a group that tell two; `kinds`
    the same by what makes the group hard. `crossed` are pairs of two groups that were joined.
    `missed` counts the pairs that should have met by `account_misses.MISSES`.
    `told` and `found` count incidents, `off` sums how far the count of a group is from the truth;
    `unread` are tellings of which no event was read.
    """

    met: Tally = field(default_factory=Tally)
    apart: Tally = field(default_factory=Tally)
    kinds: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    missed: Counter[str] = field(default_factory=Counter)
    crossed: int = 0
    groups: int = 0
    tellings: int = 0
    unread: int = 0
    told: int = 0
    found: int = 0
    off: int = 0

    @property
    def recall(self) -> float:
        """Of the pairs that tell one incident, the share that is joined."""
        return self.met.share

    @property
    def precision(self) -> float:
        """Of the pairs that are joined, the share that tells one incident; 1 of none."""
        joined = self.met.right + self.apart.cases - self.apart.right + self.crossed
        return self.met.right / joined if joined else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def hear(group: Group, *, model: bool = True) -> Heard:
    """Every report of a group read by sayso, with the events by which it tells each incident."""
    tellings: list[Telling] = []
    heard: list[Claim] = []
    linkables: list[Linkable] = []
    for number, told in enumerate(group.reports, 1):
        reading = sayso.read(
            told.text,
            published=told.published,
            publisher=told.publisher,
            title=told.title,
            bloc=told.bloc,
            report=f"{group.id}/{number}",
            lang="en",
            model=model,
        )
        claims = assemble_claims(reading.read)
        heard += claims
        linkables += to_linkables(claims, reading.document.published)
        tellings += [
            Telling(group.id, number, name, frozenset(_events(claims, told, quotes)))
            for name, quotes in told.tells.items()
        ]
    return Heard(group, tuple(tellings), tuple(heard), tuple(linkables))


def _events(claims: Iterable[Claim], told: Told, quotes: Sequence[str]) -> Iterator[str]:
    """The events whose words lie in the quotes; without them the deeds, else all that is told."""
    if quotes:
        ranges = [(told.text.index(quote), len(quote)) for quote in quotes]
        for claim in claims:
            if any(s <= t.start < s + n for s, n in ranges for t in claim.evidence):
                yield claim.event_id
        return
    claims = list(claims)
    deeds = [claim for claim in claims if claim.event_type in material_types()]
    yield from (claim.event_id for claim in deeds or claims)


def numbered(groups: Iterable[Iterable[str]]) -> dict[str, int]:
    """The number of each event's group in a partition."""
    return {event: number for number, group in enumerate(groups) for event in group}


def measure(heard: Sequence[Heard], number: Mapping[str, int]) -> Figures:
    """The figures of a partition of all events of some groups.

    Args:
        heard: the groups as they were read.
        number: the group of the partition that each event is in.
    """
    figures = Figures(groups=len(heard))
    for one in heard:
        _measure_group(figures, one, number)
    every = [telling for one in heard for telling in one.tellings]
    figures.crossed = sum(
        a.joined(b, number) for a, b in combinations(every, 2) if a.group != b.group
    )
    return figures


def _measure_group(figures: Figures, heard: Heard, number: Mapping[str, int]) -> None:
    figures.tellings += len(heard.tellings)
    figures.unread += sum(not telling.events for telling in heard.tellings)
    events = {event.id: event for event in heard.linkables}
    for one, other in combinations(heard.tellings, 2):
        same, joined = one.incident == other.incident, one.joined(other, number)
        (figures.met if same else figures.apart).add(joined is same)
        if same and not joined:
            figures.missed[why_missed(one.events, other.events, events)] += 1
        if same is bool(heard.group.differs):
            for kind in heard.group.kinds:
                figures.kinds[kind].add(joined is same)
    told, found = len(heard.group.incidents), _found(heard.tellings, number)
    figures.told += told
    figures.found += found
    figures.off += abs(told - found)


def _found(tellings: Iterable[Telling], number: Mapping[str, int]) -> int:
    """How many incidents a group comes to: its tellings, those that are joined as one."""
    incidents: list[list[Telling]] = []
    for telling in tellings:
        whole, apart = [telling], []
        for one in incidents:
            if any(telling.joined(other, number) for other in one):
                whole += one
            else:
                apart.append(one)
        incidents = [*apart, whole]
    return len(incidents)
