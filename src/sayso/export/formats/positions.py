"""Where in a report an offset lies: in which sentence, and whether in its first paragraph."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from sayso.records.document import PassageKind
from sayso.segment.passages import split_passages
from sayso.segment.prefilter import sentences


class Position(NamedTuple):
    """`sentence` counts from 1 over title, dateline and body; `lead` is the first body passage."""

    sentence: int
    lead: bool


def position_in(text: str, offset: int) -> Position:
    """Where an offset (code points) lies; sentences as far as marks and capitals tell."""
    starts, lead = _layout(text)
    return Position(sentence=max(1, bisect_right(starts, offset)), lead=offset in lead)


@lru_cache(maxsize=64)
def _layout(text: str) -> tuple[tuple[int, ...], range]:
    """The offsets at which sentences begin, and the first passage of the body."""
    passages = split_passages(text)
    first = next((p for p in passages if p.kind is PassageKind.BODY), None)
    lead = range(first.start, first.end) if first else range(0)
    return tuple(start for start, _ in sentences(text, passages)), lead
