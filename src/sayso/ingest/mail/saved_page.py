"""A web page that a browser saved with its images in one file (MHTML)."""

from __future__ import annotations

import email
from typing import TYPE_CHECKING

import msgspec

from sayso.ingest.mail.headers import decoded
from sayso.ingest.mail.parts import text_of
from sayso.ingest.pages.html import read_page
from sayso.ingest.unreadable import UnreadableError

if TYPE_CHECKING:
    from sayso.ingest.fields import Found


def read_saved_page(data: bytes) -> Found:
    """The article of the page, under the address at which it was saved.

    The date is that of the page's own metadata: the one in the file's head is when it was saved.

    Raises:
        UnreadableError: for a file without a page, and a page without an article.
    """
    if data.lower().count(b"boundary=") > 1:
        raise UnreadableError("the saved page nests parts in one another", "save the page again")
    message = email.message_from_bytes(data)
    pages = (part for part in message.walk() if part.get_content_type() == "text/html")
    page = next(pages, None)
    if page is None:
        raise UnreadableError("the file holds no page", "save the page again")
    found = read_page(text_of(page))
    said = message.get("Snapshot-Content-Location") or page.get("Content-Location")
    address = decoded(str(said)) if said else None
    if found.url is None and address and address.startswith(("http://", "https://")):
        return msgspec.structs.replace(found, url=address)
    return found
