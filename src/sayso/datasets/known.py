"""Who and where a row means, by the same lists by which reports are read."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Self

from sayso.lexicons.actors.entries import ActorLexicon, NameUse
from sayso.lexicons.places.gazetteer import Gazetteer
from sayso.lexicons.words.names import agree_in_case, name_words
from sayso.records.mention import PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.lexicons.actors.entries import KnownName
    from sayso.lexicons.places.gazetteer import Candidate
    from sayso.records.exchange.foreign import ForeignPlace

_NEAR_KM = 30.0
_KM_A_DEGREE = 111.2
_BY_SOUND = 2
_TOWNS = frozenset({PlacePrecision.EXACT, PlacePrecision.NEAR})


class Who(NamedTuple):
    """Whom a name stands for."""

    name: str
    country: str | None
    sector: str | None
    person: bool


@dataclass(frozen=True)
class Known:
    """The actors and places that are known."""

    actors: ActorLexicon
    gazetteer: Gazetteer

    @classmethod
    def load(cls, language: str = "en") -> Self:
        """What ships with sayso.

        Raises:
            DataFileError: for a table that cannot be used.
        """
        return cls(ActorLexicon.load(language), Gazetteer.open())

    def who(self, name: str, day: str | None) -> Who | None:
        """Whom a whole name stands for on an ISO day; null where no list has it."""
        words = tuple(name_words(name))
        key = tuple(word.key for word in words)
        for known in self.actors.names.get(key[0], ()) if key else ():
            if known.words != key:
                continue
            alike = all(map(agree_in_case, (word.raw for word in words), known.raw))
            if alike and (found := _meant(known, day)) is not None:
                return found
        return None

    def where(self, place: ForeignPlace) -> Candidate | None:
        """The gazetteer's entry for a row's place, null where none or several fit.

        A town must lie within 30 km of the row's point, anything else in the row's country.
        """
        if place.geonameid is not None and (own := self.gazetteer.place(place.geonameid)):
            return own
        if not place.names:
            return self.gazetteer.country(place.country) if place.country else None
        for name in _spellings(place.names[0]):
            fitting = [c for c in self.gazetteer.candidates(name) if _fits(c, place)]
            if fitting:
                return min(fitting, key=lambda c: (c.likeness, _apart(c, place), -c.population))
        return None


def _meant(known: KnownName, day: str | None) -> Who | None:
    if known.state is not None:
        state = known.state
        if known.use is not NameUse.STATE:
            return None
        return Who(state.name, state.code, state.sector, person=False)
    actor = known.actor
    if actor is None or not actor.valid_at(day):
        return None
    return Who(actor.name, actor.country, actor.sector, actor.is_person)


def _spellings(name: str) -> Iterator[str]:
    """A name, then without its last word: "Marsa town" is written where "Marsa" is meant."""
    yield name
    words: Sequence[str] = name.split()
    if len(words) > 1 and words[-1].islower():
        yield " ".join(words[:-1])


def _fits(candidate: Candidate, place: ForeignPlace) -> bool:
    if candidate.likeness >= _BY_SOUND or (
        place.country is not None and candidate.country not in {place.country, None}
    ):
        return False
    town = place.precision in _TOWNS
    if town != (candidate.precision in {p.value for p in _TOWNS}):
        return False
    if not town:
        return candidate.precision == place.precision.value
    return place.lat is None or _apart(candidate, place) <= _NEAR_KM


def _apart(candidate: Candidate, place: ForeignPlace) -> float:
    """Kilometres between the two points, near enough over a few of them; 0 where one has none."""
    if None in {candidate.lat, candidate.lon, place.lat, place.lon}:
        return 0.0
    north = (candidate.lat or 0.0) - (place.lat or 0.0)
    east = (candidate.lon or 0.0) - (place.lon or 0.0)
    east *= math.cos(math.radians(place.lat or 0.0))
    return math.hypot(north, east) * _KM_A_DEGREE
