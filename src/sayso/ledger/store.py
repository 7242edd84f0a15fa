"""The ledger: documents, what was read from them, and what could not be read. It only grows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Self

from sayso.ledger import (
    background,
    backup,
    counting,
    digest,
    erasing,
    finding,
    queries,
    recording,
    runs,
)
from sayso.ledger.checks.checking import Problem
from sayso.ledger.checks.every import all_problems
from sayso.ledger.connect import connect, reading, writing
from sayso.ledger.errors import LedgerError, StaleError
from sayso.ledger.finding import Version
from sayso.ledger.lists.drawing_ledger import DrawnLedger
from sayso.ledger.migrate import prepare, upgrade_ledger
from sayso.ledger.people.guarded import GuardedLedger
from sayso.ledger.people.sight import OPTION
from sayso.ledger.recording import Added
from sayso.ledger.searching import search

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from types import TracebackType

    from sqlalchemy import Engine

    from sayso.ledger.background import Background
    from sayso.ledger.searching.search import Hits
    from sayso.records.document import Document, Reject
    from sayso.records.reading import ReadDocument
    from sayso.records.shown.coverage import Coverage

__all__ = [
    "Added",
    "Ledger",
    "LedgerError",
    "Problem",
    "StaleError",
    "Version",
    "open_ledger",
    "upgrade_ledger",
]


def open_ledger(target: str, *, create: bool = False) -> Ledger:
    """The ledger at a path (SQLite) or URL (`postgresql://…`); `create` makes one where none is.

    Raises:
        LedgerError: when there is none, it is no ledger, or it needs an upgrade: with the remedy.
    """
    return Ledger(open_engine(target, create=create))


def open_engine(target: str, *, create: bool = False) -> Engine:
    """What a `Ledger` is made of, prepared and checked: see `open_ledger`."""
    engine = connect(target, create=create)
    try:
        prepare(engine, target, create=create)
    except BaseException:
        engine.dispose()
        raise
    return engine


class Ledger(GuardedLedger, DrawnLedger):
    """An open ledger. One process may write, any number may read meanwhile.

    Every method but `record` and the other writers sees one state of the ledger throughout, also
    while it streams. All raise `LedgerError` when the database refuses.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes all connections; SQLite's log is folded into the file."""
        self._engine.dispose()

    def limited(self) -> Self:
        """The same ledger without its restricted incidents, as if they never existed.

        Both share their connections: close one of them.
        """
        return type(self)(self._engine.execution_options(**{OPTION: True}))

    def whole(self) -> Self:
        """The same ledger with everything: for linking, which must know all events."""
        return type(self)(self._engine.execution_options(**{OPTION: False}))

    def begin_run(
        self, *, version: str, configuration: str, inputs: Sequence[str], resume: bool
    ) -> str:
        """The id of a new run.

        With `resume` it is that of the last unfinished run of the same version, configuration
        and inputs, where there is one.
        """
        with writing(self._engine) as connection:
            return runs.begin(
                connection,
                version=version,
                configuration=configuration,
                inputs=inputs,
                resume=resume,
            )

    def finish_run(self, run_id: str) -> None:
        """Notes that a run came to its end, so that nothing resumes it."""
        with writing(self._engine) as connection:
            runs.finish(connection, run_id)

    def has_reading(
        self, documents: Iterable[Document | str], version: str, configuration: str
    ) -> set[str]:
        """The ids of those documents that this version and configuration read already.

        A `Document` counts as read only with the title, date and publisher it has now; a bare
        id counts as read whatever the input said of it then.
        """
        with reading(self._engine) as connection:
            return finding.already_read(connection, documents, version, configuration)

    def record(self, run_id: str, items: Sequence[recording.Item]) -> Added:
        """Adds readings, documents that are not read, and rejects, all or none of them.

        What is there already is passed over, and so are erased documents: the result says how
        many were new, and which ids were refused.

        Raises:
            LedgerError: when there is no such run, a record cannot be stored as it is, or another
                process goes on writing.
        """
        with writing(self._engine) as connection:
            return recording.add(connection, runs.number(connection, run_id), items)

    def documents(self) -> Iterator[Document]:
        """All documents as they now stand, by report and id."""
        with reading(self._engine) as connection:
            yield from queries.documents(connection)

    def document(self, wanted: str) -> Document:
        """The document with an id, its first letters, or the name of its report.

        Raises:
            LedgerError: when there is none, or more than one.
        """
        with reading(self._engine) as connection:
            return finding.document_like(connection, wanted)

    def reading(self, doc_id: str) -> ReadDocument:
        """The current reading of a document, by its whole id.

        Raises:
            LedgerError: when there is no such document, or it was stored without being read.
        """
        with reading(self._engine) as connection:
            return queries.reading_of(connection, doc_id)

    def readings(self) -> Iterator[ReadDocument]:
        """The current readings of all documents, by report and id, a few in memory at a time."""
        with reading(self._engine) as connection:
            yield from queries.readings(connection)

    def find(self, wanted: str) -> tuple[ReadDocument, str]:
        """The current reading that holds an id, and the whole id.

        `wanted` is an id or its first letters, of a document, an event mention, an event or
        any other record; or the name of a report.

        Raises:
            LedgerError: when nothing, or more than one thing, goes by it.
        """
        with reading(self._engine) as connection:
            return finding.find(connection, wanted)

    def search(
        self, query: str, *, limit: int = 50, offset: int = 0, by: str | None = None
    ) -> Hits:
        """The reports in which all words and "phrases" of a query stand, the latest first.

        Case and accents do not count; see `sayso.ledger.searching.search`.
        """
        with reading(self._engine) as connection:
            return search.search(connection, query, limit=limit, offset=offset, by=by)

    def rejects(self) -> Iterator[Reject]:
        """What could not be read, by path and then in the order recorded."""
        with reading(self._engine) as connection:
            yield from queries.rejects(connection)

    def coverage(self) -> Coverage:
        """How much was read, rejected and left open."""
        with reading(self._engine) as connection:
            return counting.coverage(connection)

    def filled(self) -> tuple[int, ...]:
        """How far what `coverage` counts has come: as long as it is the same, so is the answer."""
        with reading(self._engine) as connection:
            return counting.filled(connection)

    def versions(self, address: str) -> list[Version]:
        """The versions of the report at an address, the oldest first, each with its forerunner.

        The order is that of publication; those without a date come last, as recorded.
        """
        with reading(self._engine) as connection:
            return finding.versions(connection, address)

    def background(self, document: Document) -> Background:
        """What is known of a report beside its text: custody, copies, why it was refused."""
        with reading(self._engine) as connection:
            return background.background(connection, document)

    def check(self) -> list[Problem]:
        """Recomputes hashes, quotes and the chain of custody; empty when all agree.

        Who can write to the database can also rewrite the whole chain, or cut its end together
        with what the end vouches for: compare `digest` with one kept elsewhere.
        """
        with reading(self._engine) as connection:
            return all_problems(connection)

    def digest(self) -> str:
        """SHA-256 over all that is read and linked now; equal for equal content."""
        with reading(self._engine) as connection:
            return digest.digest(connection)

    def backup(self, path: str | Path) -> None:
        """Copies the ledger, in use or not, to a new SQLite file.

        Raises:
            LedgerError: when the file exists, or cannot be written.
        """
        backup.backup(self._engine, Path(path))

    def erase(self, doc_id: str, *, who: str, why: str) -> tuple[str, ...]:
        """Removes a document and all that was read from it, for good (a legal request).

        Only hashes stay, with who erased it and why; the document is refused from then on.
        Returns the ids of other documents that have the same text, which keep it.

        Raises:
            LedgerError: when there is no document with this whole id, or when the file could
                not be cleaned because another process is reading: then erase again.
        """
        return erasing.erase(self._engine, doc_id, who=who, why=why)

    def is_erased(self, doc_id: str) -> bool:
        """Whether the document was erased, and would be refused."""
        with reading(self._engine) as connection:
            return erasing.is_erased(connection, doc_id)
