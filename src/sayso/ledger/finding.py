"""Looking up: by id, by the first letters of an id, by report, by address."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import and_, func, or_, select

from sayso.ledger.encoding import document_body, reading_id, sha256, to_document
from sayso.ledger.errors import LedgerError
from sayso.ledger.queries import IS_CURRENT, reading_of
from sayso.ledger.recording import present
from sayso.ledger.tables import (
    FOUND,
    current_document,
    current_reading,
    document,
    event_mention,
    reading,
    text,
)
from sayso.records.document import Document

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sqlalchemy import Column, ColumnElement, Connection

    from sayso.records.reading import ReadDocument

SHOWN = 5
"""Ids that a message about several names."""

_AFTER_DIGITS = "~"


class Version(NamedTuple):
    """One version of a report: the document, and the id of the version it follows."""

    document: Document
    follows: str | None


def find(connection: Connection, wanted: str) -> tuple[ReadDocument, str]:
    """The current reading that holds an id, and the whole of that id.

    `wanted` is the id, or its first letters, of a document, an event or any record of a current
    reading; or the name of a report.

    Raises:
        LedgerError: when nothing, or more than one thing, goes by that name.
    """
    if not wanted:
        raise LedgerError("say which: an id, its first letters, or a report's name")
    hits = _documents_like(connection, wanted)
    for column in (*(table.c.id for table in FOUND.values()), event_mention.c.event):
        hits |= _records_like(connection, column, wanted)
    found = only(hits, wanted)
    return reading_of(connection, hits[found]), found


def document_like(connection: Connection, wanted: str) -> Document:
    """The document with an id, or its first letters, or the name of its report.

    Raises:
        LedgerError: when there is none, or more than one.
    """
    doc_id = only(_documents_like(connection, wanted), wanted)
    row = connection.execute(
        select(document.c.body, text.c.body.label("text"))
        .join(text, text.c.sha256 == document.c.sha256_text)
        .join(current_document, IS_CURRENT)
        .where(document.c.id == doc_id, current_document.c.doc_id == doc_id)
    ).one()
    return to_document(row.body, row.text)


def already_read(
    connection: Connection, wanted: Iterable[Document | str], version: str, configuration: str
) -> set[str]:
    """The ids of those documents that this version and configuration read.

    A `Document` counts as read in the state given: with the title and date it has now. A bare id
    counts as read in any state.
    """
    asked = list(wanted)
    ids = [item for item in asked if isinstance(item, str)]
    like = (reading.c.version == version, reading.c.configuration == configuration)
    found = present(connection, reading.c.doc_id, ids, *like)
    keys = {
        reading_id(item.id, sha256(document_body(item)), version, configuration): item.id
        for item in asked
        if isinstance(item, Document)
    }
    known = present(connection, reading.c.id, keys)
    return (found | {keys[key] for key in known}) - {keys[key] for key in keys.keys() - known}


def versions(connection: Connection, address: str) -> list[Version]:
    """The versions of the report at an address, the oldest first, each linked to the one before.

    The order is that of publication; documents without a date come last, as recorded.
    """
    first = func.min(document.c.seq)
    there = select(document.c.id, first).where(document.c.address == address)
    seen = {row[0]: row[1] for row in connection.execute(there.group_by(document.c.id))}
    rows = connection.execute(
        select(document.c.id, document.c.body, text.c.body.label("text"))
        .join(current_document, IS_CURRENT)
        .join(text, text.c.sha256 == document.c.sha256_text)
        .where(current_document.c.doc_id.in_(seen))
    )
    dated = [(to_document(row.body, row.text), seen[row.id]) for row in rows]
    dated.sort(key=lambda pair: (*_published(pair[0]), pair[1]))
    ordered = [item for item, _ in dated]
    before = [None, *(item.id for item in ordered)]
    return [Version(item, older) for item, older in zip(ordered, before, strict=False)]


def _published(item: Document) -> tuple[bool, datetime]:
    """A sort key: undated last; a time without zone is UTC, a day is its first moment."""
    try:
        moment = datetime.fromisoformat(item.published or "")
    except ValueError:
        return True, datetime.max.replace(tzinfo=UTC)
    return False, moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _documents_like(connection: Connection, wanted: str) -> dict[str, str]:
    named = or_(begins(document.c.id, wanted), document.c.report == wanted)
    query = select(document.c.id).where(named).distinct().order_by(document.c.id)
    return {key: key for key in connection.scalars(query.limit(SHOWN + 1))}


def _records_like(connection: Connection, column: Column[str], wanted: str) -> dict[str, str]:
    query = (
        select(column, current_reading.c.doc_id)
        .join(current_reading, current_reading.c.reading_id == column.table.c.reading_id)
        .where(begins(column, wanted))
        .distinct()
        .order_by(column)
        .limit(SHOWN + 1)
    )
    return {row[0]: row.doc_id for row in connection.execute(query)}


def begins(column: Column[str], letters: str) -> ColumnElement[bool]:
    """Whether an id begins so, as a range that an index answers."""
    return and_(column >= letters, column < letters + _AFTER_DIGITS)


def only(hits: Collection[str], wanted: str) -> str:
    """The one hit that is meant: the id itself, or the only one that begins so.

    Raises:
        LedgerError: when there is none, or more than one.
    """
    if wanted in hits:
        return wanted
    if not hits:
        raise LedgerError(f"the ledger has nothing by the id or report {wanted!r}")
    if len(hits) > 1:
        some = ", ".join(sorted(hits)[:SHOWN]) + (" …" if len(hits) > SHOWN else "")
        raise LedgerError(f"{wanted!r} could be any of {some}: give more letters")
    return next(iter(hits))
