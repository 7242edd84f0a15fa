"""Which events can have which counts: dead and injured an assault, detained an arrest."""

from __future__ import annotations

from functools import cache

from sayso.lexicons.files.load import DATA, read_table
from sayso.records.evidence import Record
from sayso.records.mention import Counted

TABLE = DATA / "codebooks" / "counted_types.tsv"


class CountedRow(Record, frozen=True, kw_only=True):
    """What is counted, and the PLOVER types whose events can have that count."""

    what: Counted
    event_types: tuple[str, ...]


@cache
def counted_types(what: Counted) -> frozenset[str]:
    """The PLOVER types whose events can have a count of this kind."""
    return frozenset(
        t for r in read_table(TABLE, CountedRow) if r.what is what for t in r.event_types
    )


@cache
def own_type(what: Counted) -> str:
    """The type that a count of this kind is of before all others, the first of its row."""
    return next(r.event_types[0] for r in read_table(TABLE, CountedRow) if r.what is what)
