"""The words and signs of a matrix, the same in the terminal and in HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.export.sources import bloc_lines
from sayso.incidents.side_by_side.cells import AGAINST
from sayso.records.attribution import Stance
from sayso.records.mention import Counted
from sayso.records.shown.matrix import Agreement, Column, Move, Summary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.records.review.settled import Correction
    from sayso.records.shown.matrix import (
        Headline,
        Matrix,
        Position,
        Range,
        Row,
        Said,
        Standing,
        Version,
    )

TITLES = {
    Column.ACTOR: "doer",
    Column.RECIPIENT: "to whom",
    Column.TARGET: "target",
    Column.PLACE: "place",
    Column.DATE: "date",
    Column.MEANS: "means",
    Column.STATUS: "status",
    Column.CERTAINTY: "certainty",
}
"""What columns are called where their own name is not plain."""

FIELD_TITLES = {
    "places": TITLES[Column.PLACE],
    "dates": TITLES[Column.DATE],
    "event_type": "type",
    "incident_type": "kind of incident",
    "actors": TITLES[Column.ACTOR],
    "recipients": TITLES[Column.RECIPIENT],
}
"""What the fields of an incident as such are called."""

COUNTS = tuple(column for column in Column if column.value in {c.value for c in Counted})
"""The columns that hold numbers."""

_SIGNS = {
    Agreement.AGREE: ("=", "agree"),
    Agreement.DIFFER: ("≠", "differ"),
    Agreement.ONE: ("·", "one account alone"),
    Agreement.APART: ("~", "in different words"),
    Agreement.OPEN: ("–", "nobody says"),
}
DENIED = ("×", "denied")
CONTESTED = ("≠", "contradicted")
"""The sign of a value that another row contradicts or denies, and its word."""
_MOST_NAMES = 2


def title(column: Column) -> str:
    """What a column is called."""
    return TITLES.get(column, column.value)


def signs(summary: Summary) -> list[tuple[str, str]]:
    """The signs of a column, each with its word: one for agreement, one where it is denied."""
    own = [] if summary.agreement is Agreement.OPEN and summary.denied else [_state(summary)]
    return [*own, *([DENIED] if summary.denied else [])]


def _state(summary: Summary) -> tuple[str, str]:
    """The sign of agreement; counts and days that only leave room for each other say so."""
    sign, word = _SIGNS[summary.agreement]
    wide = summary.column in {*COUNTS, Column.DATE} and summary.agreement is Agreement.AGREE
    several = wide and " / " in summary.positions[0].label
    return (sign, "bounds overlap") if several else (sign, word)


def sign_legend() -> list[tuple[str, str]]:
    """Every sign with its word."""
    return [*_SIGNS.values(), DENIED]


def summary_lines(summary: Summary) -> list[str]:
    """A column in lines: an answer with who holds it in each, then what is denied."""
    differs = summary.agreement is Agreement.DIFFER
    lines = []
    for number, position in enumerate(summary.positions):
        line = _holders(position.label, position.voices, len(position.sources))
        if position.fits:
            lines.append(f"{line}; leaves room for {', '.join(position.fits)}")
        else:
            lines.append(f"{_against(position, number)}{line}" if differs else line)
    lines += [f"denied: {_denial(summary, p)}" for p in summary.denied]
    return lines or ["nobody says"]


def _against(position: Position, number: int) -> str:
    """What stands before an answer, by its place, where the answers differ."""
    if position.contested:
        return "against " if number else ""
    return "also told: "


def _denial(summary: Summary, position: Position) -> str:
    """What is denied, and by whom; that it happened at all needs no word of its own."""
    label = "" if summary.column is Column.STATUS else position.label
    return _holders(label, position.voices, len(position.sources))


def _holders(label: str, voices: Sequence[str], sources: int) -> str:
    named = ", ".join(voices)
    counted = f" [{sources} sources]" if sources > 1 else ""
    return f"{label}: {named}{counted}" if label else f"{named}{counted}"


def said_words(said: Said) -> str:
    """A value of a cell: what it is, and what a reader must know of it."""
    stance = "" if said.stance is Stance.ASSERTS else f"{stance_name(said.stance)}: "
    notes = f" ({'; '.join(said.notes)})" if said.notes else ""
    return f"{stance}{said.label}{notes}"


def stance_name(stance: Stance) -> str:
    """A stance as a reader sees it: "claims responsibility"."""
    return stance.value.replace("_", " ")


def who_through(row: Row) -> str:
    """The voice and the voices and the outlet that it comes through."""
    outlet = row.publisher or row.report
    if row.voice is None and not row.voice_key:
        return f"{outlet}, in its own voice"
    between = [*reversed(row.through), outlet]
    return f"{row.who} through {', in '.join(between)}"


def shares_words(row: Row) -> str:
    """Which rows rest on the same source; empty where none does."""
    if not row.shares_with:
        return ""
    return "same source as " + ", ".join(str(number) for number in row.shares_with)


def counts_words(head: Headline) -> str:
    """The counts of an incident, each with its unit: none of them stands for another."""
    return " · ".join(
        [
            _count(head.accounts, "account"),
            _count(head.reports, "report"),
            _count(head.publishers, "outlet"),
            _count(head.sources, "independent source"),
        ]
    )


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun if number == 1 else noun + 's'}"


def heading_words(head: Headline) -> str:
    """What an incident is about: days, places, types."""
    parts = [" or ".join(head.days[:_MOST_NAMES]) or head.day or "no date"]
    parts.append(" or ".join(head.places[:_MOST_NAMES]) or "no place")
    return " · ".join([*parts, ", ".join(head.types)])


def names_words(names: Sequence[str]) -> str:
    """A few names, and how many more there are."""
    more = f" +{len(names) - _MOST_NAMES}" if len(names) > _MOST_NAMES else ""
    return " / ".join(names[:_MOST_NAMES]) + more


def range_words(range_: Range | None) -> str:
    """The span over the accounts: "22", "9 to 22", "9 to 22 or more"; empty where none counts."""
    if range_ is None:
        return ""
    low = "?" if range_.low is None else f"{range_.low:,}"
    high = "?" if range_.high is None else f"{range_.high:,}"
    told = low if low == high else f"{low} to {high}"
    return f"{told} or more" if range_.open else told


def range_signs(range_: Range | None) -> str:
    """The same in signs, for narrow columns: "22", "9–22", "9–22+"."""
    told = range_words(range_)
    return told.replace(" to ", "–").replace(" or more", "+")


def disputed_words(head: Headline) -> str:
    """What is disputed, in the names of the columns."""
    return ", ".join(title(column) for column in head.disputed)


def source_lines(matrix: Matrix) -> list[str]:
    """A line for each independent source: its name, its rows, why they are one; then the blocs."""
    lines = []
    for source in matrix.sources.sources:
        rows = [str(row.number) for row in matrix.rows if source.id in row.sources]
        why = "; ".join(source.reasons)
        kind = "" if source.known else "; whom it has it from is not told"
        accounts = f"row{'s' * (len(rows) != 1)} {', '.join(rows)}"
        lines.append(f"{source.name}: {accounts}{kind}{f' ({why})' if why else ''}")
    return [*lines, *bloc_lines(matrix.sources)]


Contested = frozenset[tuple[int, Column, str]]
"""Values that another row contradicts or denies: row, column, label."""


def contested(matrix: Matrix) -> Contested:
    """The values that another row contradicts or denies."""
    return frozenset((n, s.column, label) for s in matrix.summaries for n, label in s.contested)


def mark(row: Row, column: Column, said: Said, values: Contested) -> str:
    """The sign of a value: that it is denied, or that another row contradicts it; else empty.

    `values` are what `contested` gives for the matrix.
    """
    if not said.compared:
        return ""
    if said.stance in AGAINST:
        return DENIED[0]
    return CONTESTED[0] if (row.number, column, said.label) in values else ""


def overview_words(head: Headline) -> list[str]:
    """The tolls over all accounts, what is disputed, what people set: a line each where any is."""
    tolls = [
        f"{name} {range_words(told)}"
        for name, told in (("killed", head.killed), ("injured", head.injured))
        if told is not None
    ]
    lines = [f"over all accounts: {', '.join(tolls)}"] if tolls else []
    lines += [f"disputed: {disputed_words(head)}"] if head.disputed else []
    return [*lines, *(f"set by a person: {held_words(one)}" for one in head.settled)]


def held_words(one: Correction) -> str:
    """What people hold right of an incident as such, with whose word it is and what it stands for.

    "place: Tarnow, POL, by Ana (the accounts say: Sirte, LBY)".
    """
    told = FIELD_TITLES.get(one.field, one.field.replace("_", " "))
    who = " and ".join(one.by)
    if not one.applied:
        return f"{told}: {one.now or 'none'} by {who} does not stand: {one.note}"
    said = f" (the accounts say: {one.was})" if one.was else ""
    note = f"; {one.note}" if one.note else ""
    return f"{told}: {one.now or 'none of what is told'}, by {who}{said}{note}"


def told_versions(matrix: Matrix) -> list[Version]:
    """The versions worth telling: all of counts; of other columns where one moved or is denied."""
    news = [v for v in matrix.versions if v.move is not Move.SAME]
    moved = {v.column for v in news if v.move is not Move.FIRST}
    disputed = {s.column for s in matrix.summaries if s.disputed}
    shown = [v for v in news if v.column in {*COUNTS, *moved, *disputed}]
    return sorted(shown, key=lambda v: (_ORDER.index(v.column), v.day or "9999", v.row))


def version_words(version: Version) -> str:
    """A version with how long it stood: "9 (until 2031-05-03)", "raised from 9 to 22"."""
    until = f" (until {version.until})" if version.until else ""
    correction = "a correction: " if version.correction else ""
    return f"{correction}{version.words}{until}"


def standing_words(standing: Standing) -> str:
    """What stood at the end of a day: "9 to 22 or more, by 3 voices"."""
    voices = _count(standing.voices, "voice")
    return f"{' / '.join(standing.labels)}, by {voices}"


_ORDER = (*COUNTS, *(c for c in Column if c not in COUNTS))
