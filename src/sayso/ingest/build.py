"""What an input says, checked and normalised once, as a Document."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

from sayso.ingest.language import language_of
from sayso.ingest.published import read_published
from sayso.ingest.unreadable import UnreadableError
from sayso.ingest.zones import local_time, read_zone
from sayso.lexicons.actors.blocs import bloc_of
from sayso.records.document import Document, document_id
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.ingest.fields import Found
    from sayso.ingest.options import IngestOptions

STDIN = "-"
IN_MEMORY = "python"
"""The path of a text that a program gave."""


class Origin(Record, frozen=True, kw_only=True):
    """Where a report lay: the path as given, the record in it (1-based), and its bytes' hash."""

    path: str
    media_type: str
    sha256_bytes: str
    record: int | None = None


def build_document(found: Found, origin: Origin, options: IngestOptions) -> Document:
    """The document that an input gives.

    What the input does not say of date, publisher and bloc is taken from the options; for the
    bloc the publisher's own comes before the one given for all. `report` is
    the id that the input gave, else the path, with `#` and the number of the record where the
    file holds several. `address` is the url, else the path and what tells the report apart in it.

    Raises:
        UnreadableError: for a text that is empty, too long or broken, and a date that cannot be
            read, with the id that the input gave.
    """
    report = _line(found.id)
    try:
        return _build(found, report, origin, options)
    except UnreadableError as error:
        raise error.at(origin.record, report) from error


def _build(found: Found, report: str | None, origin: Origin, options: IngestOptions) -> Document:
    text = clean_text(found.text, options.max_characters)
    sha256_text = hashlib.sha256(text.encode()).hexdigest()
    publisher = _line(found.publisher) or _line(options.publisher)
    url = _line(found.url)
    tabled = None if _line(found.bloc) else bloc_of(publisher, options.blocs)
    zone = _zone(found.time_zone or options.time_zone)
    address = url or _address(origin, report, sha256_text)
    own_path = origin.path if origin.record is None else f"{origin.path}#{origin.record}"
    return Document(
        id=document_id(publisher=publisher, address=address, sha256_text=sha256_text),
        report=report or own_path,
        address=address,
        text=text,
        sha256_bytes=origin.sha256_bytes,
        sha256_text=sha256_text,
        media_type=origin.media_type,
        title=_line(found.title),
        publisher=publisher,
        bloc=_line(found.bloc) or (tabled.name if tabled else _line(options.bloc)),
        bloc_reason=_line(tabled.reason) if tabled else None,
        published=_published(found.published or options.published, zone),
        time_zone=zone,
        url=url,
        language=language_of(text, declared=found.language, forced=options.language),
    )


def _address(origin: Origin, report: str | None, sha256_text: str) -> str:
    """Two texts from standard input are not two versions of one report: their text tells them."""
    if origin.path == STDIN:
        return f"{STDIN}#{report or sha256_text[:20]}"
    if origin.record is None:
        return origin.path
    return f"{origin.path}#{report or origin.record}"


def _published(said: str | None, zone: str | None) -> str | None:
    if said is None or not said.strip():
        return None
    published = _checked(read_published, said)
    return local_time(published, zone) if zone else published


def _zone(said: str | None) -> str | None:
    return _checked(read_zone, said) if said and said.strip() else None


def _checked(read: Callable[[str], str], said: str) -> str:
    try:
        return read(said)
    except ValueError as error:
        reason, _, remedy = str(error).partition("; ")
        raise UnreadableError(reason, f"{remedy}, or leave it empty") from error


# Bytes 80–9F of Windows-1252 that were taken for Latin-1 are control characters in Unicode; HTML
# reads them as the quotation marks and dashes that they were, and so do we.
_C1 = {0x80 + i: bytes([0x80 + i]).decode("cp1252", "replace") for i in range(32)}
_CONTROLS = {
    **dict.fromkeys([*range(1, 9), *range(11, 32), 0x7F, 0xFEFF], " "),
    **{code: " " if char == "\ufffd" else char for code, char in _C1.items()},
}
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_LONE_RETURN = re.compile(r"\r(?!\n)")


def clean_text(text: str, limit: int) -> str:
    r"""The text as it is stored: NFC, lines end in `\n`, no other control character but tab.

    Nothing is dropped, so an offset in the NFC of the input is the same offset here: a control
    character becomes a space (also the return of `\r\n`, and a byte order mark), a lone return a
    line end, and the control characters U+0080–U+009F what they are in Windows-1252.

    Raises:
        UnreadableError: for NUL, half a surrogate pair, nothing but white space, or more than
            `limit` code points.
    """
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise UnreadableError(
            f"the text holds NUL bytes, the first in line {line:,}",
            "save it as UTF-8 text: it is binary, or UTF-16 without its byte order mark",
        )
    _refuse_surrogates(text)
    text = unicodedata.normalize("NFC", _LONE_RETURN.sub("\n", text).translate(_CONTROLS))
    if not text.strip():
        raise UnreadableError("the text is empty", "give a text, or leave the document out")
    if len(text) > limit:
        raise UnreadableError(
            f"the text has {len(text):,} characters; the limit is {limit:,} (max_characters)",
            "split it into its reports, or raise max_characters in the configuration",
        )
    return text


def _refuse_surrogates(text: str) -> None:
    if match := _SURROGATE.search(text):
        raise UnreadableError(
            f"character {match.start():,} is half of a surrogate pair, which is no character",
            "write the text again as UTF-8 from its source",
        )


def _line(said: str | None) -> str | None:
    """A value of one line: NFC, white space and controls as single spaces; null when blank."""
    if said is None:
        return None
    _refuse_surrogates(said)
    plain = unicodedata.normalize("NFC", said).replace("\0", " ").translate(_CONTROLS)
    return " ".join(plain.split()) or None
