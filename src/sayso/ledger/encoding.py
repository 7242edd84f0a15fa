"""Records to rows and back."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from sayso.ledger.tables import FOUND
from sayso.records.codec import decode, encode, encode_lines
from sayso.records.document import Document
from sayso.records.evidence import content_id
from sayso.records.reading import Annotations

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sayso.records.document import Reject
    from sayso.records.reading import ReadDocument

Row = dict[str, Any]


class FoundRows(NamedTuple):
    """The records of one kind in a reading: rows in the order of the table's columns, and JSON.

    `lines` has the JSON of each record on a line of its own, as in the rows' last column.
    """

    rows: list[tuple[Any, ...]]
    lines: bytes

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.rows)


_LATE_FIELDS = ("time_zone", "bloc_reason")
_LATER = frozenset({"entities", "whole_events"})


def sha256(content: str) -> str:
    """The SHA-256 of a text in UTF-8, in hexadecimal digits."""
    return hashlib.sha256(content.encode()).hexdigest()


def document_body(document: Document) -> str:
    """All of a document but its text, as JSON; what older ones have not, only if it has it."""
    fields = msgspec.to_builtins(document)
    del fields["text"]
    for late in _LATE_FIELDS:
        if fields[late] is None:
            del fields[late]
    return msgspec.json.encode(fields).decode()


def document_row(document: Document, body: str) -> Row:
    """The columns of `document` that the record itself gives."""
    return {
        "id": document.id,
        "state": sha256(body),
        "report": document.report,
        "address": document.address,
        "sha256_text": document.sha256_text,
        "publisher": document.publisher,
        "url": document.url,
        "published": document.published,
        "language": document.language,
        "title": document.title,
        "body": body,
    }


def to_document(body: str, text: str) -> Document:
    """The document of a row's body and its text."""
    return msgspec.convert({**json.loads(body), "text": text}, Document)


def reading_id(doc_id: str, state: str, version: str, configuration: str) -> str:
    """The id of what one version and configuration read in one state of a document."""
    return content_id("r", doc_id, state, version, configuration)


def reading_row(read: ReadDocument, state: str) -> Row:
    """The columns of `reading` that the record itself gives."""
    found = read.annotations
    doc_id = read.document.id
    return {
        "id": reading_id(doc_id, state, read.version, read.configuration),
        "doc_id": doc_id,
        "state": state,
        "version": read.version,
        "configuration": read.configuration,
        **{field: len(getattr(found, field)) for field in FOUND},
    }


def found_rows(found: Annotations, reading: str) -> dict[str, FoundRows]:
    """The rows of each kind of record in a reading, by field of `Annotations`."""
    places = {mention.id: mention.country for mention in found.places}
    dates = {mention.id: mention.earliest for mention in found.dates}
    searched: dict[str, Iterable[tuple[object, ...]]] = {
        "events": (
            (
                *(event.event, event.event_type, str(event.status)),
                *(event.place, places.get(event.place or "")),
                *(event.date, dates.get(event.date or "")),
                *(event.trigger.start, event.trigger.end),
            )
            for event in found.events
        ),
        "entities": ((str(entity.kind),) for entity in found.entities),
        "whole_events": (
            (whole.event_type, whole.incident_type, str(whole.status), str(whole.stance))
            for whole in found.whole_events
        ),
    }
    return {
        field: _found_rows(reading, getattr(found, field), searched.get(field)) for field in FOUND
    }


def _found_rows(
    reading: str, records: Sequence[Any], searched: Iterable[tuple[object, ...]] | None
) -> FoundRows:
    lines = encode_lines(records)
    bodies = enumerate(lines.decode().split("\n")[:-1])
    if searched is None:
        rows = [(reading, one.id, n, body) for one, (n, body) in zip(records, bodies, strict=True)]
    else:
        told = zip(records, searched, bodies, strict=True)
        rows = [(reading, one.id, n, *more, body) for one, more, (n, body) in told]
    return FoundRows(rows, lines)


def found_hash(rows: Mapping[str, FoundRows]) -> str:
    """The SHA-256 of what `found_body` makes of the same records, without making it."""
    digest, told = hashlib.sha256(), "{"
    for field in _told(rows):
        digest.update(f'{told}"{field}":['.encode())
        digest.update(rows[field].lines[:-1].replace(b"\n", b","))
        told = "],"
    digest.update(b"]}")
    return digest.hexdigest()


def found_body(bodies: Mapping[str, Sequence[str]]) -> str:
    """The records of a reading as one JSON object: what its custody row vouches for.

    A kind that older readings have not (`_LATER`) stands there only where the reading has some.
    """
    lists = (f'"{field}":[{",".join(bodies.get(field, ()))}]' for field in _told(bodies))
    return "{" + ",".join(lists) + "}"


def _told(found: Mapping[str, Sequence[Any]]) -> list[str]:
    return [field for field in FOUND if field not in _LATER or found.get(field)]


def to_annotations(body: str) -> Annotations:
    """The records of a reading, of the JSON that `found_body` gives."""
    return decode(body, Annotations)


def reject_row(reject: Reject) -> Row:
    """The columns of `reject` that the record itself gives."""
    return {
        "id": reject.id,
        "path": reject.path,
        "report": reject.report,
        "reason": reject.reason,
        "body": encode(reject).decode(),
    }
