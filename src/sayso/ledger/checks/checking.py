"""Recomputing what the ledger vouches for: hashes, columns, and the chain of custody."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec
from sqlalchemy import exists, select

from sayso.ledger.custody import broken_links
from sayso.ledger.encoding import document_row, reject_row, sha256, to_document
from sayso.ledger.linkage.linked_tables import claiming, linking
from sayso.ledger.tables import custody, document, erasure, reading, reject, text
from sayso.records.document import Reject
from sayso.records.exchange.codec import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Column, Connection

_AT_A_TIME = 200

_RECORDED: dict[str, Column[str]] = {
    "document": document.c.id,
    "reading": reading.c.id,
    "reject": reject.c.id,
    "claims": claiming.c.id,
    "linking": linking.c.id,
}


class Problem(NamedTuple):
    """Something that does not agree: which row, and how."""

    subject: str
    message: str


def check_storage(connection: Connection) -> Iterator[Problem]:
    """What the database itself says about its file: damage, and references into the void."""
    if connection.dialect.name != "sqlite":
        return
    for row in connection.exec_driver_sql("PRAGMA integrity_check"):
        if row[0] != "ok":
            yield Problem("file", row[0])
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Problem(f"{row[0]} row {row[1]}", f"refers to a row of {row[2]} that is not there")


def check_texts(connection: Connection) -> Iterator[Problem]:
    """Texts that are not what they were when hashed, or that belong to no document."""
    used = exists().where(document.c.sha256_text == text.c.sha256)
    query = select(text.c.sha256, text.c.body, used.label("used"))
    for row in connection.execute(query.execution_options(yield_per=_AT_A_TIME)):
        if sha256(row.body) != row.sha256:
            yield Problem(f"text {row.sha256}", "was changed: its hash does not fit it")
        if not row.used:
            yield Problem(f"text {row.sha256}", "belongs to no document")


def check_documents(connection: Connection) -> Iterator[Problem]:
    """Documents that were changed, or that the chain of custody does not know."""
    known = exists().where(
        custody.c.subject == document.c.id,
        custody.c.action == "document",
        custody.c.sha256 == document.c.state,
    )
    query = select(document, known.label("known"))
    for row in connection.execute(query.execution_options(yield_per=_AT_A_TIME)):
        if sha256(row.body) != row.state:
            yield Problem(row.id, "was changed: its hash does not fit it")
        if not row.known:
            yield Problem(row.id, "has no row of custody")
        try:
            expected = document_row(to_document(row.body, ""), row.body)
        except (ValueError, msgspec.ValidationError) as error:
            yield Problem(row.id, f"is no document: {error}")
            continue
        for name, value in expected.items():
            if getattr(row, name) != value:
                yield Problem(row.id, f"column {name} is not what its body says")


def check_rejects(connection: Connection) -> Iterator[Problem]:
    """Rejects that were changed, or that the chain of custody does not know."""
    query = select(reject, custody.c.sha256.label("vouched")).outerjoin(
        custody, (custody.c.subject == reject.c.id) & (custody.c.action == "reject")
    )
    for row in connection.execute(query.execution_options(yield_per=_AT_A_TIME)):
        if row.vouched != sha256(row.body):
            yield Problem(row.id, "was changed: its custody row does not fit it")
            continue
        for name, value in reject_row(decode(row.body, Reject)).items():
            if getattr(row, name) != value:
                yield Problem(row.id, f"column {name} is not what its body says")


def check_custody(connection: Connection) -> Iterator[Problem]:
    """Where the chain is broken, and what it knows but the ledger no longer has."""
    for seq, message in broken_links(connection):
        yield Problem(f"custody row {seq}", message)
    later = custody.alias("later")
    for action, key in _RECORDED.items():
        erased = exists().where(
            later.c.subject == custody.c.subject, later.c.action == f"erase-{action}"
        )
        lost = (
            select(custody.c.subject)
            .where(custody.c.action == action, ~erased)
            .where(~exists().where(key == custody.c.subject))
            .distinct()
        )
        for subject in connection.scalars(lost):
            yield Problem(subject, f"the {action} is missing, and nobody erased it")


def check_erasures(connection: Connection) -> Iterator[Problem]:
    """Erasures whose record was changed or removed, and erased documents that are still here."""
    known = {row.doc_id: row for row in connection.execute(select(erasure))}
    query = select(custody.c.subject, custody.c.sha256).where(custody.c.action == "erase-document")
    vouched = {row.subject: row.sha256 for row in connection.execute(query)}
    for doc_id in sorted(known.keys() | vouched.keys()):
        if doc_id not in known:
            yield Problem(doc_id, "was erased, but the record of who did it and why is missing")
        elif vouched.get(doc_id) != sha256("\x1f".join(known[doc_id])):
            yield Problem(doc_id, "the record of its erasure was changed")
    left = select(document.c.id).where(document.c.id.in_(select(erasure.c.doc_id))).distinct()
    for doc_id in connection.scalars(left):
        yield Problem(doc_id, "was erased, but is here")
