"""What the ledger holds now: documents and their current readings, in a stable order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, select

from sayso.ledger.encoding import found_body, to_annotations, to_document
from sayso.ledger.errors import LedgerError
from sayso.ledger.tables import FOUND, current_document, document, reading, reject, text
from sayso.records.document import Document, Reject
from sayso.records.exchange.codec import decode
from sayso.records.reading import ReadDocument

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection, Row, Select

_BATCH = 100
"""Documents fetched at a time while streaming."""

IS_CURRENT = and_(
    document.c.id == current_document.c.doc_id, document.c.state == current_document.c.state
)


def documents(connection: Connection) -> Iterator[Document]:
    """All documents as they now stand, by report and id."""
    for batch in current(connection):
        for row in batch:
            yield to_document(row.body, row.text)


def readings(connection: Connection) -> Iterator[ReadDocument]:
    """The current reading of every document that has one, by report and id."""
    for batch in current(connection):
        yield from _assemble(connection, batch)


def reading_of(connection: Connection, doc_id: str) -> ReadDocument:
    """The current reading of a document.

    Raises:
        LedgerError: when the ledger has no such document, or stored it without reading it.
    """
    row = connection.execute(_select_current().where(current_document.c.doc_id == doc_id)).first()
    if row is None:
        raise LedgerError(f"the ledger has no document {doc_id}")
    for read in _assemble(connection, [row]):
        return read
    raise LedgerError(
        f"{row.report} ({doc_id}) is stored but was not read: its language is {row.language!r}"
    )


def readings_of(connection: Connection, doc_ids: Iterable[str]) -> list[ReadDocument]:
    """The current readings of some documents, by id; none of those that have none."""
    found: list[ReadDocument] = []
    ordered = sorted(doc_ids)
    for start in range(0, len(ordered), _BATCH):
        wanted = current_document.c.doc_id.in_(ordered[start : start + _BATCH])
        rows = connection.execute(_select_current().where(wanted).order_by(document.c.id))
        found += _assemble(connection, list(rows))
    return found


def rejects(connection: Connection) -> Iterator[Reject]:
    """What could not be read, by path and then in the order recorded."""
    query = select(reject.c.body).order_by(reject.c.path, reject.c.seq)
    for body in connection.scalars(query.execution_options(yield_per=1000)):
        yield decode(body, Reject)


def current(connection: Connection) -> Iterator[list[Row[Any]]]:
    """Batches of the current documents, by report and id, with text and reading's id."""
    query = _select_current().order_by(document.c.report, document.c.id)
    result = connection.execute(query.execution_options(yield_per=_BATCH))
    for batch in result.partitions():
        yield list(batch)


def contents(connection: Connection, reading_ids: Iterable[str]) -> dict[str, str]:
    """The records of each reading as one JSON object, just as they are stored."""
    ids = sorted(reading_ids)
    bodies: dict[str, dict[str, list[str]]] = {key: {} for key in ids}
    for field, table in FOUND.items():
        query = select(table.c.reading_id, table.c.body).where(table.c.reading_id.in_(ids))
        for key, body in connection.execute(query.order_by(table.c.reading_id, table.c.n)):
            bodies[key].setdefault(field, []).append(body)
    return {key: found_body(found) for key, found in bodies.items()}


def _assemble(connection: Connection, batch: list[Row[Any]]) -> Iterator[ReadDocument]:
    read = [row for row in batch if row.reading_id is not None]
    found = contents(connection, (row.reading_id for row in read))
    for row in read:
        yield ReadDocument(
            document=to_document(row.body, row.text),
            annotations=to_annotations(found[row.reading_id]),
            version=row.version,
            configuration=row.configuration,
        )


def _select_current() -> Select[Any]:
    return (
        select(
            document.c.id,
            document.c.report,
            document.c.language,
            document.c.body,
            text.c.body.label("text"),
            current_document.c.reading_id,
            reading.c.version,
            reading.c.configuration,
        )
        .join(current_document, IS_CURRENT)
        .join(text, text.c.sha256 == document.c.sha256_text)
        .outerjoin(reading, reading.c.id == current_document.c.reading_id)
    )
