"""The side of an event that syntax leaves empty, from the words that the judge takes for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.events.sides.stage import Participants
from sayso.events.sides.verb_sides import logical_subject
from sayso.events.triggers.sureness import points_back
from sayso.lexicons.words.grammar import grammar
from sayso.records.evidence import Provenance
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.analysis.typer import Verdict
    from sayso.events.sides.stage import Stage
    from sayso.events.triggers.trigger import Trigger
    from sayso.records.evidence import Span

# Chosen on the test set in view and unseen sentences of `triples` (docs/model.md).
_SURE, _SURE_OF_NOUN = 0.5, 0.75
# Who did it is named to the reader's cost: of seven doers that the judge chose in radio reports
# two were right, so it must be all but certain.
_SURE_OF_DOER = 0.95
# Of the sentences that it learnt from nineteen in twenty are no longer than this (tokens). In the
# long ones of leading articles, which hold five deeds each, half of its choices were wrong.
_LONGEST = 40


def with_learned(
    stage: Stage, trigger: Trigger, verdict: Verdict, known: Participants
) -> Participants:
    """The participants, with the judge's choice on a side that is empty."""
    sides = {"actors": known.actors, "recipients": known.recipients}
    provenance = dict(known.provenance)
    for field, other, role in (
        ("actors", "recipients", "actor"),
        ("recipients", "actors", "recipient"),
    ):
        if sides[field]:
            continue
        found, sure = _chosen(stage, trigger, verdict, role)
        chosen = tuple(mention for mention in found if mention not in sides[other])
        if chosen:
            sides[field] = chosen
            provenance[field] = Provenance(
                component="events.learned_sides",
                version=VERSION,
                model=verdict.model,
                reason=f"the judge's choice, with probability {sure:.2f}",
            )
    return Participants(sides["actors"], sides["recipients"], provenance)


def _chosen(
    stage: Stage, trigger: Trigger, verdict: Verdict, role: str
) -> tuple[list[str], float]:
    """Ids of the mentions that the judge takes for the actor or the recipient, and how surely.

    Only words that name somebody, or something that can be struck, are a side.
    """
    doc, start = trigger.head.doc, trigger.head.sent.start_char
    if len(trigger.head.sent) > _LONGEST or points_back(trigger):
        return [], 0.0
    enough = _SURE if trigger.verbal or trigger.light else _SURE_OF_NOUN
    if role == "actor":
        enough = _SURE_OF_DOER
    found: list[str] = []
    least = 1.0
    for words in verdict.sides[role]:
        span = doc.char_span(start + words.start, start + words.end, alignment_mode="expand")
        if span is None or words.probability < enough:
            continue
        root = span.root
        if role == "actor" and (
            root in _sufferers(stage, trigger) or _only_speaks_of(trigger, root)
        ):
            continue
        mention = stage.cast.actor(root) or stage.cast.state(root)
        strikes = stage.rules.traits[trigger.event_type].strikes_things
        if mention is None and role == "recipient":
            cast = stage.cast
            mention = cast.target(root, direct=True) if strikes else cast.owner(root)
        if mention is None or _overlap(mention.span, trigger):
            continue
        if mention.id not in found:
            found.append(mention.id)
            least = min(least, words.probability)
    return found, least


def _only_speaks_of(trigger: Trigger, doer: Token) -> bool:
    """Whether a deed is but what a subject speaks or thinks of: "is against such raids"."""
    noun = trigger.head
    apart = noun.dep_ == "pobj" and noun.head.lower_ in grammar("kept_apart")
    return not trigger.verbal and apart and doer.dep_ == "nsubj" and doer.head in noun.ancestors


def _sufferers(stage: Stage, trigger: Trigger) -> list[Token]:
    """The subjects of a verb whose rule does not take them for doers: "{we} lost two doctors"."""
    rule = stage.rules.rules[trigger.rule_id]
    if not trigger.verbal or any("subject" in slot.split("|") for slot in rule.actor):
        return []
    return logical_subject(trigger.head)


def _overlap(span: Span, trigger: Trigger) -> bool:
    """Whether words are part of the trigger, and so no party to it."""
    return span.start < trigger.end and trigger.start < span.end
