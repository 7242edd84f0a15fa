"""What people said as it is laid over accounts: by report, up to a time, and by whom."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, or_, select

from sayso.ledger.acts.reviewing import to_review
from sayso.ledger.errors import LedgerError
from sayso.ledger.linkage.claiming import is_last
from sayso.ledger.linkage.incident_queries import moment, point, present_id
from sayso.ledger.linkage.linked_tables import act, change, claim, claiming, linking, review
from sayso.ledger.recording import chunks
from sayso.records.claim import Claim
from sayso.records.exchange.codec import decode
from sayso.records.incident import ChangeKind
from sayso.records.review.act import ActKind
from sayso.records.review.coders import ASSIGNED
from sayso.records.review.judgement import SAFETY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection

    from sayso.records.review.judgement import Review


class Said(NamedTuple):
    """What people said of some reports and incidents, in the order recorded.

    `referees` are those who adjudicated by then. `homes` is the present id of each incident that
    was merged into one of those asked for: what was said of it is among `reviews`. `since` are, by
    the id of a word on one of those asked for, the incidents that were merged into it later.
    """

    reviews: list[Review]
    referees: frozenset[str]
    homes: Mapping[str, str] = MappingProxyType({})
    since: Mapping[str, frozenset[str]] = MappingProxyType({})


def said_of(
    connection: Connection,
    doc_ids: Iterable[str],
    incident_ids: Iterable[str],
    as_of: int | str | None,
) -> Said:
    """What people said of what was read from some reports, and of some incidents as such.

    What was said of an incident that was merged into one of these since is not lost with its id.
    """
    incident_ids = set(incident_ids)
    homes = former_ids(connection, incident_ids, as_of)
    until = _until(connection, as_of)
    query = select(review.c.seq, review.c.recorded_at, review.c.body).where(
        review.c.field.not_in(SAFETY), ~review.c.field.startswith(ASSIGNED)
    )
    known = select(act.c.by).where(act.c.kind == str(ActKind.ADJUDICATE))
    if until is not None:
        query = query.where(review.c.recorded_at <= until)
        known = known.where(act.c.recorded_at <= until)
    found: dict[int, tuple[Review, str]] = {}
    named = incident_ids | homes.keys()
    for column, ids in ((review.c.doc_id, doc_ids), (review.c.target, named)):
        for chunk in chunks(ids):
            rows = connection.execute(query.where(column.in_(chunk)))
            found.update((row.seq, (to_review(row.body), row.recorded_at)) for row in rows)
    referees = frozenset(connection.scalars(known.distinct())) if found else frozenset()
    told = [found[seq] for seq in sorted(found)]
    since = _merged_since(connection, homes, told) if homes else {}
    return Said([one for one, _ in told], referees, homes, since)


def _merged_since(
    connection: Connection, homes: Mapping[str, str], told: Iterable[tuple[Review, str]]
) -> dict[str, frozenset[str]]:
    """The incidents that were merged into another after each word on that other."""
    last: dict[str, str] = {}
    for chunk in chunks(homes):
        query = (
            select(change.c.incident_id, func.max(linking.c.finished_at).label("at"))
            .join(linking, linking.c.seq == change.c.linking)
            .where(change.c.kind == str(ChangeKind.MERGED), change.c.incident_id.in_(chunk))
            .group_by(change.c.incident_id)
        )
        last.update((row.incident_id, row.at) for row in connection.execute(query))
    return {
        one.id: frozenset(
            old for old, at in last.items() if at > then and homes[old] == one.target
        )
        for one, then in told
        if one.doc_id is None
    }


def former_ids(
    connection: Connection, incident_ids: Iterable[str], as_of: int | str | None = None
) -> dict[str, str]:
    """The incidents that were merged into some others and lead to them: the present id of each."""
    found: dict[str, str] = {}
    homes = {one: one for one in incident_ids}
    while homes:
        merged: dict[str, str] = {}
        for chunk in chunks(homes):
            query = select(change.c.incident_id, change.c.other).where(
                change.c.kind == str(ChangeKind.MERGED), change.c.other.in_(chunk)
            )
            rows = connection.execute(query)
            merged.update((row.incident_id, homes[row.other]) for row in rows)
        homes = {old: home for old, home in merged.items() if old not in found}
        found |= homes
    return _still_led(connection, found, as_of) if found else found


def _still_led(
    connection: Connection, homes: dict[str, str], as_of: int | str | None
) -> dict[str, str]:
    """Without incidents that came back since: of a split each part has its former id again."""
    seq = int(point(connection, as_of).linking)
    held: dict[str, str] = {}
    for old, home in homes.items():
        try:
            if present_id(connection, old, seq) == home:
                held[old] = home
        except LedgerError:
            continue
    return held


def claims_of(
    connection: Connection, doc_ids: Iterable[str], as_of: int | str | None
) -> list[Claim]:
    """The claims of some reports as last linked, by report and in the order of the text."""
    up_to = point(connection, as_of).claimed
    found: list[Claim] = []
    for chunk in chunks(doc_ids):
        query = (
            select(claim.c.body)
            .join(claiming, claiming.c.seq == claim.c.claiming)
            .where(claiming.c.doc_id.in_(chunk), is_last(up_to))
            .order_by(claiming.c.doc_id, claim.c.n)
        )
        found += (decode(body, Claim) for body in connection.scalars(query))
    return found


def former_claims(connection: Connection, ids: Iterable[str]) -> list[Claim]:
    """The claims that went by some ids, or told of events with some ids; the latest last."""
    found: list[Claim] = []
    for chunk in chunks(ids):
        named = or_(claim.c.id.in_(chunk), claim.c.event_id.in_(chunk))
        query = select(claim.c.body).where(named).order_by(claim.c.claiming, claim.c.n)
        found += (decode(body, Claim) for body in connection.scalars(query))
    return found


def _until(connection: Connection, as_of: int | str | None) -> str | None:
    """The last moment that is asked about, as the ledger writes times; null for now."""
    if isinstance(as_of, int):
        query = select(linking.c.finished_at).where(linking.c.seq == as_of)
        return connection.scalar(query)
    return None if as_of is None else moment(as_of)
