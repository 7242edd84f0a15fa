"""How the answers of two sides stand to each other, and how far apart they are."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sayso.export.formats.cells.actor_types import is_one_side
from sayso.incidents.joining.features import Spot
from sayso.incidents.joining.whereabouts import distance
from sayso.incidents.side_by_side.relations import relation
from sayso.records.claim import Party, When, Where
from sayso.records.exchange.comparison import Compared, Field, Standing
from sayso.records.shown.matrix import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.incidents.side_by_side.cells import Cell
    from sayso.pipeline.comparing.answers import Answer, Answers

_COLUMNS = {
    Field.ACTOR: Column.ACTOR,
    Field.RECIPIENT: Column.RECIPIENT,
    Field.PLACE: Column.PLACE,
    Field.DATE: Column.DATE,
    Field.KILLED: Column.KILLED,
    Field.INJURED: Column.INJURED,
}
"""Fields whose values are compared as those of an incident's accounts are."""
_PARTIES = frozenset({Field.ACTOR, Field.RECIPIENT})


def compare_field(field: Field, first: Answers, second: Answers) -> Compared:
    """One field of two sides; what an account of either says besides is no agreement, but told."""
    one, other = first.most.get(field), second.most.get(field)
    if one is None or other is None:
        alone = Standing.FIRST if one else Standing.SECOND if other else Standing.OPEN
        return Compared(
            field=field,
            standing=alone,
            first=one.label if one else None,
            second=other.label if other else None,
        )
    standing = _standing(field, one, other, country=first.country or second.country)
    if standing is Standing.DIFFER and _is_told(field, first, second):
        standing = Standing.TOLD
    return Compared(
        field=field,
        standing=standing,
        first=one.label,
        second=other.label,
        note=_apart(field, one, other),
    )


def _standing(field: Field, one: Answer, other: Answer, *, country: str | None) -> Standing:
    if field not in _COLUMNS:
        return Standing.AGREE if one.code == other.code else Standing.DIFFER
    held = _best(field, one.cells, other.cells, country)
    if held is None:
        return Standing.APART
    return Standing.AGREE if held else Standing.DIFFER


def _best(
    field: Field, ones: Sequence[Cell], others: Sequence[Cell], country: str | None
) -> bool | None:
    """Whether any two values go together; null where none can be held against another."""
    compare = relation(_COLUMNS[field])
    found: bool | None = None
    for one in ones:
        for other in others:
            held = compare(one, other)
            if held or (field in _PARTIES and _is_of_one_state(one, other, country)):
                return True
            found = held if found is None else found
    return found


def _is_of_one_state(one: Cell, other: Cell, country: str | None) -> bool:
    a, b = one.basis, other.basis
    if not isinstance(a, Party) or not isinstance(b, Party) or a.name is None or b.name is None:
        return False
    return is_one_side(a, b, country)


def _is_told(field: Field, first: Answers, second: Answers) -> bool:
    """Whether an account of one side gives the answer of the other."""
    one, other = first.most[field], second.most[field]
    if field not in _COLUMNS:
        return other.code in first.all_codes.get(field, ()) or (
            one.code in second.all_codes.get(field, ())
        )
    country = first.country or second.country
    ours, theirs = first.all_cells.get(field, ()), second.all_cells.get(field, ())
    return bool(
        _best(field, ours, other.cells, country) or _best(field, one.cells, theirs, country)
    )


def _apart(field: Field, one: Answer, other: Answer) -> str:
    """How far apart two answers are, in words; empty where they are one."""
    if field is Field.PLACE:
        return _kilometres(one, other)
    if field is Field.DATE:
        return _days(one, other)
    if field in {Field.KILLED, Field.INJURED} and None not in {one.code, other.code}:
        return _more(float(one.code or 0), float(other.code or 0))
    return ""


def _kilometres(one: Answer, other: Answer) -> str:
    places = [cell.basis for answer in (one, other) for cell in answer.cells]
    if len(places) != 2 or not all(isinstance(place, Where) for place in places):
        return ""
    spots = [Spot(lat=place.lat, lon=place.lon) for place in places if isinstance(place, Where)]
    km = distance(*spots)
    return f"{km:,.0f} km apart" if km is not None and km >= 1 else ""


def _days(one: Answer, other: Answer) -> str:
    spells = [cell.basis for answer in (one, other) for cell in answer.cells]
    ends = [(_day(s.earliest), _day(s.latest)) for s in spells if isinstance(s, When)]
    if len(ends) != 2:
        return ""
    gap = max(ends[0][0] - ends[1][1], ends[1][0] - ends[0][1])
    return f"{gap:,} day{'' if gap == 1 else 's'} apart" if gap > 0 else ""


def _day(day: str | None) -> int:
    return date.fromisoformat(day or "0001-01-01").toordinal()


def _more(one: float, other: float) -> str:
    if one == other:
        return ""
    side, much = ("second", other - one) if other > one else ("first", one - other)
    return f"{much:,.0f} more by the {side}"
