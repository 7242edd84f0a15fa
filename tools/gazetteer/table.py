"""The table itself: its rows, and the spellings and skeletons by which places are found."""

from __future__ import annotations

import re
import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from .place import Place

_SCHEMA = """
PRAGMA page_size = 4096;
PRAGMA journal_mode = OFF;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE places (id INTEGER PRIMARY KEY, name TEXT NOT NULL, precision TEXT NOT NULL,
  country TEXT, countries TEXT, admin1 INTEGER, admin2 INTEGER, lat REAL, lon REAL,
  centre_lat REAL, centre_lon REAL, population INTEGER NOT NULL);
CREATE TABLE names (folded TEXT NOT NULL, place INTEGER NOT NULL, alternate INTEGER NOT NULL,
  PRIMARY KEY (folded, place)) WITHOUT ROWID;
CREATE TABLE skeletons (skeleton TEXT NOT NULL, place INTEGER NOT NULL,
  PRIMARY KEY (skeleton, place)) WITHOUT ROWID;
CREATE TABLE adjectives (folded TEXT NOT NULL, country TEXT NOT NULL,
  PRIMARY KEY (folded, country)) WITHOUT ROWID;
CREATE INDEX countries ON places (country) WHERE precision = 'country';
"""


def write_table(
    path: Path,
    places: list[Place],
    adjectives: set[tuple[str, str]],
    inputs: str,
    toponyms: ModuleType,
) -> None:
    """Writes all rows in sorted order, so that the same inputs give the same bytes."""
    names, skeletons = _index(places, toponyms)
    connection = sqlite3.connect(path)
    connection.executescript(_SCHEMA)
    connection.execute("INSERT INTO meta VALUES ('inputs', ?)", (inputs,))
    connection.executemany(
        "INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                p.id,
                p.name,
                p.precision,
                p.country,
                "|".join(p.countries) or None,
                p.admin1,
                p.admin2,
                p.lat,
                p.lon,
                *(p.centre or (None, None)),
                p.population,
            )
            for p in places
        ),
    )
    connection.executemany("INSERT INTO names VALUES (?, ?, ?)", names)
    connection.executemany("INSERT INTO skeletons VALUES (?, ?)", skeletons)
    connection.executemany("INSERT INTO adjectives VALUES (?, ?)", sorted(adjectives))
    connection.commit()
    connection.execute("VACUUM")
    connection.close()


def _index(
    places: list[Place], toponyms: ModuleType
) -> tuple[list[tuple[str, int, int]], list[tuple[str, int]]]:
    names: dict[tuple[str, int], int] = {}
    skeletons: dict[tuple[str, int], None] = {}
    for place in places:
        main = toponyms.fold(place.name)
        spellings = {toponyms.fold(name) for name in place.names} | {main}
        spellings |= {bare for s in spellings if (bare := _without_article(s, place, toponyms))}
        for spelling in spellings - {""}:
            names[(spelling, place.id)] = int(spelling != main)
            skeleton = toponyms.skeleton(spelling)
            if place.country in toponyms.ARABIC_SCRIPT and skeleton:
                skeletons[(skeleton, place.id)] = None
    return sorted((s, i, a) for (s, i), a in names.items()), sorted(skeletons)


def _without_article(spelling: str, place: Place, toponyms: ModuleType) -> str | None:
    """The spelling without its article ("raqqah"), for places of Arabic script."""
    if place.country not in toponyms.ARABIC_SCRIPT or place.precision == "country":
        return None
    bare = re.sub(r"^(?:al|el|ad|ar|as|ash|at|az|an|ed|er|es|et|ez|en) ", "", spelling)
    return bare if bare != spelling and len(bare) >= 4 else None
