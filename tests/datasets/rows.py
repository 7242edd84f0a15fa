"""Rows of an invented data set, and the ledger that they go into."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from sayso.datasets.known import Known
from sayso.datasets.reading import Told, to_document, to_reading
from sayso.records.exchange.foreign import (
    ForeignEvent,
    ForeignParty,
    ForeignPlace,
    ForeignSource,
    ForeignToll,
)
from sayso.records.mention import Counted, PlacePrecision

if TYPE_CHECKING:
    from sayso.records.reading import ReadDocument

ARMY = ForeignParty(name="Hill Army", country="SYR", sectors=("state",))
FREE = ForeignParty(name="Free Men")
MARSA = ForeignPlace(
    names=("Marsa town", "Hill Province"),
    country="SYR",
    lat=35.5,
    lon=36.25,
    precision=PlacePrecision.EXACT,
)
PLAIN = ForeignEvent(
    dataset="ged",
    release="25.1",
    path="ged.csv",
    line=2,
    key="7",
    first_day="2030-05-02",
    last_day="2030-05-02",
    event_type="ASSAULT",
    actors=(ARMY,),
    recipients=(FREE,),
    place=MARSA,
    tolls=(
        ForeignToll(counted=Counted.KILLED, of="side_a", best=1),
        ForeignToll(counted=Counted.KILLED, of="side_b", best=2),
        ForeignToll(counted=Counted.KILLED, of="civilians", best=4),
        ForeignToll(counted=Counted.KILLED, low=6, best=7, high=9),
    ),
    sources=(ForeignSource(name="Harbour Post", published="2030-05-03"),),
    once=True,
)


known = cache(Known.load)


def row(**changed: Any) -> ForeignEvent:
    """The plain row with other values."""
    return msgspec.structs.replace(PLAIN, **changed)


def read(event: ForeignEvent, told: Told | None = None) -> ReadDocument:
    """The reading of a row."""
    told = told or Told()
    return to_reading(event, to_document(event, told), told, known(), "c0")
