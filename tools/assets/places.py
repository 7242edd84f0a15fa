"""What the gazetteer says about outlines: its divisions, their names and their towns."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import defaultdict
from contextlib import closing
from typing import TYPE_CHECKING, Any

import shapely

from .matching import Division, Towns

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np

_DIVISIONS = "SELECT id, name, country FROM places WHERE precision = 'admin1' ORDER BY id"
_NAMES = (
    "SELECT n.place, n.folded FROM names n JOIN places p ON p.id = n.place"
    " WHERE p.precision = 'admin1' ORDER BY n.place, n.folded"
)
_TOWNS = "SELECT admin1, lon, lat, country FROM places WHERE precision = 'exact' ORDER BY id"
_PEOPLE = "SELECT id, population FROM places WHERE precision = 'admin1'"


def evidence_hash(gazetteer: Path) -> str:
    """A hash of all that decides which outline a division gets."""
    answers = [_rows(gazetteer, question) for question in (_DIVISIONS, _NAMES, _TOWNS)]
    return hashlib.sha256(repr(answers).encode()).hexdigest()


def divisions(gazetteer: Path) -> list[Division]:
    """The first-level divisions with their folded names."""
    names = defaultdict(set)
    for place, name in _rows(gazetteer, _NAMES):
        names[place].add(name)
    return [
        Division(number, name, country, frozenset(names[number]))
        for number, name, country in _rows(gazetteer, _DIVISIONS)
    ]


def towns(gazetteer: Path) -> Towns:
    """The towns whose division is known."""
    rows = [row for row in _rows(gazetteer, _TOWNS) if row[0] is not None]
    return Towns(shapely.points([row[1:3] for row in rows]), [row[0] for row in rows])


def towns_by_country(gazetteer: Path) -> tuple[np.ndarray, list[str]]:
    """Where all towns are, and the country code of each."""
    rows = _rows(gazetteer, _TOWNS)
    return shapely.points([row[1:3] for row in rows]), [row[3] for row in rows]


def people(gazetteer: Path) -> dict[int, int]:
    """How many people live in the towns of each division."""
    return dict(_rows(gazetteer, _PEOPLE))


def _rows(gazetteer: Path, question: str) -> list[Any]:
    with closing(sqlite3.connect(gazetteer)) as connection:
        return connection.execute(question).fetchall()
