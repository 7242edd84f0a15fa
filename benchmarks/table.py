"""The rows as a table in Markdown, printed and kept on a page of the documentation."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from benchmarks.rows import Row

BEGIN, END = "<!-- table -->", "<!-- end of table -->"
_HEAD = ("| what | reach | median | range | runs | on |", "|---|---|---|---|---|---|")


def table(rows: Iterable[Row]) -> str:
    """The rows, one line each; what misses its promise says so."""
    return "\n".join([*_HEAD, *map(_line, rows)]) + "\n"


def page(path: Path, where: list[str], rows: Iterable[Row]) -> str:
    """A page's text with this table, and where it was measured, in the place of the last.

    Raises:
        ValueError: when the page has no such place.
    """
    before, begin, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{path}: a table is kept between {BEGIN} and {END}; put both there")
    return f"{before}{BEGIN}\n" + "\n".join([*where, "", table(rows)]) + END + after


def _line(row: Row) -> str:
    low, high = min(row.values), max(row.values)
    marks = {True: "", False: " **missed**", None: ""}
    return (
        f"| {row.what} | {_reach(row)} | {_number(row.middle)} {row.unit}{marks[row.reached]} "
        f"| {_number(low)}–{_number(high)} | {len(row.values)} | {row.told} |"
    )


def _reach(row: Row) -> str:
    bounds = [f"≥ {row.least:,g}"] if row.least is not None else []
    bounds += [f"≤ {row.most:,g}"] if row.most is not None else []
    return " and ".join(bounds)


def _number(value: float) -> str:
    """Three figures that count, and no more."""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.2f}" if abs(value) < 10 else f"{value:.1f}"
