"""The six tidy tables as a folder of CSV files: UTF-8, a header, one line a row (RFC 4180)."""

from __future__ import annotations

import csv
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from sayso.export.formats.contract import FormatLevel, Problem, Tally
from sayso.export.formats.files.columns import one_line
from sayso.export.formats.tidy.rows import rows_of
from sayso.export.formats.tidy.tables import TidyCheck, count_withheld, safe_text, tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from sayso.export.formats.contract import Context
    from sayso.export.formats.tidy.tables import TidyColumn
    from sayso.records.shown.dossier import Dossier

LEVEL = FormatLevel.ACCOUNT
FOLDER = True

_READ: dict[str, Callable[[str], Any]] = {"integer": int, "number": float}
_TRUTHS = {"true": True, "false": False}
_LARGEST_CELL = 1 << 24


def write(dossiers: Iterable[Dossier], target: Path, context: Context) -> Tally:
    """Writes one file a table into a new folder; a row stands in no more than one line."""
    tally = Tally()
    target.mkdir()
    with ExitStack() as files:
        writers = {}
        for name, columns in tables().items():
            path = target / f"{name}.csv"
            file = files.enter_context(path.open("w", encoding="utf-8", newline=""))
            names = [column.column for column in columns]
            writers[name] = csv.DictWriter(file, names, restval="", lineterminator="\n")
            writers[name].writeheader()
            tally.rows[path.name] = 0
        for dossier in dossiers:
            for name, row in rows_of(dossier, context):
                if name == "accounts":
                    count_withheld(row, tally.lost)
                writers[name].writerow({key: _cell(row[key], context) for key in row})
                tally.rows[f"{name}.csv"] += 1
    return tally


def check(path: Path) -> Iterator[Problem]:
    """What is wrong with a folder of the six tables, or with one of them alone."""
    ids = TidyCheck()
    if not path.is_dir():
        if path.stem not in tables():
            message = f"{path.stem!r} is none of the six tables"
            yield Problem(
                str(path), None, None, message, remedy=f"name it {' or '.join(tables())}"
            )
            return
        yield from _check_table(path.stem, path, ids)
        return
    for name in tables():
        file = path / f"{name}.csv"
        if file.is_file():
            yield from _check_table(name, file, ids)
        else:
            message = "the table is missing"
            yield Problem(str(file), None, None, message, remedy="export the six tables anew")
    yield from ids.end()


def _cell(value: Any, context: Context) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return str(safe_text(one_line(str(value)) if isinstance(value, str) else value, context))


def _check_table(name: str, path: Path, ids: TidyCheck) -> Iterator[Problem]:
    columns = {column.column: column for column in tables()[name]}
    with path.open(encoding="utf-8-sig", newline="") as file:
        previous = csv.field_size_limit(_LARGEST_CELL)
        reader = csv.reader(file, strict=True)
        try:
            header = next(reader, [])
            yield from ids.header(name, str(path), header)
            for cells in reader:
                line = reader.line_num
                if len(cells) != len(header):
                    message = f"{len(cells)} cells under {len(header)} columns"
                    remedy = "mend the row: a comma in a cell needs quotation marks around it"
                    yield Problem(str(path), line, None, message, remedy=remedy)
                    continue
                row = {
                    key: _value(columns.get(key), cell)
                    for key, cell in zip(header, cells, strict=True)
                }
                yield from ids.row(name, str(path), line, row)
        except csv.Error as error:
            message = f"no CSV: {error}"
            remedy = "mend the quotation marks of this line"
            yield Problem(str(path), reader.line_num, None, message, remedy=remedy)
        finally:
            csv.field_size_limit(previous)


def _value(column: TidyColumn | None, cell: str) -> Any:
    """A cell as a value of its column; as it is where it is none."""
    if not cell:
        return None
    if column is None:
        return cell
    if column.kind == "boolean":
        return _TRUTHS.get(cell.lower(), cell)
    try:
        return _READ.get(column.kind, str)(cell)
    except ValueError:
        return cell
