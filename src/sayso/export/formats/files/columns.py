"""Tables of somebody else's columns: which there are, what cells may hold, how to write rows."""

from __future__ import annotations

import csv
import re
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Literal

from sayso.lexicons.files.load import DATA, read_table
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

SCHEMAS = DATA / "schemas"
_CONTROL = re.compile(r"[\s\x00-\x1f\x7f\x85\u2028\u2029]+")
_FORMULA = ("=", "+", "-", "@")
_INTEGER = re.compile(r"[+-]?\d+")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TRUTHS = frozenset({"0", "1", "true", "false"})

Kind = Literal["text", "integer", "number", "date", "moment", "boolean"]
_REMEDIES: dict[Kind, str] = {
    "text": "write words",
    "integer": "write a whole number",
    "number": "write a number with a decimal point",
    "date": "write YYYY-MM-DD",
    "moment": "write YYYY-MM-DD, with or without a time",
    "boolean": "write true or false",
}


class Column(Record, frozen=True, kw_only=True):
    """A column (data/schemas): its kind, whether it must be filled, what it may hold.

    `hxl` is its tag in the second row, `source` where sayso takes its value from.
    """

    column: str
    kind: Kind
    required: str = ""
    values: tuple[str, ...] = ()
    hxl: str = ""
    source: str = ""

    def mistake(self, cell: str) -> tuple[str, str] | None:
        """What is wrong with a cell and what to do, or null."""
        if not cell:
            return ("it is empty", f"fill in: {self.source}") if self.required else None
        if not _is_of(self.kind, cell):
            return f"{cell!r} is no {self.kind}", _REMEDIES[self.kind]
        if self.values and cell not in self.values:
            return f"{cell!r} is none of the known values", f"write {' or '.join(self.values)}"
        return None


@cache
def columns(name: str) -> tuple[Column, ...]:
    """The columns of a format, in their order.

    Raises:
        DataFileError: for a broken table.
    """
    return tuple(read_table(SCHEMAS / f"{name}.tsv", Column))


def write_table(
    path: Path,
    schema: Sequence[Column],
    rows: Iterable[Mapping[str, object]],
    options: Mapping[str, str],
    *,
    bom: bool = False,
) -> int:
    """Writes rows as CSV with a header, missing values empty; how many rows it wrote.

    `options` may have "hxl" for a second row of tags and "spreadsheet-safe" for an apostrophe
    before text that a spreadsheet would take for a formula.
    """
    safe = "spreadsheet-safe" in options
    with path.open("w", encoding="utf-8-sig" if bom else "utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow([column.column for column in schema])
        if "hxl" in options:
            writer.writerow([column.hxl for column in schema])
        count = 0
        for count, row in enumerate(rows, 1):  # noqa: B007  # the last number is the answer
            writer.writerow(
                [_cell(column, row.get(column.column), safe=safe) for column in schema]
            )
    return count


def one_line(words: str) -> str:
    """Words without line breaks, tabs and control characters."""
    return _CONTROL.sub(" ", words).strip()


def _cell(column: Column, value: object, *, safe: bool) -> str:
    text = "" if value is None else one_line(str(value))
    formula = safe and column.kind == "text" and text.startswith(_FORMULA)
    return f"'{text}" if formula else text


def _is_of(kind: Kind, cell: str) -> bool:
    match kind:
        case "integer":
            return bool(_INTEGER.fullmatch(cell))
        case "number":
            return bool(_NUMBER.fullmatch(cell))
        case "date":
            return bool(_DATE.fullmatch(cell)) and _is_moment(cell)
        case "moment":
            return _is_moment(cell)
        case "boolean":
            return cell.casefold() in _TRUTHS
        case "text":
            return True


def _is_moment(cell: str) -> bool:
    try:
        datetime.fromisoformat(cell)
    except ValueError:
        return False
    return True
