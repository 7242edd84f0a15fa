"""Pages of the audit: acts that say nothing of what was read, the latest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from sayso.ledger.linkage.linked_tables import act
from sayso.records.exchange.codec import decode
from sayso.records.review.act import Act

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

    from sayso.records.review.act import ActKind


def page(
    connection: Connection, kinds: Collection[ActKind], before: int | None, limit: int
) -> list[Act]:
    """The latest acts of some kinds.

    Args:
        connection: to the ledger.
        kinds: which kinds.
        before: the number of an act: only earlier ones; null for the latest.
        limit: so many at most.
    """
    query = select(act.c.body).where(act.c.kind.in_(sorted(map(str, kinds))))
    if before is not None:
        query = query.where(act.c.seq < before)
    bodies = connection.scalars(query.order_by(act.c.seq.desc()).limit(limit))
    return [decode(body, Act) for body in bodies]
