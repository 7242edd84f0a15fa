"""Whole events for a spreadsheet: one line an event, the values of a slot joined."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.export.wording import JOIN, chain_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.records.rows.events import PartyValue, TollRow, WholeEventRow

COLUMNS = (
    *("id", "report", "event_type", "incident_type", "modes", "contexts", "cameo"),
    *("status", "certainty", "stance", "mentions", "quotes"),
    *("actors", "actor_names", "actor_countries", "actor_sectors", "actor_stances"),
    *("actor_voices", "recipients", "recipient_names", "recipient_countries"),
    *("recipient_sectors", "recipient_fates", "targets", "weapon", "places", "place_names"),
    *("place_country", "place_admin1", "geonameid", "lat", "lon", "place_precision", "dates"),
    *(
        "earliest",
        "latest",
        "date_precision",
        "date_basis",
        "killed_low",
        "killed_best",
        "killed_high",
    ),
    *("injured_low", "injured_best", "injured_high", "quantities", "confidence"),
)


def flat(row: WholeEventRow) -> dict[str, Any]:
    """An event as one flat mapping with the keys of `COLUMNS`; null where there is nothing.

    The values of a slot are joined with " | ", the surest first; where a column can hold only one
    (coordinates, days, tolls) it is that of the surest.
    """
    names = ("id", "report", "event_type", "incident_type", "cameo", "confidence")
    cells: dict[str, Any] = {name: getattr(row, name) for name in names}
    cells |= {
        "modes": JOIN.join(row.modes),
        "contexts": JOIN.join(row.contexts),
        "status": row.status.value,
        "certainty": row.certainty.value,
        "stance": row.stance.value,
        "mentions": JOIN.join(m.id for m in row.mentions),
        "quotes": JOIN.join(m.quote for m in row.mentions),
        "weapon": _joined(row.weapon, "text"),
        "quantities": JOIN.join(f"{q.what.value}: {q.text}" for q in row.quantities),
    }
    return cells | _parties(row) | _place(row) | _date(row) | _tolls(row)


def _parties(row: WholeEventRow) -> dict[str, str]:
    cells = {"targets": _joined(row.targets, "text")}
    sides: tuple[tuple[str, Sequence[PartyValue]], ...] = (
        ("actor", row.actors),
        ("recipient", row.recipients),
    )
    for side, values in sides:
        cells[f"{side}s"] = _joined(values, "text")
        cells[f"{side}_names"] = _joined(values, "name")
        cells[f"{side}_countries"] = _joined(values, "country")
        cells[f"{side}_sectors"] = _joined(values, "sector")
    cells["actor_stances"] = JOIN.join(actor.stance.value for actor in row.actors)
    cells["actor_voices"] = JOIN.join(chain_words(actor.attribution) for actor in row.actors)
    cells["recipient_fates"] = _joined(row.recipients, "fate")
    return cells


def _place(row: WholeEventRow) -> dict[str, Any]:
    cells: dict[str, Any] = {
        "places": _joined(row.places, "text"),
        "place_names": _joined(row.places, "name"),
    }
    if row.places:
        place = row.places[0]
        cells |= {
            "place_country": place.country,
            "place_admin1": place.admin1,
            "geonameid": place.geonameid,
            "lat": place.lat,
            "lon": place.lon,
            "place_precision": place.precision.value,
        }
    return cells


def _date(row: WholeEventRow) -> dict[str, Any]:
    if not row.dates:
        return {}
    date = row.dates[0]
    return {
        "dates": _joined(row.dates, "text"),
        "earliest": date.earliest,
        "latest": date.latest,
        "date_precision": date.precision.value,
        "date_basis": date.basis.value,
    }


def _tolls(row: WholeEventRow) -> dict[str, int | None]:
    cells: dict[str, int | None] = {}
    tolls: tuple[tuple[str, TollRow | None], ...] = (
        ("killed", row.killed),
        ("injured", row.injured),
    )
    for name, toll in tolls:
        if toll is not None:
            cells[f"{name}_low"] = toll.low
            cells[f"{name}_best"] = toll.best
            cells[f"{name}_high"] = toll.high
    return cells


def _joined(values: Iterable[Any], key: str) -> str:
    return JOIN.join(getattr(value, key) or "" for value in values)
