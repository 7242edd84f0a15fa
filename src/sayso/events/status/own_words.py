"""What a clause or noun phrase says of the event it names: modals, negation, modifiers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.events.status import moods
from sayso.events.status.generic import speaks_in_general
from sayso.events.status.governors import listed
from sayso.events.status.links import VERBAL, governor
from sayso.events.status.told import AHEAD, Told, by_form
from sayso.lexicons.codes.quads import material_types
from sayso.lexicons.words.grammar import grammar
from sayso.records.event import Status

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.events.triggers.trigger import Trigger
    from sayso.lexicons.words.operators import OperatorRule, Operators

_UNREAL = frozenset({*AHEAD, Status.HYPOTHETICAL})
_MODIFIERS = frozenset({"amod", "compound", "advmod", "nmod"})


@dataclass(frozen=True)
class OwnWords:
    """Reads the words of clauses and phrases themselves; their governors are the walk's."""

    operators: Operators
    trigger: Trigger

    def read(self, token: Token, place: Told) -> Told:
        """The status of a word in a place, with what its own clause or phrase adds."""
        if token.pos_ in VERBAL and moods.has_open_subject(token) and not moods.looks_back(token):
            if place.status is Status.NEGATED:
                return place
            return by_form(self.operators, "anybody", "whoever it may be", place)
        if token.pos_ in VERBAL or token.dep_ == "acomp":
            return self._adverbs(token, self._clause(token)).within(place)
        return self._noun(token, place)

    def is_deed(self, word: Token) -> bool:
        """Whether a word is that of the event itself, and the event a deed, not a speech."""
        return self.trigger.event_type in material_types() and word in {
            self.trigger.clause,
            self.trigger.head,
        }

    def _clause(self, verb: Token) -> Told:
        nots = list(moods.negations(verb))
        modal = moods.modal(verb)
        rule = self._modal_rule(verb, modal)
        own = Told()
        if rule is not None and modal is not None:
            own = self._modal(verb, modal, rule, negated=bool(nots))
        elif nots:
            own = self._not(nots[0].text, own)
        elif self.is_deed(verb) and speaks_in_general(verb):
            own = by_form(self.operators, "general", "said of a kind, not of anybody")
        elif moods.is_whenever(verb):
            own = by_form(self.operators, "condition", "whenever it may come about")
        if own.status in {Status.OCCURRED, Status.PLANNED} and self._is_conditional(verb):
            return replace(by_form(self.operators, "condition", "on a condition", own), ahead=True)
        return own

    def _modal(self, verb: Token, modal: Token, rule: OperatorRule, *, negated: bool) -> Told:
        status = rule.effect(Status.NEGATED if negated else Status.OCCURRED)
        if not negated:
            if moods.is_perfect(verb) and rule.perfect:
                status = Status(rule.perfect)
            elif rule.deed and self.trigger.event_type in rule.deed_types:
                status = Status(rule.deed)
            elif status is Status.HYPOTHETICAL and moods.is_future_in_past(verb, modal):
                status = Status.PLANNED
        own = Told().under(rule, modal.text, status)
        ahead = rule.ahead or rule.effect(Status.OCCURRED) in AHEAD
        return replace(own, ahead=own.ahead or ahead)

    def _adverbs(self, verb: Token, own: Told) -> Told:
        for word in moods.clause_words(verb):
            if word.dep_ == "advmod" and word.tag_ != "WRB":
                own = self._modified(word, ("ADV",), "mod", own)
                if moods.is_present(verb):
                    own = self._modified(word, ("ADV",), "present", own)
        return own

    def _modal_rule(self, verb: Token, modal: Token | None) -> OperatorRule | None:
        """The rule of a modal; "we will strike" in the first person is more than a forecast."""
        if modal is None:
            return None
        first = any(
            c.dep_ == "nsubj" and c.lower_ in grammar("first_subjects") for c in verb.lefts
        )
        frames = ("first", "mod") if first and verb == self.trigger.clause else ("mod",)
        for frame in frames:
            if rule := self.operators.find((modal.lower_,), ("MODAL",), frame):
                return rule
        return None

    def _is_conditional(self, verb: Token) -> bool:
        """Whether a condition hangs on a verb that tells the event or its future itself."""
        if moods.modal(verb) is None and verb != self.trigger.clause:
            return False
        links = (governor(c) for c in verb.children if c.dep_ == "advcl")
        return any(link is not None and link.joined in grammar("conditional") for link in links)

    def _noun(self, noun: Token, place: Told) -> Told:
        own = place
        for child in noun.lefts:
            if child.dep_ in _MODIFIERS:
                own = self._modified(child, ("ADJ", "NOUN"), "mod", own)
        for child in noun.lefts:
            if child.dep_ == "det":
                own = self._modified(child, ("DET",), "mod", own)
        for child in noun.rights:
            rule = self._planned_of(child)
            own = own.under(rule, child.text) if rule else own
        if own.status in _UNREAL and moods.is_told_of(noun):
            own = by_form(self.operators, "definite", "a clause tells that it came about", own)
        if moods.is_no(noun) and place.status is Status.OCCURRED:
            own = self._not("no", own)
        return own

    def _planned_of(self, clause: Token) -> OperatorRule | None:
        """The rule of a clause behind a noun that has it for its object: "talks planned for May".

        Verbs that take their object for granted or bring it about change nothing, nor does the
        event's own ("bombs {dropped} by a jet").
        """
        if clause in {self.trigger.clause, self.trigger.head} or not moods.has_object_gap(clause):
            return None
        rule = listed(self.operators, clause, "obj")
        return None if rule is None or rule.presupposes or rule.affirmed == "same" else rule

    def _not(self, word: str, told: Told) -> Told:
        rule = self.operators.find(("not",), ("ADV",), "mod")
        return told.under(rule, word) if rule else told

    def _modified(self, word: Token, classes: tuple[str, ...], frame: str, told: Told) -> Told:
        rule = self.operators.find((word.lower_,), classes, frame)
        return told.under(rule, word.text) if rule else told
