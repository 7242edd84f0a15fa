"""Periods, wars and rulers of the past: what is told of them is history, not news."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sayso.lexicons.files.load import DATA, read_table
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

ERAS = DATA / "lexicons" / "en" / "eras.tsv"


class Era(Record, frozen=True, kw_only=True):
    """A period or person of the past, in lower case, and the last year of its deeds."""

    words: str
    last: int


@cache
def load_eras(path: Path = ERAS) -> Mapping[tuple[str, ...], int]:
    """The last year of each era, by its words."""
    return {tuple(row.words.split()): row.last for row in read_table(path, Era)}
