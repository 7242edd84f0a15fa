"""Which event types are deeds: the material quad classes of the codebook."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from sayso.lexicons.codes.codebook import CODEBOOKS, EventTypeRow
from sayso.lexicons.files.load import read_table
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Mapping

_MATERIAL = frozenset({2, 4})


class LeavingType(Record, frozen=True, kw_only=True):
    """A type whose events take place where somebody leaves from (leaving_types.tsv)."""

    event_type: str
    reason: str


@cache
def leaving_types() -> frozenset[str]:
    """The types for which "from" names the place of the event, not an origin."""
    return frozenset(
        r.event_type for r in read_table(CODEBOOKS / "leaving_types.tsv", LeavingType)
    )


@cache
def event_types() -> Mapping[str, EventTypeRow]:
    """The event types of the codebook, by name in its order."""
    rows = read_table(CODEBOOKS / "plover_events.tsv", EventTypeRow)
    return MappingProxyType({row.event_type: row for row in rows})


@cache
def material_types() -> frozenset[str]:
    """The types of the material quad classes (2 cooperation, 4 conflict): deeds, not words."""
    return frozenset(r.event_type for r in event_types().values() if r.quad in _MATERIAL)
