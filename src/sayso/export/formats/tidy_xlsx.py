"""The six tidy tables as the sheets of one workbook (Office Open XML), no cell a formula."""

from __future__ import annotations

import zipfile
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from sayso.export.formats.contract import FormatLevel, Problem, Tally
from sayso.export.formats.tidy.rows import rows_of
from sayso.export.formats.tidy.tables import TidyCheck, count_withheld, safe_text, tables

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from sayso.export.formats.contract import Context
    from sayso.records.shown.dossier import Dossier

LEVEL = FormatLevel.ACCOUNT
FOLDER = False

_MOST_ROWS = 1_048_575
"""What a sheet holds beside its header."""
_LONGEST = 32_767
"""How many UTF-16 units a cell holds."""
_MADE = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""Every workbook says that it was made then: a clock would make two of one ledger differ."""
_MOST_UNPACKED, _MOST_SQUEEZED = 100_000_000, 100
"""Bytes that any workbook may unpack to, and how many times its size a larger one may."""
_NOT_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


def write(dossiers: Iterable[Dossier], target: Path, context: Context) -> Tally:
    """Writes one workbook; sheets are in the order of tidy.tsv, headers frozen."""
    import xlsxwriter  # noqa: PLC0415 (only this format needs it)

    tally = Tally()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(str(target), options) as book:
        book.set_properties({"created": _MADE})
        sheets = {}
        for name, columns in tables().items():
            sheets[name] = book.add_worksheet(name)
            sheets[name].freeze_panes(1, 1)
            for number, column in enumerate(columns):
                sheets[name].write_string(0, number, column.column)
            tally.rows[name] = 0
        for dossier in dossiers:
            for name, row in rows_of(dossier, context):
                if name == "accounts":
                    count_withheld(row, tally.lost)
                if tally.rows[name] == _MOST_ROWS:
                    tally.lost[f"rows of {name} beyond what a sheet holds"] += 1
                    continue
                tally.rows[name] += 1
                cells = _cells(name, row, context, tally.lost)
                _write_row(sheets[name], tally.rows[name], cells)
    return tally


def _cells(name: str, row: dict[str, Any], context: Context, lost: Counter[str]) -> list[Any]:
    """The cells of a row in the order of its table's columns."""
    values = (row.get(column.column) for column in tables()[name])
    return [
        _fitting(safe_text(value, context), lost) if isinstance(value, str) else value
        for value in values
    ]


def _write_row(sheet: Any, at: int, cells: Sequence[Any]) -> None:
    for number, value in enumerate(cells):
        if value is None or value == "":
            continue
        if isinstance(value, bool):
            sheet.write_boolean(at, number, value)
        elif isinstance(value, int | float):
            sheet.write_number(at, number, value)
        else:
            sheet.write_string(at, number, value)


def _fitting(text: str, lost: Counter[str]) -> str:
    """Text that a cell can hold: without control characters, not longer than a cell."""
    clean = text.translate(_NOT_XML)
    lost["characters that no workbook can hold"] += len(text) - len(clean)
    units = clean.encode("utf-16-le")
    if len(units) // 2 <= _LONGEST:
        return clean
    lost["cells cut to the length that a cell holds"] += 1
    return units[: 2 * _LONGEST].decode("utf-16-le", errors="ignore")


def check(path: Path) -> Iterator[Problem]:
    """What is wrong with a workbook of the six tables, sheet by sheet; the header is line 1."""
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 (as above)

    if _is_bomb(path):
        message = "it would unpack to far more than any workbook that its size can hold"
        yield Problem(str(path), None, None, message, remedy="do not open it; ask for another")
        return
    try:
        book = CalamineWorkbook.from_path(str(path))
    except (CalamineError, ValueError) as error:
        message, remedy = f"no workbook: {error}", "save it as .xlsx"
        yield Problem(str(path), None, None, message, remedy=remedy)
        return
    ids = TidyCheck()
    for name in tables():
        where = f"{path}#{name}"
        if name not in book.sheet_names:
            message, remedy = "the sheet is missing", "export the workbook anew"
            yield Problem(where, None, None, message, remedy=remedy)
            continue
        try:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        except (CalamineError, ValueError) as error:
            message, remedy = f"the sheet cannot be read: {error}", "export the workbook anew"
            yield Problem(where, None, None, message, remedy=remedy)
            continue
        yield from _check_sheet(name, where, rows, ids)
    yield from ids.end()


def _is_bomb(path: Path) -> bool:
    """Whether an archive says of itself that it would fill the memory; a damaged one does not."""
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
    return unpacked > max(_MOST_UNPACKED, _MOST_SQUEEZED * path.stat().st_size)


def _check_sheet(
    name: str, where: str, rows: Sequence[Sequence[Any]], ids: TidyCheck
) -> Iterator[Problem]:
    header = [str(cell) for cell in rows[0]] if rows else []
    yield from ids.header(name, where, header)
    kinds = {column.column: column.kind for column in tables()[name]}
    for line, cells in enumerate(rows[1:], 2):
        row = {
            key: _value(kinds.get(key, "text"), cell)
            for key, cell in zip(header, cells, strict=False)
        }
        yield from ids.row(name, where, line, row)


def _value(kind: str, cell: Any) -> Any:
    """A cell as a value of its column: a workbook has floats for whole numbers, and dates."""
    if cell == "":
        return None
    if isinstance(cell, float) and kind == "integer" and cell.is_integer():
        return int(cell)
    if isinstance(cell, float) and kind == "text":
        return f"{cell:g}"
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else cell
