"""Whose word an event rests on: the attributions that hold it, as a chain of different voices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.records.attribution import Stance

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.records.attribution import Attribution
    from sayso.records.evidence import Span
    from sayso.records.mention import ActorMention


def find_chain(
    span: Span, attributions: Sequence[Attribution], actors: Sequence[ActorMention] = ()
) -> tuple[Attribution, ...]:
    """The attributions in whose content a trigger stands, outermost voice first.

    A trigger that is itself the cue ("accused") is not in its own content; one that has a hedge
    within it ("were reportedly shot") is. A voice that speaks of its own saying ("he said that he
    believed") is one link, not two.

    Args:
        span: the trigger.
        attributions: those of the document.
        actors: its actor mentions, by which two pronouns are known to be one voice.
    """
    holding = [a for a in attributions if _holds(a, span)]
    parents = {a.id: a.parent for a in holding}
    ordered = sorted(holding, key=lambda a: (-_extent(a), _depth(a, parents), a.cue.start))
    return _different(ordered, {actor.id: actor for actor in actors})


def voice_of(span: Span, attributions: Sequence[Attribution]) -> str | None:
    """The actor mention that speaks by a trigger, where the trigger is the cue."""
    voices = (a.voice for a in attributions if a.cue.overlaps(span) and a.voice is not None)
    return next(voices, None)


def _holds(attribution: Attribution, span: Span) -> bool:
    cue = attribution.cue
    if span.start < cue.start and cue.end < span.end:
        return any(part.start < span.end <= part.end for part in attribution.content)
    return not cue.overlaps(span) and any(part.contains(span) for part in attribution.content)


def _different(
    ordered: Sequence[Attribution], actors: Mapping[str, ActorMention]
) -> tuple[Attribution, ...]:
    """A chain in which no voice follows itself: of two links the one that does more is kept."""
    chain: list[Attribution] = []
    for link in ordered:
        voice = _who(link, actors)
        if chain and voice is not None and voice == _who(chain[-1], actors):
            if chain[-1].stance is Stance.ASSERTS:
                chain[-1] = link
                continue
            if link.stance in {Stance.ASSERTS, chain[-1].stance}:
                continue
        chain.append(link)
    return tuple(chain)


def _who(attribution: Attribution, actors: Mapping[str, ActorMention]) -> str | None:
    actor = actors.get(attribution.voice or "")
    seen: set[str] = set()
    while actor is not None and actor.antecedent in actors and actor.id not in seen:
        seen.add(actor.id)
        actor = actors[actor.antecedent or ""]
    return attribution.voice if actor is None else actor.name or actor.id


def _depth(attribution: Attribution, parents: Mapping[str, str | None]) -> int:
    """How many of these attributions pass this one on."""
    depth, parent = 0, attribution.parent
    while parent is not None and parent in parents and depth < len(parents):
        depth, parent = depth + 1, parents[parent]
    return depth


def _extent(attribution: Attribution) -> int:
    return sum(part.end - part.start for part in attribution.content)
