"""What was read in a document, as rows on their way into the tables of its kinds of record."""

from __future__ import annotations

import hashlib
from itertools import repeat
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from sayso.ledger.encoding import told_fields
from sayso.ledger.tables import FOUND
from sayso.records.exchange.codec import encode_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sayso.records.reading import Annotations

Columns = list[list[Any]]

_id_of = attrgetter("id")


class FoundRows(NamedTuple):
    """The records of one kind in a reading, in order.

    `searched` has the columns between `n` and `body`, each with a value for every record; `lines`
    has the JSON of each record on a line of its own.
    """

    reading: str
    ids: list[str]
    searched: Columns
    lines: bytes

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.ids)

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """A row for each record, in the order of the table's columns.

        One after the other: thousands of tuples at once keep the garbage collector busy.
        """
        total = len(self.ids)
        bodies = self.lines.decode().split("\n")[:-1]
        return zip(
            repeat(self.reading, total),
            self.ids,
            range(total),
            *self.searched,
            bodies,
            strict=True,
        )


def found_rows(found: Annotations, reading: str) -> dict[str, FoundRows]:
    """The rows of each kind of record in a reading, by field of `Annotations`."""
    rows = {}
    for field in FOUND:
        records = getattr(found, field)
        searched = _SEARCHED[field](found) if field in _SEARCHED else []
        rows[field] = FoundRows(
            reading, list(map(_id_of, records)), searched, encode_lines(records)
        )
    return rows


def found_hash(rows: Mapping[str, FoundRows]) -> str:
    """The SHA-256 of what `found_body` makes of the same records, without making it."""
    digest, told = hashlib.sha256(), "{"
    for field in told_fields(rows):
        digest.update(f'{told}"{field}":['.encode())
        digest.update(rows[field].lines[:-1].replace(b"\n", b","))
        told = "],"
    digest.update(b"]}")
    return digest.hexdigest()


def _of_events(found: Annotations) -> Columns:
    places = {mention.id: mention.country for mention in found.places}
    dates = {mention.id: mention.earliest for mention in found.dates}
    events = found.events
    return [
        [one.event for one in events],
        [one.event_type for one in events],
        [str(one.status) for one in events],
        [one.place for one in events],
        [places.get(one.place or "") for one in events],
        [one.date for one in events],
        [dates.get(one.date or "") for one in events],
        [one.trigger.start for one in events],
        [one.trigger.end for one in events],
    ]


def _of_entities(found: Annotations) -> Columns:
    return [[str(one.kind) for one in found.entities]]


def _of_whole_events(found: Annotations) -> Columns:
    whole = found.whole_events
    return [
        [one.event_type for one in whole],
        [one.incident_type for one in whole],
        [str(one.status) for one in whole],
        [str(one.stance) for one in whole],
    ]


_SEARCHED: dict[str, Callable[[Annotations], Columns]] = {
    "events": _of_events,
    "entities": _of_entities,
    "whole_events": _of_whole_events,
}
