"""Event rows for a spreadsheet: one line an event, lists joined, the voices spelled out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.export.wording import JOIN
from sayso.records.mention import Counted

if TYPE_CHECKING:
    from sayso.records.rows.mentions import ActorRow, AttributionRow, EventRow

_COUNTED = (Counted.KILLED, Counted.INJURED)

COLUMNS = (
    *("id", "report", "event", "quote", "start", "end", "event_type", "modes", "contexts"),
    *("cameo", "status", "certainty", "factuality", "voices", "stances"),
    *("actors", "actor_names"),
    *("actor_countries", "actor_sectors", "recipients", "recipient_names"),
    *("recipient_countries", "recipient_sectors", "place", "place_name", "place_country"),
    *("place_admin1", "geonameid", "lat", "lon", "place_precision", "date", "earliest", "latest"),
    *("date_precision", "date_basis", "killed_low", "killed_best", "killed_high", "injured_low"),
    *("injured_best", "injured_high", "quantities", "weapon", "confidence"),
)


def flat(row: EventRow) -> dict[str, Any]:
    """An event row as one flat mapping with the keys of `COLUMNS`; null where there is nothing.

    Lists are joined with " | "; the chain of voices runs from the outermost to the innermost.
    """
    cells: dict[str, Any] = {
        name: getattr(row, name)
        for name in ("id", "report", "event", "quote", "start", "end", "event_type", "cameo")
    }
    cells |= {
        "modes": JOIN.join(row.modes),
        "contexts": JOIN.join(row.contexts),
        "status": row.status.value,
        "certainty": row.certainty.value,
        "factuality": row.factuality,
        "voices": JOIN.join(_voice(a) for a in row.attribution),
        "stances": JOIN.join(a.stance.value for a in row.attribution),
        "quantities": JOIN.join(f"{q.what.value}: {q.text}" for q in row.quantities),
        "weapon": JOIN.join(w.text for w in row.weapon),
        "confidence": row.confidence,
    }
    return cells | _parties(row) | _place(row) | _date(row) | _tolls(row)


def _voice(attribution: AttributionRow) -> str:
    source = attribution.source
    return "unnamed" if source is None else source.name or source.text


def _parties(row: EventRow) -> dict[str, str]:
    def join(actors: tuple[ActorRow, ...], key: str) -> str:
        return JOIN.join(getattr(a, key) or "" for a in actors)

    cells = {}
    for side, actors in (("actor", row.actors), ("recipient", row.recipients)):
        cells[f"{side}s"] = join(actors, "text")
        cells[f"{side}_names"] = join(actors, "name")
        cells[f"{side}_countries"] = join(actors, "country")
        cells[f"{side}_sectors"] = join(actors, "sector")
    return cells


def _place(row: EventRow) -> dict[str, Any]:
    place = row.place
    if place is None:
        return {}
    return {
        "place": place.text,
        "place_name": place.name,
        "place_country": place.country,
        "place_admin1": place.admin1,
        "geonameid": place.geonameid,
        "lat": place.lat,
        "lon": place.lon,
        "place_precision": place.precision.value,
    }


def _date(row: EventRow) -> dict[str, Any]:
    date = row.date
    if date is None:
        return {}
    return {
        "date": date.text,
        "earliest": date.earliest,
        "latest": date.latest,
        "date_precision": date.precision.value,
        "date_basis": date.basis.value,
    }


def _tolls(row: EventRow) -> dict[str, int | None]:
    """The first count of each kind that is the event's own; the rest stands in `quantities`."""
    cells: dict[str, int | None] = {}
    for counted in _COUNTED:
        own = [q for q in row.quantities if q.what is counted and not q.cumulative]
        if own:
            cells[f"{counted.value}_low"] = own[0].low
            cells[f"{counted.value}_best"] = own[0].best
            cells[f"{counted.value}_high"] = own[0].high
    return cells
