"""Who did it and to whom: the participants of each trigger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import is_passive
from sayso.events.circumstances.occasions import occasions
from sayso.events.sides.learned_sides import with_learned
from sayso.events.sides.slot_checks import (
    does_not_suffer,
    is_means,
    is_of_other_deed,
    is_one_sided,
    is_struck,
    locates,
    off_land,
)
from sayso.events.sides.slots import fill_slot
from sayso.events.sides.stage import Participants, Stage
from sayso.events.status.deeds import deeds_of
from sayso.events.status.moods import is_no
from sayso.events.triggers.expressions import heads
from sayso.lexicons.words.grammar import grammar
from sayso.records.evidence import Provenance
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Token

    from sayso.analysis.typer import Verdict
    from sayso.events.sides.cast import Cast
    from sayso.events.triggers.trigger import Trigger
    from sayso.lexicons.rules.event_rules import EventRule
    from sayso.records.mention import ActorMention

_COMPONENT = "events.arguments"
_OWN_WORDS = frozenset({"possessor", "modifier", "of"})


def attach_participants(
    stage: Stage, trigger: Trigger, voice: str | None = None, verdict: Verdict | None = None
) -> Participants:
    """The actors and recipients of a trigger, from the slots of its rule.

    `voice` is the actor mention that speaks by this trigger, where it is the cue of an
    attribution: it is the actor when syntax names none. `verdict` is what the trained judge says
    of the trigger: its sides stand where words and voice name none.
    """
    actors, actor_reason = _actors(stage, trigger, depth=0)
    if not actors and voice is not None:
        actors, actor_reason = [voice], "the voice that speaks by this word"
    recipients, recipient_reason = _recipients(stage, trigger)
    if actors and not recipients and is_one_sided(stage, trigger):
        recipients, recipient_reason = actors, f"the other side, {actor_reason}"
        actors, actor_reason = [], ""
    recipients = [found for found in recipients if found not in actors]
    participants = Participants(
        actors=tuple(actors),
        recipients=tuple(recipients),
        provenance={
            "actors": _provenance(trigger, actor_reason or "unstated: no word of the clause"),
            "recipients": _provenance(
                trigger, recipient_reason if recipients else "unstated: no word of the clause"
            ),
        },
    )
    if verdict is None:
        return participants
    return with_learned(stage, trigger, verdict, participants)


def _actors(stage: Stage, trigger: Trigger, depth: int) -> tuple[list[str], str]:
    for slot, tokens in _actor_slots(stage.cast, stage.rules.rules[trigger.rule_id], trigger):
        found: list[str] = []
        for token in heads([off_land(stage.cast, token) for token in tokens]):
            # "no group claimed the raid": whoever did it is not told
            told = trigger.verbal or not is_no(token)
            if told and does_not_suffer(stage, trigger, token):
                found += _actor_ids(stage, slot, token, depth)
        if found:
            return _unique(found), f"slot {slot}"
    return _actors_of_occasion(stage, trigger) if depth == 0 else ([], "")


def _actors_of_occasion(stage: Stage, trigger: Trigger) -> tuple[list[str], str]:
    """Who did the deed in whose course this one was done: "killed in a raid by {soldiers}".

    Both sides of a fight are nobody in particular, and nobody is the victim of his own deed.
    """
    traits = stage.rules.traits
    suffered = (
        is_passive(trigger.head) or "subject" in stage.rules.rules[trigger.rule_id].recipient
    )
    if not (trigger.verbal and suffered and traits[trigger.event_type].strikes_things):
        return [], ""
    victims = _recipients(stage, trigger)[0]
    for other in occasions(trigger.head, stage.triggers):
        rule = stage.rules.rules[other.rule_id]
        found = _actors(stage, other, depth=1)[0]
        mutual = not {"between", "with"}.isdisjoint(rule.noun_actor) and len(found) > 1
        own = any(stage.cast.same(one, victim) for one in found for victim in victims)
        if found and not mutual and not own and other.event_type == trigger.event_type:
            return found, f"of the deed in whose course it was done, {other.head.text!r}"
    return [], ""


def _actor_slots(
    cast: Cast, rule: EventRule, trigger: Trigger
) -> Iterable[tuple[str, list[Token]]]:
    """The words in each slot of the doer; slots that share one event come joined by "+"."""
    if trigger.verbal:
        slots = "|".join(rule.actor)
        yield slots, fill_slot(slots, trigger.head, trigger.words, verbal=True)
        return
    governor, sides = trigger.governor, trigger.sides
    # A deed without any place for its doer has none: "the ministry announced the death of …".
    acts = bool(rule.actor or rule.noun_actor)
    if governor is not None and sides is not None and sides.actor and acts:
        words = (governor, *trigger.words)
        slots = "|".join((*sides.actor, *(s for s in rule.noun_actor if s in {"with", "between"})))
        yield slots, fill_slot(slots, governor, words, verbal=True)
    slots = "|".join(rule.noun_actor)
    tokens = [
        token
        for token in fill_slot(slots, trigger.head, trigger.words, verbal=False)
        if token.dep_ == "poss" or token.head.lower_ != "of" or not cast.nouns.is_place(token)
    ]
    agents = [token for token in tokens if token.head.lower_ == "by"]
    tokens = [t for t in tokens if not agents or t.dep_ != "pobj" or t.head.lower_ != "of"]
    if governor is not None and sides is not None and not sides.actor:
        outer = "|".join(s for s in rule.noun_actor if s not in _OWN_WORDS)
        tokens += fill_slot(outer, governor, (governor, *trigger.words), verbal=True)
    yield slots, tokens


def _actor_ids(stage: Stage, slot: str, token: Token, depth: int) -> list[str]:
    if "modifier" in slot and token.dep_ in {"compound", "amod", "nmod"}:
        apart = locates(stage, token) or is_struck(stage, token)
        mention = None if apart else stage.cast.modifier(token)
    elif (other := stage.triggers.get(token.i)) is not None and not stage.cast.known(token):
        return _actors(stage, other, depth=1)[0] if depth == 0 else []
    else:
        mention = stage.cast.doer(token)
    if mention is None:
        return []
    return [*(partner.id for partner in stage.cast.partners(token)), mention.id]


def _recipients(stage: Stage, trigger: Trigger) -> tuple[list[str], str]:
    rule = stage.rules.rules[trigger.rule_id]
    found: list[str] = []
    used: list[str] = []
    if "deed_recipient" in (rule.recipient if trigger.verbal else rule.noun_recipient):
        found = _deed_recipients(stage, trigger)
        used = ["deed_recipient"] if found else []
    for slot, tokens in _recipient_slots(stage, rule, trigger):
        here: list[str] = []
        direct = grammar("noun_sides").isdisjoint(slot.split("|"))
        for token in heads(tokens):
            if found and token.head.lower_ == "at" and stage.cast.actor(token) is None:
                continue
            here += _recipient_ids(stage, trigger, token, direct=direct)
        if here:
            found += here
            used.append(slot)
    return _unique(found), f"slot {', '.join(used)}"


def _recipient_slots(
    stage: Stage, rule: EventRule, trigger: Trigger
) -> Iterable[tuple[str, Sequence[Token]]]:
    slots = rule.recipient if trigger.verbal else rule.noun_recipient
    if not trigger.verbal and "of" in rule.noun_actor and "of" not in slots:
        agents = fill_slot("by", trigger.head, trigger.words, verbal=False)
        slots = (*slots, "of") if agents else slots
    for slot in slots:
        if slot == "deed_recipient":
            continue
        if slot == "deed_actor":
            yield slot, _deed_actors(stage, trigger)
            continue
        tokens = fill_slot(slot, trigger.head, trigger.words, verbal=trigger.verbal)
        yield slot, [token for token in tokens if not is_of_other_deed(stage, trigger, token)]
        if trigger.light is not None and slot not in _OWN_WORDS:
            words = (trigger.light, *trigger.words)
            yield slot, fill_slot(slot, trigger.light, words, verbal=True)
    if not trigger.verbal and "modifier" not in slots:
        before = fill_slot("modifier", trigger.head, trigger.words, verbal=False)
        yield "modifier", [token for token in before if is_struck(stage, token)]
    if trigger.governor is not None and trigger.sides is not None:
        words = (trigger.governor, *trigger.words)
        for slot in trigger.sides.recipient:
            yield slot, fill_slot(slot, trigger.governor, words, verbal=True)


def _deed_actors(stage: Stage, trigger: Trigger) -> list[Token]:
    """Who is to do the deed that the trigger speaks of: the subject of its clause."""
    found: list[Token] = []
    for deed in deeds_of(_clause_words(trigger)):
        if deed.pos_ in {"VERB", "AUX"}:
            found += [c for c in deed.children if c.dep_ in {"nsubj", "nsubjpass"}]
        elif (other := stage.triggers.get(deed.i)) is not None:
            for _, tokens in _actor_slots(stage.cast, stage.rules.rules[other.rule_id], other):
                found += tokens
    return found


def _deed_recipients(stage: Stage, trigger: Trigger) -> list[str]:
    """Whom the deed that the trigger speaks of is to strike, or whom it is to be done with."""
    by_clause = {other.clause.i: other for other in stage.triggers.values()}
    found: list[str] = []
    untyped: list[str] = []
    for deed in deeds_of(_clause_words(trigger)):
        other = stage.triggers.get(deed.i) or by_clause.get(deed.i)
        if other is None:
            untyped = untyped or _parties_of(stage.cast, deed)
        if other is None or other is trigger:
            continue
        if any(slot.startswith("deed") for slot in stage.rules.rules[other.rule_id].recipient):
            continue
        found += _recipients(stage, other)[0] or _actors(stage, other, depth=1)[0]
    return found or untyped


def _parties_of(cast: Cast, deed: Token) -> list[str]:
    """Whom a deed without a type of its own concerns: "to hand the camp over to {the army}"."""
    if deed.pos_ != "VERB":
        return []
    tied = heads(fill_slot("dative|to|with|from|for", deed, (deed,), verbal=True))
    parties = [cast.actor(t) or cast.state(t) or cast.owner(t) for t in tied]
    if not any(parties):
        objects = heads(fill_slot("object", deed, (deed,), verbal=True))
        clauses = [c for c in deed.children if c.dep_ in {"ccomp", "xcomp"}]
        objects += [n for c in clauses for n in c.children if n.dep_ in {"nsubj", "nsubjpass"}]
        parties = [cast.resolved(t) or cast.state(t) for t in objects]
    return [party.id for party in parties if party is not None]


def _clause_words(trigger: Trigger) -> tuple[Token, ...]:
    return trigger.words if trigger.light is None else (*trigger.words, trigger.light)


def _recipient_ids(stage: Stage, trigger: Trigger, token: Token, *, direct: bool) -> list[str]:
    cast = stage.cast
    strikes = stage.rules.traits[trigger.event_type].strikes_things
    mention: ActorMention | None
    if token.dep_ in {"compound", "amod", "nmod"}:
        mention = cast.modifier(token)
    else:
        mention = cast.actor(token) or cast.state(token)
    if mention is not None:
        return [mention.id]
    other = stage.triggers.get(token.i)
    if other is not None and other is not trigger:
        doers = _actors(stage, other, depth=1)[0]
        if doers or not strikes or other.event_type == trigger.event_type:
            return doers
    if strikes and is_means(stage, trigger, token):
        return []
    mention = cast.target(token, direct=direct) if strikes else cast.owner(token)
    return [mention.id] if mention is not None else []


def _unique(ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ids))


def _provenance(trigger: Trigger, reason: str) -> Provenance:
    return Provenance(component=_COMPONENT, version=VERSION, rule=trigger.rule_id, reason=reason)
