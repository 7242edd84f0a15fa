"""Documents made in memory."""

from __future__ import annotations

import hashlib

from sayso.records.document import Document, document_id


def document(number: int, text: str) -> Document:
    """A document whose report is `r` and the number."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    address = f"memory#{number}"
    return Document(
        id=document_id(publisher=None, address=address, sha256_text=digest),
        report=f"r{number}",
        address=address,
        text=text,
        sha256_bytes=digest,
        sha256_text=digest,
        media_type="text/plain",
    )
