"""Web archives (WARC): the pages that were fetched with success."""

from __future__ import annotations

import hashlib
import io
import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import msgspec

from sayso.ingest.archives.http_body import decoded_body
from sayso.ingest.archives.packing import Allowance
from sayso.ingest.archives.warc_records import WarcRecord, read_records
from sayso.ingest.build import Origin, build_document
from sayso.ingest.texts.encoding import decode_document, html_charset
from sayso.ingest.texts.text import read_text
from sayso.ingest.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sayso.ingest.fields import Found
    from sayso.ingest.media import Media
    from sayso.ingest.options import IngestOptions
    from sayso.records.document import Document, Reject

MAX_RECORD = 50_000_000
_OF_A_PAGE = re.compile(
    rb"^warc-type:[ \t]*(?:response|resource)[ \t]*\r?$", re.IGNORECASE | re.MULTILINE
)
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_TEXT = "text/plain"
_SUCCESS = re.compile(r"20[0-3]\b")  # not 206, which is a part of a page
_SCHEMES = frozenset({"http", "https", "ftp", "file", ""})
_HTML = re.compile(rb"\s*(?:<\?xml|<!--|<!doctype html|<html)", re.IGNORECASE)
# Files for programs that sites keep at known addresses; none is a report.
_FOR_PROGRAMS = re.compile(
    r"/(?:\.well-known/.*|(?:robots|ads|app-ads|humans|security|llms|sitemap\w*)\.txt)"
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)


def _may_be_page(header: bytes) -> bool:
    return _OF_A_PAGE.search(header) is not None


class _Bounds(NamedTuple):
    """The most bytes of a page, and what the pages of one file may unpack to together."""

    limit: int
    allowance: Allowance


def read_warc(
    path: str, chunks: Iterator[bytes], media: Media, options: IngestOptions
) -> Iterator[Document | Reject]:
    """The pages in a WARC file, by the number of their record.

    Read are responses with a status of success, and resources, that are HTML or plain text. Their
    url is that of the request and their id that of the record; the date is the page's own, never
    that of the crawl. Requests, revisits, metadata, other kinds and failures are passed over.

    Raises:
        UnreadableError: where the file breaks off, after every record before that, and when it
            holds no page.
    """
    empty = True
    bounds = _Bounds(min(options.max_bytes, MAX_RECORD), Allowance())
    for record in read_records(
        chunks, bounds.limit, lambda header: bool(_OF_A_PAGE.search(header))
    ):
        try:
            document = _document(path, record, bounds, options)
        except UnreadableError as error:
            empty = False
            yield error.at(record.number).to_reject(path)
        else:
            if document is not None:
                empty = False
                yield document
    if empty:
        raise UnreadableError(
            f"the web archive holds no page in HTML or plain text ({media.value})",
            "give the WARC files with the responses, not those with metadata or extracted text",
        )


def _document(
    path: str, record: WarcRecord, bounds: _Bounds, options: IngestOptions
) -> Document | None:
    """The document in a record; null for records that hold no page.

    Raises:
        UnreadableError: for a record that is broken, too large, or holds a page without article.
    """
    if record.fault:
        raise record.fault
    if not _may_be_page(record.header):
        return None
    _, said = _headers(io.BytesIO(record.header), "WARC/")
    url = said.get("warc-target-uri", "").strip("<> ")
    name = said.get("warc-record-id", "").strip("<> ")
    try:
        page = _page(said, record, url, bounds)
        if page is None:
            return None
        found, kind = page
        origin = Origin(
            path=path,
            media_type=f"{kind}; truncated" if "warc-truncated" in said else kind,
            sha256_bytes=hashlib.sha256(record.block or b"").hexdigest(),
            record=record.number,
        )
        found = msgspec.structs.replace(found, id=name or None, url=url or found.url)
        return build_document(found, origin, options)
    except UnreadableError as error:
        raise error.at(record.number, url or name) from error


def _page(
    said: Mapping[str, str], record: WarcRecord, url: str, bounds: _Bounds
) -> tuple[Found, str] | None:
    """What a page holds, and its media type; null for what is no page."""
    address = urlsplit(url)
    if address.scheme not in _SCHEMES or _FOR_PROGRAMS.fullmatch(address.path):
        return None
    kind, body = said.get("content-type", ""), record.block
    if body is None:
        raise UnreadableError(
            f"the page has {record.length:,} bytes; the limit is {bounds.limit:,}",
            "give the text of the article as plain text, or leave the page out",
        )
    if kind.partition(";")[0].strip().lower() == "application/http":
        stream = io.BytesIO(body)
        status, headers = _headers(stream, "HTTP/")
        kind = headers.get("content-type", "")
        if not _SUCCESS.match(status) or not _is_page(kind, b"<html"):
            return None
        body = decoded_body(stream.read(), headers, bounds.limit, bounds.allowance)
    return _found(kind, body, url) if _is_page(kind, body) else None


def _is_page(kind: str, body: bytes) -> bool:
    named = kind.partition(";")[0].strip().lower()
    return named in _PAGES or named == _TEXT or (not named and bool(_HTML.match(body)))


def _found(kind: str, body: bytes, url: str) -> tuple[Found, str]:
    if not body.strip():
        raise UnreadableError("the page is empty", "leave it out, or crawl it again")
    match = _CHARSET.search(kind)
    by_http = match[1] if match else None
    if kind.lower().startswith(_TEXT):
        return read_text(decode_document(body, lambda _: by_http)), _TEXT
    from sayso.ingest.pages.html import read_page  # noqa: PLC0415 (slow, and only pages need it)

    html = decode_document(body, lambda head: by_http or html_charset(head))
    return read_page(html, url=url or None), "text/html"


def _headers(stream: io.BytesIO, opening: str) -> tuple[str, dict[str, str]]:
    """What follows the version in the first line, and the fields, named in small letters.

    Raises:
        UnreadableError: when the stream does not begin with such a header.
    """
    from warcio.statusandheaders import (  # noqa: PLC0415 (only web archives need it)
        StatusAndHeadersParser,
        StatusAndHeadersParserException,
    )

    try:
        parsed = StatusAndHeadersParser([opening]).parse(stream)
    except (StatusAndHeadersParserException, EOFError) as error:
        raise UnreadableError(
            f"the record holds no header that begins with {opening}",
            "crawl or download the page again; the records after it are read",
        ) from error
    fields = {name.lower(): value.strip() for name, value in reversed(parsed.headers)}
    return parsed.statusline.partition(" ")[2].strip(), fields
