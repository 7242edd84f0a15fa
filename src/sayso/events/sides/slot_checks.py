"""Checks that keep a word out of a slot in which the parse alone would have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import is_passive
from sayso.events.sides.slots import fill_slot
from sayso.events.triggers.expressions import lemmas

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.events.sides.cast import Cast
    from sayso.events.sides.stage import Stage
    from sayso.events.triggers.trigger import Trigger


def is_one_sided(stage: Stage, trigger: Trigger) -> bool:
    """Whether a fight has only its object in the clause: "for combating {bandits}"."""
    slots = stage.rules.rules[trigger.rule_id].actor
    if not trigger.verbal or not {"subject", "object"} <= set(slots):
        return False
    strikes = stage.rules.traits[trigger.event_type].strikes_things
    subjects = fill_slot("subject", trigger.head, trigger.words, verbal=True)
    return strikes and not any(stage.cast.doer(token) for token in subjects)


def off_land(cast: Cast, token: Token) -> Token:
    """The noun before a place to which a relative clause was tied: land does nothing.

    "the {helicopter} over the province, which was returning".
    """
    outer = token.head.head
    stray = token.dep_ == "pobj" and token.head.dep_ == "prep" and cast.is_land(token)
    return outer if stray and outer.pos_ in {"NOUN", "PROPN"} else token


def locates(stage: Stage, name: Token) -> bool:
    """Whether a name before an event noun says where: "Kabul" of "the Kabul hotel attack"."""
    after = name.nbor() if name.i + 1 < len(name.doc) else name
    return after.i < name.head.i and any(
        stage.rules.words.has("@building", lemma) for lemma in lemmas(after)
    )


def is_struck(stage: Stage, word: Token) -> bool:
    """Whether a word before an event noun is what was hit: "embassy" of "the embassy bombing"."""
    deed = stage.triggers.get(word.head.i)
    if deed is None or deed.verbal or not stage.rules.traits[deed.event_type].strikes_things:
        return False
    return any(stage.rules.words.has("@building", lemma) for lemma in lemmas(word))


def is_of_other_deed(stage: Stage, trigger: Trigger, noun: Token) -> bool:
    """Whether a noun hangs on another deed: "condemned the attack against the {depot}"."""
    if noun.dep_ != "pobj":
        return False
    holder = noun.head.head
    other = stage.triggers.get(holder.i)
    if other is None or other is trigger or other.verbal or holder in trigger.words:
        return False
    return stage.rules.traits[other.event_type].strikes_things


def is_means(stage: Stage, trigger: Trigger, thing: Token) -> bool:
    """Whether a thing is what makes the event's mode: the gas of "used tear gas" was not hit."""
    before = thing.nbor(-1).lower_ if thing.i else ""
    forms = (*lemmas(thing), *(f"{before} {form}" for form in lemmas(thing)))
    return any(stage.rules.weapons.get(form) in trigger.modes for form in forms)


def does_not_suffer(stage: Stage, trigger: Trigger, doer: Token) -> bool:
    """Whether a subject does the harm of a participle behind the passive that it suffers.

    "A {family} was ambushed by raiders, leaving two dead": the raiders left them so.
    """
    verb, above = trigger.head, trigger.head.head
    if not trigger.verbal or verb.dep_ != "advcl" or verb.tag_ != "VBG" or above.i > verb.i:
        return True
    harmed = stage.triggers.get(above.i)
    struck = harmed is not None and stage.rules.traits[harmed.event_type].strikes_things
    strikes = stage.rules.traits[trigger.event_type].strikes_things
    behind = verb.doc[verb.left_edge.i - 1].text == ","
    return not (struck and strikes and behind and is_passive(above) and doer.head == above)
