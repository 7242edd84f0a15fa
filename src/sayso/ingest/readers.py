"""Which reader reads which kind of file: one line a kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from sayso.ingest.archives.warc import read_warc
from sayso.ingest.chat.slack import read_slack
from sayso.ingest.chat.telegram import read_telegram
from sayso.ingest.chat.whatsapp import read_whatsapp
from sayso.ingest.media import Media
from sayso.ingest.options import IngestOptions
from sayso.ingest.pages.feeds import read_feed, read_json_feed
from sayso.ingest.tables.jsonl import read_json
from sayso.ingest.tables.tabular import read_table
from sayso.ingest.texts.encoding import decode_document, front_matter_encoding, html_charset
from sayso.ingest.texts.rtf import read_rtf
from sayso.ingest.texts.text import read_markdown, read_text
from sayso.records.document import Document, Reject

if TYPE_CHECKING:
    from sayso.ingest.fields import Found

RecordReader = Callable[[str, Iterator[bytes], Media, IngestOptions], Iterator[Document | Reject]]
"""A reader of files with several reports: it is given the path as shown, the unpacked bytes, the
kind and the options. One bad record is one reject; `UnreadableError` ends the file."""

ReportReader = Callable[[bytes], "Found"]
"""A reader of files with one report: it is given all bytes, unpacked, and never none of them."""


def _read_text(data: bytes) -> Found:
    return read_text(decode_document(data, front_matter_encoding))


def _read_markdown(data: bytes) -> Found:
    return read_markdown(decode_document(data, front_matter_encoding))


def _read_page(data: bytes) -> Found:
    from sayso.ingest.pages.html import read_page  # noqa: PLC0415 (slow, and only pages need it)

    return read_page(decode_document(data, html_charset))


def _read_saved_page(data: bytes) -> Found:
    from sayso.ingest.mail.saved_page import read_saved_page  # noqa: PLC0415 (as above)

    return read_saved_page(data)


def _read_pdf(
    path: str, chunks: Iterator[bytes], media: Media, options: IngestOptions
) -> Iterator[Document | Reject]:
    from sayso.ingest.pdf.reader import read_pdf  # noqa: PLC0415 (slow, and only PDF needs it)

    return read_pdf(path, chunks, media, options)


def _read_mail(
    path: str, chunks: Iterator[bytes], media: Media, options: IngestOptions
) -> Iterator[Document | Reject]:
    from sayso.ingest.mail.boxes import read_mail  # noqa: PLC0415 (slow, and only mail needs it)

    return read_mail(path, chunks, media, options)


def _read_telegram_page(
    path: str, chunks: Iterator[bytes], media: Media, options: IngestOptions
) -> Iterator[Document | Reject]:
    from sayso.ingest.chat.telegram_page import read_telegram_page  # noqa: PLC0415 (as above)

    return read_telegram_page(path, chunks, media, options)


RECORDS: Mapping[Media, RecordReader] = MappingProxyType(
    {
        Media.JSON: read_json,
        Media.JSON_LINES: read_json,
        Media.CSV: read_table,
        Media.TSV: read_table,
        Media.PDF: _read_pdf,
        Media.MBOX: _read_mail,
        Media.MAIL: _read_mail,
        Media.TELEGRAM: read_telegram,
        Media.TELEGRAM_PAGE: _read_telegram_page,
        Media.WHATSAPP: read_whatsapp,
        Media.SLACK: read_slack,
        Media.RSS: read_feed,
        Media.ATOM: read_feed,
        Media.JSON_FEED: read_json_feed,
        Media.WARC: read_warc,
    }
)
REPORTS: Mapping[Media, ReportReader] = MappingProxyType(
    {
        Media.TEXT: _read_text,
        Media.MARKDOWN: _read_markdown,
        Media.HTML: _read_page,
        Media.SAVED_PAGE: _read_saved_page,
        Media.RTF: read_rtf,
    }
)
