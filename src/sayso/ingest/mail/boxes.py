"""Mail boxes (mbox), and files with one message (.eml, and those of Maildir folders)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.ingest.mail.message import read_message
from sayso.ingest.media import Media
from sayso.ingest.streams import read_lines, read_whole
from sayso.ingest.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.ingest.options import IngestOptions
    from sayso.records.document import Document, Reject

# "From sender date", as every program writes it: the date ends in a year, or a zone after it.
_SEPARATOR = re.compile(rb"From \S+.* (?:19|20)\d\d(?: [+-]?\w{2,5})*\r?\n?$|From \S*\s*\r?\n$")
_COUNT = re.compile(rb"\d{1,12}\s*")
_ESCAPED = re.compile(rb"^>(>*From )")


def read_mail(
    path: str, chunks: Iterator[bytes], media: Media, options: IngestOptions
) -> Iterator[Document | Reject]:
    """The reports in a mail box, or in a file with one message.

    Each message gives its text, then what is attached; the number in a reject is that of the
    message. One that is larger than `max_bytes` is one reject.

    Raises:
        UnreadableError: for a file without a message, and where its stream breaks.
    """
    if media is Media.MAIL:
        raw = read_whole(chunks, options.max_bytes)
        if not raw.strip():
            raise UnreadableError("the file is empty", "give a file with a message")
        yield from read_message(path, 1, _without_count(raw), options)
        return
    number = 0
    for number, message in enumerate(_messages(chunks, options.max_bytes), 1):
        if message is None:
            yield _too_large(options.max_bytes).at(number).to_reject(path)
        else:
            yield from read_message(path, number, message, options)
    if number == 0:
        raise UnreadableError("the mail box holds no message", "give a mail box with messages")


def _without_count(raw: bytes) -> bytes:
    """The message of a file whose first line counts its bytes, as Apple Mail writes it (.emlx)."""
    count, _, rest = raw.partition(b"\n")
    return rest[: int(count)] if _COUNT.fullmatch(count) else raw


def _messages(chunks: Iterator[bytes], limit: int) -> Iterator[bytes | None]:
    """The messages of a mail box without their separators; null for one over `limit` bytes."""
    parts: list[bytes] = []
    size, blank, begun = 0, True, False
    for _, line in read_lines(chunks, limit):
        if line is not None and blank and _SEPARATOR.match(line):
            if begun:
                yield b"".join(parts) if size <= limit else None
            parts, size, begun, blank = [], 0, True, False
            continue
        blank = line is not None and not line.strip(b"\r\n")
        begun = begun or not blank
        size += limit + 1 if line is None else len(line)
        if size > limit:
            parts.clear()
        elif line is not None:
            parts.append(_ESCAPED.sub(rb"\1", line))
    if begun:
        yield b"".join(parts) if size <= limit else None


def _too_large(limit: int) -> UnreadableError:
    return UnreadableError(
        f"the message is larger than the limit of {limit:,} bytes (max_bytes)",
        "raise max_bytes in the configuration, or save its attachments and read them",
    )
