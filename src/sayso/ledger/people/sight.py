"""What a limited view of the ledger leaves out: restricted incidents, as if they never existed.

A referee restricts an incident by a review; everything that asks for incidents as of a linking
goes by the number of that linking. In a limited view that number is a `Sight`: it brings the
restricted incidents along, and the two queries on which all others rest leave them out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from sqlalchemy import Select, exists, func, select

from sayso.ledger.linkage.linked_tables import change, linking, member, review
from sayso.ledger.recording import chunks
from sayso.records.incident import ChangeKind
from sayso.records.review.judgement import RESTRICTED, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

OPTION = "sayso_limited"
"""The option of an engine whose connections see nothing restricted."""


class Sight(int):
    """The number of a linking as somebody sees it who may not know of the incidents `hidden`."""

    hidden: frozenset[str]

    def __new__(cls, seq: int, hidden: frozenset[str]) -> Self:
        """The number with what is hidden."""
        made = super().__new__(cls, seq)
        made.hidden = hidden
        return made


def sight(connection: Connection, seq: int) -> int:
    """The number of a linking, with what is hidden where the view is limited and anything is."""
    if not connection.get_execution_options().get(OPTION):
        return seq
    hidden = restricted(connection, seq)
    return Sight(seq, hidden) if hidden else seq


def hidden_from(seq: int) -> frozenset[str]:
    """The incidents that a number of a linking hides."""
    return seq.hidden if isinstance(seq, Sight) else frozenset()


def hidden_now(connection: Connection) -> frozenset[str]:
    """The incidents that the view hides as of the last linking; none in a whole view.

    With the ids by which they went: what was done with these tells of them.
    """
    if not connection.get_execution_options().get(OPTION):
        return frozenset()
    found = restricted(connection, connection.scalar(select(func.max(linking.c.seq))) or 0)
    return found | _former(connection, found)


def _former(connection: Connection, incidents: frozenset[str]) -> frozenset[str]:
    """The ids that were merged into some incidents, at once or by way of others."""
    found: set[str] = set()
    last: set[str] = set(incidents)
    while last:
        merged: set[str] = set()
        for chunk in chunks(last):
            query = select(change.c.incident_id).where(
                change.c.kind == str(ChangeKind.MERGED), change.c.other.in_(chunk)
            )
            merged.update(connection.scalars(query))
        last = merged - found - incidents
        found |= last
    there = _there(connection, found)
    return frozenset(found - there)


def _there(connection: Connection, incidents: set[str]) -> set[str]:
    """Those of some incidents that have events now: of a split each part has its id again."""
    seq = connection.scalar(select(func.max(linking.c.seq))) or 0
    there: set[str] = set()
    for chunk in chunks(incidents):
        rows = connection.execute(members(seq).where(member.c.incident_id.in_(chunk)))
        there.update(row.incident_id for row in rows)
    return there


def restricted(connection: Connection, seq: int) -> frozenset[str]:
    """The restricted incidents as of a linking.

    Restricted is what a referee restricted, and any incident with an event that ever was in one
    (so that merging and splitting let nothing out), unless a referee freed it by its own name.
    """
    said = _said(connection)
    named = {target for target, verdict in said.items() if verdict == Verdict.CORRECT}
    if not named:
        return frozenset()
    heirs: set[str] = set()
    for chunk in chunks(named):
        events = select(member.c.event_id).where(member.c.incident_id.in_(chunk))
        homes = members(seq).where(member.c.event_id.in_(events))
        heirs.update(row.incident_id for row in connection.execute(homes))
    freed = {target for target, verdict in said.items() if verdict == Verdict.REJECT}
    return frozenset((named | heirs) - freed)


def hidden_events(connection: Connection, seq: int, events: Iterable[str]) -> frozenset[str]:
    """Those of some events that are in incidents which a number of a linking hides."""
    hidden = hidden_from(seq)
    if not hidden:
        return frozenset()
    found: set[str] = set()
    for chunk in chunks(events):
        rows = connection.execute(members(seq).where(member.c.event_id.in_(chunk)))
        found.update(row.event_id for row in rows if row.incident_id in hidden)
    return frozenset(found)


def members(seq: int) -> Select[tuple[str, str]]:
    """The incident of each event as of a linking, restricted or not."""
    later = member.alias("later")
    newer = exists().where(
        later.c.event_id == member.c.event_id,
        later.c.linking > member.c.linking,
        later.c.linking <= int(seq),
    )
    return select(member.c.event_id, member.c.incident_id).where(
        member.c.linking <= int(seq), member.c.incident_id.is_not(None), ~newer
    )


def _said(connection: Connection) -> dict[str, str]:
    """The last verdict of referees on each incident that they restricted or freed."""
    columns = (review.c.seq, review.c.target, review.c.matter, review.c.verdict)
    query = select(*columns).where(review.c.field == RESTRICTED).order_by(review.c.seq)
    last = {row.matter: row for row in connection.execute(query)}
    held = sorted(last.values(), key=lambda row: row.seq)
    return {row.target: row.verdict for row in held if row.verdict != Verdict.WITHDRAW}
