"""What people say of what was read: only added to, and kept whatever is read or linked anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import exists, func, insert, select

from sayso.ledger.custody import Entry, append, now
from sayso.ledger.encoding import sha256
from sayso.ledger.errors import LedgerError
from sayso.ledger.linkage.accounts import texts
from sayso.ledger.linkage.linked_tables import change, claim, claiming, review
from sayso.ledger.people.sight import hidden_now
from sayso.ledger.recording import chunks
from sayso.ledger.searching.said_words import add_said, renew_said
from sayso.ledger.tables import FOUND, document, reading
from sayso.records.exchange.codec import decode, encode
from sayso.records.review.judgement import Review

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection, Select

Row = dict[str, Any]


def add(
    connection: Connection, reviews: Sequence[Review], act: int | None = None
) -> tuple[str, ...]:
    """Adds reviews, of an act where one is given; gives the ids of those that were new.

    Raises:
        LedgerError: for a target that the ledger does not have or that is of another document,
            and for words that do not stand where the review says.
    """
    new, at = news(connection, reviews), now()
    seq = connection.scalar(select(func.max(review.c.seq))) or 0
    rows: list[Row] = [
        {**review_row(one), "recorded_at": at, "act": act, "seq": number}
        for number, one in enumerate(new, start=seq + 1)
    ]
    if rows:
        connection.execute(insert(review), rows)
        add_said(connection, enumerate(new, start=seq + 1))
    append(connection, at, [Entry("review", subject(r["seq"]), sha256(r["body"])) for r in rows])
    return tuple(one.id for one in new)


def news(connection: Connection, reviews: Sequence[Review]) -> list[Review]:
    """The reviews that do not only say again what their author last said of the matter.

    Raises:
        LedgerError: as `add` does.
    """
    _check(connection, reviews)
    last = {one.matter: one.id for one in holding(connection, {one.matter for one in reviews})}
    new = []
    for one in reviews:
        if last.get(one.matter) != one.id:
            last[one.matter] = one.id
            new.append(one)
    return new


def _check(connection: Connection, reviews: Sequence[Review]) -> None:
    homes = targets(connection, {one.target for one in reviews})
    bodies = texts(connection, {one.doc_id for one in reviews if one.doc_id})
    for one in reviews:
        if one.target not in homes:
            raise LedgerError(
                f"{one.origin}: the ledger has no {one.target}: give the ledger that the reviewed"
                " file was made from, or link it again"
            )
        if homes[one.target] != one.doc_id:
            raise LedgerError(f"{one.origin}: {one.target} was not read from {one.doc_id}")
        for message in misquotes(one, bodies.get(one.doc_id or "")):
            raise LedgerError(f"{one.origin}: the review of {one.target}: {message}")


def reviews(connection: Connection, target: str | None) -> list[Review]:
    """The reviews of one record, or all, in the order recorded."""
    query = select(review.c.body).order_by(review.c.seq)
    if target is not None:
        query = query.where(review.c.target == target)
    return [to_review(body) for body in connection.scalars(query)]


def holding(connection: Connection, matters: Iterable[str] | None = None) -> list[Review]:
    """The last review of each matter, of those given or of all."""
    later = review.alias("later")
    newer = exists().where(later.c.matter == review.c.matter, later.c.seq > review.c.seq)
    query = select(review.c.body).where(~newer)
    if matters is None:
        return [to_review(body) for body in connection.scalars(query)]
    parts = (query.where(review.c.matter.in_(chunk)) for chunk in chunks(matters))
    return [to_review(body) for part in parts for body in connection.scalars(part)]


def targets(connection: Connection, ids: Iterable[str]) -> dict[str, str | None]:
    """Of those ids that the ledger has, the document each was read from; null for incidents."""
    found: dict[str, str | None] = {}
    hidden = hidden_now(connection)
    for chunk in chunks(set(ids) - hidden):
        told = select(change.c.incident_id).where(change.c.incident_id.in_(chunk)).distinct()
        found.update(dict.fromkeys(connection.scalars(told)))
        for query in _homes(chunk):
            found.update((row.id, row.doc_id) for row in connection.execute(query))
    return found


def misquotes(one: Review, text: str | None) -> Iterator[str]:
    """One line for each span of a review that is not what stands in its text."""
    for span in (one.words, one.right):
        if span is None:
            continue
        if text is None:
            yield f"{span.quote!r} is of no document"
        elif text[span.start : span.end] != span.quote:
            yield f"{span.quote!r} does not stand at {span.start}–{span.end} of its text"


def renew_words(connection: Connection) -> None:
    """Makes the search index of what people said anew, of the reviews that are left."""
    rows = connection.execute(select(review.c.seq, review.c.body).order_by(review.c.seq))
    renew_said(connection, [(row.seq, to_review(row.body)) for row in rows])


def review_row(one: Review) -> Row:
    """The columns of `review` that the record itself gives."""
    return {
        "id": one.id,
        "target": one.target,
        "doc_id": one.doc_id,
        "field": one.field,
        "verdict": str(one.verdict),
        "matter": one.matter,
        "body": encode(one).decode(),
    }


def to_review(body: str) -> Review:
    """The review of a row's body."""
    return decode(body, Review)


def subject(seq: int) -> str:
    """How custody calls a review."""
    return f"review {seq}"


def _homes(ids: list[str]) -> Iterator[Select[Any]]:
    yield select(document.c.id, document.c.id.label("doc_id")).where(document.c.id.in_(ids))
    for key in (claim.c.id, claim.c.event_id):
        query = select(key.label("id"), claiming.c.doc_id).where(key.in_(ids)).distinct()
        yield query.join(claiming, claiming.c.seq == claim.c.claiming)
    for table in FOUND.values():
        query = select(table.c.id, reading.c.doc_id).where(table.c.id.in_(ids)).distinct()
        yield query.join(reading, reading.c.id == table.c.reading_id)
