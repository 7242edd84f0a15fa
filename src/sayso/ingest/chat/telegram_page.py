"""Telegram Desktop's export as HTML: a page of one chat."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sayso.ingest.chat.posts import Post, forwarded, read_posts
from sayso.ingest.fields import Found
from sayso.ingest.pages.markup import parse_markup, visible_text
from sayso.ingest.streams import as_utf8, read_whole
from sayso.ingest.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.ingest.media import Media
    from sayso.ingest.options import IngestOptions
    from sayso.records.document import Document, Reject

_SENT = re.compile(
    r"(?P<day>\d\d)\.(?P<month>\d\d)\.(?P<year>\d{4}) (?P<clock>\d\d:\d\d:\d\d)"
    r"(?: UTC(?P<zone>[+-]\d\d:\d\d))?"
)
_MESSAGES = "//div[starts-with(@id, 'message') and contains(@class, 'default')]"
_WHEN_FORWARDED = re.compile(r"\s+\d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d$")


def read_telegram_page(
    path: str, chunks: Iterator[bytes], media: Media, options: IngestOptions
) -> Iterator[Document | Reject]:
    """The messages of a page; the id of each is the name of the chat and its own number.

    A message without a sender's name is by the one before it. Dates have the zone that the page
    gives, in older exports none.

    Raises:
        UnreadableError: for a page that cannot be parsed or holds no message.
    """
    data = read_whole(as_utf8(chunks), options.max_bytes)
    try:
        tree = parse_markup(data.decode())
    except UnicodeDecodeError as error:
        raise UnreadableError("the page is not UTF-8", "export the chat again") from error
    yield from read_posts(_posts(tree), path, media, options)


def _posts(tree: Any) -> Iterator[Post]:
    if tree is None:
        return
    chat = _first(tree, "//div[contains(@class, 'page_header')]//div[contains(@class, 'text')]")
    name = visible_text(chat) if chat is not None else None
    sender = name
    for number, element in enumerate(tree.xpath(_MESSAGES), 1):
        said = _first(element, "./div[@class='body']/div[@class='from_name']")
        sender = visible_text(said) if said is not None else sender
        found = _found(element, name, sender)
        yield Post(number, "".join(element.itertext()).encode("utf-8", "replace"), found)


def _found(element: Any, chat: str | None, sender: str | None) -> Found | None:
    body = _first(element, ".//div[contains(@class, 'text') and not(contains(@class, 'bold'))]")
    text = visible_text(body) if body is not None else ""
    if not text:
        return None
    source = _first(element, ".//div[contains(@class, 'forwarded')]/div[@class='from_name']")
    title = None
    if source is not None:
        title = forwarded(_WHEN_FORWARDED.sub("", visible_text(source)))
    return Found(
        text=text,
        id=f"{chat}/{str(element.get('id')).removeprefix('message')}",
        title=title,
        publisher=sender,
        published=_sent(element),
    )


def _sent(element: Any) -> str | None:
    said = _first(element, "./div[@class='body']/div[contains(@class, 'date')]/@title")
    match = _SENT.fullmatch(str(said or "").strip())
    if match is None:
        return str(said) if said else None
    day = f"{match['year']}-{match['month']}-{match['day']}"
    return f"{day}T{match['clock']}{match['zone'] or ''}"


def _first(element: Any, path: str) -> Any:
    return next(iter(element.xpath(path)), None)
