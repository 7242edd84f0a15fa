"""Places as the recorders' tables write them: codes of precision, second-level divisions."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sayso.export.formats.files.columns import SCHEMAS
from sayso.lexicons.files.load import read_table
from sayso.lexicons.places.gazetteer import Gazetteer
from sayso.records.evidence import Record
from sayso.records.mention import PlacePrecision

if TYPE_CHECKING:
    from sayso.records.claim import Where


class PrecisionRow(Record, frozen=True, kw_only=True):
    """A precision (schemas/precisions.tsv) in the codes of ACLED and of UCDP GED, or null."""

    precision: str
    acled: int | None = None
    ged: int | None = None


_POINTS = frozenset({PlacePrecision.EXACT, PlacePrecision.NEAR})
_NOWHERE = PrecisionRow(precision="none")


@cache
def _precisions() -> dict[str, PrecisionRow]:
    return {row.precision: row for row in read_table(SCHEMAS / "precisions.tsv", PrecisionRow)}


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer.open()


def precision_codes(place: Where | None) -> PrecisionRow:
    """The codes of a place's precision, all null for no place."""
    return _NOWHERE if place is None else _precisions()[place.precision.value]


def from_ged(where_prec: int | None) -> PlacePrecision:
    """The precision that a code of GED stands for; the whole country where there is none."""
    found = (row.precision for row in _precisions().values() if row.ged == where_prec)
    return PlacePrecision(next(found, PlacePrecision.COUNTRY.value))


def has_point(place: Where | None) -> bool:
    """Whether a place is known so finely that its coordinates may be written.

    The middle of a district, a region or a sea is never written as if the event had been there.
    """
    return place is not None and place.precision in _POINTS and None not in {place.lat, place.lon}


def division(place: Where | None) -> str | None:
    """The second-level division of a place; null where the record itself is coarser.

    Only a place of town or district precision has one: what was coarsened stays so.
    """
    if place is None:
        return None
    if place.precision is PlacePrecision.ADMIN2:
        return place.name
    if place.precision not in _POINTS or place.geonameid is None:
        return None
    gazetteer = _gazetteer()
    found = gazetteer.place(place.geonameid)
    if found is None or found.admin2 is None:
        return None
    above = gazetteer.place(found.admin2)
    return above.name if above is not None else None
