"""Which of an event's mentions tells most of it, and how surely each tells what it tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.records.attribution import Stance
from sayso.records.event import Certainty, Status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.records.attribution import Attribution
    from sayso.records.event import EventMention

_STATUS = (
    Status.OCCURRED,
    Status.ATTEMPTED,
    Status.HISTORICAL,
    Status.THREATENED,
    Status.PLANNED,
    Status.DEMANDED,
    Status.HYPOTHETICAL,
    Status.NEGATED,
)
_CERTAINTY = (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE, Certainty.UNKNOWN)
_STANCE = (
    Stance.ADMITS,
    Stance.CLAIMS_RESPONSIBILITY,
    Stance.ASSERTS,
    Stance.DISPUTES,
    Stance.ACCUSES,
    Stance.SUSPECTS,
    Stance.DECLINES,
    Stance.EXONERATES,
    Stance.DENIES,
)


def stance_of(mention: EventMention, attributions: Mapping[str, Attribution]) -> Stance:
    """What the innermost voice does to a mention; the report's own voice asserts it."""
    innermost = attributions.get(mention.attribution[-1]) if mention.attribution else None
    return innermost.stance if innermost is not None else Stance.ASSERTS


def by_stance(stance: Stance) -> int:
    """The place of a stance from the surest to the least: who admits it is surest of his part."""
    return _STANCE.index(stance)


def by_telling(mention: EventMention, stance: Stance) -> tuple[int, int, int, float, int]:
    """A sort key of mentions: the one that tells most of the event comes first.

    A deed that is told as done counts before one attempted, announced or demanded, and any of
    these before its denial (coding rules, section 3: a denial is a second fact and takes nothing
    away). Then count the voice's hedges, its stance, the confidence and the order of the text.
    """
    return (
        _STATUS.index(mention.status),
        _CERTAINTY.index(mention.certainty),
        by_stance(stance),
        -mention.confidence,
        mention.trigger.start,
    )


def tells_most(
    mentions: Sequence[EventMention], attributions: Mapping[str, Attribution]
) -> EventMention:
    """The mention whose status, certainty and type are those of the event."""
    return min(mentions, key=lambda m: by_telling(m, stance_of(m, attributions)))
