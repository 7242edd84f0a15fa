"""Checking claims, linkings and judgements: hashes, columns, quotes, references, history."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import and_, exists, select

from sayso.ledger.acts.judging import subject
from sayso.ledger.checks.checking import Problem
from sayso.ledger.checks.quotes import spans
from sayso.ledger.encoding import sha256
from sayso.ledger.linkage.claiming import CODER, claims_hash
from sayso.ledger.linkage.incident_queries import last_members
from sayso.ledger.linkage.incident_rows import (
    change_rows,
    incident_row,
    link_row,
    linking_hash,
    to_change,
    to_link,
    to_linking,
    to_summary,
)
from sayso.ledger.linkage.linked_tables import (
    change,
    claim,
    claiming,
    incident,
    judgement,
    link,
    linking,
)
from sayso.ledger.tables import custody, document, reading, text
from sayso.ledger.tables import whole_event as event
from sayso.records.claim import Claim
from sayso.records.exchange.codec import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sqlalchemy import Connection, Row, Table

    from sayso.ledger.linkage.incident_rows import Row as Columns

_BATCH = 200


def check_claims(connection: Connection) -> Iterator[Problem]:
    """Claims that were changed, that misquote their text, or that tell of no event."""
    query = (
        select(claiming, text.c.body.label("text"), custody.c.sha256.label("vouched"))
        .outerjoin(reading, reading.c.id == claiming.c.reading_id)
        .outerjoin(
            document, and_(document.c.id == reading.c.doc_id, document.c.state == reading.c.state)
        )
        .outerjoin(text, text.c.sha256 == document.c.sha256_text)
        .outerjoin(custody, and_(custody.c.subject == claiming.c.id, custody.c.action == "claims"))
        .order_by(claiming.c.seq)
    )
    result = connection.execute(query.execution_options(yield_per=_BATCH))
    for batch in result.partitions():
        found: dict[int, list[Row[Any]]] = {row.seq: [] for row in batch}
        told = exists().where(event.c.id == claim.c.event_id)
        claims = select(claim, told.label("told")).where(claim.c.claiming.in_(found))
        for row in connection.execute(claims.order_by(claim.c.claiming, claim.c.n)):
            found[row.claiming].append(row)
        for head in batch:
            for message in _messages(head, found[head.seq]):
                yield Problem(head.id, f"claims of {head.doc_id}: {message}")
    owned = exists().where(claiming.c.seq == claim.c.claiming)
    for key in connection.scalars(select(claim.c.id).where(~owned)):
        yield Problem(key, "a claim that belongs to no reading")


def check_linkings(connection: Connection) -> Iterator[Problem]:
    """Linkings that were changed, rows that say what their body does not, and broken history."""
    vouched = dict(
        connection.execute(
            select(custody.c.subject, custody.c.sha256)
            .where(custody.c.action == "linking")
            .order_by(custody.c.seq)
        ).all()
    )
    last = 0
    for row in connection.execute(select(linking).order_by(linking.c.seq)).all():
        last = row.seq
        if vouched.get(row.id) != linking_hash(connection, row.seq):
            yield Problem(
                row.id, f"linking {row.seq} was changed: its custody row does not fit it"
            )
        yield from _misfits(row.id, row, _linking_columns)
    for table, columns in (
        (change, _change_columns),
        (incident, lambda body: incident_row(to_summary(body))),
        (link, lambda body: link_row(to_link(body))),
    ):
        yield from _check_rows(connection, table, columns)
    yield from _check_history(connection, last)


def check_judgements(connection: Connection) -> Iterator[Problem]:
    """Judgements that were changed, are missing, or that custody does not know."""
    query = select(custody.c.subject, custody.c.sha256, custody.c.action).where(
        custody.c.action.in_(["judgement", "erase-judgement"])
    )
    vouched: dict[str, str] = {}
    for name, digest, action in connection.execute(query.order_by(custody.c.seq)):
        if action == "judgement":
            vouched[name] = digest
        else:
            vouched.pop(name, None)
    for row in connection.execute(select(judgement).order_by(judgement.c.seq)):
        called = subject(row.seq)
        if vouched.pop(called, None) != sha256(row.body):
            yield Problem(called, "was changed: its custody row does not fit it")
        else:
            yield from _misfits(called, row, _judgement_columns)
    for lost in vouched:
        yield Problem(lost, "is missing, and nobody erased it")


def _messages(head: Row[Any], rows: Sequence[Row[Any]]) -> Iterator[str]:
    if head.vouched != claims_hash(row.body for row in rows):
        yield "were changed: their custody row does not fit them"
    if head.claims != len(rows):
        yield f"there are {len(rows)}, not {head.claims}"
    for row in rows:
        try:
            one = decode(row.body, Claim)
        except msgspec.MsgspecError as error:
            yield f"{row.id} is no claim: {error}"
            continue
        if (row.id, row.event_id, head.doc_id) != (one.id, one.event_id, one.doc_id):
            yield f"{one.id}: a column is not what its body says"
        if not row.told and one.provenance.component != CODER:
            yield f"{one.id} tells of {one.event_id}, which no reading has"
        for span in spans(one) if head.text is not None else ():
            if head.text[span.start : span.end] != span.quote:
                yield f"{span.quote!r} does not stand at {span.start}–{span.end} of its text"


def _check_rows(
    connection: Connection, table: Table, columns: Callable[[str], Columns]
) -> Iterator[Problem]:
    query = select(table).execution_options(yield_per=_BATCH)
    for row in connection.execute(query):
        yield from _misfits(f"{table.name} of linking {row.linking}", row, columns)


def _misfits(name: str, row: Row[Any], columns: Callable[[str], Columns]) -> Iterator[Problem]:
    """Columns that are not what the body says; custody vouches for the body itself.

    The body is not written anew to compare it: a newer sayso may know more fields.
    """
    try:
        expected = columns(row.body)
    except msgspec.MsgspecError as error:
        yield Problem(name, f"is no such record: {error}")
        return
    found = (key for key in expected if key != "body")
    wrong = [key for key in found if getattr(row, key) != expected[key]]
    if wrong:
        yield Problem(name, f"column {wrong[0]} is not what its body says")


def _check_history(connection: Connection, last: int) -> Iterator[Problem]:
    """Incidents whose events are not what all their changes come to."""
    replayed: dict[str, set[str]] = defaultdict(set)
    for body in connection.scalars(select(change.c.body).order_by(change.c.linking, change.c.n)):
        step = to_change(body)
        replayed[step.incident_id] -= {*step.removed}
        replayed[step.incident_id] |= {*step.added}
    members: dict[str, set[str]] = defaultdict(set)
    for row in connection.execute(last_members(last)):
        members[row.incident_id].add(row.event_id)
    for key in sorted(replayed.keys() | members.keys()):
        if replayed.get(key, set()) != members.get(key, set()):
            yield Problem(key, "its events are not what its history comes to")


def _linking_columns(body: str) -> Columns:
    told = to_linking(body)
    return {name: getattr(told, name) for name in ("seq", "finished_at", "version")}


def _change_columns(body: str) -> Columns:
    (row,) = change_rows([to_change(body)])
    del row["n"]
    return row


def _judgement_columns(body: str) -> Columns:
    said = to_link(body)
    return {**link_row(said), "judgement": str(said.judgement)}
