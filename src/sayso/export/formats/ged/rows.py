"""The cells of GED's 49 columns for one incident."""

from __future__ import annotations

from datetime import date, timedelta
from math import floor
from typing import TYPE_CHECKING

from sayso.export.formats.acled.rows import JOIN, event_number
from sayso.export.formats.cells.countries import country_row
from sayso.export.formats.cells.places import division, has_point, precision_codes
from sayso.export.formats.files.columns import one_line
from sayso.export.formats.ged.deaths import deaths_of
from sayso.export.formats.ged.sides import ONE_SIDED, sides_of
from sayso.export.formats.told.figures import figures_of
from sayso.export.formats.told.most import told_most
from sayso.export.formats.told.places import place_name
from sayso.lexicons.places.country_codes import country_codes
from sayso.profiles.counts import voice_of
from sayso.records.mention import Counted, TimePrecision
from sayso.records.shown.figures import Figures, Flag

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable

    from sayso.export.formats.contract import Context
    from sayso.export.formats.ged.deaths import Deaths
    from sayso.export.formats.ged.sides import Side, Sides
    from sayso.export.formats.told.most import Told
    from sayso.export.formats.told.spells import Spell
    from sayso.records.claim import Account, Where
    from sayso.records.shown.dossier import Dossier

_LONGEST = ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5))
_FORCE = "ASSAULT"
_WEEK_BEFORE = timedelta(days=6)
_DAY = 10
_CELLS_A_ROW, _CELLS_A_COLUMN = 720, 360

NO_FORCE = "no armed force is told"
NO_DEATH = "no death is told"
NO_PLACE = "no account tells a country"
NO_DAY = "no account tells a day finer than a year, and no report a day of publication"


def row_of(dossier: Dossier, context: Context, lost: Counter[str]) -> dict[str, object] | str:
    """The row of an incident, or the reason why it has none; what the row loses is counted."""
    told = told_most(dossier)
    if all(claim.event_type != _FORCE for claim in told.claims):
        return NO_FORCE
    figures = figures_of(dossier, context, "ucdp")
    deaths = deaths_of(figures)
    if deaths.high < 1:
        return NO_DEATH
    sides = sides_of(told, civilians=deaths.civilians > 0)
    if isinstance(sides, str):
        return sides
    country = country_row(told.country)
    if country is None:
        return NO_PLACE
    spell = _window(told.spell)
    precision = _date_precision(spell)
    if spell is None or precision is None:
        return NO_DAY
    _count_losses(told, deaths, lost)
    return {
        "id": event_number(dossier.incident.id, 0),
        "year": spell.first[:4],
        "code_status": "Clear",
        "country": country.name,
        "country_id": _gw(country.country),
        "region": country.ged_region,
        "event_clarity": 2 if _is_aggregate(figures, spell) else 1,
        "date_prec": precision,
        "date_start": spell.first,
        "date_end": spell.last,
        **_sides(sides, deaths),
        **_reports(dossier),
        **_place(told.place),
    }


def _window(spell: Spell | None) -> Spell | None:
    """The spell of an incident; where only publication is known, the week that ends with it."""
    if spell is None or spell.stated:
        return spell
    first = date.fromisoformat(spell.last) - _WEEK_BEFORE
    return spell._replace(first=first.isoformat())


def _date_precision(spell: Spell | None) -> int | None:
    if spell is None:
        return None
    return next((code for longest, code in _LONGEST if spell.length <= longest), None)


def _is_aggregate(figures: Figures, spell: Spell) -> bool:
    """Whether the row sums up several days or places."""
    total = figures.of(Counted.KILLED)
    divided = total is not None and bool({Flag.AGGREGATE, Flag.DIVIDED} & set(total.flags))
    return divided or (spell.precision is TimePrecision.DAYS and spell.length > 1)


def _sides(sides: Sides, deaths: Deaths) -> dict[str, object]:
    own, other = (deaths.b, deaths.a) if sides.swapped else (deaths.a, deaths.b)
    return {
        "type_of_violence": sides.violence,
        "dyad_name": f"{sides.a.name} - {sides.b.name}",
        "side_a": sides.a.name,
        "side_b": sides.b.name,
        "gwnoa": _state(sides.a),
        "gwnob": None if sides.violence == ONE_SIDED else _state(sides.b),
        "deaths_a": own,
        "deaths_b": other,
        "deaths_civilians": deaths.civilians,
        "deaths_unknown": deaths.unknown,
        "best": deaths.best,
        "high": deaths.high,
        "low": deaths.low,
    }


def _state(side: Side) -> str | None:
    return _gw(side.state) if side.state else None


def _gw(country: str) -> str | None:
    codes = country_codes().of(country)
    return codes.gw if codes is not None else None


def _reports(dossier: Dossier) -> dict[str, object]:
    accounts = dossier.accounts
    voices = (voice_of(a) for a in accounts if a.claim.voice is not None)
    return {
        "number_of_sources": dossier.sources.reports,
        "source_article": _each(map(_reference, accounts)),
        "source_office": _each(a.publisher for a in accounts),
        "source_date": _each(a.published and a.published[:_DAY] for a in accounts),
        "source_original": _each(voices),
    }


def _reference(account: Account) -> str:
    day = account.published and account.published[:_DAY]
    parts = (account.publisher or account.report, day, account.url)
    return ", ".join(part for part in parts if part)


def _each(words: Iterable[str | None]) -> str:
    return JOIN.join(sorted({one_line(each).replace(";", ",") for each in words if each}))


def _place(place: Where | None) -> dict[str, object]:
    """Where it was; without a place of its own, the country alone."""
    if place is None:
        return {"where_prec": 6}
    cells: dict[str, object] = {
        "where_prec": precision_codes(place).ged,
        "where_coordinates": place_name(place),
        "where_description": place.span.quote,
        "adm_1": place.admin1,
        "adm_2": division(place),
    }
    if has_point(place) and place.lat is not None and place.lon is not None:
        cells |= {
            "latitude": f"{place.lat:.6f}",
            "longitude": f"{place.lon:.6f}",
            "geom_wkt": f"POINT ({place.lon:.6f} {place.lat:.6f})",
            "priogrid_gid": priogrid(place.lat, place.lon),
        }
    return cells


def priogrid(lat: float, lon: float) -> int:
    """The PRIO-GRID cell of a point (WGS 84 degrees): half a degree wide, from the south-west.

    The formula is that of the grid's description and could not be checked against its files.
    """
    row = min(floor((lat + 90) * 2) + 1, _CELLS_A_COLUMN)
    column = min(floor((lon + 180) * 2) + 1, _CELLS_A_ROW)
    return (row - 1) * _CELLS_A_ROW + column


def _count_losses(told: Told, deaths: Deaths, lost: Counter[str]) -> None:
    if deaths.is_open:
        lost["no account sets an upper bound of deaths: best or low is written as high"] += 1
    if not has_point(told.place):
        lost["coordinates empty: only a region or country is known"] += 1
    if told.spell is not None and not told.spell.stated:
        lost["no account tells the day: the week up to publication is written"] += 1
    if told.others or told.others_struck or told.against:
        lost["disputes over who did it, whom it struck or whether it was have no column"] += 1
    if len(told.doers) > 1 or len(told.recipients) > 1:
        lost["allies of a side: GED names one actor a side"] += 1
    counted = {toll.counted for claim in told.claims for toll in claim.tolls}
    if counted - {Counted.KILLED, Counted.FORCE}:
        lost["counts of other than deaths: injured, displaced and the like"] += 1
