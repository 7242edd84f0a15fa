"""What one shard of a large run gives, as it lies in a part file."""

from __future__ import annotations

from sayso.records.document import Document, Reject
from sayso.records.evidence import Record
from sayso.records.reading import ReadDocument


class PartLine(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One item of a part: a reading, a document that was not read, or a reject."""

    reading: ReadDocument | None = None
    document: Document | None = None
    reject: Reject | None = None

    @classmethod
    def of(cls, item: ReadDocument | Document | Reject) -> PartLine:
        """The line that holds an item."""
        if isinstance(item, ReadDocument):
            return cls(reading=item)
        return cls(document=item) if isinstance(item, Document) else cls(reject=item)

    @property
    def item(self) -> ReadDocument | Document | Reject:
        """The item that the line holds.

        Raises:
            ValueError: when it holds none.
        """
        item = self.reading or self.document or self.reject
        if item is None:
            raise ValueError("a line without reading, document or reject")
        return item


class PartCounts(Record, frozen=True, kw_only=True):
    """How many readings, documents not read, rejects and event mentions a part holds."""

    read: int = 0
    unread: int = 0
    rejected: int = 0
    events: int = 0
