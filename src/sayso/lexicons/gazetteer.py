"""The gazetteer: places by name, from the table that the build makes of GeoNames and our files."""

from __future__ import annotations

import sqlite3
from functools import lru_cache
from typing import TYPE_CHECKING, Self

from sayso.lexicons.load import DATA, DataFileError, read_table
from sayso.lexicons.toponyms import fold, skeleton
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TABLE = DATA / "places" / "gazetteer.sqlite"
_CACHED = 20_000
_BY_SOUND = 2
_BY_NAME = """
SELECT p.id, p.name, p.precision, p.country, p.countries, a.name, p.lat, p.lon, p.population,
       n.alternate
FROM names n JOIN places p ON p.id = n.place LEFT JOIN places a ON a.id = p.admin1
WHERE n.folded = ? ORDER BY n.alternate, p.population DESC, p.id
"""
_BY_SKELETON = """
SELECT p.id, p.name, p.precision, p.country, p.countries, a.name, p.lat, p.lon, p.population, 2
FROM skeletons s JOIN places p ON p.id = s.place LEFT JOIN places a ON a.id = p.admin1
WHERE s.skeleton = ? ORDER BY p.population DESC, p.id
"""
_BY_CODE = """
SELECT id, name, precision, country, countries, NULL, lat, lon, population, 0
FROM places WHERE precision = 'country' AND country = ?
"""


class Candidate(Record, frozen=True, kw_only=True):
    """A place that a name may stand for.

    `likeness` is 0 for its main name, 1 for an alternate, 2 for a spelling that agrees in its
    consonants only. A negative id has no number at GeoNames. Coordinates are WGS 84 degrees.
    """

    id: int
    name: str
    precision: str
    country: str | None
    countries: tuple[str, ...]
    admin1: str | None
    lat: float | None
    lon: float | None
    population: int
    likeness: int


class _Seat(Record, frozen=True, kw_only=True):
    """A row of capitals.tsv."""

    country: str
    name: str


class Gazetteer:
    """The table, open for reading. Look-ups are cached; nothing else is kept in memory."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.candidates: Callable[[str], tuple[Candidate, ...]] = lru_cache(_CACHED)(self._named)
        self.country_of: Callable[[str], str | None] = lru_cache(_CACHED)(self._country_of)
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
                "python tools/gazetteer.py in a checkout"
            )
        uri = f"{path.as_uri()}?mode=ro&immutable=1"
        return cls(sqlite3.connect(uri, uri=True, check_same_thread=False))

    def _named(self, name: str) -> tuple[Candidate, ...]:
        """Places of that name in any spelling, main names first, then by population.

        Where none has the name, those of Arabic-script countries that agree in its consonants.
        """
        folded = fold(name)
        found = self._connection.execute(_BY_NAME, (folded,)).fetchall()
        if not found and (bones := skeleton(folded)):
            found = self._connection.execute(_BY_SKELETON, (bones,)).fetchall()
        return tuple(_candidate(row) for row in found)

    def _country_of(self, adjective: str) -> str | None:
        """The country that a nationality word stands for ("Syrian", "Syrians"), or null."""
        row = self._connection.execute(
            "SELECT country FROM adjectives WHERE folded = ?", (fold(adjective),)
        ).fetchone()
        return str(row[0]) if row else None

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
    identity, name, precision, country, countries, admin1, lat, lon, population, likeness = row
    return Candidate(
        id=int(str(identity)),
        name=str(name),
        precision=str(precision),
        country=None if country is None else str(country),
        countries=tuple(str(countries).split("|")) if countries else (),
        admin1=None if admin1 is None else str(admin1),
        lat=None if lat is None else float(str(lat)),
        lon=None if lon is None else float(str(lon)),
        population=int(str(population)),
        likeness=int(str(likeness)),
    )
