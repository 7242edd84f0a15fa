"""The review queue: which incidents are worth most to look at, by page."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    Select,
    and_,
    cast,
    delete,
    exists,
    func,
    or_,
    select,
    type_coerce,
)

from sayso.ledger.acts.reviewing import to_review
from sayso.ledger.linkage.incident_queries import homes, last_members
from sayso.ledger.linkage.incident_rows import PACKED, packed, to_summary
from sayso.ledger.linkage.linked_tables import (
    act,
    change,
    claim,
    incident,
    linking,
    member,
    review,
)
from sayso.ledger.lists.queue_tables import queued
from sayso.ledger.lists.scoring import shares
from sayso.ledger.people.sight import hidden_from, hidden_now
from sayso.ledger.recording import chunks, insert_rows
from sayso.lexicons.queue_weights import queue_weights
from sayso.records.evidence import Record
from sayso.records.exchange.codec import decode, encode
from sayso.records.incident import ChangeKind
from sayso.records.review.act import ActKind
from sayso.records.review.judgement import Review, Verdict
from sayso.records.review.queue import Queued, Share

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

    from sayso.records.linking import IncidentSummary
    from sayso.records.review.queue import Place, QueueFilter

TRIAGED = (Verdict.ACCEPT, Verdict.REJECT, Verdict.CORRECT, Verdict.SKIP, Verdict.FLAG)
"""What a person can say of an incident so that it is done for them in the queue."""

_HAS = {
    "country": queued.c.countries,
    "event_type": queued.c.event_types,
    "bloc": queued.c.blocs,
    "place": queued.c.places,
    "actor": queued.c.actors,
}
_SEARCHED = [name for name in PACKED if name in queued.c]


class _Body(Record, frozen=True, kw_only=True):
    shares: tuple[Share, ...]


def write(
    connection: Connection, linking: int, summaries: Sequence[IncidentSummary], gone: Iterable[str]
) -> None:
    """Notes what the incidents of a linking are worth, in place of what was noted before.

    Args:
        connection: to the ledger.
        linking: the number of the linking.
        summaries: of the incidents that became different with it.
        gone: the ids of those that are no more.
    """
    for chunk in chunks({*gone, *(one.id for one in summaries)}):
        connection.execute(delete(queued).where(queued.c.incident_id.in_(chunk)))
    insert_rows(connection, queued, [_row(one, linking) for one in summaries])


def page(
    connection: Connection,
    wanted: QueueFilter,
    limit: int,
    *,
    after: Place | None = None,
    before: Place | None = None,
) -> list[Queued]:
    """The incidents wanted in the order of the queue.

    Args:
        connection: to the ledger.
        wanted: which.
        limit: so many at most.
        after: only those that stand behind this place.
        before: only the last ones that stand before this place.
    """
    query: Select[Any] = (
        select(queued.c.score, queued.c.body.label("found"), incident.c.body)
        .join(
            incident,
            and_(incident.c.id == queued.c.incident_id, incident.c.linking == queued.c.linking),
        )
        .limit(limit)
    )
    query = _narrowed(connection, query, wanted)
    order: tuple[ColumnElement[Any], ...] = (queued.c.score.desc(), queued.c.incident_id)
    if after is not None:
        same = and_(queued.c.score == after.score, queued.c.incident_id > after.id)
        query = query.where(queued.c.score <= after.score, or_(queued.c.score < after.score, same))
    elif before is not None:
        same = and_(queued.c.score == before.score, queued.c.incident_id < before.id)
        query = query.where(
            queued.c.score >= before.score, or_(queued.c.score > before.score, same)
        )
        order = (queued.c.score, queued.c.incident_id.desc())
    rows = list(connection.execute(query.order_by(*order)))
    return [
        Queued(
            summary=to_summary(row.body), score=row.score, shares=decode(row.found, _Body).shares
        )
        for row in (reversed(rows) if before is not None else rows)
    ]


def count(connection: Connection, wanted: QueueFilter) -> int:
    """How many incidents of the queue are wanted."""
    query = select(func.count()).select_from(queued)
    return connection.scalar(_narrowed(connection, query, wanted)) or 0


def count_done(connection: Connection, wanted: QueueFilter, person: str) -> int:
    """How many of the incidents wanted a person decided, skipped or flagged."""
    query = select(func.count()).select_from(queued)
    query = query.where(queued.c.incident_id.in_(_done_by(connection, person)))
    return connection.scalar(_narrowed(connection, query, wanted)) or 0


def noted(connection: Connection, verdict: Verdict, seq: int) -> list[tuple[str, Review]]:
    """What people said beside values and did not take back, each with the incident it is about.

    Args:
        connection: to the ledger.
        verdict: which: flags, questions, notes.
        seq: the number of the linking whose incidents are meant.
    """
    later = review.alias("later")
    newer = exists().where(later.c.matter == review.c.matter, later.c.seq > review.c.seq)
    query = select(review.c.body).where(review.c.verdict == str(verdict), ~newer)
    said = [to_review(body) for body in connection.scalars(query.order_by(review.c.seq))]
    events: dict[str, str] = {}
    for chunk in chunks(one.target for one in said if one.doc_id):
        rows = connection.execute(
            select(claim.c.id, claim.c.event_id).where(claim.c.id.in_(chunk))
        )
        events.update((row.id, row.event_id) for row in rows)
    of = {one.target: events.get(one.target, one.target) for one in said}
    home = homes(connection, of.values(), seq)
    found = ((one, home.get(of[one.target]) if one.doc_id else one.target) for one in said)
    hidden = hidden_from(seq)
    return [(key, one) for one, key in found if key is not None and key not in hidden]


def events_in(connection: Connection, incident_ids: Iterable[str], seq: int) -> dict[str, str]:
    """The incident of each event of some incidents as of a linking."""
    found: dict[str, str] = {}
    for chunk in chunks(incident_ids):
        rows = connection.execute(last_members(seq).where(member.c.incident_id.in_(chunk)))
        found.update((row.event_id, row.incident_id) for row in rows)
    return found


def choices(connection: Connection) -> dict[str, list[str]]:
    """What the queue can be narrowed by: the words of countries, event types and blocs, sorted."""
    hidden = sorted(hidden_now(connection))
    found: dict[str, list[str]] = {}
    for name in ("country", "event_type", "bloc"):
        column = _HAS[name]
        query = select(column, func.count().label("number")).group_by(column)
        left = Counter({row[0]: row.number for row in connection.execute(query)})
        for chunk in chunks(hidden):
            own = query.where(queued.c.incident_id.in_(chunk))
            left.subtract({row[0]: row.number for row in connection.execute(own)})
        told = (words for words, number in left.items() if number > 0)
        found[name] = sorted({word for words in told for word in words.split("\n") if word})
    return found


def one(connection: Connection, incident_id: str) -> Queued | None:
    """An incident as it stands in the queue, by its whole id; null where it does not."""
    query = select(queued).where(queued.c.incident_id == incident_id)
    row = connection.execute(query).first()
    if row is None or incident_id in hidden_now(connection):
        return None
    of = (incident.c.id == incident_id, incident.c.linking == row.linking)
    body = connection.scalar(select(incident.c.body).where(*of))
    return Queued(
        summary=to_summary(body or ""), score=row.score, shares=decode(row.body, _Body).shares
    )


def _row(summary: IncidentSummary, linking: int) -> dict[str, Any]:
    found = shares(summary, queue_weights())
    return {
        "incident_id": summary.id,
        "linking": linking,
        "score": sum(share.points for share in found),
        "disputed": len(summary.line.headline.disputed) if summary.line else 0,
        **{name: packed(getattr(summary, name)) for name in _SEARCHED},
        "body": encode(_Body(shares=found)).decode(),
    }


def _narrowed(connection: Connection, query: Select[Any], wanted: QueueFilter) -> Select[Any]:
    conditions: list[ColumnElement[bool]] = []
    hidden = sorted(hidden_now(connection))
    if hidden:
        conditions.append(queued.c.incident_id.not_in(hidden))
    for name, column in _HAS.items():
        word = getattr(wanted, name)
        if word:
            conditions.append(column.contains(packed([word]), autoescape=True))
    if wanted.disputed:
        conditions.append(queued.c.disputed > 0)
    if wanted.among is not None:
        conditions.append(queued.c.incident_id.in_(sorted(wanted.among)))
    if wanted.without:
        conditions.append(queued.c.incident_id.not_in(sorted(wanted.without)))
    if wanted.not_by is not None:
        conditions.append(queued.c.incident_id.not_in(_done_by(connection, wanted.not_by)))
    return query.where(*conditions)


def _done_by(connection: Connection, person: str) -> Select[tuple[str]]:
    """The incidents that a person decided, skipped or flagged, and did not take back.

    Not one that they rejected before another was merged with it: they are asked again.
    """
    later = review.alias("later")
    newer = exists().where(later.c.matter == review.c.matter, later.c.seq > review.c.seq)
    undone = act.c.kind == str(ActKind.UNDO)
    # an undoing restores what others said, too: whose words these are, only the words tell
    own = and_(act.c.by == person, ~undone)
    restored = and_(or_(undone, act.c.seq.is_(None)), _by(connection) == person)
    merged = exists().where(
        change.c.other == review.c.target,
        change.c.kind == str(ChangeKind.MERGED),
        linking.c.seq == change.c.linking,
        linking.c.finished_at > review.c.recorded_at,
    )
    return (
        select(review.c.target)
        .select_from(review.outerjoin(act, act.c.seq == review.c.act))
        .where(
            review.c.doc_id.is_(None),
            review.c.field == "",
            review.c.verdict.in_([str(verdict) for verdict in TRIAGED]),
            or_(own, restored),
            ~newer,
            or_(review.c.verdict != str(Verdict.REJECT), ~merged),
        )
    )


def _by(connection: Connection) -> ColumnElement[str]:
    """Who says a review: its author, whoever added it."""
    on_server = connection.dialect.name == "postgresql"
    body = cast(review.c.body, JSON) if on_server else type_coerce(review.c.body, JSON)
    said: ColumnElement[str] = body["by"].as_string()
    return said
