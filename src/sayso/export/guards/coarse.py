"""Places and dates told less finely: no coordinate, no town, a week instead of a day."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from sayso.lexicons.actors.entries import State
from sayso.lexicons.files.load import DATA, read_table
from sayso.lexicons.words.names import name_key
from sayso.records.claim import When, Where
from sayso.records.entity import EntityKind
from sayso.records.mention import PlaceMention, PlacePrecision, TimeMention, TimePrecision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.export.guards.names import Key, Range
    from sayso.records.evidence import Record
    from sayso.records.reading import Annotations

_FINE = frozenset({PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.ADMIN2})
_KEPT_UNDER_COUNTRY = frozenset({PlacePrecision.COUNTRY})
_SHORT = frozenset({TimePrecision.DAY, TimePrecision.DAYS})
_WEEK = timedelta(days=6)


class Coarseness(StrEnum):
    """How finely a place may be told, at most."""

    ADMIN1 = "admin1"
    COUNTRY = "country"


def is_too_fine(precision: PlacePrecision, level: Coarseness) -> bool:
    """Whether a place is told more finely than the level."""
    if level is Coarseness.COUNTRY:
        return precision not in _KEPT_UNDER_COUNTRY
    return precision in _FINE


def coarser(record: Record, level: Coarseness | None, *, weeks: bool) -> Record:
    """A place or time as coarse as the level; any other record as it is."""
    if level is not None and isinstance(record, Where | PlaceMention):
        return _place(record, level)
    if weeks and isinstance(record, When | TimeMention):
        return _time(record)
    return record


def _place(place: Where | PlaceMention, level: Coarseness) -> Where | PlaceMention:
    """The same place without coordinates, under the name of its province or of nothing."""
    bare = replace(place, lat=None, lon=None)
    if isinstance(bare, PlaceMention):
        bare = replace(bare, centre=None)
    if not is_too_fine(place.precision, level):
        return bare
    by_province = level is Coarseness.ADMIN1 and place.admin1 is not None
    precision = PlacePrecision.AREA
    if by_province:
        precision = PlacePrecision.ADMIN1
    elif place.country is not None:
        precision = PlacePrecision.COUNTRY
    return replace(
        bare,
        name=place.admin1 if by_province else None,
        admin1=place.admin1 if by_province else None,
        geonameid=None,
        precision=precision,
    )


def _time(time: When | TimeMention) -> When | TimeMention:
    """The weeks, Monday to Sunday, in which a time's days lie."""
    if time.precision not in _SHORT:
        return time
    weeks = replace(
        time,
        earliest=_monday(time.earliest).isoformat() if time.earliest else None,
        latest=(_monday(time.latest) + _WEEK).isoformat() if time.latest else None,
        precision=TimePrecision.WEEK,
    )
    return replace(weeks, values=()) if isinstance(weeks, TimeMention) else weeks


def _monday(day: str) -> date:
    told = date.fromisoformat(day[:10])
    return told - timedelta(days=min(told.weekday(), (told - date.min).days))


def fine_place_names(found: Annotations, level: Coarseness) -> frozenset[Key]:
    """The names of a report's places that are too fine, but for those that also name a coarse one.

    "Homs" stays under `admin1`: the province is called so, too.
    """
    fine: set[Key] = set()
    coarse: set[Key] = set()
    for place in found.places:
        names = {name_key(name) for name in (place.name, _words(place)) if name}
        (fine if is_too_fine(place.precision, level) else coarse).update(names)
        if level is Coarseness.ADMIN1 and place.admin1:
            coarse.add(name_key(place.admin1))
    return frozenset(fine - coarse - _states() - {()})


@cache
def _states() -> frozenset[Key]:
    """The names of states: no place is told more finely by them."""
    states = read_table(DATA / "actors" / "states.tsv", State)
    names = (name for s in states for name in (s.name, *s.aliases, *s.adjectives, *s.people))
    return frozenset(name_key(name) for name in names)


def _words(place: PlaceMention) -> str:
    return (place.toponym or place.span).quote


def fine_ranges(found: Annotations, level: Coarseness | None, *, weeks: bool) -> Iterator[Range]:
    """Where a report's text tells a place or time more finely than it may be told."""
    if level is not None:
        yield from _fine_places(found, level)
    if weeks:
        for time in found.dates:
            if time.span is not None and time.precision in _SHORT:
                yield time.span.start, time.span.end


def _fine_places(found: Annotations, level: Coarseness) -> Iterator[Range]:
    names = fine_place_names(found, level)
    for place in found.places:
        key = name_key(_words(place))
        if is_too_fine(place.precision, level) and (key in names or not key):
            span = place.toponym or place.span
            yield span.start, span.end
    for entity in found.entities:
        known = any(place.span.overlaps(entity.span) for place in found.places)
        if entity.kind is EntityKind.LOCATION and not known:
            yield entity.span.start, entity.span.end
