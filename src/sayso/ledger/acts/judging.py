"""What people say of pairs of events: kept whatever is read or linked anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import exists, func, insert, select

from sayso.ledger.custody import Entry, append, now
from sayso.ledger.encoding import sha256
from sayso.ledger.errors import LedgerError
from sayso.ledger.linkage.incident_rows import link_row, to_link
from sayso.ledger.linkage.linked_tables import claim, judgement
from sayso.ledger.recording import chunks, present
from sayso.ledger.tables import whole_event

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

    from sayso.records.incident import Link


def judge(connection: Connection, links: Sequence[Link], act: int | None = None) -> None:
    """Adds the judgements of a person, of an act where one is given.

    What was judged of the same pairs before holds no more.

    Raises:
        LedgerError: for an event that the ledger does not have, a pair of one event, and a
            judgement that names nobody.
    """
    events = {key for link in links for key in (link.left_id, link.right_id)}
    known = present(connection, whole_event.c.id, events)
    known |= present(connection, claim.c.event_id, events - known)
    for link in links:
        _check(link, known)
    seq, at = last_judged(connection), now()
    rows = [
        {**link_row(link), "seq": number, "at": at, "judgement": str(link.judgement), "act": act}
        for number, link in enumerate(links, start=seq + 1)
    ]
    if rows:
        connection.execute(insert(judgement), rows)
    append(
        connection, at, [Entry("judgement", subject(r["seq"]), sha256(r["body"])) for r in rows]
    )


def judgements(
    connection: Connection, up_to: int | None = None, *, of: Iterable[str] | None = None
) -> list[Link]:
    """The last judgement of each pair, by pair; of those up to a number, where one is given.

    With `of`, those of pairs of which at least one event is among these.
    """
    later = judgement.alias("later")
    newer = exists().where(
        later.c.left_id == judgement.c.left_id,
        later.c.right_id == judgement.c.right_id,
        later.c.seq > judgement.c.seq,
    )
    query = select(judgement.c.body)
    if up_to is not None:
        newer = newer.where(later.c.seq <= up_to)
        query = query.where(judgement.c.seq <= up_to)
    query = query.where(~newer)
    if of is not None:
        sides = (judgement.c.left_id, judgement.c.right_id)
        some = [query.where(side.in_(chunk)) for chunk in chunks(sorted(of)) for side in sides]
        links = (to_link(body) for one in some for body in connection.scalars(one))
        found = {(link.left_id, link.right_id): link for link in links}
        return [found[pair] for pair in sorted(found)]
    ordered = query.order_by(judgement.c.left_id, judgement.c.right_id)
    return [to_link(body) for body in connection.scalars(ordered)]


def judged_since(connection: Connection, seq: int) -> set[str]:
    """The events of which something was judged after a judgement."""
    query = select(judgement.c.left_id, judgement.c.right_id).where(judgement.c.seq > seq)
    return {key for row in connection.execute(query) for key in row}


def last_judged(connection: Connection) -> int:
    """The number of the last judgement; 0 where there is none."""
    return connection.scalar(select(func.max(judgement.c.seq))) or 0


def subject(seq: int) -> str:
    """How custody calls a judgement."""
    return f"judgement {seq}"


def _check(link: Link, known: set[str]) -> None:
    for key in (link.left_id, link.right_id):
        if key not in known:
            raise LedgerError(f"the ledger has no event {key}: give its whole id")
    if link.left_id >= link.right_id:
        raise LedgerError(f"{link.left_id} and {link.right_id} are no pair: the smaller id first")
    if not link.by:
        raise LedgerError(f"{link.id}: a judgement must say who judges")
