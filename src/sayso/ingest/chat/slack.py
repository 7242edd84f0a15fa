"""Slack's export: a file for each day of a channel."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from sayso.ingest.chat.posts import Post, read_posts
from sayso.ingest.fields import Found
from sayso.ingest.streams import as_utf8
from sayso.ingest.tables.json_values import read_values
from sayso.ingest.tables.records import RecordFile
from sayso.ingest.unreadable import UnreadableError, too_long

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.ingest.media import Media
    from sayso.ingest.options import IngestOptions
    from sayso.records.document import Document, Reject

# Kinds of message that people or programs write; all others tell of the channel itself.
_WRITTEN = frozenset({"", "bot_message", "file_share", "me_message", "thread_broadcast"})
_LINK = re.compile(r"<([^<>|]+)(?:\|([^<>]*))?>")


class _Profile(msgspec.Struct):
    real_name: str | None = None
    display_name: str | None = None


class _Message(msgspec.Struct):
    ts: str
    text: str = ""
    type: str = "message"
    subtype: str = ""
    user: str | None = None
    username: str | None = None
    user_profile: _Profile = msgspec.field(default_factory=_Profile)


def read_slack(
    path: str, chunks: Iterator[bytes], media: Media, options: IngestOptions
) -> Iterator[Document | Reject]:
    """The messages of a day: id and date by their time stamp, published by who wrote them.

    Links and names in angle brackets are read as they are shown.

    Raises:
        UnreadableError: where the file ends inside a message, after those before; and when it
            holds none.
    """
    limit = RecordFile(path, media, options).limit
    yield from read_posts(_posts(as_utf8(chunks), limit), path, media, options)


def _posts(chunks: Iterator[bytes], limit: int) -> Iterator[Post]:
    for number, raw in read_values(chunks, limit):
        if raw is None:
            yield Post(number, b"", too_long(limit))
            continue
        try:
            message = msgspec.json.decode(raw, type=_Message)
        except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
            problem = UnreadableError(
                f"the message is not as Slack writes it: {str(error)[:200]}",
                "export the channel again",
            )
            yield Post(number, raw, problem)
            continue
        if message.type == "message" and message.subtype in _WRITTEN:
            yield Post(number, raw, _found(message))


def _found(message: _Message) -> Found | None:
    if not message.text.strip():
        return None
    profile = message.user_profile
    return Found(
        text=html.unescape(_LINK.sub(_shown, message.text)),
        id=message.ts,
        publisher=profile.real_name or profile.display_name or message.username or message.user,
        published=_sent(message.ts),
    )


def _shown(link: re.Match[str]) -> str:
    target, label = link[1], link[2]
    return (target[0] if target[0] in "@#" else "") + label if label else target


def _sent(stamp: str) -> str:
    try:
        return datetime.fromtimestamp(int(stamp.partition(".")[0]), UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return stamp
