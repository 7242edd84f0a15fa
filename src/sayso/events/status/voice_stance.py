"""What the stance of the innermost voice adds to what its words say of an event."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.events.status.told import Told, less_sure
from sayso.records.attribution import Stance
from sayso.records.event import Certainty, Status

if TYPE_CHECKING:
    from sayso.events.triggers.trigger import Trigger
    from sayso.lexicons.words.operators import Operators
    from sayso.records.attribution import Attribution


def with_stance(
    told: Told, trigger: Trigger, voice: Attribution | None, operators: Operators
) -> Told:
    """How an event is told, with what its innermost voice's stance adds."""
    if voice is None:
        return told
    if voice.stance is Stance.SUSPECTS:
        return replace(told, certainty=less_sure(told.certainty, Certainty.PROBABLE))
    denies = voice.stance in {Stance.DENIES, Stance.EXONERATES}
    if not denies or told.status is not Status.OCCURRED or _says_not(trigger, voice):
        return told
    if not all(f"({rule})" in step for step in told.trace for rule in _saying(operators)):
        return told
    return replace(
        told,
        status=Status.NEGATED,
        trace=(f"{voice.cue.quote} (stance.{voice.stance.value})",),
    )


def _saying(operators: Operators) -> list[str]:
    """The rule of words that only say, without deciding."""
    rule = operators.find(("*",), ("VERB",), "that")
    return [rule.id] if rule else []


def _says_not(trigger: Trigger, voice: Attribution) -> bool:
    """Whether the voice's own words hold a negation, so that the stance repeats it."""
    return any(
        t.dep_ == "neg" or t.lower_ in {"no", "nobody", "none"}
        for t in trigger.head.doc
        if any(c.start <= t.idx < c.end for c in voice.content)
    )
