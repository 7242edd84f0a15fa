"""What Python users call: read a text, read many, open a ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.export.reading import Reading
from sayso.ingest.build import build_document
from sayso.ledger.store import Ledger, open_ledger
from sayso.pipeline.config import ReadConfig
from sayso.pipeline.workers import Task, read_all
from sayso.records.document import Document, Reject
from sayso.records.reading import ReadDocument

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class UnreadableError(ValueError):
    """A document that cannot be read; the message says why and what can be done."""
