"""A place of the gazetteer, and how the hand-made files tell of one."""

from __future__ import annotations

import csv
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass
class Place:
    """One row of the table with all its names; a negative id has no number at GeoNames.

    `lat` and `lon` are where a town is; `centre` is the reference point of what is wider.
    """

    id: int
    name: str
    precision: str
    country: str | None = None
    countries: tuple[str, ...] = ()
    admin1: int | None = None
    admin2: int | None = None
    lat: float | None = None
    lon: float | None = None
    centre: tuple[float, float] | None = None
    population: int = 0
    names: set[str] = field(default_factory=set)


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a hand-made table by column, without its comments."""
    with path.open(encoding="utf-8", newline="") as lines:
        kept = (line for line in lines if line.strip() and not line.startswith("#"))
        reader = csv.DictReader(kept, delimiter="\t", quoting=csv.QUOTE_NONE, restval="")
        yield from reader


def split_cell(cell: str | None) -> list[str]:
    """The parts of a cell that lists several."""
    return [part.strip() for part in (cell or "").split("|") if part.strip()]


def lines_of(path: Path) -> list[str]:
    """The lines of a data file."""
    return path.read_text(encoding="utf-8").splitlines()


def is_latin(name: str) -> bool:
    """Whether all letters of a name are Latin ones."""
    letters = [c for c in name if c.isalpha()]
    return bool(letters) and all(
        c.isascii() or unicodedata.name(c, "").startswith(("LATIN", "MODIFIER")) for c in letters
    )
