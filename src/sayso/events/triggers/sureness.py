"""Words that need no proof from their sides: verbs of plain force, nouns that take up a deed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.events.triggers.expressions import lemmas
from sayso.lexicons.words.grammar import grammar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.events.triggers.candidates import Candidate
    from sayso.events.triggers.trigger import Trigger
    from sayso.lexicons.rules.event_rules import EventRule

_NEAR = 80


def is_sure(candidate: Candidate) -> bool:
    """Whether a verb tells of its deed whoever its sides are: "{torched} three villages".

    Something must stand on one of its sides: a bare word may be another one.
    """
    sure = candidate.rule.sure
    if not candidate.verbal or not sure:
        return False
    said = {
        " ".join((lemma, *rest)) for lemma in lemmas(candidate.head) for rest in _rest(candidate)
    }
    return not said.isdisjoint(sure) and bool(candidate.fill("subject|object|to|by"))


def _rest(candidate: Candidate) -> list[tuple[str, ...]]:
    """The words of an expression behind its verb, as lemmas and as they stand."""
    behind = candidate.words[1:]
    return [tuple(w.lemma_.lower() for w in behind), tuple(w.lower_ for w in behind)]


def takes_up(candidate: Candidate, named: Mapping[int, EventRule]) -> bool:
    """Whether a definite noun points to a deed of its kind told shortly before.

    "A bomb exploded. {The blast} killed four": what it needs was said there. One that says of
    what it is ("the release {of the emails}") stands for itself.
    """
    head, rule = candidate.head, candidate.rule
    points = any(c.lower_ in grammar("definite_or_both") for c in head.lefts if c.dep_ == "det")
    if candidate.verbal or not points or any(c.lower_ == "of" for c in head.rights):
        return False
    return any(
        other.event_type == rule.event_type and _are_like(other, rule)
        for at, other in named.items()
        if 0 < head.i - at < _NEAR and at < head.sent.start
    )


def _are_like(told: EventRule, rule: EventRule) -> bool:
    """Whether one deed can be the other, as far as their modes tell."""
    return not rule.modes or not told.modes or not set(rule.modes).isdisjoint(told.modes)


def points_back(trigger: Trigger) -> bool:
    """Whether a noun takes up a deed told before, which names its sides: "{the blast} killed"."""
    if trigger.verbal or trigger.light is not None:
        return False
    return any(
        c.dep_ == "det" and c.lower_ in grammar("definite_or_both") for c in trigger.head.lefts
    )
