"""Erasing a document on legal request: the one thing that takes anything out of the ledger."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import delete, exists, insert, select, update

from sayso.ledger.acts import reviewing
from sayso.ledger.connect import WAIT_SECONDS, outside_transaction, writing
from sayso.ledger.custody import Entry, append, now
from sayso.ledger.encoding import sha256
from sayso.ledger.errors import LedgerError
from sayso.ledger.linkage.linked_tables import HOLDING
from sayso.ledger.linkage.unlinking import unlink
from sayso.ledger.lists import listing
from sayso.ledger.searching.search import INDEX, Indexed, forget_words
from sayso.ledger.tables import FOUND, document, erasure, reading, reject, run, text
from sayso.records.document import Reject
from sayso.records.exchange.codec import decode

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine


def erase(engine: Engine, doc_id: str, *, who: str, why: str) -> tuple[str, ...]:
    """Removes a document, what was read and linked of it and the rejects that name it; for good.

    What stays is who erased which id when and why, with hashes only. Its text goes too, unless
    other documents have the same one: their ids are returned. Erasing again does no more than
    clean the file again. Backups made before are not reached; nor, on PostgreSQL, are the
    server's own archives of its log.

    Raises:
        LedgerError: when there is no such document, or when the file could not be cleaned since
            another process is reading it; the document is gone, and the space it took is not.
    """
    with writing(engine) as connection:
        gone = is_erased(connection, doc_id)
        shared = () if gone else _remove(connection, doc_id, who=who, why=why)
    _clean(engine)
    return shared


def is_erased(connection: Connection, doc_id: str) -> bool:
    """Whether a document was erased, and so is refused when it is read again."""
    return bool(connection.scalar(select(exists().where(erasure.c.doc_id == doc_id))))


def _remove(connection: Connection, doc_id: str, *, who: str, why: str) -> tuple[str, ...]:
    states = connection.execute(select(document).where(document.c.id == doc_id)).all()
    if not states:
        raise LedgerError(f"the ledger has no document {doc_id}: erase needs the whole id")
    names = {
        name
        for state in states
        for name in (state.report, state.address, state.url, state.title)
        if name
    }
    readings = list(connection.scalars(select(reading.c.id).where(reading.c.doc_id == doc_id)))
    unlinked = unlink(connection, doc_id)
    for table in FOUND.values():
        connection.execute(delete(table).where(table.c.reading_id.in_(readings)))
    connection.execute(delete(reading).where(reading.c.doc_id == doc_id))
    _forget_words(connection, doc_id)
    listing.forget(connection)
    reviewing.renew_words(connection)
    connection.execute(delete(document).where(document.c.id == doc_id))
    hashes = sorted({state.sha256_text for state in states})
    shared = _remove_texts(connection, hashes)
    # a report may be called "7", which any message can hold
    telling = names - {state.report for state in states}
    rejects = _remove_rejects(connection, names, telling)
    _forget_inputs(connection, names, doc_id)
    at = now()
    row = {"doc_id": doc_id, "at": at, "who": who, "why": why, "sha256": ",".join(hashes)}
    connection.execute(insert(erasure).values(row))
    entries = [Entry("erase-document", doc_id, sha256("\x1f".join(row.values())))]
    entries += [Entry("erase-reading", key, sha256(key)) for key in readings]
    entries += [Entry("erase-reject", key, sha256(key)) for key in rejects]
    entries += unlinked
    append(connection, at, entries)
    return shared


def _forget_words(connection: Connection, doc_id: str) -> None:
    query = select(document.c.seq, document.c.title, text.c.body)
    query = query.join(text, text.c.sha256 == document.c.sha256_text)
    rows = connection.execute(query.where(document.c.id == doc_id))
    forget_words(connection, [Indexed(*row) for row in rows])


def _remove_texts(connection: Connection, hashes: list[str]) -> tuple[str, ...]:
    """Removes texts that no document has any more; gives the documents that still have them."""
    sharing = select(document.c.id).where(document.c.sha256_text.in_(hashes)).distinct()
    shared = tuple(connection.scalars(sharing.order_by(document.c.id)))
    unused = ~exists().where(document.c.sha256_text == text.c.sha256)
    connection.execute(delete(text).where(text.c.sha256.in_(hashes), unused))
    return shared


def _remove_rejects(connection: Connection, names: set[str], telling: set[str]) -> list[str]:
    """Removes rejects of the document's report or path, and those whose words tell of it."""
    gone = []
    for row in connection.execute(select(reject).order_by(reject.c.seq)):
        told = decode(row.body, Reject)
        about = told.path in names or told.report in names
        if about or any(name in told.reason or name in told.remedy for name in telling):
            gone.append(row.id)
    for key in gone:
        connection.execute(delete(reject).where(reject.c.id == key))
    return gone


def _forget_inputs(connection: Connection, names: set[str], doc_id: str) -> None:
    """Puts the id where a run's list of inputs has the document's path or address."""
    for row in connection.execute(select(run.c.seq, run.c.inputs)).all():
        inputs = json.loads(row.inputs)
        if names.intersection(inputs):
            kept = [doc_id if name in names else name for name in inputs]
            changed = json.dumps(kept, ensure_ascii=False)
            connection.execute(update(run).where(run.c.seq == row.seq).values(inputs=changed))


def _clean(engine: Engine) -> None:
    """Overwrites the space that was freed, in the file and in its log."""
    with outside_transaction(engine) as connection:
        if connection.dialect.name == "postgresql":
            touched = [text, document, reading, reject, run, *FOUND.values(), *HOLDING]
            names = ", ".join([INDEX, *(f'"{table.name}"' for table in touched)])
            connection.exec_driver_sql(f"SET lock_timeout = '{WAIT_SECONDS}s'")
            connection.exec_driver_sql(f"VACUUM (FULL) {names}")
            connection.exec_driver_sql("RESET lock_timeout")
            return
        connection.exec_driver_sql("VACUUM")
        busy, _, _ = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
    if busy:
        raise LedgerError(
            "erased, but its bytes are still in the log since another process is reading:"
            " end that one and erase again"
        )
