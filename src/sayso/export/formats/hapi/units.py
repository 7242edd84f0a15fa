"""Events and deaths counted by administrative unit, month and type."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sayso.export.formats.acled.coding import code_incident
from sayso.export.formats.cells.countries import country_row
from sayso.export.formats.cells.places import division
from sayso.records.mention import PlacePrecision

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator

    from sayso.export.formats.acled.coding import Coded
    from sayso.export.formats.contract import Context
    from sayso.records.claim import Where
    from sayso.records.shown.dossier import Dossier

TARGETING, DEMONSTRATION, VIOLENCE = "civilian_targeting", "demonstration", "political_violence"
_MONTH = 7
_COARSER = ("only the country is known", "only the first-level division is known")


class Unit(NamedTuple):
    """A country and as much of its divisions as is known, a month as "2030-05", a type."""

    country: str
    admin1: str
    admin2: str
    month: str
    event_type: str

    @property
    def level(self) -> int:
        """The finest division that is known: 0, 1 or 2."""
        return 2 if self.admin2 else 1 if self.admin1 else 0


@dataclass
class Sum:
    """What is counted in a unit."""

    events: int = 0
    fatalities: int = 0

    def row(self, unit: Unit) -> dict[str, object]:
        """The cells of the unit's row."""
        year, month = map(int, unit.month.split("-"))
        last = monthrange(year, month)[1]
        return {
            "location_code": unit.country,
            "provider_admin1_name": unit.admin1,
            "provider_admin2_name": unit.admin2,
            "admin1_name": unit.admin1,
            "admin2_name": unit.admin2,
            "admin_level": unit.level,
            "event_type": unit.event_type,
            "events": self.events,
            "fatalities": None if unit.event_type == DEMONSTRATION else self.fatalities,
            "reference_period_start": f"{unit.month}-01T00:00:00",
            "reference_period_end": f"{unit.month}-{last}T23:59:59",
            "warning": self._warning(unit),
        }

    def _warning(self, unit: Unit) -> str:
        """That the row's events may lie in any of the finer divisions; empty for the finest."""
        if unit.level == len(_COARSER):
            return ""
        events = f"{self.events:,} event{'' if self.events == 1 else 's'}"
        return f"{events} of which {_COARSER[unit.level]}"


def units_of(dossiers: Iterable[Dossier], context: Context, lost: Counter[str]) -> dict[Unit, Sum]:
    """The counts of all incidents, each day and place of one an event as in the acled format."""
    units: defaultdict[Unit, Sum] = defaultdict(Sum)
    for dossier in dossiers:
        coded = code_incident(dossier, context)
        if isinstance(coded, str):
            lost[f"incidents not counted: {coded}"] += 1
            continue
        types = list(_types(coded))
        if not types:
            lost["incidents not counted: strategic developments are no type of HAPI"] += 1
            continue
        _count_losses(coded, types, lost)
        _add(units, coded, types, lost)
    return dict(units)


def _add(
    units: defaultdict[Unit, Sum], coded: Coded, types: list[str], lost: Counter[str]
) -> None:
    for cell in coded.cells:
        place = cell.place
        code = place.country if place is not None and place.country else coded.told.country
        country = country_row(code)
        if country is None:
            lost["events not counted: no account tells a country"] += 1
            continue
        admin1, admin2 = _divisions(place)
        for event_type in types:
            unit = Unit(country.country, admin1, admin2, cell.day.date[:_MONTH], event_type)
            units[unit].events += 1
            units[unit].fatalities += cell.fatalities
        if not admin2:
            lost[
                "events of which only the country or first-level division is known: in its row"
            ] += 1


def _divisions(place: Where | None) -> tuple[str, str]:
    """The first- and second-level division of a place, as far as they are known."""
    if place is None:
        return "", ""
    own = place.name if place.precision is PlacePrecision.ADMIN1 else None
    admin1 = place.admin1 or own or ""
    return admin1, (division(place) or "") if admin1 else ""


def _types(coded: Coded) -> Iterator[str]:
    """The types that an incident is of: one may be of several, which are not to be added."""
    if coded.kind.political_violence:
        yield VIOLENCE
    if coded.kind.demonstration:
        yield DEMONSTRATION
    if coded.civilians:
        yield TARGETING


def _count_losses(coded: Coded, types: list[str], lost: Counter[str]) -> None:
    spell = coded.told.spell
    if spell is not None and not spell.stated:
        lost["no account tells the day: the month of publication is taken"] += 1
    if types == [DEMONSTRATION] and coded.fatalities:
        lost["deaths in demonstrations, for which HAPI has no number"] += coded.fatalities
