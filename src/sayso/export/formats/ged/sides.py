"""The two sides of an incident in UCDP's three types of violence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sayso.export.formats.cells.actor_types import (
    ARMED,
    CIVILIANS,
    EXTERNAL,
    MILITIA,
    STATE,
    actor_type,
    written,
)
from sayso.export.formats.cells.countries import country_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.export.formats.told.most import Told
    from sayso.records.claim import Party

STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
CIVILIAN_SIDE = "Civilians"

NO_DOER = "no account names an organised doer"
NO_OTHER = "no account tells the other side"


class Side(NamedTuple):
    """A side: how it is written, and the country of the state that it is, or null."""

    name: str
    state: str | None = None


class Sides(NamedTuple):
    """The type of violence and its sides; `swapped` where the doer is side B."""

    violence: int
    a: Side
    b: Side
    swapped: bool = False


def sides_of(told: Told, *, civilians: bool) -> Sides | str:
    """The sides of an incident, or the reason why it has no row.

    A state is side A where only one side is a state, whoever acted. `civilians` is whether
    civilian deaths are told, which makes up for a side that is not named.
    """
    doer = _main(told.doers, told.country, acts=True)
    other = _main(told.recipients, told.country, acts=False)
    if doer is None or doer[1] not in ARMED or (doer[1] == MILITIA and doer[0].name is None):
        return NO_DOER
    first = _side(*doer, told.country)
    if other is None and not civilians:
        return NO_OTHER
    if other is None or other[1] == CIVILIANS:
        return Sides(ONE_SIDED, first, Side(CIVILIAN_SIDE))
    second = _side(*other, told.country)
    if first.state is None and second.state is None:
        return Sides(NON_STATE, first, second)
    if first.state is None:
        return Sides(STATE_BASED, second, first, swapped=True)
    return Sides(STATE_BASED, first, second)


def _main(
    parties: Sequence[Party], country: str | None, *, acts: bool
) -> tuple[Party, int] | None:
    """The party of most sources, with its actor type."""
    typed = ((party, actor_type(party, country, acts=acts)) for party in parties)
    return next(typed, None)


def _side(party: Party, code: int, country: str | None) -> Side:
    """A party as a side; forces of the state of whom no country is told are the place's own."""
    own = country if code == STATE and party.country is None else party.country
    is_state = code in {STATE, EXTERNAL} and country_row(own) is not None
    return Side(written(party, code, country), own if is_state else None)
