"""Rows that tell one thing in one text: what twelve outlets reprint is read once, and opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from sayso.records.shown.matrix import Row


def folded(rows: Iterable[Row]) -> dict[int, int]:
    """The rows that say again what an earlier one says, each with that row, by their numbers.

    They are of the same bloc, rest on the same source, and give the same voice the same words and
    the same values. Who prints a text with a word or a number changed says something else.
    """
    first: dict[tuple[Hashable, str], int] = {}
    found: dict[int, int] = {}
    for row in rows:
        same = _same(row)
        known = (first[same, source] for source in row.sources if (same, source) in first)
        leader = min(known, default=None) if row.sentences else None
        if leader is not None:
            found[row.number] = leader
            continue
        for source in row.sources:
            first.setdefault((same, source), row.number)
    return found


def _same(row: Row) -> Hashable:
    """What two rows must have in common: all that a reader would see of them but the outlet."""
    cells = tuple(
        (
            column,
            tuple((one.label, one.stance, one.compared, one.epithet, one.notes) for one in told),
        )
        for column, told in sorted(row.cells.items())
    )
    words = tuple(" ".join(span.quote.casefold().split()) for span in row.sentences)
    voice = (row.voice_key, row.through, row.stances, row.status, row.certainty)
    return row.bloc, voice, words, cells
