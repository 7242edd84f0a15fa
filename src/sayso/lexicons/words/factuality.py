"""How surely an event happened, as a number, by the status and certainty that words give it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sayso.lexicons.files.load import DATA, read_table
from sayso.records.event import Status
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.records.event import Certainty

VALUES = DATA / "lexicons" / "en" / "factuality.tsv"
_ANY = "*"


class _Row(Record, frozen=True, kw_only=True):
    status: Status
    certainty: str
    value: float


def value_of(status: Status, certainty: Certainty) -> float:
    """The value from -3 (certainly did not happen) to 3 (certainly did; Lee et al. 2015)."""
    table = load_values()
    return table.get((status, certainty.value), table[status, _ANY])


@cache
def load_values(path: Path = VALUES) -> dict[tuple[Status, str], float]:
    """The values by status and certainty; `*` stands for any certainty.

    Raises:
        DataFileError: for a row that cannot be read, with file and line.
    """
    return {(row.status, row.certainty): row.value for row in read_table(path, _Row)}
