"""One hash for all that a ledger holds now, equal for equal content."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import select

from sayso.ledger.acts.judging import judgements
from sayso.ledger.acts.reviewing import holding
from sayso.ledger.linkage.accounts import told_claims
from sayso.ledger.linkage.incident_queries import last_members, point
from sayso.ledger.queries import contents, current
from sayso.ledger.tables import reject
from sayso.records.exchange.codec import encode_all
from sayso.records.incident import Judgement
from sayso.records.review.judgement import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection


def digest(connection: Connection) -> str:
    """SHA-256 over documents, current readings and rejects, each sorted; and what was linked.

    Of that it takes the claims as last linked, which events are one incident, and what people
    judged and reviewed. Times, runs, custody and the ids of incidents, which hang on what was
    linked first, are left out, so that order, batches and workers do not count.
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
    yield from _linked(connection)


def _linked(connection: Connection) -> Iterator[str]:
    """Claims, partition, judgements and reviews; nothing where there are none."""
    at = point(connection)
    for told in told_claims(connection, at.claimed):
        yield from encode_all(told.claims)
    groups: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(last_members(at.linking)):
        groups[row.incident_id].append(row.event_id)
    yield from sorted(" ".join(sorted(events)) for events in groups.values())
    yield from of_people(connection)


def digest_of_people(connection: Connection) -> str:
    """SHA-256 over what holds of all that people judged and reviewed."""
    whole = hashlib.sha256()
    for part in of_people(connection):
        whole.update(hashlib.sha256(part.encode()).digest())
    return whole.hexdigest()


def of_people(connection: Connection) -> Iterator[str]:
    """What holds of all that people judged and reviewed; nothing of what they took back."""
    judged = judgements(connection)
    yield from encode_all([one for one in judged if one.judgement is not Judgement.UNSURE])
    said = holding(connection)
    yield from sorted(one.id for one in said if one.verdict is not Verdict.WITHDRAW)
