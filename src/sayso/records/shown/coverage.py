"""How much of the input a ledger covers: what was read, and what the reading leaves open."""

from __future__ import annotations

import msgspec

from sayso.records.evidence import Record


class PublisherCoverage(Record, frozen=True, kw_only=True):
    """One publisher's part: documents stored, documents read, event mentions found."""

    documents: int
    read: int
    events: int


class Coverage(Record, frozen=True, kw_only=True):
    """Counts over the current state of a ledger; each document counts once.

    `documents` are stored, of which `read` have a reading and `unread` none (their language has
    no words and rules). `without_events` were read without finding any. `events` are event
    mentions; `without_place` and `without_date` count those of them. `rejected` counts rejects
    by reason, up to its first colon, the most frequent first. `erased` documents are counted
    nowhere else. `by_publisher` is sorted by name; "" stands for documents without publisher.
    """

    documents: int
    read: int
    unread: int
    without_events: int
    events: int
    without_place: int
    without_date: int
    erased: int
    rejected: dict[str, int] = msgspec.field(default_factory=dict)
    by_publisher: dict[str, PublisherCoverage] = msgspec.field(default_factory=dict)
