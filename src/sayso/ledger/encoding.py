"""Records to rows and back."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import msgspec

from sayso.ledger.tables import FOUND
from sayso.records.document import Document
from sayso.records.evidence import content_id
from sayso.records.exchange.codec import decode, encode
from sayso.records.reading import Annotations

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Sized

    from sayso.records.document import Reject
    from sayso.records.reading import ReadDocument

Row = dict[str, Any]

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


def found_body(bodies: Mapping[str, Sequence[str]]) -> str:
    """The records of a reading as one JSON object: what its custody row vouches for.

    A kind that older readings have not (`_LATER`) stands there only where the reading has some.
    """
    lists = (f'"{field}":[{",".join(bodies.get(field, ()))}]' for field in told_fields(bodies))
    return "{" + ",".join(lists) + "}"


def told_fields(found: Mapping[str, Sized]) -> list[str]:
    """The kinds of record that stand in the JSON of a reading, in order."""
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
