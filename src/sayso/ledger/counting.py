"""How much of the input the ledger covers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

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
from sayso.records.coverage import Coverage, PublisherCoverage

if TYPE_CHECKING:
    from sqlalchemy import Connection


def coverage(connection: Connection) -> Coverage:
    """Counts over current documents and readings, rejects and erasures."""
    publishers = _by_publisher(connection)
    documents = sum(part.documents for part in publishers.values())
    read = sum(part.read for part in publishers.values())
    without_events = select(func.count()).select_from(
        current_reading.join(reading, reading.c.id == current_reading.c.reading_id)
    )
    return Coverage(
        documents=documents,
        read=read,
        unread=documents - read,
        without_events=connection.scalar(without_events.where(reading.c.events == 0)) or 0,
        erased=connection.scalar(select(func.count()).select_from(erasure)) or 0,
        rejected=_by_reason(connection),
        by_publisher=publishers,
        **_events(connection),
    )


def _events(connection: Connection) -> dict[str, int]:
    counted = select(
        func.count().label("events"),
        (func.count() - func.count(event_mention.c.place)).label("without_place"),
        (func.count() - func.count(event_mention.c.date)).label("without_date"),
    ).join(current_reading, current_reading.c.reading_id == event_mention.c.reading_id)
    return dict(connection.execute(counted).mappings().one())


def _by_reason(connection: Connection) -> dict[str, int]:
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
