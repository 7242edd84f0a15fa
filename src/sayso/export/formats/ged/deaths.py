"""Deaths in UCDP's columns: best as the sum of four, low <= best <= high."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sayso.records.mention import Counted
from sayso.records.shown.figures import Group

if TYPE_CHECKING:
    from sayso.records.shown.figures import Figures

_PARTS = (Group.SIDE_A, Group.SIDE_B, Group.CIVILIANS, Group.UNKNOWN)


class Deaths(NamedTuple):
    """The bests of both sides, of civilians and of people not told apart, and the bounds.

    `is_open` is whether no account sets an upper bound, for which the best then stands.
    """

    a: int
    b: int
    civilians: int
    unknown: int
    low: int
    best: int
    high: int
    is_open: bool


def deaths_of(figures: Figures) -> Deaths:
    """The deaths by the figures of any profile; what it does not tell apart is unknown."""
    total = figures.of(Counted.KILLED)
    if total is None:
        return Deaths(0, 0, 0, 0, 0, 0, 0, is_open=False)
    number = total.low if total.best is None else total.best
    parts = [_best(figures, group) for group in _PARTS]
    if total.group in _PARTS:
        parts = [number or 0 if group is total.group else 0 for group in _PARTS]
    best = max(number or 0, sum(parts))
    parts[-1] += best - sum(parts)
    low = min(total.low or 0, best)
    high = best if total.high is None else max(total.high, best)
    return Deaths(
        a=parts[0],
        b=parts[1],
        civilians=parts[2],
        unknown=parts[3],
        low=low,
        best=best,
        high=high,
        is_open=total.high is None and total.low is not None,
    )


def _best(figures: Figures, group: Group) -> int:
    figure = figures.of(Counted.KILLED, group)
    if figure is None:
        return 0
    return (figure.low if figure.best is None else figure.best) or 0
