"""What people marked as restricted, graphic or personal, and as far as it still holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from sayso.ledger.acts.reviewing import to_review
from sayso.ledger.linkage.incident_queries import point
from sayso.ledger.linkage.linked_tables import act, act_subject, claim, claiming, member, review
from sayso.ledger.people.sight import members
from sayso.ledger.recording import chunks
from sayso.records.review.act import ActKind
from sayso.records.review.judgement import GRAPHIC, PERSONAL, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from sayso.records.review.judgement import Review


class Graphic(NamedTuple):
    """What is marked graphic, by whole ids of incidents and reports.

    `targets` are what was marked, `docs` these and the reports of marked incidents, `asked` those
    of `docs` that somebody asked to see.
    """

    targets: frozenset[str]
    docs: frozenset[str]
    asked: frozenset[str]


def marked(connection: Connection, field: str) -> list[Review]:
    """The marks of a kind that hold, in the order recorded.

    The last word on a target and its words holds, whoever says it.
    """
    query = select(review.c.matter, review.c.body).where(review.c.field == field)
    last: dict[str, Review] = {}
    for row in connection.execute(query.order_by(review.c.seq)):
        last.pop(row.matter, None)
        last[row.matter] = to_review(row.body)
    held: dict[tuple[str, str], Review] = {}
    for one in last.values():
        if one.verdict is not Verdict.WITHDRAW:
            held[one.target, one.words.quote if one.words else ""] = one
    return [one for one in held.values() if one.verdict is Verdict.CORRECT]


def names(connection: Connection) -> tuple[str, ...]:
    """The names that people marked as personal, the longest first; a lone letter is none."""
    told = {one.words.quote for one in marked(connection, PERSONAL) if one.words is not None}
    told = {name for name in told if sum(map(str.isalpha, name)) > 1}
    return tuple(sorted(told, key=lambda name: (-len(name), name)))


def graphic(connection: Connection, by: str, since: str) -> Graphic:
    """What is marked graphic, and what of it somebody asked to see since a time (ISO 8601)."""
    targets = {one.target for one in marked(connection, GRAPHIC)}
    if not targets:
        return Graphic(frozenset(), frozenset(), frozenset())
    docs = _docs(connection, targets)
    acts = (
        select(act_subject.c.subject)
        .join(act, act.c.seq == act_subject.c.act)
        .where(act.c.kind == str(ActKind.UNBLUR), act.c.by == by, act.c.at >= since)
    )
    asked = _docs(connection, connection.scalars(acts)) & docs
    return Graphic(frozenset(targets), docs, asked)


def _docs(connection: Connection, targets: Iterable[str]) -> frozenset[str]:
    """The targets themselves, and the reports of those that are incidents now."""
    targets = set(targets)
    seq = point(connection).linking
    events: set[str] = set()
    for chunk in chunks(targets):
        inside = members(seq).where(member.c.incident_id.in_(chunk))
        events.update(row.event_id for row in connection.execute(inside))
    found = set(targets)
    for chunk in chunks(events):
        of = select(claiming.c.doc_id).join(claim, claim.c.claiming == claiming.c.seq)
        found.update(connection.scalars(of.where(claim.c.event_id.in_(chunk)).distinct()))
    return frozenset(found)
