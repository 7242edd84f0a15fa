"""What is wrong with a table in ACLED's shape, ours or somebody else's."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sayso.export.formats.acled.mapping import sub_events
from sayso.export.formats.cells.actor_types import (
    CIVILIANS,
    actor_types,
    interaction,
    interactions,
)
from sayso.export.formats.files.columns import SCHEMAS, columns
from sayso.export.formats.files.tables_read import (
    Table,
    check_cells,
    check_header,
    check_point,
    check_unique,
    integer,
    summed,
)
from sayso.lexicons.files.load import read_table
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sayso.export.formats.contract import Problem
    from sayso.export.formats.files.tables_read import Line

_OLD = ("data_id", "event_id_no_cnty", "iso3")
_LACKED = frozenset({"disorder_type", "civilian_targeting", "tags"})
_TARGETING = "civilian targeting"
_TARGETING_READ = frozenset({_TARGETING, "civilians targeted"})
_ON_CIVILIANS = "Violence against civilians"
_NEVER_TARGETED = "Battles"


class _Scale(Record, frozen=True, kw_only=True):
    """A row of acled_source_scales.tsv."""

    value: str


def check(path: Path) -> Iterator[Problem]:
    """The problems of a file, by line; those that published files have are no errors."""
    # Two cells have spellings of their own and are looked at by themselves.
    schema = tuple(c for c in columns("acled") if c.column != "civilian_targeting")
    table = Table(path, schema)
    unique = check_unique(table, "event_id_cnty")
    for line in table.lines():
        check_cells(table, line)
        check_point(table, line)
        unique(line)
        _check_kind(table, line)
        _check_actors(table, line)
        _check_targeting(table, line)
        _check_rest(table, line)
    whole = Table(path, columns("acled"), table.names, problems=table.problems)
    check_header(whole, _OLD)
    _check_age(whole)
    yield from summed(table.problems)


def _check_age(table: Table) -> None:
    """Files from before March 2023 have three columns more and lack three."""
    old = [name for name in _OLD if name in table.names]
    if old:
        listed = ", ".join(old)
        message = f"{listed}: a file from before March 2023"
        table.say(1, None, message, "download it again in today's shape", severe=False)
        table.problems[:] = [
            p for p in table.problems if p.line != 1 or p.column not in _LACKED or not p.severe
        ]


def _check_kind(table: Table, line: Line) -> None:
    cells = line.cells
    name = cells.get("sub_event_type", "")
    kind = sub_events().get(name)
    if kind is None:
        if name:
            remedy = f"write one of {', '.join(sub_events())}"
            table.say(line.number, "sub_event_type", f"unknown sub-event type {name!r}", remedy)
        return
    for column in ("event_type", "disorder_type"):
        wanted, found = getattr(kind, column), cells.get(column, "")
        if found and found != wanted:
            message = f"{found!r} does not go with the sub-event type {name!r}"
            table.say(line.number, column, message, f"write {wanted}")


def _check_actors(table: Table, line: Line) -> None:
    cells = line.cells
    first, second = (_code(table, line, f"inter{n}") for n in (1, 2))
    if cells.get("actor2") and not second and cells.get("inter2") in {"", "0"}:
        table.say(line.number, "inter2", "actor2 has no type", "write one of eight actor types")
    if second and not cells.get("actor2"):
        table.say(line.number, "actor2", "a type without an actor", "name it or empty inter2")
    if first and cells.get("interaction"):
        code = interaction(first, second)
        known = {code, _plain(interactions().get(code, "")), *_sole(first, second)}
        if _plain(cells["interaction"]) not in known:
            wanted = interactions().get(code, code)
            message = f"{cells['interaction']!r} is not that of inter1 and inter2"
            table.say(line.number, "interaction", message, f"write {wanted} or {code}")
    if cells.get("event_type") == _ON_CIVILIANS and first == CIVILIANS and second != CIVILIANS:
        message = "the victim of violence against civilians is actor2"
        table.say(line.number, "actor1", message, "swap the actors")


def _code(table: Table, line: Line, column: str) -> int | None:
    """The actor type of a cell, as digit or as words of any case and number; null for none."""
    cell = line.cells.get(column, "")
    if cell in {"", "0"}:
        return None
    code = _types().get(_plain(cell))
    if code is None:
        known = ", ".join(row.text for row in actor_types().values())
        table.say(line.number, column, f"unknown actor type {cell!r}", f"write one of {known}")
    return code


@cache
def _types() -> dict[str, int]:
    words = {_plain(row.text): code for code, row in actor_types().items()}
    return words | {str(code): code for code in actor_types()}


def _sole(first: int, second: int | None) -> set[str]:
    """How a lone actor's interaction is written in downloads: "Sole Protesters"."""
    return set() if second else {_plain(f"sole {actor_types()[first].text}")}


def _plain(words: str) -> str:
    """Words to compare by: without case, number and spaces around a hyphen."""
    parts = words.casefold().replace(" - ", "-").replace("-", " - ").split()
    return " ".join(part.removesuffix("s") for part in parts)


def _check_targeting(table: Table, line: Line) -> None:
    cell = line.cells.get("civilian_targeting", "")
    if not cell:
        return
    if cell.casefold() not in _TARGETING_READ:
        remedy = "write Civilian targeting, or nothing"
        table.say(line.number, "civilian_targeting", f"{cell!r} is none of the values", remedy)
    elif cell.casefold() != _TARGETING:
        remedy = "write Civilian targeting"
        table.say(line.number, "civilian_targeting", f"{cell!r}", remedy, severe=False)
    if line.cells.get("event_type") == _NEVER_TARGETED:
        message = "a battle never has civilians as its target"
        table.say(line.number, "civilian_targeting", message, "empty the cell")


def _check_rest(table: Table, line: Line) -> None:
    cells = line.cells
    if cells.get("year") and not cells.get("event_date", "").startswith(cells["year"]):
        table.say(line.number, "year", "it is not that of event_date", "mend one of them")
    if (integer(cells, "fatalities") or 0) < 0:
        table.say(line.number, "fatalities", "fewer than none", "write 0 or more")
    if cells.get("latitude") == "" and "latitude" in cells:
        remedy = "readers that draw maps must leave the row out"
        table.say(line.number, "latitude", "no coordinates", remedy, severe=False)
    scale = cells.get("source_scale", "")
    if scale and scale not in _scales():
        remedy = "the list is not an official one; compare with the codebook"
        message = f"{scale!r} was not seen in published files"
        table.say(line.number, "source_scale", message, remedy, severe=False)


@cache
def _scales() -> frozenset[str]:
    return frozenset(r.value for r in read_table(SCHEMAS / "acled_source_scales.tsv", _Scale))
