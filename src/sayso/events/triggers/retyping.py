"""The final codes of a trigger: a promised meeting is an agreement, a refused one a rejection."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.events.status.deeds import deeds_of
from sayso.lexicons.words.grammar import grammar
from sayso.records.event import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sayso.events.status.factuality import Judged
    from sayso.events.triggers.trigger import Trigger
    from sayso.lexicons.rules.event_rules import EventRules


@dataclass(frozen=True)
class Retyped:
    """The codes and status that a trigger has in the end, and why these."""

    event_type: str
    modes: tuple[str, ...]
    cameo: str | None
    status: Status
    aux: tuple[str, ...]
    reason: str


def retype(
    trigger: Trigger,
    judged: Judged,
    weapon_modes: tuple[str, ...],
    rules: EventRules,
    triggers: Mapping[int, Trigger],
) -> Retyped:
    """The codes of a trigger in the light of its status and of the weapons named.

    What is announced for the future has the type of the announcement (codebook, section 3):
    aid to come is AGREE, a withdrawal to come CONCEDE; "will not release" is REJECT. The deed
    of a speech act ("agreed to release") keeps its own type: the speech act has its own mention.
    So does an aim, which nobody announced: "opened a road to bring aid".
    """
    own = Retyped(
        event_type=trigger.event_type,
        modes=_modes(trigger, weapon_modes, rules),
        cameo=trigger.cameo,
        status=judged.status,
        aux=judged.aux,
        reason="the rule that matched best",
    )
    traits = rules.traits[trigger.event_type]
    if traits.planned_as is None or _is_purpose(trigger) or _is_spoken_of(trigger, triggers):
        return own
    if judged.status is Status.PLANNED:
        return replace(
            own,
            event_type=traits.planned_as,
            modes=(),
            cameo=traits.planned_root,
            reason=f"{trigger.event_type} announced for the future",
        )
    withheld = traits.withheld_mode in own.modes and _is_negated(trigger)
    if judged.status is Status.NEGATED and traits.refused_as and (withheld or _wills(trigger)):
        return Retyped(
            event_type=traits.refused_as,
            modes=(traits.refused_mode,) if traits.refused_mode else (),
            cameo=traits.refused_root,
            status=Status.OCCURRED,
            aux=(),
            reason=f"{trigger.event_type} refused",
        )
    return own


def _modes(trigger: Trigger, weapon_modes: tuple[str, ...], rules: EventRules) -> tuple[str, ...]:
    """The rule's modes, then those of the weapons, without those that a narrower one covers."""
    kind = trigger.event_type
    modes = tuple(dict.fromkeys((*trigger.modes, *_fitting(weapon_modes, kind, rules))))
    covered = {over for k, mode, over in rules.precedence if k == kind and mode in modes}
    return tuple(mode for mode in modes if mode not in covered)


def _fitting(modes: tuple[str, ...], event_type: str, rules: EventRules) -> Iterator[str]:
    """The modes that a type has: a weapon makes a mode of ASSAULT, none of MOBILIZE."""
    return (mode for mode in modes if (event_type, mode) in rules.modes)


def _is_spoken_of(trigger: Trigger, triggers: Mapping[int, Trigger]) -> bool:
    """Whether another trigger's words govern this one as their deed."""
    for other in triggers.values():
        if other is trigger:
            continue
        words = other.words if other.light is None else (*other.words, other.light)
        if any(deed.i in {trigger.head.i, trigger.clause.i} for deed in deeds_of(words)):
            return True
    return False


def _is_purpose(trigger: Trigger) -> bool:
    """Whether the clause is an infinitive that tells what something else is done for."""
    verb = trigger.clause
    aims = verb.dep_ in {"advcl", "acl", "relcl"} and verb.tag_ == "VB"
    return aims and any(child.tag_ == "TO" for child in verb.children)


def _wills(trigger: Trigger) -> bool:
    """Whether the clause says that somebody "will not" do it."""
    children = trigger.clause.children
    return _is_negated(trigger) and any(
        c.dep_ == "aux" and c.lower_ in grammar("volition") for c in children
    )


def _is_negated(trigger: Trigger) -> bool:
    return any(c.dep_ == "neg" for c in trigger.clause.children)
