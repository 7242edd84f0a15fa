"""A report as it was read, and a file or record that could not be."""

from __future__ import annotations

from enum import StrEnum

from sayso.records.evidence import Record, content_id


class Bloc(Record, frozen=True, kw_only=True):
    """Whom a publisher speaks for by a user's table, and why the user says so."""

    name: str
    reason: str = ""


class Document(Record, frozen=True, kw_only=True):
    """One report: its text, NFC-normalised once at ingest, and what the input said of it.

    `report` is the id the input gave, else the path as given. `address` is what two versions of
    one report share: the url, else the path and record. `published` is an ISO 8601 date or time;
    an instant has the offset of the place where the report was written, whose `time_zone` (an
    IANA name or a fixed offset) is null where nobody gave it.
    `bloc_reason` is why a user's table says so of the publisher's bloc, null without such a word.
    `sha256_bytes` is of the input as it lay on disk (the record's bytes for JSON Lines and CSV),
    `sha256_text` of `text` in UTF-8.
    """

    id: str
    report: str
    address: str
    text: str
    sha256_bytes: str
    sha256_text: str
    media_type: str
    title: str | None = None
    publisher: str | None = None
    bloc: str | None = None
    bloc_reason: str | None = None
    published: str | None = None
    time_zone: str | None = None
    url: str | None = None
    language: str = "en"


def document_id(*, publisher: str | None, address: str, sha256_text: str) -> str:
    """The document's id: twelve reprints of one text are twelve documents."""
    return content_id("d", publisher or "", address, sha256_text)


class PassageKind(StrEnum):
    """What a stretch of a report is for."""

    TITLE = "title"
    DATELINE = "dateline"
    BODY = "body"


class Passage(Record, frozen=True, kw_only=True):
    """A stretch of `Document.text` that is read on its own: no sentence crosses its ends.

    `start` and `end` are code points, 0-based, end-exclusive.
    """

    kind: PassageKind
    start: int
    end: int

    def within(self, text: str) -> Passage | None:
        """The same without white space at its ends in this text; null where nothing is left."""
        words = text[self.start : self.end]
        if not words.strip():
            return None
        start = self.start + len(words) - len(words.lstrip())
        return Passage(kind=self.kind, start=start, end=self.start + len(words.rstrip()))


class Reject(Record, frozen=True, kw_only=True):
    """A document that could not be read: where it lay, why, and what the user can do.

    `where` is the line (text) or record number (JSON Lines, CSV), 1-based; null for whole files.
    """

    id: str
    path: str
    where: int | None
    report: str | None
    reason: str
    remedy: str

    @classmethod
    def make(
        cls,
        path: str,
        reason: str,
        remedy: str,
        *,
        where: int | None = None,
        report: str | None = None,
    ) -> Reject:
        """A reject with its content id, so that reading the same input twice adds nothing."""
        key = content_id("x", path, str(where), report or "", reason)
        return cls(id=key, path=path, where=where, report=report, reason=reason, remedy=remedy)
