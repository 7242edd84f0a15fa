"""Adding claims to the ledger: which readings lack them, and what was made of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import and_, exists, func, insert, select

from sayso.ledger.custody import Entry, append, now
from sayso.ledger.encoding import document_body, reading_id, sha256
from sayso.ledger.errors import LedgerError
from sayso.ledger.linkage.linked_tables import claim, claiming, review
from sayso.ledger.recording import chunks, insert_rows, present
from sayso.ledger.tables import current_reading, custody, reading
from sayso.records.evidence import content_id
from sayso.records.exchange.codec import encode_all
from sayso.records.review.coding import EVENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import ColumnElement, Connection

    from sayso.records.claim import Claim
    from sayso.records.reading import ReadDocument

CODER = "person"
"""The component of claims that people coded: no reading has their events."""


class Claimed(NamedTuple):
    """The claims of one reading; `credit` is the agency that the report credits for its text.

    `reject` is the id of the reject that says why no claims could be made.
    """

    read: ReadDocument
    claims: tuple[Claim, ...]
    credit: str | None = None
    reject: str | None = None


def unclaimed(connection: Connection, version: str | None) -> list[str]:
    """The documents whose current reading has no claims by this version, by id; null: all.

    Those of which people coded other events since their claims were made are among them.
    """
    if version is None:
        return sorted(connection.scalars(select(current_reading.c.doc_id)))
    made = exists().where(
        claiming.c.reading_id == current_reading.c.reading_id, claiming.c.version == version
    )
    lacking = set(connection.scalars(select(current_reading.c.doc_id).where(~made)))
    return sorted(lacking | _recoded(connection))


def coded_unread(connection: Connection) -> list[str]:
    """The documents that nobody read and of which people coded events, by id."""
    read = exists().where(current_reading.c.doc_id == review.c.doc_id)
    query = select(review.c.doc_id).where(
        review.c.field == EVENT, review.c.target == review.c.doc_id, ~read
    )
    return sorted(connection.scalars(query.distinct()))


def _recoded(connection: Connection) -> set[str]:
    """The documents of which people coded other events than their claims have."""
    query = (
        select(review.c.id, review.c.doc_id, review.c.matter, review.c.verdict)
        .join(current_reading, current_reading.c.doc_id == review.c.doc_id)
        .where(review.c.field == EVENT, review.c.target == review.c.doc_id)
    )
    rows = connection.execute(query.order_by(review.c.seq)).all()
    every = {content_id("c", row.id): row.doc_id for row in rows}
    last = {row.matter: row for row in rows}.values()
    stand = {content_id("c", row.id) for row in last if row.verdict == "correct"}
    have: set[str] = set()
    for chunk in chunks(every):
        told = select(claim.c.id).join(claiming, claiming.c.seq == claim.c.claiming)
        have.update(
            connection.scalars(told.where(claim.c.id.in_(chunk), is_last(newest(connection))))
        )
    return {every[key] for key in stand ^ have}


def add_claims(connection: Connection, version: str, batch: Sequence[Claimed]) -> int:
    """Adds claims, and gives the number of those that are new.

    Readings that were erased meanwhile are passed over, and claims that this version made before
    just so of the current reading.

    Raises:
        LedgerError: when two claims of a reading share an id, or one is of another document.
    """
    by_key = {_reading_id(item.read): item for item in batch}
    known = present(connection, reading.c.id, by_key)
    before = _before(connection, by_key, version)
    seq = newest(connection)
    at = now()
    heads, rows, entries = [], [], []
    for key, item in by_key.items():
        if key not in known:
            continue
        _check(item)
        bodies = encode_all(item.claims)
        digest = claims_hash(bodies)
        if before.get(key) == (digest, item.credit, item.reject):
            continue
        seq += 1
        name = content_id("k", key, version, str(seq))
        stamp = {"seq": seq, "id": name, "version": version, "recorded_at": at}
        heads.append({**_head(item, key), **stamp})
        rows += [
            {"claiming": seq, "n": n, "id": one.id, "event_id": one.event_id, "body": body}
            for n, (one, body) in enumerate(zip(item.claims, bodies, strict=True))
        ]
        entries.append(Entry("claims", name, digest))
    if heads:
        connection.execute(insert(claiming), heads)
    insert_rows(connection, claim, rows)
    append(connection, at, entries)
    return len(rows)


def _before(
    connection: Connection, reading_ids: Iterable[str], version: str
) -> dict[str, tuple[str, str | None, str | None]]:
    """What the last claiming of each reading comes to, where it is of the same version."""
    found: dict[str, tuple[str, str | None, str | None]] = {}
    for chunk in chunks(reading_ids):
        query = (
            select(claiming, custody.c.sha256)
            .join(custody, custody.c.subject == claiming.c.id)
            .where(claiming.c.reading_id.in_(chunk), claiming.c.version == version)
            .where(is_last(newest(connection)), custody.c.action == "claims")
        )
        for row in connection.execute(query):
            found[row.reading_id] = (row.sha256, row.credit, row.reject)
    return found


def newest(connection: Connection) -> int:
    """The number of the last claiming; 0 where there is none."""
    return connection.scalar(select(func.max(claiming.c.seq))) or 0


def claims_hash(bodies: Iterable[str]) -> str:
    """What the custody row of a claiming vouches for."""
    return sha256("\n".join(bodies))


def is_last(up_to: int) -> ColumnElement[bool]:
    """Whether a claiming is the last one of its document, of those up to a number."""
    later = claiming.alias("later")
    return and_(
        claiming.c.seq <= up_to,
        ~exists().where(
            later.c.doc_id == claiming.c.doc_id,
            later.c.seq > claiming.c.seq,
            later.c.seq <= up_to,
        ),
    )


def _reading_id(read: ReadDocument) -> str:
    state = sha256(document_body(read.document))
    return reading_id(read.document.id, state, read.version, read.configuration)


def _head(item: Claimed, key: str) -> dict[str, Any]:
    return {
        "reading_id": key,
        "doc_id": item.read.document.id,
        "claims": len(item.claims),
        "credit": item.credit,
        "reject": item.reject,
    }


def _check(item: Claimed) -> None:
    document = item.read.document
    if len({one.id for one in item.claims}) < len(item.claims):
        raise LedgerError(f"{document.report}: two of its claims share an id")
    if any(one.doc_id != document.id for one in item.claims):
        raise LedgerError(
            f"{document.report}: a claim of another document stands among its claims"
        )
