"""Reads GED releases, forgiving what published ones are known to have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.export.formats.cells.places import from_ged
from sayso.export.formats.files.columns import columns
from sayso.export.formats.files.tables_read import Table, integer, number
from sayso.export.formats.ged.sides import CIVILIAN_SIDE, ONE_SIDED
from sayso.lexicons.places.country_codes import country_codes
from sayso.records.exchange.foreign import (
    ForeignEvent,
    ForeignParty,
    ForeignPlace,
    ForeignSource,
    ForeignToll,
)
from sayso.records.mention import Counted, PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sayso.export.formats.contract import Problem
    from sayso.export.formats.files.tables_read import Line

_EVENT_TYPE = "ASSAULT"
_DAY = 10
_KEPT = (
    "type_of_violence",
    "event_clarity",
    "where_prec",
    "date_prec",
    "conflict_new_id",
    "conflict_name",
    "dyad_new_id",
    "dyad_name",
    "where_description",
    "source_original",
    "gwnoa",
    "gwnob",
    "active_year",
)
_TOLLS = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
_OF = {name: name.removeprefix("deaths_") for name in _TOLLS} | {
    "deaths_a": "side_a",
    "deaths_b": "side_b",
}
_POINTS = frozenset({PlacePrecision.EXACT, PlacePrecision.NEAR})
_SECTORS = {1: ("state", ""), 2: ("", ""), ONE_SIDED: ("", "civilians")}


def read(path: Path, *, release: str | None = None) -> Iterator[ForeignEvent | Problem]:
    """The rows of a file; for each that cannot be read the problem instead.

    Columns are found by name, in any order; 42 of release 19.1 are as good as 49 of later ones.
    A file without header has the 49 in their order. -1 sources are none recorded.

    Args:
        path: a CSV file of GED or in its shape.
        release: the release, as "25.1", null where unknown.
    """
    table = Table(path, columns("ged"))
    for line in table.lines():
        yield from _new_problems(table)
        if line.cells.get("id"):
            yield _event(str(path), line, release)
        else:
            table.say(line.number, "id", "it is empty", "give the row an id")
    yield from _new_problems(table)


def _new_problems(table: Table) -> list[Problem]:
    """The severe problems since the last call, which are taken out of the table."""
    found = [problem for problem in table.problems if problem.severe]
    table.problems.clear()
    return found


def _event(path: str, line: Line, release: str | None) -> ForeignEvent:
    cells = line.cells
    unread: dict[str, str] = {}
    for column in columns("ged"):
        cell = cells.get(column.column, "")
        mistake = column.mistake(cell) if cell else None
        if mistake is not None:
            unread[column.column] = "; ".join(mistake)
    readable = {name: "" if name in unread else cell for name, cell in cells.items()}
    reports = integer(readable, "number_of_sources")
    actors, recipients = _parties(readable, unread)
    return ForeignEvent(
        dataset="ged",
        release=release,
        path=path,
        line=line.number,
        key=cells["id"],
        first_day=readable.get("date_start", "")[:_DAY] or None,
        last_day=readable.get("date_end", "")[:_DAY] or None,
        event_type=_EVENT_TYPE,
        once=True,
        actors=actors,
        recipients=recipients,
        place=_place(readable),
        tolls=tuple(_tolls(readable)),
        sources=_sources(readable),
        mentions=reports if reports is not None and reports >= 0 else None,
        codes={name: readable[name] for name in _KEPT if readable.get(name)},
        unread=unread,
    )


def _parties(
    cells: Mapping[str, str], unread: dict[str, str]
) -> tuple[tuple[ForeignParty, ...], tuple[ForeignParty, ...]]:
    """Side A and side B; which of them acted no column of GED tells, unless against civilians."""
    sectors = _SECTORS.get(integer(cells, "type_of_violence") or 0, ("", ""))
    sides = []
    for end, sector in zip("ab", sectors, strict=True):
        name = cells.get(f"side_{end}", "")
        country = _state(cells, f"gwno{end}", unread)
        own = "civilians" if name == CIVILIAN_SIDE else sector
        party = ForeignParty(name=name, country=country, sectors=(own,) if own else ())
        sides.append((party,) if name else ())
    return sides[0], sides[1]


def _state(cells: Mapping[str, str], column: str, unread: dict[str, str]) -> str | None:
    """The state of a Gleditsch-Ward number; null for a list, which stays among the codes."""
    cell = cells.get(column, "")
    if not cell or not cell.removesuffix(".0").isdigit():
        return None
    found = country_codes().iso3("gw", cell.removesuffix(".0"))
    if found is None:
        unread[column] = f"{cell!r} is no number of a state that sayso knows"
    return found


def _place(cells: Mapping[str, str]) -> ForeignPlace | None:
    """The place of a row. A point for a district, province or country is left out."""
    codes = country_codes()
    country = codes.iso3("gw", cells.get("country_id", "").removesuffix(".0") or "-")
    country = country or codes.named(cells.get("country", ""))
    names = [cells.get(name, "") for name in ("where_coordinates", "adm_2", "adm_1")]
    known = tuple(dict.fromkeys(name for name in names if name))
    if not known and country is None:
        return None
    precision = from_ged(integer(cells, "where_prec"))
    lat, lon = number(cells, "latitude"), number(cells, "longitude")
    on_globe = lat is not None and lon is not None and abs(lat) <= 90 and abs(lon) <= 180
    drawn = precision in _POINTS and on_globe
    return ForeignPlace(
        names=known,
        country=country,
        lat=lat if drawn else None,
        lon=lon if drawn else None,
        precision=precision,
    )


def _tolls(cells: Mapping[str, str]) -> Iterator[ForeignToll]:
    """The deaths of each side that has any, and of all."""
    for name, of in _OF.items():
        best = integer(cells, name)
        if best:
            yield ForeignToll(counted=Counted.KILLED, of=of, best=best)
    low, best, high = (integer(cells, name) for name in ("low", "best", "high"))
    if (low, best, high) != (None, None, None):
        yield ForeignToll(counted=Counted.KILLED, low=low, best=best, high=high)


def _sources(cells: Mapping[str, str]) -> tuple[ForeignSource, ...]:
    """The publishers, with their days where the row has as many; else the references."""
    offices, days = (_parts(cells.get(name, "")) for name in ("source_office", "source_date"))
    if not offices:
        return tuple(ForeignSource(name=each) for each in _parts(cells.get("source_article", "")))
    dates = days if len(days) == len(offices) else [None] * len(offices)
    return tuple(
        ForeignSource(name=office, published=day)
        for office, day in zip(offices, dates, strict=True)
    )


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]
