"""What people coded: their decisions with the kind of act each is of, and who differs."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import exists, func, select

from sayso.ledger.acts.acting import about_any
from sayso.ledger.acts.reviewing import to_review
from sayso.ledger.errors import LedgerError
from sayso.ledger.linkage.incident_queries import point, present_id
from sayso.ledger.linkage.linked_tables import act, act_subject, claim, review
from sayso.ledger.lists.queue_tables import queued
from sayso.ledger.people.sight import hidden_events, hidden_from, hidden_now
from sayso.ledger.recording import chunks
from sayso.records.review.act import ActKind
from sayso.records.review.coders import ASSIGNED, NAMED
from sayso.records.review.judgement import DECIDING, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection, Select

    from sayso.records.review.judgement import Review

_BEHIND = ASSIGNED.replace(":", ";")
"""What stands right behind all names of fields that begin so."""


class Assigned(NamedTuple):
    """An incident by its id of now, to whom it was given, and the id that it had then."""

    incident: str
    name: str
    then: str


class Coded(NamedTuple):
    """A person's word, and what kind of act it is of; null for what is older than acts."""

    review: Review
    kind: ActKind | None


def coded(
    connection: Connection, fields: Iterable[str] | None, targets: Iterable[str] | None
) -> list[Coded]:
    """What people said, in the order recorded: of some fields, of some records, or all."""
    query = select(review.c.seq, review.c.body, act.c.kind).outerjoin(
        act, act.c.seq == review.c.act
    )
    hidden = sorted(hidden_now(connection))
    if hidden:
        query = query.where(review.c.target.not_in(hidden))
    if fields is not None:
        query = query.where(review.c.field.in_(sorted(set(fields))))
    parts: list[Select[tuple[int, str, str]]] = [query]
    if targets is not None:
        parts = [query.where(review.c.target.in_(chunk)) for chunk in chunks(targets)]
    rows = {row.seq: row for part in parts for row in connection.execute(part)}
    told = [
        Coded(to_review(rows[seq].body), ActKind(rows[seq].kind) if rows[seq].kind else None)
        for seq in sorted(rows)
    ]
    return _seen(connection, told) if hidden else told


def _seen(connection: Connection, told: list[Coded]) -> list[Coded]:
    """Without what was said of events and accounts that are in incidents which the view hides."""
    events: dict[str, str] = {}
    for chunk in chunks({one.review.target for one in told}):
        query = select(claim.c.id, claim.c.event_id).where(claim.c.id.in_(chunk))
        events.update((row.id, row.event_id) for row in connection.execute(query))
    homes = {one.review.target: events.get(one.review.target, one.review.target) for one in told}
    gone = hidden_events(connection, point(connection).linking, set(homes.values()))
    return [one for one in told if homes[one.review.target] not in gone]


def shared(connection: Connection, after: str, limit: int) -> list[str]:
    """The records of which more than one person decided, by id, from the first after one on."""
    query = (
        select(review.c.target)
        .join(act, act.c.seq == review.c.act)
        .where(review.c.target > after, review.c.verdict.in_([str(one) for one in DECIDING]))
        .group_by(review.c.target)
        .having(func.count(act.c.by.distinct()) > 1)
        .order_by(review.c.target)
        .limit(limit)
    )
    hidden = sorted(hidden_now(connection))
    return list(connection.scalars(query.where(review.c.target.not_in(hidden))))


def assigned(connection: Connection, name: str | None) -> list[Assigned]:
    """The incidents that are given to people, by id, then by name; those that are no more not.

    Of an incident and a person the last word counts, whichever referee said it, unless it was
    taken back.
    """
    later = review.alias("later")
    newer = exists().where(later.c.matter == review.c.matter, later.c.seq > review.c.seq)
    query = select(review.c.target, review.c.field, review.c.verdict).where(
        review.c.verdict != str(Verdict.WITHDRAW), ~newer
    )
    if name is not None:
        query = query.where(review.c.field == ASSIGNED + name)
    else:
        query = query.where(review.c.field > ASSIGNED, review.c.field < _BEHIND)
    rows = connection.execute(query.order_by(review.c.seq))
    last = {(row.target, row.field.removeprefix(ASSIGNED)): row.verdict for row in rows}
    given = sorted(pair for pair, verdict in last.items() if verdict == Verdict.ACCEPT)
    now = _now(connection, {key for key, _ in given})
    found = {(now[key], whom): Assigned(now[key], whom, key) for key, whom in given if key in now}
    return [found[pair] for pair in sorted(found)]


def _now(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """What incidents go by now."""
    asked = set(ids)
    found: dict[str, str] = {}
    for chunk in chunks(asked):
        query = select(queued.c.incident_id).where(queued.c.incident_id.in_(chunk))
        found.update((key, key) for key in connection.scalars(query))
    seq = point(connection).linking
    for key in asked - found.keys():
        with suppress(LedgerError):
            found[key] = present_id(connection, key, seq)
    hidden = hidden_from(seq)
    return {key: now for key, now in found.items() if now not in hidden}


def addressed(connection: Connection, name: str, after: int, before: int, limit: int) -> list[int]:
    """The numbers of the acts of others that are addressed to a name, the latest first."""
    query = (
        select(act_subject.c.act)
        .join(act, act.c.seq == act_subject.c.act)
        .where(
            act_subject.c.subject == NAMED + name,
            act_subject.c.act > after,
            act_subject.c.act < before,
            act.c.by != name,
        )
        .order_by(act_subject.c.act.desc())
        .limit(limit)
    )
    hidden = hidden_now(connection)
    if hidden:
        query = query.where(act_subject.c.act.not_in(about_any(hidden)))
    return list(connection.scalars(query))
