"""The weights by which the review queue is ordered (queue.tsv)."""

from __future__ import annotations

from functools import cache

from sayso.lexicons.files.load import DATA, read_table
from sayso.records.evidence import Record
from sayso.records.review.queue import Reason


class Weight(Record, frozen=True, kw_only=True):
    """A reason with the most points that it gives, from where on it gives them all, its words."""

    reason: Reason
    points: int
    full: float
    name: str
    words: str


@cache
def queue_weights() -> dict[Reason, Weight]:
    """The weight of each reason, in the order in which they are told.

    Raises:
        DataFileError: for a broken table.
    """
    rows = read_table(DATA / "review" / "queue.tsv", Weight)
    return {row.reason: row for row in rows}
