"""What a time is read against, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from sayso.mentions.calendar import Window

NO_REFERENCE = "no publication date and no dateline to count from"
NO_ANCHOR = "no day was named before"


@dataclass(frozen=True)
class Setting:
    """What a time is read against.

    `reference` is the day of the report, `anchor` the last single day that the text named before,
    `ahead` and `past` whether the clause of the time speaks of the future or of the past; `near`
    is the day named before in the same sentence.
    """

    reference: date | None
    anchor: date | None
    ahead: bool
    past: bool = False
    near: date | None = None


@dataclass(frozen=True)
class Resolved:
    """A window, why it is what it is, and whether the words are a mere length of time."""

    window: Window
    reason: str = ""
    duration: bool = False
