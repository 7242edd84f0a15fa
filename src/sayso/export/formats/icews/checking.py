"""Checks an ICEWS file: columns, types, codes, and what its rows must fulfil."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.export.formats.cells.days_read import is_american
from sayso.export.formats.files.columns import columns
from sayso.export.formats.files.tab_checks import (
    check_cells,
    check_point,
    few,
    to_integer,
    to_number,
)
from sayso.export.formats.icews.rows import rows
from sayso.lexicons.codes.cameo import cameo
from sayso.lexicons.places.country_codes import country_codes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sayso.export.formats.contract import Problem
    from sayso.export.formats.files.tab_checks import Row

_COUNTRIES = ("Source Country", "Target Country", "Country")
_GOLDSTEIN = 10.0


def check(path: Path) -> Iterable[Problem]:
    """What is wrong with an ICEWS file: severe, or known of published files and forgiven."""
    return few(_problems(path))


def _problems(path: Path) -> Iterator[Problem]:
    schema = columns("icews")
    seen: dict[tuple[str, str], int] = {}
    ids: dict[str, int] = {}
    for row, found in rows(path):
        yield from found
        if row is None:
            continue
        for problem in check_cells(row, schema):
            day = row.cells.get("Event Date", "")
            if problem.column != "Event Date" or not is_american(day):
                yield problem
        yield from _row(row)
        yield from _once(row, seen, ids)


def _row(row: Row) -> Iterator[Problem]:
    if is_american(row.cells.get("Event Date", "")):
        yield row.problem(
            "Event Date", "month/day/year", "nothing: reading takes it so", severe=False
        )
    yield from check_point(row, "Latitude", "Longitude")
    yield from _code(row)
    for column in _COUNTRIES:
        name = row.cells.get(column, "")
        if name and country_codes().named(name) is None:
            yield row.problem(
                column,
                f"{name[:40]!r} is no country by that name here",
                "write its English name",
                severe=False,
            )
    number = to_integer(row.cells.get("Sentence Number", ""))
    if number is not None and number < 1:
        yield row.problem("Sentence Number", f"{number} is under 1", "count sentences from 1")


def _code(row: Row) -> Iterator[Problem]:
    code = row.cells.get("CAMEO Code", "")
    known = cameo().codes.get(code)
    if code and known is None:
        padded = f"0{code}"
        lost = padded in cameo().codes
        yield row.problem(
            "CAMEO Code",
            f"no code of CAMEO is {code[:20]!r}",
            f"write {padded}: a program ate the zero" if lost else "look it up in CAMEO",
        )
    value = to_number(row.cells.get("Intensity", ""))
    if value is not None and abs(value) > _GOLDSTEIN:
        yield row.problem("Intensity", f"{value:g} is beyond ±10", "mend or empty it")
    if known is None:
        return
    if value is not None and known.goldstein is not None and value != known.goldstein:
        yield row.problem(
            "Intensity",
            f"{value:g} for {code}",
            "check it: another list gives another value",
            severe=False,
        )
    text = row.cells.get("Event Text", "")
    if text and text.casefold() != known.name.casefold():
        yield row.problem(
            "Event Text",
            f"{text[:40]!r} for {code}",
            f"the list has {known.name!r}: a zero may be lost",
            severe=False,
        )


def _once(row: Row, seen: dict[tuple[str, str], int], ids: dict[str, int]) -> Iterator[Problem]:
    """Rows with the key of another: id and date. The id alone repeats in published files."""
    number, day = row.cells.get("Event ID", ""), row.cells.get("Event Date", "")
    if not number:
        return
    if seen.setdefault((number, day), row.number) != row.number:
        yield row.problem(
            "Event ID", f"also in line {seen[number, day]} on the same day", "take one row out"
        )
    elif ids.setdefault(number, row.number) != row.number:
        yield row.problem(
            "Event ID",
            f"also in line {ids[number]} on another day",
            "join by id and date, never by id alone",
            severe=False,
        )
