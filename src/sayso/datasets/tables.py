"""What is known of data sets beforehand: their names, the labels of their lines, their words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from sayso.export.formats.cells.codes_known import sector_rows
from sayso.lexicons.files.load import DATA, read_table
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Mapping

_SCHEMAS = DATA / "schemas"
_ANY = "*"


class Dataset(Record, frozen=True, kw_only=True):
    """A data set (datasets.tsv): how it is called, and what its names and days are worth."""

    dataset: str
    publisher: str
    names: Literal["yes", "no"]
    dated: Literal["yes", "no"]


class Line(Record, frozen=True, kw_only=True):
    """A line of a row's text (dataset_lines.tsv): its label and the columns that it is from."""

    dataset: str
    line: str
    label: str
    columns: str


class Count(Record, frozen=True, kw_only=True):
    """Whom a data set counts (dataset_counts.tsv), in words; `side` is theirs, or empty."""

    of: str
    words: str
    side: Literal["", "actors", "recipients"] = ""


class _Sector(Record, frozen=True, kw_only=True):
    dataset: str
    said: str
    sector: str


@cache
def datasets() -> Mapping[str, Dataset]:
    """The data sets by their short names."""
    return {row.dataset: row for row in read_table(_SCHEMAS / "datasets.tsv", Dataset)}


@cache
def lines(dataset: str) -> Mapping[str, Line]:
    """The lines of a data set's rows by what they say, its own before those of all."""
    rows = list(read_table(_SCHEMAS / "dataset_lines.tsv", Line))
    general = {row.line: row for row in rows if row.dataset == _ANY}
    return general | {row.line: row for row in rows if row.dataset == dataset}


@cache
def counts() -> Mapping[str, Count]:
    """Whom data sets count, by the name that readers give them."""
    return {row.of: row for row in read_table(_SCHEMAS / "dataset_counts.tsv", Count)}


def sector_of(dataset: str, said: tuple[str, ...]) -> str | None:
    """PLOVER's sector for what a data set says of a party, the main one first; null for none."""
    known = _sectors()
    found = (known.get((dataset, word)) for word in said)
    return next(filter(None, found), None)


@cache
def _sectors() -> Mapping[tuple[str, str], str]:
    """Sectors by data set and word: PLOVER's codes, CAMEO's roles and the words of each."""
    known: dict[tuple[str, str], str] = {}
    for row in sector_rows().values():
        known |= {("icews", word): row.sector for word in (row.icews,) if word}
        known |= {("gdelt", word): row.sector for word in (row.cameo,) if word}
        known |= {(name, row.sector): row.sector for name in ("plover", "polecat")}
    own = read_table(_SCHEMAS / "dataset_sectors.tsv", _Sector)
    return known | {(row.dataset, row.said): row.sector for row in own}
