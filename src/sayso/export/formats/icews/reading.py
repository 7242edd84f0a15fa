"""Reads ICEWS files: quoting off, dates in two ways, ids that repeat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.export.formats.cells.days_read import iso_day
from sayso.export.formats.cells.places_read import to_place
from sayso.export.formats.files.tabs import parts
from sayso.export.formats.icews.rows import rows
from sayso.lexicons.codes.cameo import cameo
from sayso.lexicons.places.country_codes import country_codes
from sayso.records.exchange.foreign import ForeignEvent, ForeignParty, ForeignSource

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sayso.export.formats.contract import Problem
    from sayso.export.formats.files.tab_checks import Row

_KEPT = ("Event Text", "CAMEO Code", "Intensity", "Story ID", "Sentence Number")


def read(path: Path, *, release: str | None = None) -> Iterator[ForeignEvent | Problem]:
    """The rows of a file; for each that cannot be read the problem instead.

    Args:
        path: an ICEWS file.
        release: the release of the data set, where the user states it.
    """
    for row, problems in rows(path):
        if row is None:
            yield from (problem for problem in problems if problem.severe)
        elif not row.cells.get("Event ID"):
            yield row.problem("Event ID", "it is empty", "give the row an id")
        else:
            yield _event(row, release)


def _event(row: Row, release: str | None) -> ForeignEvent:
    cells = row.cells
    unread: dict[str, str] = {}
    day = iso_day(cells.get("Event Date", ""), "Event Date", unread)
    code = cells.get("CAMEO Code", "")
    plover = cameo().plover(code)
    if plover is None:
        unread["CAMEO Code"] = f"{code[:20]!r} is no code of CAMEO"
    elif not plover.event_type:
        unread["CAMEO Code"] = f"{code} has no type of PLOVER"
    return ForeignEvent(
        dataset="icews",
        release=release,
        path=row.path,
        line=row.number,
        key=f"{cells['Event ID']} {day or cells.get('Event Date', '')}".strip(),
        first_day=day,
        last_day=day,
        event_type=(plover.event_type or None) if plover else None,
        mode=(plover.mode or None) if plover else None,
        contexts=parts(plover.contexts) if plover else (),
        cameo=code or None,
        actors=_party(cells, "Source", unread),
        recipients=_party(cells, "Target", unread),
        place=to_place(cells, _country(cells, "Country", unread)),
        sources=(ForeignSource(name=cells.get("Publisher") or None),),
        codes={name: cells[name] for name in _KEPT if cells.get(name)},
        unread=unread,
    )


def _party(
    cells: Mapping[str, str], side: str, unread: dict[str, str]
) -> tuple[ForeignParty, ...]:
    name = cells.get(f"{side} Name", "")
    country = _country(cells, f"{side} Country", unread)
    # the list of sectors has no order and no quoting: every comma parts two of them
    sectors = tuple(s.strip() for s in cells.get(f"{side} Sectors", "").split(",") if s.strip())
    if not name and not sectors and country is None:
        return ()
    said = name or cells.get(f"{side} Country") or sectors[0]
    return (ForeignParty(name=said, country=country, sectors=sectors),)


def _country(cells: Mapping[str, str], column: str, unread: dict[str, str]) -> str | None:
    name = cells.get(column, "")
    country = country_codes().named(name) if name else None
    if name and country is None:
        unread[column] = f"{name[:40]!r} is no country by that name here"
    return country
