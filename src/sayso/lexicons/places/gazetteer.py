"""The gazetteer: places by name, from the table that the build makes of GeoNames and our files."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Self

import msgspec

from sayso.lexicons.files.load import DATA, DataFileError, read_table
from sayso.lexicons.places.toponyms import fold, skeleton
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from pathlib import Path

TABLE = DATA / "places" / "gazetteer.sqlite"
_CACHED = 20_000
_BY_SOUND = 2
_WIDEST = {"country": 0, "area": 1, "water": 1, "admin1": 2, "exact": 3, "admin2": 4}
_BY_NAME = """
SELECT p.id, p.name, p.precision, p.country, p.countries, a.name, p.lat, p.lon,
       p.centre_lat, p.centre_lon, p.admin2, p.population, n.alternate
FROM names n JOIN places p ON p.id = n.place LEFT JOIN places a ON a.id = p.admin1
WHERE n.folded = ? ORDER BY n.alternate, p.population DESC, p.id
"""
_BY_SKELETON = """
SELECT p.id, p.name, p.precision, p.country, p.countries, a.name, p.lat, p.lon,
       p.centre_lat, p.centre_lon, p.admin2, p.population, 2
FROM skeletons s JOIN places p ON p.id = s.place LEFT JOIN places a ON a.id = p.admin1
WHERE s.skeleton = ? ORDER BY p.population DESC, p.id
"""
_BY_ID = """
SELECT p.id, p.name, p.precision, p.country, p.countries, a.name, p.lat, p.lon,
       p.centre_lat, p.centre_lon, p.admin2, p.population, 0
FROM places p LEFT JOIN places a ON a.id = p.admin1
WHERE p.id = ?
"""
_BY_CODE = """
SELECT id, name, precision, country, countries, NULL, lat, lon, centre_lat, centre_lon, NULL,
       population, 0
FROM places WHERE precision = 'country' AND country = ?
"""


class Candidate(Record, frozen=True, kw_only=True):
    """A place that a name may stand for.

    `likeness` is 0 for its main name, 1 for an alternate, 2 for a spelling that agrees in its
    consonants only. A negative id has no number at GeoNames. `lat` and `lon` are where a town is,
    null for all that is wider; `centre` is the reference point of the whole place (of a town, the
    town), null where none is known. WGS 84 degrees. `admin2` is the number
    of the second-level division that a town lies in. `origin` is the file and line where a user
    says so, empty for a place of ours; `near` is whether its point is only about right.
    """

    id: int
    name: str
    precision: str
    country: str | None
    countries: tuple[str, ...]
    admin1: str | None
    lat: float | None
    lon: float | None
    centre: tuple[float, float] | None
    admin2: int | None
    population: int
    likeness: int
    origin: str = ""
    near: bool = False


class _People(Record, frozen=True, kw_only=True):
    """A row of peoples.tsv."""

    place: str
    country: str | None = None
    words: tuple[str, ...]


class _Seat(Record, frozen=True, kw_only=True):
    """A row of capitals.tsv."""

    country: str
    name: str


@dataclass(frozen=True)
class NamesOfUser:
    """What a user says of names, by folded name: the places meant, and where it is none.

    `removed` holds country codes; null among them is everywhere.
    """

    places: Mapping[str, tuple[Candidate, ...]] = field(default_factory=dict)
    removed: Mapping[str, frozenset[str | None]] = field(default_factory=dict)


class Gazetteer:
    """The table, open for reading. Look-ups are cached; nothing else is kept in memory."""

    def __init__(self, connection: sqlite3.Connection, own: NamesOfUser | None = None) -> None:
        self._connection = connection
        self._own = own or NamesOfUser()
        self.candidates: Callable[[str], tuple[Candidate, ...]] = lru_cache(_CACHED)(self._named)
        self.country_of: Callable[[str], str | None] = lru_cache(_CACHED)(self._country_of)
        self.people: Callable[[str], Candidate | None] = lru_cache(_CACHED)(self._people)
        self._peoples = {
            fold(word): row
            for row in read_table(DATA / "places" / "peoples.tsv", _People)
            for word in row.words
        }
        self.country: Callable[[str], Candidate | None] = lru_cache(_CACHED)(self._country)
        self.capital: Callable[[str], Candidate | None] = lru_cache(_CACHED)(self._capital)

    @classmethod
    def open(cls, path: Path = TABLE) -> Self:
        """The gazetteer at a path.

        Raises:
            DataFileError: when the table was not built, with the remedy.
        """
        if not path.is_file():
            raise DataFileError(
                f"{path}: the gazetteer is missing; install sayso with pip, or run "
                "python -m tools.gazetteer in a checkout"
            )
        uri = f"{path.as_uri()}?mode=ro&immutable=1"
        return cls(sqlite3.connect(uri, uri=True, check_same_thread=False))

    def with_names(self, own: NamesOfUser) -> Gazetteer:
        """The same table under a user's names: the places that he means come first.

        Places of ours of such a name stay for reports that say where they lie, countries do not.
        """
        return Gazetteer(self._connection, own)

    def place(self, number: int) -> Candidate | None:
        """The place of a GeoNames number (negative: one of ours), or null."""
        row = self._connection.execute(_BY_ID, (number,)).fetchone()
        return _candidate(row) if row else None

    def spellings(self, numbers: Collection[int]) -> dict[int, tuple[str, ...]]:
        """The names of some places by their GeoNames numbers, folded as they are looked up."""
        found: dict[int, list[str]] = {number: [] for number in numbers}
        marks = ", ".join("?" * len(found))
        query = f"SELECT place, folded FROM names WHERE place IN ({marks}) ORDER BY folded"  # noqa: S608 (marks alone)
        for number, name in self._connection.execute(query, tuple(found)):
            found[number].append(name)
        return {number: tuple(names) for number, names in found.items()}

    def _named(self, name: str) -> tuple[Candidate, ...]:
        """Places of that name in any spelling, main names first, then by population.

        Where none has the name, those of Arabic-script countries that agree in its consonants.
        """
        folded = fold(name)
        found = self._connection.execute(_BY_NAME, (folded,)).fetchall()
        if not found and (bones := skeleton(folded)):
            found = self._connection.execute(_BY_SKELETON, (bones,)).fetchall()
        return self._by_user(folded, tuple(_candidate(row) for row in found))

    def _by_user(self, folded: str, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """The places of a name after what the user says of it."""
        removed = self._own.removed.get(folded, frozenset())
        if removed:
            found = tuple(c for c in found if not removed & {None, c.country})
        own = self._own.places.get(folded, ())
        if not own:
            return found
        meant = {c.id for c in own}
        others = (c for c in found if c.id not in meant and c.precision != "country")
        demoted = (msgspec.structs.replace(c, likeness=max(c.likeness, 1)) for c in others)
        return (*own, *demoted)

    def _country_of(self, adjective: str) -> str | None:
        """The country that a nationality word stands for ("Syrian", "Syrians"), or null."""
        row = self._connection.execute(
            "SELECT country FROM adjectives WHERE folded = ?", (fold(adjective),)
        ).fetchone()
        return str(row[0]) if row else None

    def _people(self, words: str) -> Candidate | None:
        """The place that the name of a people or union or an adjective stands for, or null."""
        row = self._peoples.get(fold(words))
        if row is None:
            country = self.country_of(words)
            return self.country(country) if country else None
        named = [
            c
            for c in self.candidates(row.place)
            if c.likeness < _BY_SOUND and (row.country is None or c.country == row.country)
        ]
        return min(
            named, key=lambda c: (c.centre is None, c.likeness, _WIDEST[c.precision]), default=None
        )

    def _country(self, code: str) -> Candidate | None:
        """The country of an ISO 3166-1 alpha-3 code, or null."""
        row = self._connection.execute(_BY_CODE, (code,)).fetchone()
        return _candidate(row) if row else None

    def _capital(self, code: str) -> Candidate | None:
        """The capital of a country (capitals.tsv), or null for none and for a disputed one."""
        seats = read_table(DATA / "places" / "capitals.tsv", _Seat)
        name = next((seat.name for seat in seats if seat.country == code), None)
        cities = [
            c
            for c in self.candidates(name or "")
            if c.country == code and c.precision == "exact" and c.likeness < _BY_SOUND
        ]
        return max(cities, key=lambda c: (-c.likeness, c.population), default=None)


def _candidate(row: tuple[object, ...]) -> Candidate:
    (
        identity,
        name,
        precision,
        country,
        countries,
        admin1,
        *points,
        admin2,
        population,
        likeness,
    ) = row
    lat, lon, middle_lat, middle_lon = (None if n is None else float(str(n)) for n in points)
    return Candidate(
        id=int(str(identity)),
        name=str(name),
        precision=str(precision),
        country=None if country is None else str(country),
        countries=tuple(str(countries).split("|")) if countries else (),
        admin1=None if admin1 is None else str(admin1),
        lat=lat,
        lon=lon,
        admin2=None if admin2 is None else int(str(admin2)),
        centre=_point(lat, lon) or _point(middle_lat, middle_lon),
        population=int(str(population)),
        likeness=int(str(likeness)),
    )


def _point(lat: float | None, lon: float | None) -> tuple[float, float] | None:
    return None if lat is None or lon is None else (lat, lon)
