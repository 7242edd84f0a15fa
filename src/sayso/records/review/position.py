"""Where in a report something stands, told without a word of it."""

from __future__ import annotations

from typing import NamedTuple


class Position(NamedTuple):
    """`sentence` counts from 1 over title, dateline and body; `lead` is the first body passage."""

    sentence: int
    lead: bool
