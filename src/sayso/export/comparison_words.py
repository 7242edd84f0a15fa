"""The words and numbers of a comparison, the same in the terminal and in HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.lexicons.codes.compared_fields import compared_fields
from sayso.records.exchange.comparison import Standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.records.exchange.comparison import Alone, Compared, Comparison, Listed, Pair, Side
    from sayso.records.review.agreement import Measured

CAUTION = (
    "Neither side is the measure of the other, and agreement is no measure of truth: two codings "
    "can agree and both be wrong, for one because both rest on the same report."
)
PAIRED_BY = (
    "Incidents are paired by place, day, doer and kind of event, so that pairs agree on these "
    "more often than the two sides do."
)
STANDINGS = {
    Standing.AGREE: ("=", "agree"),
    Standing.TOLD: ("≈", "differ, but an account tells the other's"),
    Standing.DIFFER: ("≠", "differ"),
    Standing.APART: ("~", "cannot be held against each other"),
    Standing.FIRST: ("1", "only A says anything"),
    Standing.SECOND: ("2", "only B says anything"),
    Standing.OPEN: ("–", "neither says anything"),
}
"""The sign of each standing, and its word."""
DISAGREE = frozenset({Standing.TOLD, Standing.DIFFER})
NOTHING = "–"
_THINGS = {
    "events": "events that both hold",
    "pairs": "pairs, and what is left over and goes with one of them",
}


def of_side(letter: str, side: Side) -> str:
    """A side on one line: "A: war.db, a ledger: 31 incidents"."""
    kind = "a ledger" if side.kind == "ledger" else f"rows of {side.kind}"
    noun = "incident" if side.kind == "ledger" else "row"
    return f"{letter}: {side.name}, {kind}: {side.incidents:,} {noun}{'s' * (side.incidents != 1)}"


def coverage_lines(told: Comparison) -> list[str]:
    """What both have and what one lacks, in words, each share with its numbers."""
    first, second = told.first, told.second
    lines = [f"both have {len(told.pairs):,}{_share(len(told.pairs), first, second)}"]
    for side, here, there in ((first, "A", "B"), (second, "B", "A")):
        minor = (
            f", and {side.minor:,} more that one report alone says and that are words alone or "
            "nothing done"
            if side.minor
            else ""
        )
        lacking = f"{side.alone:,}" if side.alone else "nothing"
        lines.append(f"{there} lacks {lacking} of {here}{minor}")
    return [*lines, *unread_lines(told)]


def _share(pairs: int, first: Side, second: Side) -> str:
    parts = [
        f"{100 * pairs / side.incidents:.0f} % of {letter}"
        for letter, side in (("A", first), ("B", second))
        if side.incidents
    ]
    return f": {', '.join(parts)}" if parts else ""


def unread_lines(told: Comparison) -> list[str]:
    """What could not be read, with the first rows of it."""
    lines = []
    for letter, side in (("A", told.first), ("B", told.second)):
        if side.unread_rows:
            rows = f"{side.unread_rows:,} row{'s' * (side.unread_rows != 1)}"
            lines.append(f"{rows} of {letter} could not be read, such as:")
            lines += [f"  {row}" for row in side.unread]
    return lines


def partition(told: Comparison) -> str:
    """How far both put the same things together."""
    found = told.partition
    if found.f1 is None:
        return "B-cubed: nothing that both have"
    what = _THINGS[told.things]
    return (
        f"B-cubed over {found.units:,} {what}: {found.f1:.2f} (precision {found.precision:.2f}, "
        f"recall {found.recall:.2f})"
    )


def undefined_lines(told: Comparison) -> list[str]:
    """Why measures have no value: a line for each reason, with the fields that it holds for."""
    reasons: dict[str, list[str]] = {}
    rows = compared_fields()
    for each in told.fields:
        for name, found in (("alpha", each.alpha), ("kappa", each.kappa)):
            if found.value is None:
                reasons.setdefault(f"no {name}: {found.why}", []).append(rows[each.field].title)
    return [f"{reason} ({', '.join(titles)})" for reason, titles in reasons.items()]


def measure(found: Measured) -> str:
    """A measure with its bounds: "0.74 [0.51 to 0.93]"; a dash where it has no value."""
    if found.value is None:
        return NOTHING
    value = _number(found.value)
    if found.low is None or found.high is None:
        return value
    return f"{value} [{_number(found.low)} to {_number(found.high)}]"


def share(found: Measured) -> str:
    """A raw agreement with its numbers: "87 % of 23"."""
    return NOTHING if found.value is None else f"{100 * found.value:.0f} % of {found.units:,}"


def _number(value: float) -> str:
    """Two decimals; nothing that is not perfect is rounded to one."""
    told = f"{value:.2f}"
    return ">0.99" if told == "1.00" and value < 1 else told.replace("-0.00", "0.00")


def asked(told: Comparison) -> str:
    """What was asked for, and by which rulebook the numbers are."""
    asked = [f"{name} {value}" for name, value in told.filters.items()]
    return "; ".join([*asked, f"numbers by the rulebook {told.profile}"])


def listed(one: Listed) -> str:
    """An incident on a line: day, place, who to whom, what."""
    sides = " → ".join(filter(None, (one.actor, one.recipient)))
    killed = f"killed {one.killed}" if one.killed else None
    parts = [one.day or "no day", one.place or "no place", ", ".join(one.types), sides, killed]
    return " · ".join(part for part in parts if part)


def disagreements(pairs: Sequence[Pair]) -> Iterator[tuple[Pair, list[Compared]]]:
    """The pairs that disagree in some field, and in which."""
    for pair in pairs:
        fields = [each for each in pair.fields if each.standing in DISAGREE]
        if fields:
            yield pair, fields


def rivals(alone: Alone) -> str:
    """Which incidents of the other side it could also be; empty where none."""
    if not alone.rivals:
        return ""
    named = ", ".join(f"{rival.id} ({rival.score:.2f})" for rival in alone.rivals)
    return f"could also be {named}, in a pair with another"
