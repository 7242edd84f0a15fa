"""How many may have been killed or injured in an incident: each count told, with its signs."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.records.rows.people import one_by_one, told_beside, told_by
from sayso.records.whole import Fate, FillerKind, Slot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.merging.draft import Draft
    from sayso.merging.signs import Signs
    from sayso.merging.standing import Standing
    from sayso.records.mention import QuantityMention
    from sayso.records.rows.people import Told
    from sayso.records.whole import Filler

COUNTED, ADDED, ONE_BY_ONE, NAMED, NONE = "counted", "added", "one by one", "named", "none"
WITH_OTHERS = "with others"
_HOWS = (COUNTED, ADDED, WITH_OTHERS, ONE_BY_ONE, NAMED, NONE)
_PEOPLE = frozenset({ONE_BY_ONE, NAMED})
_KINDS = ("attack", "bombing", "kidnapping")
_VAGUE = frozenset({"vague", "approx"})


@dataclass(frozen=True)
class TollCandidate:
    """A number of people, how the report tells it, the counts that it adds up, and its signs."""

    value: int
    how: str
    counts: tuple[QuantityMention, ...]
    signs: Signs


def tolls(
    standing: Standing, draft: Draft, slot: Slot, people: Sequence[Filler]
) -> list[TollCandidate]:
    """The numbers of killed or injured that an incident may have had, and none.

    `people` are those whom the recorder sees harmed in it.
    """
    counts = [q for q in standing.tables.quantities.values() if _value(q) is not None]
    counts = [q for q in counts if q.what.value == slot.value]
    shared = _incident_signs(standing, draft, slot, people) | {"counts": float(len(counts))}
    harmed = [told_by(one) for one in people if one.fate is Fate(slot.value)]
    found = list(_counted(standing, draft, slot, counts, harmed))
    found += _one_by_one(slot, people)
    found.append(TollCandidate(0, NONE, (), {}))
    return [
        TollCandidate(c.value, c.how, c.counts, {**shared, **c.signs, **_value_signs(c, found)})
        for c in found
    ]


def _counted(
    standing: Standing,
    draft: Draft,
    slot: Slot,
    counts: Sequence[QuantityMention],
    harmed: Sequence[Told],
) -> Iterator[TollCandidate]:
    """Each count, with those of other people in its sentence, and with people told beside it."""
    other = Slot.INJURED if slot is Slot.KILLED else Slot.KILLED
    values = [_number(count) for count in counts]
    for count in counts:
        start, end, number = count.span.start, count.span.end, _number(count)
        signs = {
            **standing.near(draft, start, end, (slot.value, other.value, "victims")),
            **standing.told(draft, count.id),
            **standing.seen(draft, start, end, slot.value),
            **_of_victims(standing, draft, count),
            "running total": float(count.cumulative),
            "a part": float(count.part_of is not None),
            "vague": float(count.op.value in _VAGUE),
            "alike": float(values.count(number)),
            "largest": float(number == max(values)),
            "order": float(sum(one.span.start < start for one in counts)),
        }
        yield TollCandidate(number, COUNTED, (count,), signs)
        beside = [one for one in counts if _is_beside(standing, count, one)]
        if beside:
            total = number + sum(map(_number, beside))
            yield TollCandidate(total, ADDED, (count, *beside), signs)
        if others := told_beside(count.span, harmed):
            more = one_by_one(others).low
            yield TollCandidate(number + more, WITH_OTHERS, (count,), signs)


def _of_victims(standing: Standing, draft: Draft, count: QuantityMention) -> Signs:
    """Whether those counted are people whom the recorder sees harmed in it, or in another."""
    seen = standing.seen(draft, count.head, count.head + 1, "victims")
    return {"of its victims": seen["seen"], "of other victims": seen["seen of other"]}


def _is_beside(standing: Standing, count: QuantityMention, one: QuantityMention) -> bool:
    """Whether another count is of other people in the same sentence."""
    here, there = (standing.sentence(q.span.start) for q in (count, one))
    own = one.part_of is None and not one.cumulative
    return one is not count and here == there and own and one.of.casefold() != count.of.casefold()


def _one_by_one(slot: Slot, people: Sequence[Filler]) -> Iterator[TollCandidate]:
    those = [told_by(one) for one in people if one.fate is Fate(slot.value)]
    if those:
        low, every = one_by_one(those)
        yield TollCandidate(low, ONE_BY_ONE, (), {"without number": float(not every)})
    persons = [told_by(one) for one in people if one.kind is FillerKind.PERSON]
    if persons:
        yield TollCandidate(one_by_one(persons).low, NAMED, (), {})


def _incident_signs(
    standing: Standing, draft: Draft, slot: Slot, people: Sequence[Filler]
) -> Signs:
    incident, heads = draft.incident, standing.recorded.heads
    if incident is None:
        return {}
    number = heads.fates.index(slot.value)
    fates = [
        max(float(one.fates[number]) for one in entity.recordings)
        for entity in incident.entities
        if entity.slot in {"victim", "victims"}
    ]
    slots = [entity.slot for entity in incident.entities]
    return {
        **{f"a {kind}": float(incident.kind == kind) for kind in _KINDS},
        "fate": max(fates, default=0.0),
        "fates": float(sum(fates)),
        "victims": float(len(fates)),
        "known fates": float(sum(one.fate is Fate(slot.value) for one in people)),
        "targets": float(slots.count("target")),
        "seen counts": float(slots.count(slot.value)),
        "has mentions": float(draft.group is not None),
        "several incidents": float(sum(one.incident is not None for one in standing.drafts) > 1),
    }


def _value_signs(candidate: TollCandidate, all_: Sequence[TollCandidate]) -> Signs:
    """How the number is told, how large it is, and in which other ways it is told as well."""
    ways = {one.how for one in all_ if one.value == candidate.value and one is not candidate}
    values = {one.value for one in all_ if one.how != NONE}
    return {
        **{f"also {how}": float(how in ways) for how in (COUNTED, WITH_OTHERS, ONE_BY_ONE, NAMED)},
        **{f"is {how}": float(candidate.how == how) for how in _HOWS},
        "size": math.log1p(candidate.value),
        "is one": float(candidate.value == 1),
        "alone": float(values <= {candidate.value}),
        "uncounted": float(candidate.how in _PEOPLE and not any(one.counts for one in all_)),
    }


def _value(count: QuantityMention) -> int | None:
    return count.best if count.best is not None else count.low


def _number(count: QuantityMention) -> int:
    return _value(count) or 0
