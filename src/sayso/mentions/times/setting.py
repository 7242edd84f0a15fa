"""What a time is read against, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from sayso.mentions.times.windows import Window
    from sayso.records.mention import TimeKind

NO_REFERENCE = "no publication date and no dateline to count from"
NO_ANCHOR = "no day was named before"


@dataclass(frozen=True)
class Setting:
    """What a time is read against.

    `reference` is the day of the report, `anchor` the last single day that the text named before,
    `ahead` and `past` whether the clause of the time speaks of the future or of the past; `near`
    is the day named before in the same sentence, `quarter` the last quarter of a year named before
    and `named` the last time of any width.
    """

    reference: date | None
    anchor: date | None
    ahead: bool
    past: bool = False
    near: date | None = None
    quarter: Window | None = None
    named: Window | None = None


@dataclass(frozen=True)
class Resolved:
    """A window, why it is what it is, and whether the words are no date of an event.

    `kind` and `value` are those of TIMEX3 where the window does not tell them; `clock` is the hour
    or part of the day that goes behind the day ("T06:00", "TMO").
    """

    window: Window
    reason: str = ""
    duration: bool = False
    kind: TimeKind | None = None
    value: str | None = None
    clock: str = ""
