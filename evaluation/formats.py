"""Every format on a ledger of benchmark documents: written, validated, opened by other software.

The documents are never kept but in the ledger that the user names; what is printed are counts.
"""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from evaluation.foreign_readers import READERS, UnreadableError, rows_found
from evaluation.items import ItemError, read_items, write_items
from evaluation.report import put_table
from sayso.cli.job import Job
from sayso.export.formats.registry import FormatError, find_format, formats
from sayso.export.formats.validating import validated
from sayso.export.guards.view import Guards
from sayso.ingest.options import IngestOptions
from sayso.ledger.store import open_ledger
from sayso.pipeline.joining.linking import link_ledger
from sayso.pipeline.reading.config import ReadConfig
from sayso.pipeline.sending.export_files import Order, write_export
from sayso.pipeline.sending.wanted import Wanted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from evaluation.items import Item
    from sayso.ledger.store import Ledger

TASKS = ("muc4", "incidents", "entities", "places", "attribution", "times")
"""The tasks whose items are whole documents."""

START, END = "<!-- proved: start -->", "<!-- proved: end -->"
HEAD = (
    "| format | rows | accounts left out | losses | errors | warnings | opened with | MB | s |\n"
    "|---|---|---|---|---|---|---|---|---|"
)
_MEGA = 1_000_000


@dataclass(frozen=True)
class Proof:
    """What came of one format. `opened` is the other reader's name, or what it found amiss.

    `seconds` is what writing took, `size` is in bytes.
    """

    name: str
    rows: int
    left_out: int
    lost: int
    errors: int
    warnings: int
    opened: str
    size: int
    seconds: float

    def __str__(self) -> str:
        """A line of the table."""
        return (
            f"| {self.name} | {self.rows:,} | {self.left_out:,} | {self.lost:,} | {self.errors} | "
            f"{self.warnings} | {self.opened} | {self.size / _MEGA:.1f} | {self.seconds:.0f} |"
        )


def format_lines(
    inputs: Sequence[Path], count: int, into: Path | None, page: Path | None
) -> Iterator[str]:
    """The lines of the table, as they are found; the last one goes into the page, too.

    Args:
        inputs: files of documents.
        count: how many of them to read.
        into: the ledger to keep; one that is there is used as it is. Null for none.
        page: the page that has the table between two marks; null for none.

    Raises:
        ItemError: for an input, a ledger or a page that cannot be used.
    """
    with TemporaryDirectory() as place:
        folder = Path(place)
        ledger = into or folder / "ledger.db"
        if not ledger.exists():
            fill(ledger, choose_documents(inputs, count), folder)
        lines = [HEAD]
        yield HEAD
        for proof in proofs(ledger, folder):
            lines.append(str(proof))
            yield lines[-1]
        if page is not None:
            put_table(page, "\n".join(lines), START, END)


def choose_documents(inputs: Sequence[Path], count: int) -> list[Item]:
    """So many documents, as many of each file as it has; the same ones every time."""
    ranked = [sorted(read_items(path), key=_rank) for path in inputs]
    turns = (item for turn in zip_longest(*ranked) for item in turn if item is not None)
    return [item for item, _ in zip(turns, range(count), strict=False)]


def fill(ledger: Path, documents: Sequence[Item], folder: Path) -> None:
    """Reads documents into a new ledger and links them.

    Args:
        ledger: the file of the ledger.
        documents: items with `text`, and `date`, `publisher` and `title` where known.
        folder: where a file for reading may lie meanwhile.
    """
    source = folder / "documents.jsonl"
    with source.open("w", encoding="utf-8") as out:
        write_items(map(_told, documents), out)
    job = Job([str(source)], IngestOptions(language="en"), ReadConfig(), into=str(ledger))
    job.run(lambda _: None)
    with open_ledger(str(ledger)) as opened:
        link_ledger(opened)


def prove(ledger: Ledger, name: str, folder: Path) -> Proof:
    """Writes one format, validates it and opens it with another reader."""
    row = find_format(name)
    target = folder / f"{name}{row.ending}"
    order = Order(format=row, wanted=Wanted.usual(row), guards=Guards(), replace=True)
    started = time.monotonic()
    written = write_export(ledger, order, target)
    seconds = time.monotonic() - started
    severe = [problem.severe for problem in validated(target, name)]
    return Proof(
        name=name,
        rows=written.tally.rows.total(),
        left_out=written.passed.left_out.total(),
        lost=written.tally.lost.total(),
        errors=sum(severe),
        warnings=len(severe) - sum(severe),
        opened=_opened(name, target, dict(written.tally.rows)),
        size=sum(path.stat().st_size for path in _files(target)),
        seconds=seconds,
    )


def proofs(ledger: Path, folder: Path) -> Iterator[Proof]:
    """What comes of every format.

    Raises:
        ItemError: for a ledger that cannot be used.
    """
    with open_ledger(str(ledger)) as opened:
        if not opened.linkings():
            raise ItemError(f"{ledger} has no incidents yet; run: sayso link {ledger}")
        for name in formats():
            yield prove(opened, name, folder)


def _opened(name: str, target: Path, rows: dict[str, int]) -> str:
    try:
        found = rows_found(name, target)
    except (UnreadableError, FormatError, ValueError, OSError) as error:
        return f"no: {error}"
    if found != rows:
        return f"no: {sum(found.values()):,} rows"
    return READERS[name][0]


def _files(target: Path) -> Iterator[Path]:
    return (path for path in (target, *target.rglob("*")) if path.is_file())


def _rank(item: Item) -> str:
    return hashlib.sha256(str(item["id"]).encode()).hexdigest()


def _told(item: Item) -> Item:
    known = {"published": item.get("date"), "publisher": item.get("publisher")}
    known |= {"id": item["id"], "text": item["text"], "title": item.get("title")}
    return {name: value for name, value in known.items() if value}
