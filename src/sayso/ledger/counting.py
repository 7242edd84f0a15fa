"""How much of the input the ledger covers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func, select

from sayso.ledger.queries import IS_CURRENT
from sayso.ledger.tables import (
    current_document,
    current_reading,
    document,
    erasure,
    event_mention,
    reading,
    reject,
)
from sayso.records.shown.coverage import Coverage, PublisherCoverage

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection


class Counts(NamedTuple):
    """What is counted of current documents and readings."""

    publishers: dict[str, PublisherCoverage]
    without_events: int
    without_place: int
    without_date: int


def coverage(connection: Connection, counts: Counts | None = None) -> Coverage:
    """Counts over current documents and readings, rejects and erasures.

    Args:
        connection: where to read.
        counts: what was counted of documents and readings already; null counts them now.
    """
    counts = counts or _counts(connection)
    publishers = counts.publishers
    documents = sum(part.documents for part in publishers.values())
    read = sum(part.read for part in publishers.values())
    return Coverage(
        documents=documents,
        read=read,
        unread=documents - read,
        without_events=counts.without_events,
        erased=connection.scalar(select(func.count()).select_from(erasure)) or 0,
        rejected=by_reason(connection),
        by_publisher=publishers,
        events=sum(part.events for part in publishers.values()),
        without_place=counts.without_place,
        without_date=counts.without_date,
    )


def _counts(connection: Connection) -> Counts:
    without_events = select(func.count()).select_from(
        current_reading.join(reading, reading.c.id == current_reading.c.reading_id)
    )
    return Counts(
        publishers=_by_publisher(connection),
        without_events=connection.scalar(without_events.where(reading.c.events == 0)) or 0,
        without_place=_without(connection, event_mention.c.place),
        without_date=_without(connection, event_mention.c.date),
    )


def filled(connection: Connection) -> tuple[int, ...]:
    """How far what `coverage` counts has come: as long as it is the same, so is the answer."""
    newest = (select(func.max(one.c.seq)) for one in (document, reading, reject))
    counted = select(func.count()).select_from(erasure)
    return tuple(connection.scalar(one) or 0 for one in (*newest, counted))


def _without(connection: Connection, column: ColumnElement[Any]) -> int:
    """How many event mentions of current readings have nothing in a column."""
    empty = select(func.count()).join(
        current_reading, current_reading.c.reading_id == event_mention.c.reading_id
    )
    return connection.scalar(empty.where(column.is_(None))) or 0


def by_reason(connection: Connection) -> dict[str, int]:
    """How many rejects there are by reason, up to its first colon; the most frequent first."""
    reasons = Counter(
        reason.split(":")[0] for reason in connection.scalars(select(reject.c.reason))
    )
    return dict(sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0])))


def _by_publisher(connection: Connection) -> dict[str, PublisherCoverage]:
    publisher = func.coalesce(document.c.publisher, "")
    query = (
        select(
            publisher,
            func.count(),
            func.count(reading.c.id),
            func.coalesce(func.sum(reading.c.events), 0),
        )
        .join(current_document, IS_CURRENT)
        .outerjoin(reading, reading.c.id == current_document.c.reading_id)
        .group_by(publisher)
    )
    return {
        name: PublisherCoverage(documents=documents, read=read, events=events)
        for name, documents, read, events in sorted(connection.execute(query).all())
    }
