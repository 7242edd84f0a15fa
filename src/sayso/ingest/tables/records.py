"""One record of a file with several reports, to its document or its reject."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.ingest.build import Origin, build_document
from sayso.ingest.unreadable import BYTES_PER_CHARACTER, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.ingest.fields import Found
    from sayso.ingest.media import Media
    from sayso.ingest.options import IngestOptions
    from sayso.records.document import Document, Reject


@dataclass(frozen=True)
class RecordFile:
    """A file with several reports, as given, and the options that hold for it."""

    path: str
    media: Media
    options: IngestOptions

    @property
    def limit(self) -> int:
        """The most bytes that a record can take whose text is within the limit."""
        most = BYTES_PER_CHARACTER * self.options.max_characters
        return min(self.options.max_bytes, most)

    def read(self, number: int, raw: bytes, take: Callable[[str], Found]) -> Document | Reject:
        """The document in one record's bytes, or the reject that says why there is none.

        `number` is the record's line or number in the file (1-based); `take` finds the report in
        the record's text.
        """
        raw = raw.rstrip(b"\r\n")
        origin = Origin(
            path=self.path,
            media_type=self.media.value,
            sha256_bytes=hashlib.sha256(raw).hexdigest(),
            record=number,
        )
        try:
            return build_document(take(_decode(raw)), origin, self.options)
        except UnreadableError as error:
            return error.at(number).to_reject(self.path)


def _decode(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"not UTF-8 at byte {error.start:,} of the record",
            "convert the file from the encoding that it has: "
            "iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW",
        ) from error
