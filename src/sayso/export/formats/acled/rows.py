"""The cells of ACLED's 31 columns for one coded incident."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sayso.export.formats.acled.notes import crowd_size, notes
from sayso.export.formats.cells.actor_types import interaction, interactions
from sayso.export.formats.cells.countries import country_row
from sayso.export.formats.cells.places import division, has_point, precision_codes
from sayso.export.formats.files.columns import one_line
from sayso.export.formats.told.places import place_name

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator

    from sayso.export.formats.acled.coding import Cell, Coded
    from sayso.export.formats.cells.actor_types import Side

JOIN = "; "
_DIGITS = 12
_CIVILIAN_TARGETING = "Civilian targeting"


def rows_of(coded: Coded, lost: Counter[str], *, numeric: bool) -> Iterator[dict[str, object]]:
    """The rows of an incident; what they lose is counted, rows without a town or region too."""
    _count_losses(coded, lost)
    for number, cell in enumerate(coded.cells):
        precision = precision_codes(cell.place).acled
        country = country_row(cell.place.country) if cell.place is not None else None
        if cell.place is None:
            lost["rows not written: no account tells a place"] += 1
            continue
        if precision is None or country is None:
            lost["rows not written: no place finer than a country, or one at sea"] += 1
            continue
        if not has_point(cell.place):
            lost["coordinates empty: only a region is known, of which no point is written"] += 1
        yield {
            "event_id_cnty": _id(country.country, coded.told.dossier.incident.id, number),
            "event_date": cell.day.date,
            "year": cell.day.date[:4],
            "time_precision": cell.day.precision,
            "disorder_type": coded.kind.disorder_type,
            "event_type": coded.kind.event_type,
            "sub_event_type": coded.kind.sub_event_type,
            "civilian_targeting": _CIVILIAN_TARGETING if coded.civilians else "",
            "iso": country.iso,
            "region": country.acled_region,
            "country": country.name,
            "geo_precision": precision,
            "notes": notes(coded, cell),
            "fatalities": cell.fatalities,
            "tags": f"crowd size={size}" if (size := crowd_size(coded)) else "",
            **_sides(coded, numeric=numeric),
            **_place(cell),
            **_reports(coded),
        }


def event_number(incident: str, part: int) -> int:
    """A number of at most 15 digits for a part of an incident, the same as long as the id is."""
    digest = hashlib.sha256(f"{incident}\x1f{part}".encode()).hexdigest()
    return int(digest[:_DIGITS], 16)


def _id(country: str, incident: str, part: int) -> str:
    return f"{country}{event_number(incident, part)}"


def _sides(coded: Coded, *, numeric: bool) -> dict[str, object]:
    first, second = coded.first, coded.second
    code = interaction(first.code, second.code if second else None)
    return {
        "actor1": first.actor,
        "assoc_actor_1": JOIN.join(first.associated),
        "inter1": first.code if numeric else first.inter,
        "actor2": second.actor if second else "",
        "assoc_actor_2": JOIN.join(second.associated) if second else "",
        "inter2": _inter(second, numeric=numeric),
        "interaction": code if numeric else interactions()[code],
    }


def _inter(side: Side | None, *, numeric: bool) -> object:
    if side is None:
        return 0 if numeric else ""
    return side.code if numeric else side.inter


def _place(cell: Cell) -> dict[str, object]:
    place = cell.place
    if place is None:
        return {}
    return {
        "admin1": place.admin1,
        "admin2": division(place),
        "location": place_name(place),
        "latitude": f"{place.lat:.4f}" if has_point(place) else None,
        "longitude": f"{place.lon:.4f}" if has_point(place) else None,
    }


def _reports(coded: Coded) -> dict[str, object]:
    accounts = coded.told.dossier.accounts
    published = max((a.published for a in accounts if a.published), default="")
    return {
        "source": JOIN.join(_each(a.publisher or a.report for a in accounts)),
        "timestamp": _unix(published) or _unix(coded.cells[0].day.date),
    }


def _each(words: Iterable[str]) -> list[str]:
    return sorted({one_line(each).replace(";", ",") for each in words})


def _unix(moment: str) -> int | None:
    """Seconds since 1970 of an ISO 8601 day or time, without a zone in UTC; null for others."""
    try:
        when = datetime.fromisoformat(moment)
    except ValueError:
        return None
    return int((when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp())


def _count_losses(coded: Coded, lost: Counter[str]) -> None:
    told, spell = coded.told, coded.told.spell
    if spell is not None and not spell.stated:
        lost["no account tells the day: that of publication is written, as within a week"] += 1
    if told.others or told.others_struck or told.against:
        lost["disputes that only the notes tell"] += 1
    if len(coded.cells) > 1:
        lost["incidents split over days or places, their deaths divided"] += 1
    if coded.swapped:
        lost["who acted is not to be seen: the crowd stands first"] += 1
    if len(told.dossier.sources.sources) > 1:
        lost["how many independent sources there are: only publishers are named"] += 1
