"""What the accounts together say in one column: the answers, who holds each, what is denied."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from sayso.incidents.side_by_side.cells import AGAINST
from sayso.incidents.side_by_side.pairs import compare_pairs, set_against
from sayso.incidents.side_by_side.relations import relation
from sayso.incidents.side_by_side.sentences import summary_words
from sayso.records.attribution import Stance
from sayso.records.shown.matrix import Agreement, Column, Position, Row, Summary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sayso.incidents.side_by_side.cells import Cell
    from sayso.incidents.side_by_side.pairs import Pairs

_MOST_LABELS = 3
JOIN = " / "
"""What stands between the labels of one position."""


class _Value(NamedTuple):
    """A value that some rows give: one of the cells that hold it, and the rows."""

    cell: Cell
    rows: tuple[int, ...]


def summarise(
    column: Column, rows: Sequence[Row], cells: Mapping[int, Mapping[Column, Sequence[Cell]]]
) -> Summary:
    """How the rows stand to each other in a column; `cells` are those of each row by number."""
    told = {row.number: cells[row.number].get(column, ()) for row in rows}
    held = _values(told, lambda c: c.said.compared and c.said.stance not in AGAINST)
    denied = _values(told, lambda c: c.said.compared and c.said.stance in AGAINST)
    pairs = compare_pairs(column, [value.cell for value in held])
    conflicts, meets = _conflicts(held, pairs)
    by_number = {row.number: row for row in rows}
    silent = tuple(n for n, values in told.items() if not any(c.said.compared for c in values))
    contested = _contested(column, held, denied, conflicts)
    positions = (
        replace(p, contested=any((n, p.label.split(JOIN)[0]) in contested for n in p.rows))
        for p in _positions(column, held, pairs, by_number, told)
    )
    summary = Summary(
        column=column,
        agreement=_agreement(held, conflicts, meets=meets),
        positions=tuple(sorted(positions, key=lambda p: not p.contested)),
        denied=_positions(
            column,
            denied,
            compare_pairs(column, [value.cell for value in denied]),
            by_number,
            told,
        ),
        contested=contested,
        silent=silent,
    )
    return replace(summary, words=summary_words(summary))


def _values(told: Mapping[int, Sequence[Cell]], wanted: Callable[[Cell], bool]) -> list[_Value]:
    """The distinct values with the rows that give each, in an order of their own."""
    found: dict[tuple[object, ...], tuple[Cell, list[int]]] = {}
    for number, values in told.items():
        for cell in values:
            if wanted(cell):
                _, numbers = found.setdefault(_key(cell), (cell, []))
                if numbers[-1:] != [number]:
                    numbers.append(number)
    ordered = sorted(found.items(), key=lambda item: repr(item[0]))
    return [_Value(cell, tuple(numbers)) for _, (cell, numbers) in ordered]


def _key(cell: Cell) -> tuple[object, ...]:
    """What makes two cells the same value for the comparison; the tightest bounds come first."""
    said, basis = cell.said, cell.basis
    width = 10**12 if said.low is None or said.high is None else said.high - said.low
    more = tuple(
        getattr(basis, name, None)
        for name in ("geonameid", "country", "sector", "whom", "precision", "status")
    )
    return (f"{width:015}", said.label.casefold(), said.low, said.high, cell.deed, *map(str, more))


def _conflicts(values: Sequence[_Value], pairs: Pairs) -> tuple[set[int], bool]:
    """The rows that exclude what another row says; and whether any two rows meet."""
    of_row: dict[int, list[int]] = {}
    for index, value in enumerate(values):
        for number in value.rows:
            of_row.setdefault(number, []).append(index)
    numbers = sorted(of_row)
    against, meets = set_against(pairs, [of_row[number] for number in numbers])
    return {numbers[index] for index in against}, meets


def _agreement(values: Sequence[_Value], conflicts: set[int], *, meets: bool) -> Agreement:
    rows = {number for value in values for number in value.rows}
    if len(rows) < 2:
        return Agreement.ONE if rows else Agreement.OPEN
    if conflicts:
        return Agreement.DIFFER
    return Agreement.AGREE if meets else Agreement.APART


def _contested(
    column: Column,
    held: Sequence[_Value],
    denied: Sequence[_Value],
    conflicts: set[int],
) -> tuple[tuple[int, str], ...]:
    """The values, by row and label, that another row excludes or, of the same deed, denies."""
    found = {(n, v.cell.said.label) for v in held for n in v.rows if n in conflicts}
    compare = relation(column)
    for value in held:
        for against in denied:
            same_deed = value.cell.deed == against.cell.deed
            if same_deed and compare(value.cell, against.cell) is True:
                others = (n for n in value.rows if set(against.rows) != {n})
                found |= {(n, value.cell.said.label) for n in others}
    return tuple(sorted(found))


def _positions(
    column: Column,
    values: Sequence[_Value],
    pairs: Pairs,
    rows: Mapping[int, Row],
    told: Mapping[int, Sequence[Cell]],
) -> tuple[Position, ...]:
    """Groups of values that all go with each other, the tightest values first in each.

    A wide value that goes with several groups ("at least 9") is a position of its own, and says
    which it leaves room for.
    """
    groups: list[list[int]] = []
    members: list[int] = []
    wide: list[tuple[int, tuple[str, ...]]] = []
    for index in range(len(values)):
        homes = [n for n, group in enumerate(members) if pairs.fits(index, group)]
        if len(homes) > 1:
            firsts = (values[groups[home][0]] for home in homes)
            wide.append((index, tuple(first.cell.said.label for first in firsts)))
        elif homes:
            groups[homes[0]].append(index)
            members[homes[0]] |= 1 << index
        else:
            groups.append([index])
            members.append(1 << index)
    made = [_position(column, [values[n] for n in group], rows, told) for group in groups]
    made += [replace(_position(column, [values[n]], rows, told), fits=fits) for n, fits in wide]
    return tuple(sorted(made, key=_rank))


def _rank(position: Position) -> tuple[object, ...]:
    """What most sources hold comes first; what leaves room for several answers last."""
    sources, rows = -len(position.sources), -len(position.rows)
    return bool(position.fits), sources, rows, position.rows, position.label


def _position(
    column: Column,
    group: Sequence[_Value],
    rows: Mapping[int, Row],
    told: Mapping[int, Sequence[Cell]],
) -> Position:
    labels = list(dict.fromkeys(value.cell.said.label for value in group))
    more = [f"and {len(labels) - _MOST_LABELS} more"] if len(labels) > _MOST_LABELS else []
    numbers = sorted({number for value in group for number in value.rows})
    holders = [rows[number] for number in numbers]
    voices = [_voice(column, row, told[row.number], set(labels)) for row in holders]
    return Position(
        label=JOIN.join([*labels[:_MOST_LABELS], *more]),
        rows=tuple(numbers),
        voices=tuple(dict.fromkeys(voices)),
        sources=tuple(sorted({source for row in holders for source in row.sources})),
        blocs=tuple(sorted({row.bloc for row in holders if row.bloc})),
    )


def _voice(column: Column, row: Row, cells: Iterable[Cell], labels: set[str]) -> str:
    """Who speaks; with responsibility, what they do to it."""
    if column is not Column.RESPONSIBILITY:
        return row.who
    stances = {cell.said.stance for cell in cells if cell.said.label in labels}
    return f"{row.who} ({', '.join(stance_words(s) for s in Stance if s in stances)})"


def stance_words(stance: Stance) -> str:
    """A stance as a reader sees it."""
    return stance.value.replace("_", " ")
