"""What was known when: every voice's versions by day of publication, none over another."""

from __future__ import annotations

from datetime import date
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from sayso.incidents.side_by_side.cells import AGAINST, Cell
from sayso.incidents.side_by_side.relations import relation
from sayso.lexicons.words.corrections import is_correction
from sayso.records.mention import Counted
from sayso.records.shown.matrix import Column, Move, Row, Said, Standing, Version

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_COUNTS = tuple(column for column in Column if column.value in set(Counted))
COLUMNS = (*_COUNTS, Column.ACTOR, Column.PLACE, Column.DATE)
"""What is followed from day to day: every count, the doers, places and days."""
_UNNAMED = "?"


class _Told(NamedTuple):
    """What a row says in one column."""

    row: Row
    cell: Cell


def versions(
    rows: Sequence[Row], cells: Mapping[int, Mapping[Column, Sequence[Cell]]]
) -> tuple[Version, ...]:
    """What each voice said in each column, in the order of publication.

    A voice that is named is one across outlets; an outlet's own voice is that outlet's; one that
    nobody names is that report's alone. Reports without a day come last and move nothing. `cells`
    are those of each row by its number.
    """
    found: list[Version] = []
    for column in COLUMNS:
        for told in _by_voice(column, rows, cells):
            found += _moves(column, told)
    return tuple(found)


def standings(known: Sequence[Version]) -> tuple[Standing, ...]:
    """For each column and day on which somebody said something new: what stood at its end."""
    made: list[Standing] = []
    for column in COLUMNS:
        own = [v for v in known if v.column is column and v.day is not None]
        for day in sorted({v.day for v in own if v.day and v.move is not Move.SAME}):
            stood = [v for v in own if _stands(v, day)]
            if stood:
                made.append(_standing(column, day, stood))
    return tuple(made)


def _by_voice(
    column: Column, rows: Sequence[Row], cells: Mapping[int, Mapping[Column, Sequence[Cell]]]
) -> list[list[_Told]]:
    """The values of each voice in order; of one row the first that counts."""
    found: dict[str, list[_Told]] = {}
    for row in rows:
        told = cells[row.number].get(column, ())
        cell = next((c for c in told if c.said.compared and _is_known(c.said)), None)
        if cell is not None:
            found.setdefault(_voice_key(row), []).append(_Told(row, cell))
    return list(found.values())


def _is_known(said: Said) -> bool:
    """Whether a value says anything: a count with a bound, a name, a day."""
    bounds = (said.low, said.high, said.earliest, said.latest)
    return said.name is not None or any(bound is not None for bound in bounds)


def _voice_key(row: Row) -> str:
    if row.voice_key and row.voice_key != _UNNAMED:
        return f"voice {row.voice_key}"
    return f"outlet {row.publisher or row.doc_id}" if not row.voice_key else f"in {row.doc_id}"


def _moves(column: Column, told: Sequence[_Told]) -> Iterator[Version]:
    """The versions of one voice, each told against the one before."""
    made: list[Version] = []
    last: _Told | None = None
    for one in told:
        move = Move.FIRST if last is None else _move(column, last.cell, one.cell)
        if _is_denied(one.cell.said):
            move = Move.DENIED
        moved = last is not None and move is not Move.SAME
        made.append(_version(column, one, move, last if moved else None))
        last = one
    for index, version in enumerate(made):
        later = (v for v in made[index + 1 :] if v.move is not Move.SAME)
        yield replace(version, until=next((v.day for v in later), None))


def _version(column: Column, told: _Told, move: Move, before: _Told | None) -> Version:
    row, said = told.row, told.cell.said
    return Version(
        column=column,
        day=row.published[:10] if row.published else None,
        row=row.number,
        voice=row.who,
        publisher=row.publisher,
        said=said,
        move=move,
        earlier=before.row.number if before is not None else None,
        correction=is_correction(row.title),
        words=_words(move, said, before.cell.said if before is not None else None),
    )


def _move(column: Column, before: Cell, now: Cell) -> Move:
    """What the later value does to the earlier: a wider one that holds it says nothing new."""
    old, new = before.said, now.said
    if (old.label, old.stance) == (new.label, new.stance):
        return Move.SAME
    if column in _COUNTS:
        first, second = _number(old), _number(new)
        if first is not None and second is not None and first != second:
            return Move.RAISED if second > first else Move.LOWERED
    if relation(column)(before, now) is not True:
        return Move.CHANGED
    return Move.NARROWED if _width(new) < _width(old) else Move.SAME


def _number(said: Said) -> int | None:
    told = (said.best, said.low, said.high)
    return next((number for number in told if number is not None), None)


def _width(said: Said) -> float:
    """How much a value leaves open, in people or days; endless where a bound is open."""
    if said.low is not None and said.high is not None:
        return said.high - said.low
    if said.earliest is not None and said.latest is not None:
        return (date.fromisoformat(said.latest) - date.fromisoformat(said.earliest)).days
    return inf


def _is_denied(said: Said) -> bool:
    return said.stance in AGAINST


def _words(move: Move, said: Said, before: Said | None) -> str:
    match move:
        case Move.FIRST | Move.SAME:
            return said.label
        case Move.DENIED:
            return f"denies {said.label}"
        case Move.RAISED | Move.LOWERED | Move.NARROWED | Move.CHANGED:
            return f"{move.value} from {before.label if before else '?'} to {said.label}"


def _stands(version: Version, day: str) -> bool:
    if version.day is None or version.day > day or _is_denied(version.said):
        return False
    return version.until is None or version.until > day


def _standing(column: Column, day: str, stood: Sequence[Version]) -> Standing:
    counts = column in _COUNTS
    lows = [v.said.low for v in stood]
    highs = [v.said.high for v in stood]
    return Standing(
        day=day,
        column=column,
        labels=tuple(dict.fromkeys(v.said.label for v in stood)),
        voices=len({v.voice for v in stood}),
        low=min((n for n in lows if n is not None), default=None) if counts else None,
        high=max(n for n in highs if n is not None) if counts and None not in highs else None,
    )
