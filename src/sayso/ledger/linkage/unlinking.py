"""Taking an erased document's claims, links and words out of the incidents that it was part of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, or_, select, update

from sayso.ledger.acts import reviewing
from sayso.ledger.acts.act_erasing import silence
from sayso.ledger.acts.judging import subject
from sayso.ledger.custody import Entry
from sayso.ledger.encoding import sha256
from sayso.ledger.linkage import traces
from sayso.ledger.linkage.accounts import accounts
from sayso.ledger.linkage.found import Found
from sayso.ledger.linkage.incident_queries import incident_of
from sayso.ledger.linkage.incident_rows import empty_row, incident_row, to_linking
from sayso.ledger.linkage.linked_tables import (
    claim,
    claiming,
    incident,
    judgement,
    link,
    linking,
    member,
    review,
)
from sayso.ledger.linkage.linkings import add_erasing, vouching
from sayso.ledger.recording import chunks
from sayso.records.incident import Change, ChangeKind, Incident
from sayso.records.shown.summary import summarize

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Column, Connection, Table

    from sayso.records.linking import IncidentSummary


def unlink(connection: Connection, doc_id: str) -> list[Entry]:
    """Removes the claims of a document, and its events from every incident, of now and before.

    Incidents that had its events get a change, and a summary of what is left, in which
    independent sources are not counted until the next linking. What an earlier linking knew of
    them is summed up anew without the document, too. Gives what custody is told of it.
    """
    heads = connection.execute(select(claiming).where(claiming.c.doc_id == doc_id)).all()
    seqs = [row.seq for row in heads]
    events = set(
        connection.scalars(select(claim.c.event_id).where(claim.c.claiming.in_(seqs)).distinct())
    )
    claims = set(connection.scalars(select(claim.c.id).where(claim.c.claiming.in_(seqs))))
    connection.execute(delete(claim).where(claim.c.claiming.in_(seqs)))
    connection.execute(delete(claiming).where(claiming.c.seq.in_(seqs)))
    entries = [Entry("erase-claims", row.id, sha256(row.id)) for row in heads]
    homes = _distinct(connection, member.c.incident_id, member.c.event_id, events)
    silenced = silence(connection, doc_id, {doc_id, *claims, *events, *homes})
    entries += _remove_judgements(connection, events)
    entries += _remove_reviews(connection, doc_id, homes)
    entries += silenced
    touched = _distinct(connection, member.c.linking, member.c.event_id, events)
    for side in (link.c.left_id, link.c.right_id):
        touched |= _distinct(connection, link.c.linking, side, events)
        _remove(connection, link, side, events)
    traces.forget(connection)
    if homes:
        touched.add(_end_membership(connection, events, homes))
        _remove(connection, member, member.c.event_id, events)
        touched |= _sum_up_anew(connection, homes)
    names = select(linking.c.seq, linking.c.id).where(linking.c.seq.in_(touched))
    rows = connection.execute(names.order_by(linking.c.seq)).all()
    return [*entries, *(vouching(connection, row.id, row.seq) for row in rows)]


def _remove_judgements(connection: Connection, events: Iterable[str]) -> list[Entry]:
    gone: set[int] = set()
    for chunk in chunks(events):
        of = or_(judgement.c.left_id.in_(chunk), judgement.c.right_id.in_(chunk))
        gone.update(connection.scalars(select(judgement.c.seq).where(of)))
        connection.execute(delete(judgement).where(of))
    return [Entry("erase-judgement", subject(n), sha256(subject(n))) for n in sorted(gone)]


def _remove_reviews(connection: Connection, doc_id: str, homes: Iterable[str]) -> list[Entry]:
    """Removes what people said of the document's records, and of incidents that it was part of."""
    gone = set(connection.scalars(select(review.c.seq).where(review.c.doc_id == doc_id)))
    for chunk in chunks(homes):
        gone.update(connection.scalars(select(review.c.seq).where(review.c.target.in_(chunk))))
    for seq in sorted(gone):
        connection.execute(delete(review).where(review.c.seq == seq))
    called = [reviewing.subject(seq) for seq in sorted(gone)]
    return [Entry("erase-review", name, sha256(name)) for name in called]


def _end_membership(connection: Connection, events: set[str], homes: Iterable[str]) -> int:
    """Adds the linking at which the events left their incidents; gives its number."""
    last = connection.execute(select(linking).order_by(linking.c.seq.desc()).limit(1)).one()
    told = to_linking(last.body)
    changes: list[Change] = []
    summaries: list[IncidentSummary] = []
    shared = told.shared
    for home in sorted(homes):
        before = incident_of(connection, home, last.seq)
        gone = events.intersection(before.event_ids) if before else set()
        if before is None or not gone:
            continue
        left = tuple(event for event in before.event_ids if event not in gone)
        kind = ChangeKind.CHANGED if left else ChangeKind.ENDED
        changes.append(Change(incident_id=home, kind=kind, removed=tuple(sorted(gone))))
        after = summarize(
            Incident(id=home, event_ids=left), accounts(connection, left, last.claimed), None
        )
        if left:
            summaries.append(after)
        shared -= _was_shared(connection, home) and after.reports <= 1
    found = Found(
        changes=changes,
        summaries=summaries,
        links=(),
        relinked=(),
        events=told.events - sum(len(change.removed) for change in changes),
        reports=told.reports - bool(changes),
        incidents=told.incidents - sum(one.kind is ChangeKind.ENDED for one in changes),
        shared=shared,
    )
    return add_erasing(connection, found).seq


def _was_shared(connection: Connection, incident_id: str) -> bool:
    query = select(incident.c.reports).where(incident.c.id == incident_id)
    return (connection.scalar(query.order_by(incident.c.linking.desc()).limit(1)) or 0) > 1


def _sum_up_anew(connection: Connection, homes: Iterable[str]) -> set[int]:
    """Sums up what is left of some incidents at each linking; gives the linkings."""
    touched: set[int] = set()
    for home in sorted(homes):
        query = select(incident.c.linking, linking.c.claimed).join(
            linking, linking.c.seq == incident.c.linking
        )
        for row in connection.execute(
            query.where(incident.c.id == home, incident.c.events > 0)
        ).all():
            there = incident_of(connection, home, row.linking)
            values = empty_row(home)
            if there is not None:
                told = accounts(connection, there.event_ids, row.claimed)
                values = incident_row(summarize(there, told, None))
            at = (incident.c.id == home, incident.c.linking == row.linking)
            connection.execute(update(incident).where(*at).values(values))
            touched.add(row.linking)
    return touched


def _distinct(
    connection: Connection, wanted: Column[Any], key: Column[str], values: Iterable[str]
) -> set[Any]:
    found: set[Any] = set()
    for chunk in chunks(values):
        query = select(wanted).where(key.in_(chunk), wanted.is_not(None)).distinct()
        found.update(connection.scalars(query))
    return found


def _remove(connection: Connection, table: Table, key: Column[str], values: Iterable[str]) -> None:
    for chunk in chunks(values):
        connection.execute(delete(table).where(key.in_(chunk)))
