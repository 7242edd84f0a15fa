"""An event as a person codes it from the words of a report."""

from __future__ import annotations

import msgspec

from sayso.records.attribution import Stance
from sayso.records.event import Certainty, Status
from sayso.records.evidence import Record, Span
from sayso.records.review.judgement import Review

EVENT = "event"
"""The field of reviews that code an event: their value is a `Coding` as JSON."""


class Part(Record, frozen=True, kw_only=True):
    """One value at its words: `field` is that of an account, `value` as people write values.

    Where `value` is empty the words speak for themselves.
    """

    field: str
    words: Span
    value: str = ""


class Coding(Record, frozen=True, kw_only=True):
    """One event in one report as one voice of it tells it.

    The voice is the part `voice`; without one the report itself tells. `sentence` is what stands
    around the words of the event, null where nothing does.
    """

    event_type: str
    modes: tuple[str, ...] = ()
    status: Status = Status.OCCURRED
    certainty: Certainty = Certainty.CERTAIN
    stance: Stance = Stance.ASSERTS
    sentence: Span | None = None
    parts: tuple[Part, ...] = ()


def value_words(review: Review) -> str | None:
    """The value of a review as people read it: of a coded event its codes and parts."""
    if review.field != EVENT or not review.value:
        return review.value
    try:
        told = msgspec.json.decode(review.value, type=Coding)
    except msgspec.MsgspecError:
        return review.value
    codes = ", ".join((told.event_type, *told.modes, told.status, told.stance))
    parts = (
        f"{one.field} “{one.words.quote}”{f' {one.value}' if one.value else ''}"
        for one in told.parts
    )
    return "; ".join((codes, *parts))
