"""Which names hold others: a state its armed forces, these their branches."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from sayso.lexicons.actors.entries import State
from sayso.lexicons.files.load import DATA, read_table
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.records.claim import Party


class WholeRow(Record, frozen=True, kw_only=True):
    """A pattern of a name and the sectors that it holds (`wholes.tsv`)."""

    name: str
    parts: tuple[str, ...]


class _Whole(NamedTuple):
    country: str
    sectors: frozenset[str]


def is_part(part: Party, whole: Party) -> bool:
    """Whether somebody belongs to a state or to its forces: "US Air Force" to "United States"."""
    if part.name is None or whole.name is None or part.name == whole.name:
        return False
    held = _wholes().get(whole.name.casefold())
    return held is not None and part.country == held.country and part.sector in held.sectors


@cache
def state_sectors() -> frozenset[str]:
    """The sectors whose people act for their state."""
    rows = read_table(DATA / "actors" / "wholes.tsv", WholeRow)
    return frozenset(part for row in rows for part in row.parts)


@cache
def _wholes() -> Mapping[str, _Whole]:
    rows = list(read_table(DATA / "actors" / "wholes.tsv", WholeRow))
    found: dict[str, _Whole] = {}
    for state in read_table(DATA / "actors" / "states.tsv", State):
        adjective = state.adjectives[0] if state.adjectives else state.name
        for row in rows:
            name = row.name.format(state=state.name, adjective=adjective).casefold()
            found.setdefault(name, _Whole(state.code, frozenset(row.parts)))
    return found
