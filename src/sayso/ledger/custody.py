"""The chain of custody: one row for each thing recorded or erased, each hashed with the last."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import insert, select

from sayso.ledger.encoding import sha256
from sayso.ledger.tables import custody

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

ROOT = "0" * 64
"""What stands for the hash before the first row."""


class Entry(NamedTuple):
    """What was done, to what, and the hash of that.

    Actions are `document`, `reading`, `reject` where these were recorded, `erase-document` and
    so on where they were erased.
    """

    action: str
    subject: str
    sha256: str


def now() -> str:
    """The time as the ledger writes it: ISO 8601, UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def append(connection: Connection, at: str, entries: Sequence[Entry]) -> None:
    """Adds rows to the chain, in order."""
    last = connection.execute(
        select(custody.c.seq, custody.c.hash).order_by(custody.c.seq.desc()).limit(1)
    ).first()
    seq, previous = (last.seq, last.hash) if last else (0, ROOT)
    rows = []
    for number, entry in enumerate(entries, start=seq + 1):
        link = _hash(number, at, entry, previous)
        rows.append(
            {"seq": number, "at": at, **entry._asdict(), "prev_hash": previous, "hash": link}
        )
        previous = link
    if rows:
        connection.execute(insert(custody), rows)


def broken_links(connection: Connection) -> Iterator[tuple[int, str]]:
    """The rows at which the chain does not hold: number and what is wrong."""
    expected, previous = 1, ROOT
    query = select(custody).order_by(custody.c.seq).execution_options(yield_per=1000)
    for row in connection.execute(query):
        if row.seq != expected:
            yield row.seq, f"rows {expected} to {row.seq - 1} are missing"
        elif row.prev_hash != previous:
            yield row.seq, "does not follow from the row before it"
        entry = Entry(row.action, row.subject, row.sha256)
        if row.hash != _hash(row.seq, row.at, entry, row.prev_hash):
            yield row.seq, "was changed: its hash does not fit it"
        expected, previous = row.seq + 1, row.hash


def _hash(seq: int, at: str, entry: Entry, previous: str) -> str:
    return sha256("\x1f".join((str(seq), at, *entry, previous)))
