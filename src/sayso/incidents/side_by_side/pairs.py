"""Which values of a column go with which, and which rows that sets against each other.

Sets of values are bits of an integer, so that thousands of accounts are compared in seconds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sayso.incidents.side_by_side.relations import relation

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.incidents.side_by_side.cells import Cell
    from sayso.records.shown.matrix import Column


class Pairs(NamedTuple):
    """For each value the others that it goes with, itself included, and those it excludes."""

    goes: tuple[int, ...]
    excludes: tuple[int, ...]

    def fits(self, value: int, group: int) -> bool:
        """Whether a value, by its index, goes with each value of a group."""
        return not group & ~self.goes[value]


def compare_pairs(column: Column, values: Sequence[Cell]) -> Pairs:
    """Every value of a column against every other."""
    compare = relation(column)
    goes = [1 << index for index in range(len(values))]
    excludes = [0] * len(values)
    for a, one in enumerate(values):
        for b in range(a + 1, len(values)):
            found = compare(one, values[b])
            if found is not None:
                side = goes if found else excludes
                side[a] |= 1 << b
                side[b] |= 1 << a
    return Pairs(tuple(goes), tuple(excludes))


def set_against(pairs: Pairs, rows: Sequence[Sequence[int]]) -> tuple[set[int], bool]:
    """The rows no value of which can hold beside those of some other row; and if any two meet.

    Args:
        pairs: How the values stand to each other.
        rows: For each row that says anything, the indexes of all its values.
    """
    alike: dict[int, list[int]] = {}
    for row, values in enumerate(rows):
        alike.setdefault(sum(1 << value for value in set(values)), []).append(row)
    meets = any(len(same) > 1 for same in alike.values())
    against: set[int] = set()
    for said, same in alike.items():
        values = [index for index in range(said.bit_length()) if said >> index & 1]
        excluded = _all(pairs.excludes[value] for value in values)
        friends = _any(pairs.goes[value] for value in values)
        for other in alike:
            if other == said:
                continue
            meets = meets or bool(other & friends)
            if not other & ~excluded:
                against.update(same)
    return against, meets


def _all(masks: Iterable[int]) -> int:
    """The bits that all masks have; of none, no bits."""
    told = list(masks)
    found = told[0] if told else 0
    for mask in told:
        found &= mask
    return found


def _any(masks: Iterable[int]) -> int:
    found = 0
    for mask in masks:
        found |= mask
    return found
