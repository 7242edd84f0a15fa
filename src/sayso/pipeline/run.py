"""A run: sources to documents, documents to readings, readings to the ledger and the caller."""

from __future__ import annotations

import itertools
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sayso.ingest.language import LANGUAGES_WITH_DATA
from sayso.pipeline.workers import Task, read_all
from sayso.records.document import Document, Reject
from sayso.records.reading import ReadDocument
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sayso.ledger.store import Ledger
    from sayso.pipeline.config import ReadConfig

Item = ReadDocument | Document | Reject

_AHEAD = 256


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


def read_sources_into(
    sources: Iterable[Document | Reject],
    config: ReadConfig,
    *,
    into: Into | None = None,
    workers: int = 1,
    on_item: Callable[[Item], None] = lambda _: None,
) -> Summary:
    """Reads everything that the sources yield; each item goes to the ledger, then to `on_item`.

    A document that the ledger knows in this version and configuration is not read again:
    `on_item` gets its stored reading. Items come in the order of the sources, and are committed
    in that order, so a killed run has a prefix of the work and can go on.
    """
    summary = Summary()
    waiting: list[Item] = []

    def commit() -> None:
        if into is not None and waiting:
            summary.refused += into.ledger.record(into.run_id, waiting).refused
        for item in waiting:
            on_item(item)
        waiting.clear()

    ledger = into.ledger if into else None
    with closing(read_all(_plan(sources, config, ledger), config, workers)) as tasks:
        for task in tasks:
            if task.known:
                summary.known += 1
                commit()
                on_item(task.item)
                continue
            summary.count(task.item)
            waiting.append(task.item)
            if into is None or len(waiting) >= into.batch:
                commit()
    commit()
    return summary


def _plan(
    sources: Iterable[Document | Reject], config: ReadConfig, ledger: Ledger | None
) -> Iterator[Task]:
    """What is to be done with each item, in source order; the ledger is asked by the chunk."""
    digest = config.digest()
    for chunk in _chunks(sources):
        documents = [item for item in chunk if isinstance(item, Document)]
        known = ledger.has_reading(documents, VERSION, digest) if ledger else set()
        for item in chunk:
            if isinstance(item, Reject):
                yield Task(item)
            elif ledger is not None and item.id in known:
                yield Task(ledger.reading(item.id), known=True)
            elif item.language in LANGUAGES_WITH_DATA:
                yield Task(item, to_read=True)
            else:
                yield Task(item)
                yield Task(_unsupported(item))


def _chunks(sources: Iterable[Document | Reject]) -> Iterator[list[Document | Reject]]:
    iterator = iter(sources)
    while chunk := list(itertools.islice(iterator, _AHEAD)):
        yield chunk


def _unsupported(document: Document) -> Reject:
    return Reject.make(
        document.address,
        f"its language is {document.language!r}, for which there are no words and rules",
        f"if this is wrong, say --lang; known languages: {', '.join(sorted(LANGUAGES_WITH_DATA))}",
        report=document.report,
    )
