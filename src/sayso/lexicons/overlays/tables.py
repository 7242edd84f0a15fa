"""Reads a user's table: its key column says what it is, and every mistake has its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.lexicons.files.load import DataFileError, Finding, Lines, list_columns, read_lines
from sayso.lexicons.files.strict import to_record, unknown_keys
from sayso.lexicons.overlays.rows import KEY_COLUMNS, Entry

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.records.evidence import Record


def row_type(path: Path) -> type[Record]:
    """What the rows of a table are, by its key column.

    Raises:
        DataFileError: for a header without a key column, or with two of them.
    """
    line, header, _ = _lines(path)
    keys = [column for column in KEY_COLUMNS if column in header]
    if len(keys) == 1:
        return KEY_COLUMNS[keys[0]]
    has = "none of its columns says" if not keys else f"its columns {' and '.join(keys)} both say"
    raise DataFileError(
        f"{path}:{line}: {has} what the table is; it must have exactly one of: name (actors), "
        "place (places), verb (verbs), role (roles), epithet (epithets), publisher (blocs), with "
        "tabs between the columns"
    )


def _lines(path: Path) -> Lines:
    """The cells without white space, and without empty ones at the end, which spreadsheets add."""
    line, header, rows = read_lines(path)
    return Lines(line, _cells(header), tuple((number, _cells(cells)) for number, cells in rows))


def _cells(cells: tuple[str, ...]) -> tuple[str, ...]:
    stripped = [cell.strip() for cell in cells]
    while stripped and not stripped[-1]:
        stripped.pop()
    return tuple(stripped)


def read_own_table(path: Path) -> tuple[list[Entry[Record]], list[Finding]]:
    """The rows of a table that can be used, and all that is wrong with the others.

    Raises:
        DataFileError: for a file that is no table of a known kind.
    """
    kind = row_type(path)
    header_line, header, rows = _lines(path)
    findings = [
        Finding(path=str(path), line=header_line, message=f"the column {name!r} stands twice")
        for name in sorted({name for name in header if header.count(name) > 1})
    ]
    findings += [
        Finding(path=str(path), line=header_line, message=mistake.message)
        for mistake in unknown_keys(header, kind, noun="column")
    ]
    if findings:
        return [], findings
    entries: list[Entry[Record]] = []
    lists = list_columns(kind)
    for line, cells in rows:
        record, messages = _row(header, cells, kind, lists)
        if record is not None:
            entries.append(Entry(record, path, line))
        findings += [Finding(path=str(path), line=line, message=message) for message in messages]
    return entries, findings


def _row(
    header: tuple[str, ...], cells: tuple[str, ...], kind: type[Record], lists: frozenset[str]
) -> tuple[Record | None, list[str]]:
    if len(cells) > len(header):
        return None, [
            f"{len(cells)} cells under {len(header)} columns; take out the tabs that are too many"
        ]
    values = {
        name: [part.strip() for part in cell.split("|") if part.strip()] if name in lists else cell
        for name, cell in zip(header, cells, strict=False)
        if cell
    }
    record, mistakes = to_record(values, kind)
    return record, [mistake.message for mistake in mistakes]
