"""One message to its reports: what it says, what is attached, and messages in it."""

from __future__ import annotations

import email
import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.ingest.build import Origin, build_document
from sayso.ingest.fields import Found
from sayso.ingest.mail.headers import Headers, read_headers
from sayso.ingest.mail.parts import body_text, filename, messages_in, parts_of, payload, text_of
from sayso.ingest.pages.html import read_page
from sayso.ingest.pdf.reader import pdf_report
from sayso.ingest.texts.markdown import markdown_text
from sayso.ingest.texts.rtf import read_rtf
from sayso.ingest.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

    from sayso.ingest.options import IngestOptions
    from sayso.records.document import Document, Reject

_MOST_BOUNDARIES = 200  # each line of a message is held against all that enclose it
_MOST_HEADER_BYTES = 500_000
_DEEPEST = 5  # messages in messages
_SAVE = "save the attachment and give it by itself"


@dataclass(frozen=True)
class Place:
    """A message in a file: the path as shown, its number (1-based) and its bytes' hash."""

    path: str
    number: int
    sha256: str
    depth: int = 0


def read_message(
    path: str, number: int, raw: bytes, options: IngestOptions
) -> Iterator[Document | Reject]:
    """The reports of one message, first its own text; each that cannot be read is a reject."""
    place = Place(path, number, hashlib.sha256(raw).hexdigest())
    try:
        yield from _reports(_parse(raw), place, options)
    except UnreadableError as error:
        yield error.at(number).to_reject(path)


def _parse(raw: bytes) -> Message:
    head = min((at for end in (b"\n\n", b"\r\n\r\n") if (at := raw.find(end)) >= 0), default=-1)
    if (head if head >= 0 else len(raw)) > _MOST_HEADER_BYTES:
        raise UnreadableError(
            f"the headers of the message take more than {_MOST_HEADER_BYTES:,} bytes",
            "leave it out: no mail program writes such headers",
        )
    if raw.lower().count(b"boundary=") > _MOST_BOUNDARIES:
        raise UnreadableError(
            f"the message nests more than {_MOST_BOUNDARIES} parts in one another",
            "leave it out: no mail program writes such messages",
        )
    try:
        return email.message_from_bytes(raw)
    except (RecursionError, ValueError, LookupError, email.errors.MessageError) as error:
        raise UnreadableError(
            f"the message is too broken to be read ({type(error).__name__})",
            "save it again from the mail program",
        ) from error


def _reports(
    message: Message, place: Place, options: IngestOptions
) -> Iterator[Document | Reject]:
    headers = read_headers(message)
    try:
        parts = parts_of(message)
    except UnreadableError as error:
        raise error.at(place.number, headers.id) from error
    try:
        text = body_text(parts, forward=headers.forward)
        if text or not parts.attached:
            yield _document(text, headers, place, options)
    except UnreadableError as error:
        yield error.at(place.number, headers.id).to_reject(place.path)
    for number, part in enumerate(parts.attached, 1):
        report = f"{headers.id or place.number}#{number}"
        try:
            yield from _attached(part, report, headers, place, options)
        except UnreadableError as error:
            yield error.at(place.number, report).to_reject(place.path)


def _document(text: str, headers: Headers, place: Place, options: IngestOptions) -> Document:
    found = Found(
        text=text,
        id=headers.id,
        title=headers.title,
        publisher=headers.publisher,
        published=headers.published,
        url=headers.url,
        language=headers.language,
    )
    return build_document(found, _origin(place, "message/rfc822", place.sha256), options)


def _attached(
    part: Message, report: str, headers: Headers, place: Place, options: IngestOptions
) -> Iterator[Document | Reject]:
    if part.get_content_type() == "message/rfc822" and part.is_multipart():
        if place.depth >= _DEEPEST:
            raise UnreadableError(
                f"messages stand in one another more than {_DEEPEST} deep", "save them one by one"
            )
        inside = replace(place, depth=place.depth + 1)
        for message in messages_in(part):
            yield from _reports(message, inside, options)
        return
    data = payload(part)
    found, unread = _found(part, data, options)
    sha256 = hashlib.sha256(data).hexdigest()
    said = Found(
        text=found.text,
        id=report,
        title=found.title or filename(part),
        publisher=found.publisher or headers.publisher,
        published=found.published,
        url=found.url,
        language=found.language,
    )
    yield build_document(said, _origin(place, part.get_content_type(), sha256), options)
    for error in unread:
        yield error.at(place.number, report).to_reject(place.path)


def _found(
    part: Message, data: bytes, options: IngestOptions
) -> tuple[Found, tuple[UnreadableError, ...]]:
    """The report in an attached file, and what to say of pages of it that are not.

    Raises:
        UnreadableError: for a kind of file that holds no report by itself, and a broken one.
    """
    name = (filename(part) or "").lower()
    kind = part.get_content_type()
    if data.startswith(b"%PDF-"):
        report = pdf_report(data, options.max_characters)
        return report.found, report.unread
    if data.startswith(b"{\\rtf"):
        return read_rtf(data), ()
    if kind == "text/html" or name.endswith((".html", ".htm")):
        return read_page(text_of(part)), ()
    if kind == "text/markdown" or name.endswith((".md", ".markdown")):
        return Found(text=markdown_text(text_of(part))), ()
    if kind == "text/plain" or name.endswith(".txt"):
        return Found(text=text_of(part)), ()
    raise UnreadableError(
        f"the attachment {name or 'without a name'!r} ({kind}) is no text, page, RTF or PDF", _SAVE
    )


def _origin(place: Place, media_type: str, sha256: str) -> Origin:
    return Origin(path=place.path, media_type=media_type, sha256_bytes=sha256, record=place.number)
