"""What kind of file this is: by its first bytes where they tell, else by its name."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from pathlib import PurePath
from typing import TYPE_CHECKING

from sayso.ingest import looks
from sayso.ingest.archives.packing import packed_as
from sayso.ingest.fields import match_columns
from sayso.ingest.streams import wide_encoding
from sayso.ingest.tables.rows import split_line
from sayso.ingest.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

HEAD = 1 << 13


class Media(StrEnum):
    """The kinds of input that are read, by their media type."""

    TEXT = "text/plain"
    MARKDOWN = "text/markdown"
    HTML = "text/html"
    JSON = "application/json"
    JSON_LINES = "application/jsonl"
    CSV = "text/csv"
    TSV = "text/tab-separated-values"
    PDF = "application/pdf"
    MBOX = "application/mbox"
    MAIL = "message/rfc822"
    SAVED_PAGE = "multipart/related"
    RTF = "application/rtf"
    TELEGRAM = "application/vnd.telegram+json"
    TELEGRAM_PAGE = "text/vnd.telegram+html"
    WHATSAPP = "text/vnd.whatsapp"
    SLACK = "application/vnd.slack+json"
    RSS = "application/rss+xml"
    ATOM = "application/atom+xml"
    JSON_FEED = "application/feed+json"
    WARC = "application/warc"
    PARQUET = "application/vnd.apache.parquet"
    ARROW = "application/vnd.apache.arrow.file"
    ZIP = "application/zip"
    TAR = "application/x-tar"


_EXTENSIONS = {
    ".txt": Media.TEXT,
    ".text": Media.TEXT,
    ".md": Media.MARKDOWN,
    ".markdown": Media.MARKDOWN,
    ".html": Media.HTML,
    ".htm": Media.HTML,
    ".xhtml": Media.HTML,
    ".json": Media.JSON,
    ".jsonl": Media.JSON_LINES,
    ".ndjson": Media.JSON_LINES,
    ".jsonlines": Media.JSON_LINES,
    ".csv": Media.CSV,
    ".tsv": Media.TSV,
    ".tab": Media.TSV,
    ".pdf": Media.PDF,
    ".mbox": Media.MBOX,
    ".mbx": Media.MBOX,
    ".eml": Media.MAIL,
    ".emlx": Media.MAIL,
    ".mht": Media.SAVED_PAGE,
    ".mhtml": Media.SAVED_PAGE,
    ".rss": Media.RSS,
    ".atom": Media.ATOM,
    ".tar": Media.TAR,
}
# Kinds of text, JSON and HTML that are known by how they open, under these names or unknown ones.
_LOOKS: tuple[tuple[Media, Callable[[str], bool], Media], ...] = (
    (Media.TEXT, looks.is_mail_box, Media.MBOX),
    (Media.TEXT, looks.is_message, Media.MAIL),
    (Media.TEXT, looks.is_whatsapp, Media.WHATSAPP),
    (Media.JSON, looks.is_telegram, Media.TELEGRAM),
    (Media.JSON, looks.is_slack, Media.SLACK),
    (Media.HTML, looks.is_telegram_page, Media.TELEGRAM_PAGE),
)
_PDF = b"%PDF-"
_SAVE_AS_TEXT = "save it as plain text or HTML"
_PAGE_PIECES = frozenset({".css", ".js"})
_UNPACK = "unpack it and give the files inside"
_NO_REPORT = "leave it out: sayso reads text"
# First bytes of kinds that are not read: (offset, bytes, what it is, remedy).
_BINARY: tuple[tuple[int, bytes, str, str], ...] = (
    (0, b"\xd0\xcf\x11\xe0", "an old Office document is", _SAVE_AS_TEXT),
    (0, b"%!PS", "PostScript is", _SAVE_AS_TEXT),
    (0, b"SQLite format 3\0", "a SQLite database is", "write its reports as JSON Lines or CSV"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive is", _UNPACK),
    (0, b"Rar!\x1a\x07", "a RAR archive is", _UNPACK),
    (0, b"\x89PNG\r\n\x1a\n", "an image is", _NO_REPORT),
    (0, b"\xff\xd8\xff", "an image is", _NO_REPORT),
    (0, b"GIF8", "an image is", _NO_REPORT),
    (0, b"II*\0", "an image is", _NO_REPORT),
    (0, b"MM\0*", "an image is", _NO_REPORT),
    (8, b"WEBP", "an image is", _NO_REPORT),
    (4, b"ftyp", "film or sound is", _NO_REPORT),
    (0, b"OggS", "film or sound is", _NO_REPORT),
    (0, b"\x1aE\xdf\xa3", "film or sound is", _NO_REPORT),
    (0, b"\x7fELF", "a program is", _NO_REPORT),
)
# First bytes of kinds that are: (offset, bytes, kind).
_MAGIC: tuple[tuple[int, bytes, Media], ...] = (
    (0, b"PK\x03\x04", Media.ZIP),
    (0, b"PK\x05\x06", Media.ZIP),
    (0, b"{\\rtf", Media.RTF),
    (257, b"ustar", Media.TAR),
    (0, b"WARC/1.", Media.WARC),
    (0, b"PAR1", Media.PARQUET),
    (0, b"ARROW1\0\0", Media.ARROW),
)
_HTML_OPENS = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_PIECE = re.compile(
    r"\s*<(?:head|body|article|main|section|div|p|h1|meta|title|table)\b[^>]*>", re.IGNORECASE
)
_XML_OPENS = re.compile(r"\s*<(?:\?xml|!doctype|!--)", re.IGNORECASE)
_FEED_OPENS = re.compile(
    r"(?:\s|<\?[^>]*\?>|<!--.*?-->|<!doctype[^>\[]*(?:\[.*?\]\s*)?>)*"
    r"<(?:\w+:)?(?P<root>rss|feed|rdf)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_FEEDS = {"rss": Media.RSS, "rdf": Media.RSS, "feed": Media.ATOM}
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version')
_DELIMITERS = {"\t": Media.TSV, ",": Media.CSV, ";": Media.CSV, "|": Media.CSV}


def recognise(name: str, head: bytes, columns: Mapping[str, str]) -> Media:
    """The kind of a file from its name and its first `HEAD` bytes, both without their packing.

    A text that opens as HTML or a feed is that though its name says text; a file of unknown name,
    and standard input, is JSON, HTML, a feed, a table whose first line names a column for the
    text, or plain text.

    Raises:
        UnreadableError: for kinds that are not read, such as images.
    """
    if media := _by_bytes(head):
        return media
    opening = head.decode(wide_encoding(head) or "utf-8", "ignore").lstrip("\ufeff")
    by_name = _EXTENSIONS.get(PurePath(name).suffix.lower())
    for named, opens, media in _LOOKS:
        if by_name in {None, named} and opens(opening):
            return media
    if by_name in {None, Media.TEXT} and (mark_up := _by_mark_up(opening)):
        return mark_up
    if PurePath(name).suffix.lower() in _PAGE_PIECES:
        raise UnreadableError("a style sheet or script of a page is no report", _NO_REPORT)
    media = by_name or _sniff(opening, columns)
    if media in {Media.JSON, Media.JSON_LINES}:
        return _json_layout(opening, media)
    return media


def _by_bytes(head: bytes) -> Media | None:
    """The kind that the first bytes give away; null when they may be text.

    Raises:
        UnreadableError: for kinds that are not read.
    """
    if packing := packed_as(head):
        raise UnreadableError(f"a file packed twice, inside by {packing}, is not read", _UNPACK)
    for offset, magic, media in _MAGIC:
        if head.startswith(magic, offset):
            return media
    for offset, magic, kind, remedy in _BINARY:
        if head.startswith(magic, offset):
            raise UnreadableError(f"{kind} not read yet", remedy)
    return Media.PDF if head.lstrip().startswith(_PDF) else None


def _by_mark_up(opening: str) -> Media | None:
    if _HTML_OPENS.match(opening):
        return Media.HTML
    feed = _FEED_OPENS.match(opening)
    return _FEEDS[feed["root"].lower()] if feed else None


def _sniff(opening: str, columns: Mapping[str, str]) -> Media:
    if re.match(r"\s*(?:\[\s*)?\{\s*[\"}]", opening):
        return Media.JSON
    if _XML_OPENS.match(opening):
        raise UnreadableError(
            "XML other than feeds and pages is not read",
            "give the pages as HTML, or the texts as JSON Lines",
        )
    if _HTML_PIECE.match(opening):
        return Media.HTML
    return _table(opening, columns) or Media.TEXT


def _table(opening: str, columns: Mapping[str, str]) -> Media | None:
    """CSV or TSV when every cell of the first line is a column that we know, or the user named."""
    first = opening.partition("\n")[0].strip("\r")
    for delimiter, media in _DELIMITERS.items():
        cells = split_line(first, delimiter)
        matched = match_columns(cells, columns)
        if len(cells) > 1 and "text" in matched and len(matched) * 2 >= len(cells):
            return media
    return None


def _json_layout(opening: str, media: Media) -> Media:
    """JSON Lines where a whole line is an object by itself, else values that may span lines.

    A file that is named as JSON Lines is read as such, but for lists and indented objects.
    """
    lines = opening.lstrip().split("\n")
    if lines[0].startswith("["):
        return Media.JSON
    if media is Media.JSON and _JSON_FEED.search(opening):
        return Media.JSON_FEED
    if media is Media.JSON_LINES:
        return Media.JSON if lines[0].strip() == "{" else media
    return Media.JSON_LINES if any(map(_is_object, lines[:-1])) else Media.JSON


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
