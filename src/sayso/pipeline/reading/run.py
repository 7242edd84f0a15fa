"""A run: sources to documents, documents to readings, readings to the ledger and the caller."""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sayso.ingest.language import LANGUAGES_WITH_DATA
from sayso.pipeline.reading.ahead import read_ahead
from sayso.pipeline.reading.workers import IDLE, Task, read_all
from sayso.records.document import Document, Reject
from sayso.records.reading import ReadDocument
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

    from sayso.ledger.store import Ledger
    from sayso.pipeline.reading.config import ReadConfig

Item = ReadDocument | Document | Reject

_AHEAD = 64
_PATIENCE = 0.05
"""Seconds that a slow source is waited for before what is done is handed on."""
_COMMIT_AFTER = 1.0
"""Seconds after which what was read is committed, however little it is."""


@dataclass(frozen=True)
class Into:
    """Where a run writes: a ledger, the run's id in it, and how many items go in one commit."""

    ledger: Ledger
    run_id: str
    batch: int = 64


@dataclass
class Summary:
    """What a run did, in documents and events.

    `known` were in the ledger already; `refused` are ids of documents that were erased from it.
    """

    read: int = 0
    known: int = 0
    events: int = 0
    refused: tuple[str, ...] = ()
    rejects: list[Reject] = field(default_factory=list)

    def count(self, item: Item) -> None:
        """Adds one item of the run."""
        if isinstance(item, ReadDocument):
            self.read += 1
            self.events += len(item.annotations.events)
        elif isinstance(item, Reject):
            self.rejects.append(item)


def read_sources_into(  # noqa: PLR0913 (what a run is told, each by its name)
    sources: Iterable[Document | Reject],
    config: ReadConfig,
    *,
    into: Into | None = None,
    workers: int = 1,
    on_item: Callable[[Item], None] = lambda _: None,
    on_known: Callable[[Document], None] | None = None,
) -> Summary:
    """Reads everything that the sources yield; each item goes to the ledger, then to `on_item`.

    A document that the ledger knows in this version and configuration is not read again:
    `on_item` gets its stored reading, or, where nobody wants that, `on_known` the document alone.
    Items come in the order of the sources, and are committed in that order, so a killed run has a
    prefix of the work and can go on. Nothing that is read waits for the next document of a slow
    source: it is committed at the latest a second after it was read.
    """
    summary = Summary()
    batch = _Batch(into, summary, on_item)
    ledger = into.ledger if into else None
    plan = _plan(sources, config, ledger, whole=on_known is None)
    with closing(plan), closing(read_all(plan, config, workers)) as tasks:
        for task in tasks:
            if task.item is None:
                batch.commit()
            elif not task.known:
                batch.add(task.item)
            else:
                summary.known += 1
                batch.commit()
                if on_known is not None and isinstance(task.item, Document):
                    on_known(task.item)
                else:
                    on_item(task.item)
    batch.commit()
    return summary


class _Batch:
    """Items on their way to the ledger, in one commit, and then to the caller."""

    def __init__(
        self, into: Into | None, summary: Summary, on_item: Callable[[Item], None]
    ) -> None:
        self._into = into
        self._summary = summary
        self._on_item = on_item
        self._items: list[Item] = []
        self._since = time.monotonic()

    def add(self, item: Item) -> None:
        """Takes an item in; commits when the batch is full, or was begun too long ago."""
        if not self._items:
            self._since = time.monotonic()
        self._items.append(item)
        self._summary.count(item)
        full = self._into is None or len(self._items) >= self._into.batch
        if full or time.monotonic() - self._since >= _COMMIT_AFTER:
            self.commit()

    def commit(self) -> None:
        """Writes what there is, and hands it to the caller."""
        if self._into is not None and self._items:
            added = self._into.ledger.record(self._into.run_id, self._items)
            self._summary.refused += added.refused
        for item in self._items:
            self._on_item(item)
        self._items.clear()


def _plan(
    sources: Iterable[Document | Reject],
    config: ReadConfig,
    ledger: Ledger | None,
    *,
    whole: bool,
) -> Generator[Task]:
    """What is to be done with each item, in source order; the ledger is asked by the chunk.

    `whole` is whether known documents are wanted with what was read from them.
    """
    digest = config.digest() if ledger else ""
    with closing(read_ahead(sources, _AHEAD, _PATIENCE)) as chunks:
        for chunk in chunks:
            documents = [item for item in chunk if isinstance(item, Document)]
            known = ledger.has_reading(documents, VERSION, digest) if ledger else set()
            for item in chunk:
                if isinstance(item, Reject):
                    yield Task(item)
                elif ledger is not None and item.id in known:
                    yield Task(ledger.reading(item.id) if whole else item, known=True)
                elif item.language in LANGUAGES_WITH_DATA:
                    yield Task(item, to_read=True)
                else:
                    yield Task(item)
                    yield Task(unsupported(item))
            if not chunk:
                yield IDLE


def unsupported(document: Document) -> Reject:
    """The reject for a document in a language without data, which is stored without being read."""
    return Reject.make(
        document.address,
        f"its language is {document.language!r}, for which there are no words and rules",
        f"if this is wrong, say --lang; known languages: {', '.join(sorted(LANGUAGES_WITH_DATA))}",
        report=document.report,
    )
