"""A candidate for a trigger: an expression found in the parse, and how far its words reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.events.sides.slots import fill_slot
from sayso.events.triggers.expressions import verb_group
from sayso.events.triggers.trigger import Trigger

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.lexicons.rules.event_rules import EventRule, LightVerb

_NOUN_SLOTS = frozenset({"possessor", "modifier"})
_GENERIC = 0.5
_KNOWN = 0.7
_LONG_GAP = 8
_NEAR_SUBJECT = 4


@dataclass(frozen=True)
class Candidate:
    """An expression found at a head, with the governing verb of a noun, if any.

    `strength` is the number of words of the expression.
    """

    head: Token
    words: tuple[Token, ...]
    rule: EventRule
    verbal: bool
    governor: Token | None = None
    sides: LightVerb | None = None
    strength: int = 0

    @property
    def light(self) -> Token | None:
        """The light verb that is part of the trigger, or null."""
        separate = self.sides is None or self.sides.separate
        return None if separate else self.governor

    @property
    def clause_words(self) -> tuple[Token, ...]:
        """The words of the expression, and the light verb."""
        return self.words if self.light is None else (*self.words, self.light)

    def fill(self, slot: str) -> list[Token]:
        """The words in a slot, of the expression itself and of its light verb."""
        found = fill_slot(slot, self.head, self.words, verbal=self.verbal)
        outer = "|".join(name for name in slot.split("|") if name not in _NOUN_SLOTS)
        if self.light is not None and outer:
            found += fill_slot(outer, self.light, self.clause_words, verbal=True)
        return found


def to_trigger(candidate: Candidate) -> Trigger:
    """The trigger that a chosen candidate makes: its words in the text, its codes."""
    start, end = _extent(candidate)
    rule = candidate.rule
    return Trigger(
        head=candidate.head,
        start=start,
        end=end,
        rule_id=rule.id,
        event_type=rule.event_type,
        modes=rule.modes,
        cameo=rule.cameo,
        confidence=_confidence(candidate),
        verbal=candidate.verbal,
        light=candidate.light,
        words=candidate.words,
        governor=candidate.governor,
        sides=candidate.sides,
    )


def _extent(candidate: Candidate) -> tuple[int, int]:
    """The code points of a trigger: verb group, or noun phrase without its owner, or both."""
    if candidate.verbal:
        first, last = verb_group(candidate.head)
        for word in _spanned(candidate):
            near = word.i - last.i <= (1 if word.pos_ == "ADP" else _LONG_GAP)
            last = word if word.i > last.i and near else last
            if first.i - word.i in range(1, _NEAR_SUBJECT):
                first = word
        return first.idx, last.idx + len(last.text)
    first = _noun_start(candidate.head)
    last = max(candidate.words, key=lambda t: t.i)
    first = min((first, *candidate.words), key=lambda t: t.i)
    light = candidate.light
    if light is not None:
        from_verb, to_verb = verb_group(light)
        gap = first.i - to_verb.i if to_verb.i < first.i else from_verb.i - last.i
        if gap <= _LONG_GAP and light.dep_ != "relcl":
            first = min((first, from_verb), key=lambda t: t.i)
            last = max((last, to_verb), key=lambda t: t.i)
    return first.idx, last.idx + len(last.text)


def _spanned(candidate: Candidate) -> list[Token]:
    """The words of a verb expression in order, without a preposition that ends it."""
    words = sorted(candidate.words, key=lambda t: t.i)
    if len(words) > 1 and words[-1].dep_ in {"prep", "dative", "agent"}:
        words.pop()
    return words


def _noun_start(noun: Token) -> Token:
    """The first word of a noun phrase, its owner left out ("the army's {heavy shelling}")."""
    first = noun
    for child in reversed(list(noun.lefts)):
        if child.dep_ not in {"det", "amod", "compound", "nmod", "nummod", "advmod", "punct"}:
            break
        if child.dep_ == "punct" and child.text != "-":
            break
        first = child.left_edge
    return first


def _confidence(candidate: Candidate) -> float:
    """The rule's own confidence, lowered where words may tell of no deed of this report.

    So may a bare plural, which can speak in general, and a participle before its noun, which
    tells of what was known before.
    """
    head, rule = candidate.head, candidate.rule
    if candidate.verbal and head.dep_ == "amod":
        return round(rule.confidence * _KNOWN, 3)
    generic = (
        not candidate.verbal
        and candidate.light is None
        and head.tag_ == "NNS"
        and not any(
            child.dep_ in {"det", "poss", "nummod", "amod", "prep"} for child in head.children
        )
    )
    return round(rule.confidence * (_GENERIC if generic else 1.0), 3)
