"""The walk from an event up through what governs it, to the edge of its innermost voice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.events.status import forms, moods
from sayso.events.status.earlier import set_back
from sayso.events.status.effects import effect_of
from sayso.events.status.generic import names_a_kind, tells_which_kind
from sayso.events.status.governors import (
    governing_rule,
    governing_words,
    listed,
    repaired,
    telling_verb,
)
from sayso.events.status.links import VERBAL, Link, governor, has_to
from sayso.events.status.own_words import OwnWords
from sayso.events.status.past import is_recollection
from sayso.events.status.told import Told, by_form
from sayso.events.status.voice_stance import with_stance
from sayso.lexicons.words.classes import class_words
from sayso.records.document import PassageKind
from sayso.records.event import Status

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.analysis.parsed import Parsed
    from sayso.events.triggers.trigger import Trigger
    from sayso.lexicons.words.operators import OperatorRule, Operators
    from sayso.records.attribution import Attribution

_DEPTH = 12
_AHEAD = frozenset({Status.DEMANDED, Status.PLANNED, Status.THREATENED})


@dataclass(frozen=True)
class Walk:
    """One walk from a trigger to the edge of what its innermost voice says."""

    parsed: Parsed
    trigger: Trigger
    voice: Attribution | None
    operators: Operators

    @property
    def _own(self) -> OwnWords:
        return OwnWords(self.operators, self.trigger)

    def start(self) -> Told:
        """The status of the trigger, with what its voice's stance and its date add."""
        head, light = self.trigger.head, self.trigger.light
        if light is not None and light != head:
            told = self._own.read(head, self._told(light, _DEPTH))
        else:
            told = self._told(head, _DEPTH)
        told = with_stance(told, self.trigger, self.voice, self.operators)
        return set_back(told, self.trigger, self.parsed.document.published, self.operators)

    def _told(self, token: Token, depth: int) -> Told:
        """The status of a word in its place: what its governors make of it, then its clause."""
        if depth == 0:
            return Told()
        return self._own.read(token, self._place(token, depth))

    def _place(self, token: Token, depth: int) -> Told:
        link = governor(token)
        if link is None:
            return self._root(token)
        if link.frame == "that" and token.dep_ == "ccomp" and link.via is None:
            asked = forms.mood(self.operators, token)
            if asked is not None and moods.is_quoted(token):
                return asked
        if self._is_cue(link.head):
            return self._voiced(token, link)
        link = repaired(self.operators, token, link)
        return (
            self._degree(link, depth)
            or self._joined(token, link, depth)
            or forms.named_only(self.operators, token, link)
            or self._general(token, link)
            or self._governed(token, link, depth)
            or self._default(token, link, depth)
        )

    def _root(self, token: Token) -> Told:
        """The status of a main clause: an order, a question, a title's plan, or a fact."""
        if token.pos_ in VERBAL and has_to(token) and self._in_title(token):
            return by_form(self.operators, "title", "a headline's infinitive")
        return forms.mood(self.operators, token) or Told()

    def _in_title(self, token: Token) -> bool:
        return any(
            p.kind is PassageKind.TITLE and p.start <= token.idx < p.end
            for p in self.parsed.passages
        )

    def _is_cue(self, token: Token) -> bool:
        cue = self.voice.cue if self.voice else None
        return cue is not None and cue.start <= token.idx < cue.end

    def _voiced(self, token: Token, link: Link) -> Told:
        """At the edge of the voice's words: what its cue does, without what lies beyond."""
        rule = self._rule(token, link)
        if rule is None or (rule.affirmed == "same" and rule.present is None):
            return Told()
        own = self._own.read(link.head, self._cue_place(link.head, rule))
        return self._ruled(rule, own, token, link.head)

    def _cue_place(self, cue: Token, rule: OperatorRule) -> Told:
        """The place of a cue: of no matter where somebody only says, else what governs the act.

        "Denied that it had threatened to attack": no threat was made. "Refused to rule out" is
        one cue. What nobody in particular says ("rejected claims that") is the voice's above.
        """
        above = governor(cue)
        says = rule.affirmed == "occurred" and self.voice is not None and self.voice.source
        if above is None or (says and not self._is_cue(above.head)):
            return Told()
        return self._place(cue, _DEPTH)

    def _degree(self, link: Link, depth: int) -> Told | None:
        """What a degree word before a governing adjective decides: "too busy to attend".

        The infinitive may stand far off: "too busy shelling the town to attend".
        """
        if link.frame not in {"inf", "purpose"} or self._named(link):
            return None
        for governing in (link.head, *link.head.ancestors):
            for word in governing_words(governing, "inf"):
                for degree in word.lefts:
                    if rule := self.operators.find((degree.lower_,), ("ADV",), "degree"):
                        own = self._told(telling_verb(word), depth - 1)
                        return own.under(rule, degree.text)
        return None

    def _named(self, link: Link) -> bool:
        """Whether the governor itself is listed as one of infinitives."""
        head = link.head
        return head.pos_ != "ADJ" and listed(self.operators, head, "inf") is not None

    def _joined(self, token: Token, link: Link, depth: int) -> Told | None:
        """What the subordinator or preposition decides: "if", "until", "without", "after"."""
        if link.via is None:
            return None
        if link.frame == "adv":
            rule = self.operators.find((link.joined,), ("MARK",), "adv")
        else:
            if governing_rule(self.operators, link.head, link.frame) is not None:
                return None
            rule = self.operators.find((link.joined, link.via.lower_), ("PREP",), "noun")
        if rule is None:
            return None
        if is_recollection(link.via):
            return by_form(self.operators, "period", f"years {link.via.text}")
        own = self._told(telling_verb(link.head), depth - 1)
        status = rule.effect(own.status)
        is_deed = self._own.is_deed(token) and self.trigger.event_type in rule.deed_types
        if is_deed and rule.deed and (moods.is_definite(token) or token.tag_ == "VBG"):
            status = Status(rule.deed)
        if (
            link.frame == "adv" and rule.otherwise == "planned" and not moods.is_present(token)
        ) or (moods.is_definite(token) and rule.affirmed == rule.negated == "occurred"):
            status = Status.OCCURRED
        return own.under(rule, link.via.text, status)

    def _general(self, token: Token, link: Link) -> Told | None:
        return forms.general(self.operators, token, link) if self._own.is_deed(token) else None

    def _governed(self, token: Token, link: Link, depth: int) -> Told | None:
        """What the governing verb, noun or adjective decides."""
        rule = self._rule(token, link)
        if rule is None:
            return None
        own = self._told(telling_verb(link.head), depth - 1)
        return self._ruled(rule, own, token, link.head)

    def _rule(self, token: Token, link: Link) -> OperatorRule | None:
        """The rule of a governor. "Warned that he had left" threatens nothing: it says."""
        rule = governing_rule(self.operators, link.head, link.frame)
        ahead = rule is not None and rule.affirmed in _AHEAD and link.frame == "that"
        if ahead and moods.looks_back(token):
            return self.operators.find(("*",), ("VERB",), "that")
        return rule

    def _ruled(self, rule: OperatorRule, own: Told, token: Token, head: Token) -> Told:
        return own.under(rule, head.text, effect_of(rule, own, token, head, self._own))

    def _default(self, token: Token, link: Link, depth: int) -> Told:
        """Where no word decides: arguments and participles share the status of their clause.

        A definite event is taken for granted under anything but a word that decides; a relative
        clause tells its own tale.
        """
        if link.frame == "relative":
            return self._relative(token, link, depth)
        own = self._told(telling_verb(link.head), depth - 1)
        if own.status in {Status.OCCURRED, Status.HISTORICAL}:
            return own
        if self._stands_apart(token, link, own) or _is_setting(token, link, own):
            return Told()
        is_kind = self._own.is_deed(token) and names_a_kind(token)
        is_known = moods.is_definite(token) and not is_kind and not self._is_appointment()
        if token.pos_ not in VERBAL and is_known and link.frame != "attr":
            return by_form(self.operators, "definite", "a definite event is presupposed")
        return own

    def _is_appointment(self) -> bool:
        """Whether its kind has a name before it is held: "able to go to the talks"."""
        rule = self.operators.find(("*",), ("FORM",), "definite")
        return rule is not None and self.trigger.event_type in rule.deed_types

    def _stands_apart(self, token: Token, link: Link, own: Told) -> bool:
        """Whether a clause without a deciding word tells a fact, whatever its governor's status.

        "Freed the men {seized} in May": what describes a party was done, wishes apart.
        """
        if self._own.is_deed(token) and token.tag_ == "VBN" and token.dep_ == "acl":
            is_open = own.status is Status.HYPOTHETICAL
            return not is_open and listed(self.operators, token, "obj") is None
        if link.frame == "participle" and own.status is Status.NEGATED and _set_off(token):
            return True
        return link.frame == "adv" and not moods.is_present(token)

    def _relative(self, verb: Token, link: Link, depth: int) -> Told:
        """A relative clause tells its own tale, but for "those who attack us"."""
        if moods.is_anybody(link.head) and not moods.looks_back(verb):
            return by_form(self.operators, "anybody", f"whoever it may be: {link.head.text!r}")
        if self._own.is_deed(verb) and tells_which_kind(verb):
            return by_form(self.operators, "general", "said of a kind, not of anybody")
        antecedent = self._told(telling_verb(link.head), depth - 1)
        if antecedent.status is Status.HISTORICAL or moods.is_no(link.head):
            return antecedent
        lies_open = moods.is_open(link.head) and not moods.looks_back(verb)
        return antecedent if lies_open else Told()


def _is_setting(token: Token, link: Link, own: Told) -> bool:
    """Whether an event is where something did not happen: "nobody was hurt in {an attack}"."""
    return (
        own.status is Status.NEGATED
        and token.pos_ == "NOUN"
        and link.frame in class_words("setting")
        and link.head.pos_ in VERBAL
    )


def _set_off(token: Token) -> bool:
    """Whether a comma sets a participle off, beyond the reach of a negation."""
    return token.left_edge.i > 0 and token.left_edge.nbor(-1).text == ","
