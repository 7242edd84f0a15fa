"""Feeds: RSS 0.9 to 2.0, RDF and Atom, and JSON Feed; one item, one report."""

from __future__ import annotations

import hashlib
import json
import re
from html.entities import html5
from typing import TYPE_CHECKING, Any

from sayso.ingest.build import Origin, build_document
from sayso.ingest.pages.feed_items import (
    channel_of,
    items_of,
    json_channel_of,
    read_item,
    read_json_item,
)
from sayso.ingest.streams import read_whole
from sayso.ingest.texts.encoding import decode_document, xml_charset
from sayso.ingest.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sayso.ingest.fields import Found
    from sayso.ingest.media import Media
    from sayso.ingest.options import IngestOptions
    from sayso.ingest.pages.feed_items import Channel
    from sayso.records.document import Document, Reject

MAX_FEED = 30_000_000
_REMEDY = "give the pages as HTML, or the texts as JSON Lines"
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_ROOT = re.compile(r"<[A-Za-z]")
_OWN_ENTITIES = re.compile(r"<!DOCTYPE[^>\[]*\[|<!ENTITY", re.IGNORECASE)
# An ampersand that XML does not know: HTML's names, and ampersands that stand for themselves.
_AMPERSAND = re.compile(r"&(?!#\d{1,7};|#x[0-9a-fA-F]{1,6};|(?:amp|lt|gt|quot|apos);)(\w{2,31};)?")
_NO_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF], " ")


def read_feed(
    path: str, chunks: Iterator[bytes], media: Media, options: IngestOptions
) -> Iterator[Document | Reject]:
    """The items of an RSS or Atom feed, numbered from one, with what the channel says of all.

    The text is the full one (`content:encoded`, `content`), else the description or summary, and
    then the media type says so: `application/rss+xml; text=description`. The publisher is the
    item's source, else the channel's title. Nothing outside the file is ever asked for.

    Raises:
        UnreadableError: for a feed that is too large, no XML, or declares entities of its own;
            and, after the items before that, where it is cut off or broken.
    """
    data, digest = _whole(chunks, options)
    root, fault = _parse(decode_document(data, xml_charset))
    channel, items = channel_of(root), items_of(root)
    broken = len(items) if fault and items else None
    for number, element in enumerate(items[:-1] if broken else items, 1):
        source = Origin(path=path, media_type=media.value, sha256_bytes=digest, record=number)
        yield _document(read_item, element, channel, source, options)
    if fault:
        raise UnreadableError(
            f"the feed is cut off or broken here: {fault}",
            "get the feed again, or correct its XML",
            where=broken,
        )
    if not items:
        raise UnreadableError("the feed holds no item", _REMEDY)


def read_json_feed(
    path: str, chunks: Iterator[bytes], media: Media, options: IngestOptions
) -> Iterator[Document | Reject]:
    """The items of a JSON Feed, numbered from one, as `read_feed` gives them.

    Raises:
        UnreadableError: for a feed that is too large, no JSON, or without items.
    """
    data, digest = _whole(chunks, options)
    try:
        feed = json.loads(decode_document(data, lambda _: None))
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"not valid JSON: {error}", "get the feed again") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list) or not items:
        raise UnreadableError("the feed holds no item", _REMEDY)
    channel = json_channel_of(feed)
    for number, item in enumerate(items, 1):
        source = Origin(path=path, media_type=media.value, sha256_bytes=digest, record=number)
        yield _document(read_json_item, item, channel, source, options)


def _whole(chunks: Iterator[bytes], options: IngestOptions) -> tuple[bytes, str]:
    data = read_whole(chunks, min(options.max_bytes, MAX_FEED))
    return data, hashlib.sha256(data).hexdigest()


def _document(
    read: Callable[[Any, Channel], tuple[Found, str | None]],
    element: Any,
    channel: Channel,
    origin: Origin,
    options: IngestOptions,
) -> Document | Reject:
    """The document of one item; its media type says where it is no full text."""
    try:
        found, part = read(element, channel)
        kind = origin.media_type if part is None else f"{origin.media_type}; text={part}"
        origin = Origin(
            path=origin.path,
            media_type=kind,
            sha256_bytes=origin.sha256_bytes,
            record=origin.record,
        )
        return build_document(found, origin, options)
    except UnreadableError as error:
        return error.at(origin.record).to_reject(origin.path)


def _parse(text: str) -> tuple[Any, str | None]:
    """The root of the feed, and where its XML is broken; names of foreign prefixes may be.

    Raises:
        UnreadableError: for XML that declares entities, which could grow without end or point
            outside the file, or that has no element.
    """
    from lxml import etree  # noqa: PLC0415 (slow, and only feeds need it here)

    text = _DECLARATION.sub("", text, count=1).translate(_NO_XML)
    opening = _ROOT.search(text)
    if opening is None:
        raise UnreadableError("the XML has no element", _REMEDY)
    if _OWN_ENTITIES.search(text, 0, opening.start()):
        raise UnreadableError(
            "the feed declares XML entities of its own, which are not trusted",
            "take its DOCTYPE out, and write what its entities stand for",
        )
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    root = etree.fromstring(_AMPERSAND.sub(_known, text).encode(), parser)
    if root is None:
        raise UnreadableError("the XML cannot be read", _REMEDY)
    faults = [entry for entry in parser.error_log if entry.domain_name != "NAMESPACE"]
    return root, f"line {faults[0].line:,}: {faults[0].message}" if faults else None


def _known(found: re.Match[str]) -> str:
    """An ampersand as XML reads it: a name of HTML by its numbers, any other as itself."""
    name = found[1]
    plain = html5.get(name) if name else None
    if plain is None:
        return f"&amp;{name or ''}"
    return "".join(f"&#{ord(char)};" for char in plain)
