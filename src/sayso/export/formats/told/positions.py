"""Where in a report an offset lies: in which sentence, and whether in its first paragraph."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from sayso.records.document import PassageKind
from sayso.records.review.position import Position
from sayso.segment.passages import split_passages
from sayso.segment.prefilter import sentences

if TYPE_CHECKING:
    from sayso.export.formats.contract import Context

_READINGS = 256


def position_in(text: str, offset: int) -> Position:
    """Where an offset (code points) lies; sentences as far as marks and capitals tell."""
    starts, lead = _layout(text)
    return Position(sentence=max(1, bisect_right(starts, offset)), lead=offset in lead)


def position_of(doc_id: str, offset: int, context: Context) -> Position:
    """Where an offset of a report lies: in its whole text, else in what is shown of it."""
    if context.position is not None:
        return context.position(doc_id, offset)
    return position_in(context.reading(doc_id).document.text, offset)


def remembering(context: Context) -> Context:
    """The context with the readings of the last reports at hand: incidents share reports."""
    return replace(context, reading=lru_cache(maxsize=_READINGS)(context.reading))


@lru_cache(maxsize=64)
def _layout(text: str) -> tuple[tuple[int, ...], range]:
    """The offsets at which sentences begin, and the first passage of the body."""
    passages = split_passages(text)
    first = next((p for p in passages if p.kind is PassageKind.BODY), None)
    lead = range(first.start, first.end) if first else range(0)
    return tuple(start for start, _ in sentences(text, passages)), lead
