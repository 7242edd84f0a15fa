"""Checking the readings: hash, columns, every quote against its text, every reference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import and_, exists, select

from sayso.ledger.checks.checking import Problem
from sayso.ledger.checks.quotes import loose_ends, misquotes
from sayso.ledger.encoding import Row, reading_id, sha256, to_annotations
from sayso.ledger.found_rows import found_rows
from sayso.ledger.queries import contents
from sayso.ledger.tables import FOUND, custody, document, reading, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection
    from sqlalchemy import Row as SqlRow

    from sayso.records.reading import Annotations

_BATCH = 100


def check_readings(connection: Connection) -> Iterator[Problem]:
    """What is wrong with any reading, current or not, and records that belong to none."""
    query = (
        select(reading, text.c.body.label("text"), custody.c.sha256.label("vouched"))
        .outerjoin(
            document, and_(document.c.id == reading.c.doc_id, document.c.state == reading.c.state)
        )
        .outerjoin(text, text.c.sha256 == document.c.sha256_text)
        .outerjoin(custody, and_(custody.c.subject == reading.c.id, custody.c.action == "reading"))
        .order_by(reading.c.seq)
    )
    result = connection.execute(query.execution_options(yield_per=_BATCH))
    for batch in result.partitions():
        yield from _check_batch(connection, batch)
    for field, table in FOUND.items():
        owned = exists().where(reading.c.id == table.c.reading_id)
        for key in connection.scalars(select(table.c.id).where(~owned)):
            yield Problem(key, f"one of the {field} belongs to no reading")


def _check_batch(connection: Connection, batch: Sequence[SqlRow[Any]]) -> Iterator[Problem]:
    ids = [row.id for row in batch]
    bodies = contents(connection, ids)
    columns = _columns(connection, ids)
    for row in batch:
        for message in _messages(row, bodies[row.id], columns[row.id]):
            yield Problem(row.id, f"reading of {row.doc_id}: {message}")


def _messages(row: SqlRow[Any], body: str, columns: dict[str, list[Row]]) -> Iterator[str]:
    if row.vouched != sha256(body):
        yield "was changed: its custody row does not fit it"
    if row.id != reading_id(row.doc_id, row.state, row.version, row.configuration):
        yield "its version, configuration or document was changed"
    try:
        found = to_annotations(body)
    except msgspec.MsgspecError as error:
        yield f"is no reading: {error}"
        return
    yield from _check_columns(row, found, columns)
    if row.text is None:
        yield "its text is missing"
    else:
        yield from misquotes(found, row.text)
    yield from loose_ends(found)


def _check_columns(
    row: SqlRow[Any], found: Annotations, columns: dict[str, list[Row]]
) -> Iterator[str]:
    for field, told in found_rows(found, row.id).items():
        expected = [
            dict(zip(FOUND[field].c.keys(), values, strict=True)) for values in told.rows()
        ]
        if getattr(row, field) != len(expected):
            yield f"it counts {getattr(row, field)} {field}, and has {len(expected)}"
        for record, stored in zip(expected, columns[field], strict=True):
            del record["body"]
            wrong = [name for name, value in record.items() if stored[name] != value]
            if wrong:
                yield f"{record['id']}: column {wrong[0]} is not what its body says"


def _columns(connection: Connection, ids: list[str]) -> dict[str, dict[str, list[Row]]]:
    """The columns beside the bodies, by reading and field."""
    found: dict[str, dict[str, list[Row]]] = {key: {field: [] for field in FOUND} for key in ids}
    for field, table in FOUND.items():
        searched = [column for column in table.c if column.name != "body"]
        query = select(*searched).where(table.c.reading_id.in_(ids))
        for row in connection.execute(query.order_by(table.c.reading_id, table.c.n)).mappings():
            found[row["reading_id"]][field].append(dict(row))
    return found
