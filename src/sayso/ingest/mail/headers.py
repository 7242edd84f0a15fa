"""What the headers of a message say."""

from __future__ import annotations

import re
from email.errors import MessageError
from email.header import decode_header
from email.utils import parseaddr, parsedate_to_datetime
from typing import TYPE_CHECKING

from sayso.ingest.mail.marks import marks
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from email.message import Message

_LIST_ID = re.compile(r"(?P<name>.*?)\s*<(?P<id>[^>]*)>\s*$", re.DOTALL)
_URL = re.compile(r"<?(https?://[^\s<>]+)>?")
_LONGEST = 2_000


class Headers(Record, frozen=True, kw_only=True):
    """The fields that the headers give; null where they say nothing.

    `forward` says that the subject calls the message passed on.
    """

    id: str | None
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    language: str | None
    forward: bool


def read_headers(message: Message) -> Headers:
    """The headers of a message: RFC 5322, with words encoded as in RFC 2047.

    The publisher is the list that the message came by (List-Id), else who sent it (From). The
    date is that of the Date header with its zone; one that cannot be read is given as it stands.
    """
    subject = _said(message, "Subject")
    link = _URL.match(_said(message, "Archived-At") or "")
    return Headers(
        id=(_said(message, "Message-ID") or "").strip("<> ") or None,
        title=marks().subject.sub("", subject or "", count=1).strip() or None,
        publisher=_list_name(_said(message, "List-Id")) or _sender(_said(message, "From")),
        published=_date(_said(message, "Date")),
        url=link[1] if link else None,
        language=_said(message, "Content-Language"),
        forward=bool(marks().forward.match(subject or "")),
    )


def decoded(said: str) -> str:
    """A header's words, those in another encoding decoded; as they stand where that is broken."""
    said = said[:_LONGEST]
    parts: list[str] = []
    try:
        for words, charset in decode_header(said):
            if isinstance(words, str):
                parts.append(words)
            else:
                parts.append(words.decode(charset or "utf-8", "replace"))
    except (MessageError, LookupError, ValueError):
        parts = [said]
    joined = "".join(parts).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return " ".join(joined.replace("\0", " ").split())


def _said(message: Message, name: str) -> str | None:
    try:
        value = message.get(name)
    except (MessageError, LookupError, ValueError):
        return None
    return None if value is None else decoded(str(value)) or None


def _list_name(said: str | None) -> str | None:
    match = _LIST_ID.match(said or "")
    if match is None:
        return said
    return match["name"].strip(' "') or match["id"]


def _sender(said: str | None) -> str | None:
    name, address = parseaddr(said or "")
    return name.strip() or address or None


def _date(said: str | None) -> str | None:
    try:
        return parsedate_to_datetime(said or "").isoformat() if said else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return said
