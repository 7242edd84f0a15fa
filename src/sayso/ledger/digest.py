"""One hash for all that a ledger holds now, equal for equal content."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sqlalchemy import select

from sayso.ledger.queries import contents, current
from sayso.ledger.tables import reject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection


def digest(connection: Connection) -> str:
    """SHA-256 over documents, current readings and rejects, each sorted.

    Times, runs and custody are left out, so that order, batches and workers do not count.
    """
    whole = hashlib.sha256()
    for part in _parts(connection):
        whole.update(hashlib.sha256(part.encode()).digest())
    return whole.hexdigest()


def _parts(connection: Connection) -> Iterator[str]:
    for batch in current(connection):
        found = contents(connection, (row.reading_id for row in batch if row.reading_id))
        for row in batch:
            yield row.body
            yield row.text
            yield f"{row.version} {row.configuration}" if row.reading_id else "unread"
            yield found.get(row.reading_id, "")
    rejects = select(reject.c.body).order_by(reject.c.id).execution_options(yield_per=1000)
    yield from connection.scalars(rejects)
