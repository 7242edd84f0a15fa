"""What was known when: every voice's versions by day of publication, none over another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from sayso.incidents.cells import AGAINST
from sayso.records.matrix import Column, Move, Row, Said, Standing, Version

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

COLUMNS = (Column.KILLED, Column.INJURED, Column.MISSING, Column.ACTOR, Column.PLACE, Column.DATE)
"""What is followed from day to day."""
_COUNTS = frozenset({Column.KILLED, Column.INJURED, Column.MISSING})
_UNNAMED = "?"


def versions(rows: Sequence[Row]) -> tuple[Version, ...]:
    """What each voice said in each column, in the order of publication.

    A voice that is named is one across outlets; an outlet's own voice is that outlet's; one that
    nobody names is that report's alone. Reports without a day come last and move nothing.
    """
    found: list[Version] = []
    for column in COLUMNS:
        for told in _by_voice(column, rows):
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


def _by_voice(column: Column, rows: Sequence[Row]) -> list[list[tuple[Row, Said]]]:
    """The values of each voice in order; of one row the first that counts."""
    found: dict[str, list[tuple[Row, Said]]] = {}
    for row in rows:
        said = next((s for s in row.cells.get(column, ()) if s.compared and _is_known(s)), None)
        if said is not None:
            found.setdefault(_voice_key(row), []).append((row, said))
    return list(found.values())


def _is_known(said: Said) -> bool:
    """Whether a value says anything: a count with a bound, a name, a day."""
    bounds = (said.low, said.high, said.earliest, said.latest)
    return said.name is not None or any(bound is not None for bound in bounds)


def _voice_key(row: Row) -> str:
    if row.voice_key and row.voice_key != _UNNAMED:
        return f"voice {row.voice_key}"
    return f"outlet {row.publisher or row.doc_id}" if not row.voice_key else f"in {row.doc_id}"


def _moves(column: Column, told: Sequence[tuple[Row, Said]]) -> Iterator[Version]:
    """The versions of one voice, each told against the last that differs from it."""
    made: list[Version] = []
    for row, said in told:
        last = made[-1] if made else None
        move = _move(column, last.said, said) if last is not None else Move.FIRST
        if _is_denied(said):
            move = Move.DENIED
        moved = last is not None and move is not Move.SAME
        version = Version(
            column=column,
            day=row.published[:10] if row.published else None,
            row=row.number,
            voice=row.who,
            publisher=row.publisher,
            said=said,
            move=move,
            earlier=last.row if last is not None and moved else None,
        )
        made.append(replace(version, words=_words(version, last)))
    for index, version in enumerate(made):
        later = (v for v in made[index + 1 :] if v.move is not Move.SAME)
        yield replace(version, until=next((v.day for v in later), None))


def _move(column: Column, before: Said, now: Said) -> Move:
    if (before.label, before.stance) == (now.label, now.stance):
        return Move.SAME
    if column not in _COUNTS:
        return Move.SAME if before.name is not None and before.name == now.name else Move.CHANGED
    old, new = _number(before), _number(now)
    if old == new or old is None or new is None:
        return Move.NARROWED if _width(now) < _width(before) else Move.CHANGED
    return Move.RAISED if new > old else Move.LOWERED


def _number(said: Said) -> int | None:
    told = (said.best, said.low, said.high)
    return next((number for number in told if number is not None), None)


def _width(said: Said) -> float:
    if said.low is None or said.high is None:
        return float("inf")
    return said.high - said.low


def _is_denied(said: Said) -> bool:
    return said.stance in AGAINST


def _words(version: Version, last: Version | None) -> str:
    label = version.said.label
    match version.move:
        case Move.FIRST | Move.SAME:
            return label
        case Move.DENIED:
            return f"denies {label}"
        case Move.RAISED | Move.LOWERED | Move.NARROWED | Move.CHANGED:
            before = last.said.label if last is not None else "?"
            return f"{version.move.value} from {before} to {label}"


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
