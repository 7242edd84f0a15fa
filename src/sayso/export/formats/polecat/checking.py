"""Checks a POLECAT file: columns, types, codes, and what its rows must fulfil."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.export.formats.cells.codes_known import contexts, modes, plover_countries, sector_rows
from sayso.export.formats.files.columns import columns
from sayso.export.formats.files.tab_checks import check_cells, check_known, check_point, few
from sayso.export.formats.files.tabs import parts
from sayso.export.formats.polecat.rows import rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sayso.export.formats.contract import Problem
    from sayso.export.formats.files.tab_checks import Row

_CONTEXTS_SAID_OTHERWISE = frozenset({"elections", "disaster", "lbgt"})
"""Contexts as the manual's running text has them (codebook, section 6, row 22)."""

_SIDES = ("Actor", "Recipient")


def check(path: Path) -> Iterable[Problem]:
    """What is wrong with a POLECAT file: severe, or known of published files and forgiven."""
    return few(_problems(path))


def _problems(path: Path) -> Iterator[Problem]:
    schema = columns("polecat")
    seen: dict[str, int] = {}
    for row, found in rows(path):
        yield from found
        if row is not None:
            yield from check_cells(row, schema)
            yield from check_point(row, "Latitude", "Longitude")
            yield from _codes(row)
            yield from _once(row, seen)


def _once(row: Row, seen: dict[str, int]) -> Iterator[Problem]:
    key = row.cells.get("Event ID", "")
    if key and seen.setdefault(key, row.number) != row.number:
        yield row.problem("Event ID", f"also in line {seen[key]}", "give each row its own id")


def _codes(row: Row) -> Iterator[Problem]:
    cells = row.cells
    kind, mode = cells.get("Event Type", ""), cells.get("Event Mode", "")
    if mode and (kind, mode) not in modes():
        known = ", ".join(sorted(m for k, m in modes() if k == kind)) or "none"
        yield row.problem("Event Mode", f"{kind} has no mode {mode!r}", f"its modes: {known}")
    told = contexts() | _CONTEXTS_SAID_OTHERWISE
    named = parts(cells.get("Contexts", ""))
    yield from check_known(row, "Contexts", named, told, "write contexts of PLOVER")
    for side in _SIDES:
        for column in (f"Primary {side} Sector", f"{side} Sectors"):
            sectors = parts(cells.get(column, ""))
            yield from check_known(
                row, column, sectors, sector_rows(), "write sector codes of PLOVER"
            )
        countries = parts(cells.get(f"{side} Country", ""))
        known_countries = [c for c in countries if len(c) == 3 and c.isupper()]
        yield from check_known(
            row, f"{side} Country", known_countries, plover_countries(), "write ISO 3166-1 alpha-3"
        )
        yield from _numbers(row, f"{side} COW")


def _numbers(row: Row, column: str) -> Iterator[Problem]:
    for number in parts(row.cells.get(column, "")):
        if not number.isdecimal():
            yield row.problem(
                column, f"{number!r} is no number of Correlates of War", "write digits"
            )
