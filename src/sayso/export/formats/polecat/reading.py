"""Reads POLECAT files, forgiving what published ones are known to have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.export.formats.cells.codes_known import contexts, event_types, international, modes
from sayso.export.formats.cells.days_read import iso_day
from sayso.export.formats.cells.places_read import to_place
from sayso.export.formats.files.tab_checks import to_integer
from sayso.export.formats.files.tabs import parts
from sayso.export.formats.polecat.rows import rows
from sayso.lexicons.places.country_codes import country_codes
from sayso.records.exchange.foreign import ForeignEvent, ForeignParty, ForeignSource

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sayso.export.formats.contract import Problem
    from sayso.export.formats.files.tab_checks import Row
    from sayso.records.exchange.foreign import ForeignPlace

_KEPT = ("Intensity", "Quad Code", "Story People", "Story Organizations", "Story Locations",
         "Actor COW", "Recipient COW", "Language", "Feature Type")  # fmt: skip
_CONTEXTS = {"elections": "election", "disaster": "disasters", "lbgt": "lgbt"}
_ALPHA3 = re.compile(r"[A-Z]{3}")
_KOSOVO = {"XKX": "KOS"}


def read(path: Path, *, release: str | None = None) -> Iterator[ForeignEvent | Problem]:
    """The rows of a file; for each that cannot be read the problem instead.

    Args:
        path: a POLECAT file.
        release: the release of the data set, null to take the column `Version`.
    """
    for row, problems in rows(path):
        if row is None:
            yield from (problem for problem in problems if problem.severe)
        elif not row.cells.get("Event ID"):
            yield row.problem("Event ID", "it is empty", "give the row an id")
        else:
            yield _event(str(path), row, release)


def _event(path: str, row: Row, release: str | None) -> ForeignEvent:
    cells = row.cells
    unread: dict[str, str] = {}
    day = iso_day(cells.get("Event Date", ""), "Event Date", unread)
    kind = cells.get("Event Type", "").upper()
    mode = cells.get("Event Mode", "")
    if kind not in event_types():
        unread["Event Type"] = f"{kind!r} is no type of PLOVER"
    elif mode and (kind, mode) not in modes():
        unread["Event Mode"] = f"{kind} has no mode {mode!r}"
    told = [_CONTEXTS.get(each, each) for each in parts(cells.get("Contexts", ""))]
    published = iso_day(cells.get("Publication Date", ""), "Publication Date", unread)
    return ForeignEvent(
        dataset="polecat",
        release=release or cells.get("Version") or None,
        path=path,
        line=row.number,
        key=cells["Event ID"],
        first_day=day,
        last_day=day,
        event_type=kind if kind in event_types() else None,
        mode=mode if (kind, mode) in modes() else None,
        contexts=tuple(each for each in told if each in contexts()),
        actors=_parties(cells, "Actor", unread),
        recipients=_parties(cells, "Recipient", unread),
        place=_place(cells, unread),
        sources=(ForeignSource(name=cells.get("Source") or None, published=published),),
        codes={name: cells[name] for name in _KEPT if cells.get(name)},
        unread=unread,
    )


def _parties(
    cells: Mapping[str, str], side: str, unread: dict[str, str]
) -> tuple[ForeignParty, ...]:
    """The parties of a side: lists that stand side by side; those without name or code go."""
    columns = [f"{side} {name}" for name in ("Name", "Name Raw", "Country", "Sectors")]
    most = max(len(cells.get(column, "").split(";")) for column in columns)
    names, raw, countries, sectors = (parts(cells.get(column, ""), most) for column in columns)
    main = cells.get(f"Primary {side} Sector", "")
    found = []
    for number, name in enumerate(names):
        country = country_code(countries[number], f"{side} Country", unread)
        first = main if number == 0 and main else ""
        own = tuple(dict.fromkeys(each for each in (first, sectors[number]) if each))
        if name or raw[number] or country or own:
            found.append(
                ForeignParty(
                    name=name or raw[number] or country or own[0],
                    country=country,
                    sectors=own,
                    said=raw[number] or None,
                )
            )
    return tuple(found)


def country_code(word: str, column: str, unread: dict[str, str]) -> str | None:
    """PLOVER's code of a country that is told by its code or English name."""
    if not word:
        return None
    if word in international() or word == "KOS":
        return word
    codes = country_codes()
    found = word if _ALPHA3.fullmatch(word) and codes.of(word) else codes.named(word)
    if found is None:
        unread[column] = f"{word!r} is no country"
        return None
    return _KOSOVO.get(found, found)


def _place(cells: Mapping[str, str], unread: dict[str, str]) -> ForeignPlace | None:
    name = cells.get("Placename", "")
    return to_place(
        cells,
        country_code(cells.get("Country", ""), "Country", unread),
        also=(name,) if name else (),
        geonameid=to_integer(cells.get("GeoNames ID", "")),
    )
