"""Adding to the ledger: what is there already, or was erased, is passed over."""

from __future__ import annotations

from contextlib import closing
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func, insert, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler

from sayso.ledger.custody import Entry, append, now
from sayso.ledger.encoding import (
    Row,
    document_body,
    document_row,
    reading_row,
    reject_row,
    sha256,
)
from sayso.ledger.errors import LedgerError
from sayso.ledger.found_rows import found_hash, found_rows
from sayso.ledger.searching.search import Indexed, add_words
from sayso.ledger.tables import FOUND, custody, document, erasure, reading, reject, text
from sayso.records.document import Document, Reject
from sayso.records.reading import ReadDocument

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Column, ColumnElement, Connection, Dialect, Table

    from sayso.ledger.found_rows import FoundRows

Item = ReadDocument | Document | Reject

CHUNK = 500
"""Values that one query is asked for: SQLite takes a bounded number."""

_STATEMENTS = 128


class Added(NamedTuple):
    """How many rows were new, and the ids of documents that were refused since they are erased."""

    documents: int
    readings: int
    rejects: int
    refused: tuple[str, ...]


def add(connection: Connection, run: int, items: Sequence[Item]) -> Added:
    """Adds documents, readings and rejects within the caller's transaction.

    Raises:
        LedgerError: for a document whose text is not the one it was hashed from or that no
            database can hold, and for a reading in which two records share an id.
    """
    at = now()
    documents = [item.document if isinstance(item, ReadDocument) else item for item in items]
    stored = [item for item in documents if isinstance(item, Document)]
    erased = present(connection, erasure.c.doc_id, (item.id for item in stored))
    kept = {item: _row(item) for item in stored if item.id not in erased}
    reads = [
        (item, str(kept[item.document]["state"]))
        for item in items
        if isinstance(item, ReadDocument) and item.document in kept
    ]
    rejects = [item for item in items if isinstance(item, Reject)]
    entries: list[Entry] = []
    stamp = {"run": run, "recorded_at": at}
    added = Added(
        documents=_add_documents(connection, kept, stamp, entries),
        readings=_add_readings(connection, reads, stamp, entries),
        rejects=_add_rejects(connection, rejects, stamp, entries),
        refused=tuple(sorted(erased)),
    )
    append(connection, at, entries)
    return added


def present(
    connection: Connection, key: Column[str], values: Iterable[str], *where: ColumnElement[bool]
) -> set[str]:
    """Those of the values that a column holds, in the rows that fulfil the conditions."""
    found: set[str] = set()
    for chunk in chunks(values):
        found.update(connection.scalars(select(key).where(key.in_(chunk), *where)))
    return found


def chunks(values: Iterable[str]) -> Iterator[list[str]]:
    """The different values in order, as many at a time as one query is asked for."""
    ordered = sorted(set(values))
    for start in range(0, len(ordered), CHUNK):
        yield ordered[start : start + CHUNK]


def _add_documents(
    connection: Connection, kept: dict[Document, Row], stamp: Row, entries: list[Entry]
) -> int:
    bodies = {item.sha256_text: item.text for item in kept}
    known = present(connection, text.c.sha256, bodies)
    insert_rows(
        connection,
        text,
        [{"sha256": key, "body": body} for key, body in bodies.items() if key not in known],
    )
    states = {row["state"]: row for row in kept.values()}
    known = present(connection, document.c.state, states)
    new = [row for state, row in states.items() if state not in known]
    entries += [Entry("document", row["id"], row["state"]) for row in new]
    numbered = _numbered(connection, document, new, stamp)
    insert_rows(connection, document, numbered)
    add_words(
        connection, [Indexed(r["seq"], r["title"], bodies[r["sha256_text"]]) for r in numbered]
    )
    return len(new)


def _add_readings(
    connection: Connection,
    reads: list[tuple[ReadDocument, str]],
    stamp: Row,
    entries: list[Entry],
) -> int:
    heads = {row["id"]: (row, read) for read, state in reads if (row := reading_row(read, state))}
    known = present(connection, reading.c.id, heads)
    new = [pair for key, pair in heads.items() if key not in known]
    every = []
    for row, read in new:
        found = found_rows(read.annotations, row["id"])
        _check_ids(read.document, found)
        entries.append(Entry("reading", row["id"], found_hash(found)))
        every.append(found)
    numbered = _numbered(connection, reading, [row for row, _ in new], stamp)
    insert_rows(connection, reading, numbered)
    for field, table in FOUND.items():
        rows = chain.from_iterable(found[field].rows() for found in every if found[field])
        insert_values(connection, table, tuple(table.c.keys()), rows)
    return len(new)


def _add_rejects(
    connection: Connection, rejects: list[Reject], stamp: Row, entries: list[Entry]
) -> int:
    rows = {item.id: reject_row(item) for item in rejects}
    known = present(connection, reject.c.id, rows)
    # a reject that named an erased document does not come back either
    known |= present(connection, custody.c.subject, rows, custody.c.action == "erase-reject")
    new = [row for key, row in rows.items() if key not in known]
    entries += [Entry("reject", row["id"], sha256(row["body"])) for row in new]
    insert_rows(connection, reject, _numbered(connection, reject, new, stamp))
    return len(new)


def _row(item: Document) -> Row:
    if sha256(item.text) != item.sha256_text:
        raise LedgerError(f"{item.report}: sha256_text is not the hash of its text")
    row = document_row(item, document_body(item))
    if any("\0" in value for value in (item.text, *row.values()) if isinstance(value, str)):
        raise LedgerError(f"{item.report}: holds the character U+0000; remove it from the input")
    return row


def _check_ids(item: Document, found: dict[str, FoundRows]) -> None:
    for field, told in found.items():
        if len(set(told.ids)) < len(told.ids):
            raise LedgerError(f"{item.report}: two of its {field} share an id")


def _numbered(connection: Connection, table: Table, rows: list[Row], stamp: Row) -> list[Row]:
    """The rows with the numbers that follow the last one of the table."""
    last = connection.scalar(select(func.max(table.c.seq))) or 0 if rows else 0
    return [{**row, **stamp, "seq": seq} for seq, row in enumerate(rows, start=last + 1)]


def insert_rows(connection: Connection, table: Table, rows: list[Row]) -> None:
    """Adds rows that have the same columns: their values by the columns' names."""
    if rows:
        columns = tuple(rows[0])
        values = [tuple([row[column] for column in columns]) for row in rows]
        insert_values(connection, table, columns, values)


def insert_values(
    connection: Connection, table: Table, columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]
) -> None:
    """Adds rows: their values in the order of the columns, of which there are two or more.

    The driver takes them as they come, one at a time, past SQLAlchemy: to look at each value of
    each row by itself takes as long as the writing.
    """
    statement = _insert(connection.dialect, table, columns)
    order = statement.positiontup
    told: Any = rows
    if order is None:
        told = (dict(zip(columns, values, strict=True)) for values in rows)
    elif tuple(order) != columns:
        told = map(itemgetter(*map(columns.index, order)), rows)
    errors = connection.dialect.loaded_dbapi.Error
    with closing(connection.connection.cursor()) as cursor:
        try:
            cursor.executemany(statement.string, told)
        except errors as error:
            raise DBAPIError.instance(statement.string, None, error, errors) from error


@lru_cache(maxsize=_STATEMENTS)
def _insert(dialect: Dialect, table: Table, columns: tuple[str, ...]) -> SQLCompiler:
    """The statement that adds rows: to make it takes as long as to add some fifty of them."""
    statement = insert(table).compile(dialect=dialect, column_keys=list(columns))
    assert isinstance(statement, SQLCompiler)
    return statement
