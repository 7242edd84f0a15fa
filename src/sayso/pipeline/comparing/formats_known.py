"""What a path is: a ledger, or a file of a data set, told by its first bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.datasets.tables import datasets
from sayso.export.formats.files.columns import columns
from sayso.export.formats.registry import FormatError

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.records.document import Reject

LEDGER = "ledger"
_SQLITE = b"SQLite format 3\x00"
_FIRST = 65_536
_WITH_HEADER = (("ged", ","), ("polecat", "\t"), ("icews", "\t"))
_SHARE = 0.5
"""How much of a data set's columns a header must name."""
_GDELT_WIDTHS = frozenset({16, 57, 58, 61, 62})


def kind_of(path: Path) -> str:
    """What a file is: "ledger", or the short name of the data set whose rows it has.

    A folder is one of GDELT, the only data set here that comes in several files.

    Raises:
        FormatError: where nothing tells.
    """
    if path.is_dir():
        return "gdelt"
    with path.open("rb") as stream:
        start = stream.read(_FIRST)
    if start.startswith(_SQLITE):
        return LEDGER
    found = _dataset(start)
    if found is None:
        raise FormatError(
            f"{path} is no ledger, and its first line is that of no data set; say what it is: "
            f"{', '.join(datasets())} (--a-format, --b-format)"
        )
    return found


def _dataset(start: bytes) -> str | None:
    text = start.decode("utf-8-sig", errors="replace").lstrip()
    if text.startswith("{"):
        return "plover"
    first = text.partition("\n")[0]
    known: list[tuple[float, str]] = []
    for name, between in _WITH_HEADER:
        cells = {cell.strip().strip('"') for cell in first.split(between)}
        own = {column.column for column in columns(name)}
        known.append((len(cells & own) / len(own), name))
    share, best = max(known)
    if share >= _SHARE:
        return best
    cells_of_first = first.split("\t")
    is_gdelt = len(cells_of_first) in _GDELT_WIDTHS and cells_of_first[0].isdigit()
    return "gdelt" if is_gdelt else None


def told_where(reject: Reject) -> str:
    """A row that could not be read, in one line: where, why, what to do."""
    where = f"{reject.path}:{reject.where}" if reject.where else reject.path
    return f"{where}: {reject.reason}; {reject.remedy}"
