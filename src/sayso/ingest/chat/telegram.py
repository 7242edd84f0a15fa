"""Telegram Desktop's export as JSON: of one chat, or of all."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from sayso.ingest.chat.posts import Post, forwarded, read_posts
from sayso.ingest.fields import Found
from sayso.ingest.streams import as_utf8, read_whole
from sayso.ingest.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.ingest.media import Media
    from sayso.ingest.options import IngestOptions
    from sayso.records.document import Document, Reject

_LINKED = ("channel", "supergroup")


class _Chat(msgspec.Struct):
    """A chat, its messages not yet looked at."""

    messages: list[msgspec.Raw]
    name: str | None = None
    type: str = ""
    id: int | None = None


class _Chats(msgspec.Struct):
    """A list of chats."""

    every: list[_Chat] = msgspec.field(default_factory=list, name="list")


class _Export(msgspec.Struct):
    """A file: one chat in itself, or all chats, and those that were left."""

    name: str | None = None
    type: str = ""
    id: int | None = None
    messages: list[msgspec.Raw] | None = None
    chats: _Chats = msgspec.field(default_factory=_Chats)
    left_chats: _Chats = msgspec.field(default_factory=_Chats)


class _Message(msgspec.Struct):
    """A message. `text` is a string, or a list of strings and of objects with a `text`."""

    id: int
    type: str = "message"
    text: str | list[str | dict[str, object]] = ""
    date: str | None = None
    date_unixtime: str | int | None = None
    sender: str | None = msgspec.field(default=None, name="from")
    forwarded_from: str | None = None


def read_telegram(
    path: str, chunks: Iterator[bytes], media: Media, options: IngestOptions
) -> Iterator[Document | Reject]:
    """The messages of an export, numbered through all its chats, without news of the chat.

    A message's id is that of the chat and its own ("1234567/89"), its publisher the channel, or
    in groups and conversations who wrote it; one that is passed on says from whom in its title.
    Its date is that of sending, in UTC, and not that of a later edit. Messages of channels and
    supergroups have their link on t.me, which opens for members.

    Raises:
        UnreadableError: for a file that is no such export, is cut off or holds no message.
    """
    data = read_whole(as_utf8(chunks), options.max_bytes)
    try:
        export = msgspec.json.decode(data, type=_Export)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise UnreadableError(
            f"Telegram's export cannot be read: {str(error)[:200]}",
            "export it again in Telegram Desktop: … > Export chat history > Machine-readable JSON",
        ) from error
    yield from read_posts(_posts(_chats(export)), path, media, options)


def _chats(export: _Export) -> Iterator[_Chat]:
    if export.messages is not None:
        yield _Chat(messages=export.messages, name=export.name, type=export.type, id=export.id)
    yield from export.chats.every
    yield from export.left_chats.every


def _posts(chats: Iterator[_Chat]) -> Iterator[Post]:
    number = 0
    for chat in chats:
        for raw in chat.messages:
            number += 1
            try:
                message = msgspec.json.decode(raw, type=_Message, strict=False)
            except (msgspec.MsgspecError, RecursionError) as error:
                problem = UnreadableError(
                    f"the message is not as Telegram writes it: {str(error)[:200]}",
                    "export the chat again",
                )
                yield Post(number, bytes(raw), problem)
                continue
            if message.type == "message":
                yield Post(number, bytes(raw), _found(message, chat))


def _found(message: _Message, chat: _Chat) -> Found | None:
    text = _text(message.text)
    if not text.strip():
        return None
    is_channel = chat.type.endswith("channel")
    return Found(
        text=text,
        id=f"{chat.id}/{message.id}",
        title=forwarded(message.forwarded_from) if message.forwarded_from else None,
        publisher=chat.name if is_channel else message.sender or chat.name,
        published=_sent(message),
        url=f"https://t.me/c/{chat.id}/{message.id}" if chat.type.endswith(_LINKED) else None,
    )


def _text(text: str | list[str | dict[str, object]]) -> str:
    if isinstance(text, str):
        return text
    return "".join(part if isinstance(part, str) else str(part.get("text", "")) for part in text)


def _sent(message: _Message) -> str | None:
    try:
        return datetime.fromtimestamp(int(message.date_unixtime or ""), UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return message.date
