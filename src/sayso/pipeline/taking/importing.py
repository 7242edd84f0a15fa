"""Other people's data sets into a ledger: every row an account, its data set the voice."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Protocol, cast

from sayso.datasets.known import Known
from sayso.datasets.reading import Told, to_document, to_reading
from sayso.datasets.tables import datasets, lines
from sayso.export.formats.contract import Problem
from sayso.export.formats.registry import FormatError, find_format, load_exporter
from sayso.pipeline.reading.config import ReadConfig
from sayso.records.document import Reject
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from sayso.ledger.store import Ledger
    from sayso.records.document import Document
    from sayso.records.exchange.foreign import ForeignEvent
    from sayso.records.reading import ReadDocument

ANNOTATIONS = ("brat", "webannotation")
"""The formats that come back as reviews."""

_BATCH = 256
"""Rows in one commit."""
_MEND = "mend the row, or take it out of the file"


class _Reader(Protocol):
    def read(self, path: Path, *, release: str | None) -> Iterator[ForeignEvent | Problem]:
        """The rows of a file or folder, and what could not be read of it."""
        ...


@dataclass
class Imported:
    """What an import did, in rows of data sets.

    `known` were in the ledger already, `refused` are ids of rows that were erased from it;
    `unread` counts rows with a value that has no meaning here, by column.
    """

    added: int = 0
    known: int = 0
    refused: tuple[str, ...] = ()
    unread: Counter[str] = field(default_factory=Counter)
    rejects: list[Reject] = field(default_factory=list)

    @property
    def seen(self) -> int:
        """How many rows were looked at."""
        return self.added + self.known + len(self.refused) + len(self.rejects)


def import_rows(  # noqa: PLR0913 (what is imported as what, each by its name)
    ledger: Ledger,
    paths: Sequence[Path],
    dataset: str,
    told: Told,
    *,
    release: str | None = None,
    overlays: tuple[str, ...] = (),
    on_row: Callable[[int], None] = lambda _: None,
) -> Imported:
    """Adds the rows of files of a data set to a ledger, as readings of one event each.

    A row that cannot be read becomes a reject, and the others go on. The same row adds nothing a
    second time, from whatever file: an import that was stopped is gone on with by doing it again.

    Args:
        ledger: the ledger.
        paths: files of the data set; folders where it has several.
        dataset: its short name, as "ged".
        told: what the user says of the data set.
        release: its release, null where unknown.
        overlays: files of the user's own names and places.
        on_row: gets the number of rows done.

    Raises:
        FormatError: for a format that is no data set's.
        LedgerError: when another process writes meanwhile.
    """
    reader = _reader(dataset)
    config = ReadConfig(language="en", overlays=overlays)
    known = _known(overlays)
    digest = config.digest()
    run_id = ledger.begin_run(
        version=VERSION,
        configuration=digest,
        inputs=[str(path) for path in paths],
        resume=True,
    )
    done = Imported()
    rows = (row for path in paths for row in _rows(reader, path, release))
    while batch := list(islice(rows, _BATCH)):
        made = [_document(row, told) for row in batch]
        documents = [item[1] for item in made if not isinstance(item, Reject)]
        before = ledger.has_reading(documents, VERSION, digest)
        fresh: list[ReadDocument | Reject] = []
        for item in made:
            if isinstance(item, Reject):
                fresh.append(item)
            elif item[1].id in before:
                done.known += 1
            else:
                before.add(item[1].id)
                fresh.append(_reading(*item, told, known, digest))
                done.unread.update(item[0].unread.keys())
        _record(ledger, run_id, fresh, done)
        on_row(done.seen)
    ledger.finish_run(run_id)
    return done


def check_dataset(dataset: str) -> None:
    """Whether there are such rows to import.

    Raises:
        FormatError: for another name; says which formats there are.
    """
    if dataset not in datasets():
        known = ", ".join((*datasets(), *ANNOTATIONS, "petrarch"))
        raise FormatError(f"{dataset!r} is no format to import; choose one of {known}")


def _reader(dataset: str) -> _Reader:
    check_dataset(dataset)
    return cast("_Reader", load_exporter(find_format(dataset)))


def _known(overlays: tuple[str, ...]) -> Known:
    if not overlays:
        return Known.load()
    from sayso.pipeline.reading.stages import load_lexicons  # noqa: PLC0415 (spaCy loads with it)

    lexicons = load_lexicons("en", overlays)
    return Known(lexicons.actors, lexicons.gazetteer)


def _rows(reader: _Reader, path: Path, release: str | None) -> Iterator[ForeignEvent | Reject]:
    """The rows of a file; whatever goes wrong with the file is said, and other files go on."""
    try:
        for row in reader.read(path, release=release):
            yield to_reject(row) if isinstance(row, Problem) else row
    except (FormatError, OSError, ValueError) as error:
        remedy = "give a file of the data set as it is published, unpacked"
        yield Reject.make(str(path), f"it cannot be read: {error}", remedy)


def to_reject(problem: Problem) -> Reject:
    """What a reader says of a row or file as a reject."""
    column = f"{problem.column}: " if problem.column else ""
    return Reject.make(
        problem.path, f"{column}{problem.message}", problem.remedy or _MEND, where=problem.line
    )


def _document(row: ForeignEvent | Reject, told: Told) -> Reject | tuple[ForeignEvent, Document]:
    """The document of a row; a reject for one that tells of no kind of event."""
    if isinstance(row, Reject):
        return row
    if row.event_type is None:
        columns = lines(row.dataset)["event"].columns.split(", ")
        why = [f"{name}: {row.unread[name]}" for name in columns if name in row.unread]
        reason = "; ".join(why) or f"{columns[0]}: no type of event is told"
        return _rejected(row, reason, "give it a code of the codebook, or take the row out")
    try:
        return row, to_document(row, told)
    except Exception as error:  # noqa: BLE001 (one row must not stop the others)
        return _failed(row, error)


def _reading(
    row: ForeignEvent, document: Document, told: Told, known: Known, digest: str
) -> ReadDocument | Reject:
    try:
        return to_reading(row, document, told, known, digest)
    except Exception as error:  # noqa: BLE001 (one row must not stop the others)
        return _failed(row, error)


def _failed(row: ForeignEvent, error: Exception) -> Reject:
    reason = f"it could not be taken in: {type(error).__name__}: {error}"
    return _rejected(row, reason, "look for a value that no table should have; else report a bug")


def _rejected(row: ForeignEvent, reason: str, remedy: str) -> Reject:
    return Reject.make(row.path, reason, remedy, where=row.line, report=row.key)


def _record(
    ledger: Ledger, run_id: str, fresh: Sequence[ReadDocument | Reject], done: Imported
) -> None:
    added = ledger.record(run_id, fresh)
    rejects = [item for item in fresh if isinstance(item, Reject)]
    done.rejects += rejects
    done.refused += added.refused
    done.added += len(fresh) - len(rejects) - len(added.refused)
