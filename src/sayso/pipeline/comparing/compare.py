"""Two sides into one comparison: pairs, what one lacks, where they disagree, and the measures."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from sayso.agreement.partitions import b_cubed
from sayso.incidents.joining.pairing import Pairing
from sayso.lexicons.codes.compared_fields import compared_fields
from sayso.pipeline.comparing.measures import measure_field
from sayso.pipeline.comparing.standings import compare_field
from sayso.pipeline.comparing.units import to_unit
from sayso.records.exchange.comparison import Alone, Comparison, Pair, Rival, Side
from sayso.records.linking import IncidentFilter
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sayso.incidents.joining.pairing import Paired, Tie
    from sayso.pipeline.comparing.sides import Given
    from sayso.pipeline.comparing.units import Unit
    from sayso.profiles.profile import Profile
    from sayso.records.exchange.comparison import Field
    from sayso.records.review.agreement import Partitions

    Units = Mapping[str, Unit]

_MARGIN = timedelta(days=31)
"""How much earlier or later the other side may tell an incident that is asked for by its day."""


class Order(NamedTuple):
    """What is asked for: which incidents, by which fields, numbers by which rulebook.

    `everything` also lists what one side lacks and one report of the other alone says, if that is
    only words or nothing done.
    """

    asked: IncidentFilter
    fields: tuple[Field, ...]
    profile: Profile
    everything: bool = False


def days_around(asked: IncidentFilter) -> IncidentFilter:
    """The days that must be read so that nothing at their edges is paired wrongly."""
    since = date.fromisoformat(asked.since) - _MARGIN if asked.since else None
    until = date.fromisoformat(asked.until) + _MARGIN if asked.until else None
    return IncidentFilter(
        since=since.isoformat() if since else None, until=until.isoformat() if until else None
    )


def compare(first: Given, second: Given, order: Order) -> Comparison:
    """Holds two sides against each other. Neither is the measure of the other.

    All incidents are paired first and chosen then: a pair is asked for where either of its
    incidents is.
    """
    ours, theirs = (
        {
            unit.id: unit
            for unit in (
                to_unit(dossier, order.profile, is_ledger=given.is_ledger)
                for dossier in given.dossiers
            )
        }
        for given in (first, second)
    )
    pairing = Pairing(
        {name: unit.happening for name, unit in ours.items()},
        {name: unit.happening for name, unit in theirs.items()},
    )
    paired = pairing.pair()
    wanted = [
        tie
        for tie in paired.pairs
        if ours[tie.first].is_wanted(order.asked) or theirs[tie.second].is_wanted(order.asked)
    ]
    pairs = [_pair(tie, ours, theirs, pairing, order.fields) for tie in wanted]
    pairs.sort(key=lambda p: (p.first.day or p.second.day or "", p.first.id))
    taken = {tie.first for tie in paired.pairs}, {tie.second for tie in paired.pairs}
    only_first, minor_first = _alone(ours, taken[0], _rivals(paired, 0), order)
    only_second, minor_second = _alone(theirs, taken[1], _rivals(paired, 1), order)
    things, partition = _partition(ours, theirs, wanted, paired)
    return Comparison(
        first=_side(first, len(pairs), len(only_first), minor_first),
        second=_side(second, len(pairs), len(only_second), minor_second),
        filters=_filters(order.asked),
        profile=order.profile.name,
        pairs=tuple(pairs),
        only_first=only_first,
        only_second=only_second,
        fields=tuple(
            measure_field(
                name,
                [
                    (each.fields[at], ours[each.first.id].answers, theirs[each.second.id].answers)
                    for each in pairs
                ],
            )
            for at, name in enumerate(order.fields)
        ),
        partition=partition,
        things=things,
        version=VERSION,
    )


def all_fields() -> tuple[Field, ...]:
    """Every field, in the order of the table."""
    return tuple(compared_fields())


def _pair(tie: Tie, ours: Units, theirs: Units, pairing: Pairing, fields: Sequence[Field]) -> Pair:
    one, other = ours[tie.first], theirs[tie.second]
    return Pair(
        first=one.listed,
        second=other.listed,
        score=tie.score,
        shared=tie.shared,
        reasons=pairing.why(tie),
        fields=tuple(compare_field(name, one.answers, other.answers) for name in fields),
    )


def _rivals(paired: Paired, side: int) -> dict[str, list[Rival]]:
    """For each incident of a side those of the other that went to another pair."""
    found: defaultdict[str, list[Rival]] = defaultdict(list)
    for tie in paired.others:
        own, other = (tie.first, tie.second) if side == 0 else (tie.second, tie.first)
        found[own].append(Rival(id=other, score=tie.score))
    return found


def _alone(
    units: Units, taken: set[str], rivals: Mapping[str, Sequence[Rival]], order: Order
) -> tuple[tuple[Alone, ...], int]:
    """What the other side lacks, by day, and how many of it are not listed."""
    left = [u for name, u in units.items() if name not in taken and u.is_wanted(order.asked)]
    shown = [unit for unit in left if order.everything or not unit.minor or rivals.get(unit.id)]
    shown.sort(key=lambda unit: (unit.listed.day or "", unit.id))
    alone = tuple(
        Alone(incident=unit.listed, rivals=tuple(rivals.get(unit.id, ()))) for unit in shown
    )
    return alone, len(left) - len(shown)


def _side(given: Given, paired: int, alone: int, minor: int) -> Side:
    return Side(
        name=given.name,
        kind=given.kind,
        incidents=paired + alone + minor,
        paired=paired,
        alone=alone,
        minor=minor,
        unread_rows=given.unread.rows,
        unread=tuple(given.unread.first),
    )


def _partition(
    ours: Units, theirs: Units, wanted: Sequence[Tie], paired: Paired
) -> tuple[str, Partitions]:
    """How far both put things together: by shared ids, else pairs and what goes with them."""
    inside = {tie.first for tie in wanted}, {tie.second for tie in wanted}
    homes = {thing: name for name, unit in theirs.items() for thing in unit.happening.things}
    shared = [
        (name, homes[thing])
        for name, unit in ours.items()
        for thing in unit.happening.things
        if thing in homes and (name in inside[0] or homes[thing] in inside[1])
    ]
    if shared:
        return "events", b_cubed(shared)
    return "pairs", b_cubed(
        [(tie.first, tie.second) for tie in (*wanted, *_left_over(paired, inside))]
    )


def _left_over(paired: Paired, inside: tuple[set[str], set[str]]) -> Iterator[Tie]:
    """The surest tie of each incident that is in no pair, with one that is in a pair asked for."""
    first = {tie.first for tie in paired.pairs}
    second = {tie.second for tie in paired.pairs}
    for tie in paired.others:
        if tie.first not in first and tie.second in inside[1]:
            first.add(tie.first)
            yield tie
        elif tie.second not in second and tie.first in inside[0]:
            second.add(tie.second)
            yield tie


def _filters(asked: IncidentFilter) -> dict[str, str]:
    named = {
        "since": asked.since,
        "until": asked.until,
        "country": asked.country,
        "type": asked.event_type or asked.incident_type,
    }
    return {name: value for name, value in named.items() if value}
