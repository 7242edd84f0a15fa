"""WhatsApp's export of a chat as text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from sayso.ingest.chat.posts import Post, read_posts
from sayso.ingest.fields import Found
from sayso.ingest.streams import read_whole
from sayso.ingest.texts.encoding import decode_document
from sayso.ingest.unreadable import UnreadableError
from sayso.lexicons.files.load import DATA, read_table
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from sayso.ingest.media import Media
    from sayso.ingest.options import IngestOptions
    from sayso.records.document import Document, Reject

_OPENS = re.compile(
    r"\[?(?P<day>\d{1,4}[./-]\d{1,2}[./-]\d{1,4}),?\s(?P<hour>\d{1,2})[:.](?P<minute>\d{2})"
    r"(?:[:.](?P<second>\d{2}))?(?:\s?(?P<half>[AaPp])\.?\s?[Mm]\.?)?(?:\]\s|\s-\s)(?P<rest>.*)"
)
_SENDER = re.compile(r"(?P<sender>[^:\n]{1,80}): ?(?P<text>.*)", re.DOTALL)
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ORDERS = {"day first": (2, 1, 0), "month first": (2, 0, 1)}


class ChatMark(Record, frozen=True, kw_only=True):
    """Words that stand in an export for what is no words (`kind`)."""

    kind: str
    words: str


@dataclass(frozen=True)
class _Entry:
    number: int
    day: tuple[int, int, int]
    year_first: bool
    with_stops: bool
    clock: str
    sender: str
    text: str


def read_whatsapp(
    path: str, chunks: Iterator[bytes], media: Media, options: IngestOptions
) -> Iterator[Document | Reject]:
    """The messages of a chat, numbered by line, each published by who wrote it.

    Lines of the program itself ("Ann joined") are passed over. Whether dates have the day or the
    month first depends on the telephone: it is told by a number over twelve, by full stops, or
    by the order of the messages. Where nothing tells, the messages are read without their date,
    and a reject says so. Times are those of the telephone, without zone.

    Raises:
        UnreadableError: for a file that is not UTF-8 or holds no message.
    """
    text = decode_document(read_whole(chunks, options.max_bytes), lambda _: None)
    entries = list(_entries(text))
    order = _order(entries)
    posts = (_post(entry, order) for entry in entries)
    yield from read_posts(posts, path, media, options)
    if order is None and not options.published:
        yield UnreadableError(
            "the dates can be read day first or month first, and nothing in the chat tells which; "
            "its messages were read without their dates",
            "write them as 2024-05-01, or export a longer stretch of the chat",
            where=entries[0].number,
        ).to_reject(path)


def _entries(text: str) -> Iterator[_Entry]:
    entry: _Entry | None = None
    for number, line in enumerate(text.split("\n"), 1):
        plain = _DIRECTION.sub("", line).replace("\u202f", " ").replace("\xa0", " ")
        opens = _OPENS.match(plain)
        if opens is None:
            if entry is not None:
                entry = replace(entry, text=f"{entry.text}\n{line}")
            continue
        if entry is not None:
            yield entry
        entry = _entry(number, opens)
    if entry is not None:
        yield entry


def _entry(number: int, opens: re.Match[str]) -> _Entry | None:
    said = _SENDER.match(opens["rest"])
    if said is None:
        return None
    first, second, third = re.split(r"[./-]", opens["day"])
    hour = int(opens["hour"])
    if opens["half"]:
        hour = hour % 12 + 12 * (opens["half"] in "Pp")
    return _Entry(
        number=number,
        day=(int(first), int(second), int(third)),
        year_first=len(first) == 4,
        with_stops="." in opens["day"],
        clock=f"{hour:02}:{opens['minute']}:{opens['second'] or '00'}",
        sender=said["sender"].strip(),
        text=said["text"],
    )


def _order(entries: Sequence[_Entry]) -> str | None:
    """Which order of day and month the dates can have; null when both are possible."""
    if all(entry.year_first for entry in entries):
        return "year first"
    if all(entry.with_stops for entry in entries):
        return "day first"
    possible = []
    for order in _ORDERS:
        days = [_day(entry, order) for entry in entries]
        known = [day for day in days if day is not None]
        if len(known) == len(days) and all(a <= b for a, b in pairwise(known)):
            possible.append(order)
    return possible[0] if len(possible) == 1 else None


def _day(entry: _Entry, order: str) -> date | None:
    places = (0, 1, 2) if entry.year_first else _ORDERS[order]
    year, month, day = (entry.day[place] for place in places)
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def _post(entry: _Entry, order: str | None) -> Post:
    text = entry.text
    bare = _DIRECTION.sub("", text).strip()
    for words in _marks("edited"):
        if bare.lower().endswith(f"<{words}>"):
            text = bare[: -len(words) - 2].rstrip()
    found = None
    if bare and bare.strip("<>").lower() not in _marks("wordless"):
        day = _day(entry, order) if order else None
        found = Found(
            text=text,
            publisher=entry.sender,
            published=f"{day.isoformat()}T{entry.clock}" if day else None,
        )
    return Post(entry.number, text.encode("utf-8", "replace"), found)


@cache
def _marks(kind: str, path: Path = DATA / "ingest" / "chat_marks.tsv") -> frozenset[str]:
    return frozenset(row.words.lower() for row in read_table(path, ChatMark) if row.kind == kind)
