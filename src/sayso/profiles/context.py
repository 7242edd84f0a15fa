"""What rules ask beyond an incident, found in the accounts of others: large battles, acts near."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING, NamedTuple

from sayso.profiles.sides import doers
from sayso.records.attribution import Stance
from sayso.records.event import Status
from sayso.records.mention import Counted, TimeBasis
from sayso.records.shown.figures import Deadly

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.records.claim import Account, Claim, Toll, Where

MANY_DEATHS = 10
"""Deaths that make a battle or strike a large one for "3 or 10" (coding rules, 2.2: ours)."""

NEAR_KM = 25.0
NEAR_DAYS = timedelta(days=1)
"""How near another action must be for the grade Fair, in place and time: ours."""

_EARTH_KM = 6371.0
_DAY = 10
_MONTH = 7


class Scene(NamedTuple):
    """The country (ISO 3166 alpha-3) and first and last ISO day that most accounts tell."""

    country: str | None
    first: str | None
    last: str | None

    @property
    def month(self) -> str | None:
        """The month of the first day, as "2016-08"."""
        return self.first[:_MONTH] if self.first else None


def scene_of(accounts: Iterable[Account]) -> Scene:
    """Where and when an incident was, as most of its accounts tell it.

    A report's day of publication stands in where no account tells a day.
    """
    told = list(accounts)
    countries = Counter(p.country for a in told for p in a.claim.places if p.country is not None)
    spells = Counter(spell for a in told for spell in _spells(a.claim))
    published = sorted(a.published[:_DAY] for a in told if a.published is not None)
    if not spells and published:
        spells[published[0], published[0]] += 1
    country = min(countries, key=lambda c: (-countries[c], c), default=None)
    first, last = min(spells, key=lambda spell: (-spells[spell], spell), default=(None, None))
    return Scene(country, first, last)


def deadly(incident: str, accounts: Sequence[Account]) -> Deadly | None:
    """The record of a battle or strike of ten or more deaths, null for an incident that is none.

    It is one where an account that is not a denial tells of violence with at least so many.
    """
    scene = scene_of(accounts)
    deaths = max((t.low or 0 for a in accounts for t in _deaths(a.claim)), default=0)
    if deaths < MANY_DEATHS or scene.country is None or scene.month is None:
        return None
    return Deadly(incident=incident, country=scene.country, month=scene.month, deaths=deaths)


def acted_near(accounts: Sequence[Account], others: Sequence[Account]) -> bool:
    """Whether others tell of an action with a known doer near an incident, in place and time."""
    here, there = scene_of(accounts), scene_of(others)
    if not _within_days(here, there):
        return False
    known = [a for a in others if a.claim.status is Status.OCCURRED and _is_act(a.claim)]
    places = [place for a in accounts for place in a.claim.places]
    return any(_is_near(p, q) for a in known for p in a.claim.places for q in places)


def _spells(claim: Claim) -> list[tuple[str, str]]:
    return [
        (when.earliest, when.latest)
        for when in claim.dates
        if when.basis is not TimeBasis.PUBLICATION and when.earliest and when.latest
    ]


def _deaths(claim: Claim) -> Iterable[Toll]:
    """The deaths of violence that a claim gives as this event's own."""
    if claim.status is not Status.OCCURRED or claim.incident_type is None:
        return
    refused = {Stance.DENIES, Stance.DISPUTES, Stance.DECLINES}
    for toll in claim.tolls:
        own = toll.counted is Counted.KILLED and not toll.cumulative
        if own and not {toll.stance, claim.stance} & refused:
            yield toll


def _is_act(claim: Claim) -> bool:
    named = any(party.name is not None for party in doers(claim))
    return named and claim.incident_type is not None


def _within_days(here: Scene, there: Scene) -> bool:
    if not (here.first and here.last and there.first and there.last):
        return False
    first, last = date.fromisoformat(here.first), date.fromisoformat(here.last)
    before, after = date.fromisoformat(there.first), date.fromisoformat(there.last)
    return before - NEAR_DAYS <= last and first <= after + NEAR_DAYS


def _is_near(one: Where, other: Where) -> bool:
    """Whether two places lie within 25 km; without coordinates, whether they are one."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return one.geonameid is not None and one.geonameid == other.geonameid
    lat, lon = radians(other.lat - one.lat), radians(other.lon - one.lon)
    chord = sin(lat / 2) ** 2
    chord += cos(radians(one.lat)) * cos(radians(other.lat)) * sin(lon / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(chord))) <= NEAR_KM
