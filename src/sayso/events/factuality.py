"""Whether an event happened, as its innermost voice tells it: a walk up through its governors.

Each governor ("vowed to", "failed to", "after the", "if") is a row of data; its own status, which
its governors decide in turn, chooses the effect. So stacked operators compose: what was "not
prevented" occurred, what somebody "denied threatening" stays open.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.events import moods
from sayso.events.links import VERBAL, Link, governor, has_to
from sayso.events.past import earlier_period, is_recollection
from sayso.records.attribution import Stance
from sayso.records.document import PassageKind
from sayso.records.event import Certainty, Status
from sayso.records.evidence import Provenance
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from sayso.analysis.parsed import Parsed
    from sayso.events.trigger import Trigger
    from sayso.lexicons.operators import OperatorRule, Operators
    from sayso.records.attribution import Attribution
    from sayso.records.mention import TimeMention

_NEWS_DAYS = 366
_DEPTH = 12
_CLASSES = {
    "VERB": ("VERB", "ADJ"), "AUX": ("VERB",), "NOUN": ("NOUN",), "PROPN": ("NOUN",),
    "ADJ": ("ADJ", "VERB"), "ADV": ("ADJ",),
}  # fmt: skip
_SURENESS = (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE, Certainty.UNKNOWN)
_AUX = {
    Status.HISTORICAL: ("historical",),
    Status.PLANNED: ("future",),
    Status.THREATENED: ("future",),
    Status.DEMANDED: ("hypothetical",),
    Status.HYPOTHETICAL: ("hypothetical",),
    Status.NEGATED: ("negation",),
}


@dataclass(frozen=True)
class Judged:
    """What was decided on an event: status, certainty, PLOVER's auxiliary modes, and why."""

    status: Status
    certainty: Certainty
    aux: tuple[str, ...]
    provenance: Provenance


@dataclass(frozen=True)
class Told:
    """The status of a word in its place, with the words and rules that decided, inmost first.

    `ahead` remembers that the future came in: who "will not fail to pay" has not paid yet.
    """

    status: Status = Status.OCCURRED
    certainty: Certainty = Certainty.CERTAIN
    trace: tuple[str, ...] = ()
    ahead: bool = False

    def under(self, rule: OperatorRule, word: str, status: Status | None = None) -> Told:
        """What a rule makes of an event whose governor is told like this."""
        if status is None:
            status = rule.effect(self.status)
        return Told(
            status=status,
            certainty=_less_sure(self.certainty, rule.certainty),
            trace=(f"{word} ({rule.id})", *self.trace),
            ahead=self.ahead or status in _AHEAD,
        )


def classify_status(
    parsed: Parsed, trigger: Trigger, chain: Sequence[Attribution], operators: Operators
) -> Judged:
    """The status of an event as the innermost voice of `chain` tells it.

    Args:
        parsed: the report.
        trigger: the event's words and codes.
        chain: the attributions whose content holds the trigger, outermost first.
        operators: the words that decide.
    """
    walk = _Walk(parsed, trigger, chain[-1] if chain else None, operators)
    told = walk.start()
    reason = "; ".join(told.trace) or "told as a fact, without any word that would change it"
    rule = next((step[step.rindex("(") + 1 : -1] for step in told.trace), None)
    return Judged(
        status=told.status,
        certainty=told.certainty,
        aux=_AUX.get(told.status, ()),
        provenance=Provenance(
            component="events.factuality", version=VERSION, rule=rule, reason=reason
        ),
    )


def age_status(judged: Judged, date: TimeMention | None, published: str | None) -> Judged:
    """The judgement once the event's date is known: long past is historical, not news.

    Args:
        judged: what the words alone say.
        date: the event's date, or null.
        published: the ISO day of publication, or null where unknown.
    """
    if date is None or date.latest is None or published is None:
        return judged
    if judged.status not in {Status.OCCURRED, Status.ATTEMPTED}:
        return judged
    gap = dt.date.fromisoformat(published[:10]) - dt.date.fromisoformat(date.latest[:10])
    if gap.days <= _NEWS_DAYS:
        return judged
    return Judged(
        status=Status.HISTORICAL,
        certainty=judged.certainty,
        aux=_AUX[Status.HISTORICAL],
        provenance=Provenance(
            component="events.factuality",
            version=VERSION,
            rule="en.status.period",
            reason=f"dated {gap.days} days before publication; {judged.provenance.reason}",
        ),
    )


def compose(base: Status, own: Status) -> Status:
    """The status of a clause with the status `own` in a place that has the status `base`.

    "demanded that they not fire": demanded and negated leave it open; "denied that it had not
    paid": negated twice is affirmed.
    """
    if base is Status.OCCURRED or own is Status.HISTORICAL:
        return own
    if own is Status.OCCURRED:
        return base
    if base is Status.NEGATED:
        return Status.OCCURRED if own is Status.NEGATED else Status.NEGATED
    if own is Status.NEGATED:
        return Status.NEGATED if base in {Status.PLANNED, Status.HISTORICAL} else _OPEN
    if base is Status.PLANNED and own is Status.HYPOTHETICAL:
        return _OPEN
    return base


_OPEN = Status.HYPOTHETICAL
_AHEAD = frozenset({Status.PLANNED, Status.THREATENED, Status.DEMANDED})


def _less_sure(one: Certainty, other: Certainty) -> Certainty:
    return max(one, other, key=_SURENESS.index)


@dataclass(frozen=True)
class _Walk:
    """One walk from a trigger to the edge of what its innermost voice says."""

    parsed: Parsed
    trigger: Trigger
    voice: Attribution | None
    operators: Operators

    def start(self) -> Told:
        head, light = self.trigger.head, self.trigger.light
        if light is not None and light != head:
            told = self._own(head, self._told(light, _DEPTH))
        else:
            told = self._told(head, _DEPTH)
        return self._dated(self._stance(told))

    def _dated(self, told: Told) -> Told:
        """Moves what happened in an earlier period than the news out of the news."""
        if told.status not in {Status.OCCURRED, Status.ATTEMPTED}:
            return told
        published = self.parsed.document.published
        for word in (self.trigger.clause, *_nominal_way(self.trigger.head)):
            if words := earlier_period(word, published):
                return self._form("period", repr(words), told)
        return told

    def _told(self, token: Token, depth: int) -> Told:
        """The status of a word in its place: what its governors make of it, then its clause."""
        if depth == 0:
            return Told()
        return self._own(token, self._place(token, depth))

    def _place(self, token: Token, depth: int) -> Told:
        link = governor(token)
        if link is None:
            return self._root(token)
        if self._is_cue(link.head):
            return self._voiced(token, link)
        if link.frame == "that" and token.dep_ == "ccomp" and link.via is None:
            asked = self._mood(token)
            if asked is not None and moods.is_quoted(token):
                return asked
        link = self._verb_above(self._noun_before(token, link))
        for step in (self._degree, self._joined, self._governed):
            told = step(token, link, depth)
            if told is not None:
                return told
        return self._default(token, link, depth)

    def _root(self, token: Token) -> Told:
        """The status of a main clause: an order, a question, a title's plan, or a fact."""
        if token.pos_ in VERBAL and has_to(token) and self._in_title(token):
            return self._form("title", "a headline's infinitive")
        return self._mood(token) or Told()

    def _mood(self, token: Token) -> Told | None:
        """What the form of a clause says: an order, a question, a bare infinitive."""
        if moods.is_question(token):
            return self._form("question", "a question")
        if moods.is_imperative(token) and not self._in_title_statement(token):
            return self._form("imperative", "an order")
        if token.pos_ in VERBAL and has_to(token):
            return self._form("infinitive", "a bare infinitive")
        return None

    def _verb_above(self, link: Link) -> Link:
        """A preposition that the verb above asks for: "cleared the pilot of bombing"."""
        noun = link.head
        if link.via is None or noun.dep_ not in {"dobj", "nsubjpass"}:
            return link
        own = self.operators.find(_forms(noun)[:-1], _CLASSES.get(noun.pos_, ()), link.frame)
        verb = self.operators.find(_forms(noun.head)[:-1], ("VERB",), link.frame)
        return replace(link, head=noun.head) if verb and not own else link

    def _noun_before(self, token: Token, link: Link) -> Link:
        """An infinitive after a noun that governs one belongs to it: "repeated his call to stay".

        The parser often hangs it on the verb instead.
        """
        if link.frame not in {"purpose", "inf"} or link.head.pos_ not in VERBAL:
            return link
        start = token.left_edge
        before = start.nbor(-1) if start.i > token.sent.start else None
        if before is None or before.head != link.head or before.dep_ != "dobj":
            return link
        named = self.operators.find(_forms(before)[:-1], ("NOUN",), "inf")
        return Link(before, "inf") if named else link

    def _form(self, form: str, words: str, told: Told | None = None) -> Told:
        """What a form of the clause says, by the rule of that form."""
        rule = self.operators.find(("*",), ("FORM",), form)
        told = told or Told()
        return told.under(rule, words) if rule else told

    def _not(self, word: str, told: Told) -> Told:
        rule = self.operators.find(("not",), ("ADV",), "mod")
        return told.under(rule, word) if rule else told

    def _in_title(self, token: Token) -> bool:
        return any(
            p.kind is PassageKind.TITLE and p.start <= token.idx < p.end
            for p in self.parsed.passages
        )

    def _in_title_statement(self, token: Token) -> bool:
        """A title's first verb that a noun stands before is a statement with a mistagged verb."""
        before = token.doc[token.sent.start : token.i]
        return any(t.pos_ in {"NOUN", "PROPN", "PRON", "NUM"} for t in before)

    def _is_cue(self, token: Token) -> bool:
        cue = self.voice.cue if self.voice else None
        return cue is not None and cue.start <= token.idx < cue.end

    def _voiced(self, token: Token, link: Link) -> Told:
        """At the edge of the voice's words: what its cue does, without what lies beyond."""
        rule = self._rule(link.head, link.frame)
        if rule is None or rule.affirmed == "same":
            return Told()
        own = self._own(link.head, Told())
        return own.under(rule, link.head.text, self._effect(rule, own, token, link.head))

    def _stance(self, told: Told) -> Told:
        """What the innermost voice's stance adds to what its words say."""
        voice = self.voice
        if voice is None:
            return told
        if voice.stance is Stance.SUSPECTS:
            return replace(told, certainty=_less_sure(told.certainty, Certainty.PROBABLE))
        denies = voice.stance in {Stance.DENIES, Stance.EXONERATES}
        if not denies or told.status is not Status.OCCURRED or told.trace:
            return told
        if self._says_not():
            return told
        return replace(
            told,
            status=Status.NEGATED,
            trace=(f"{voice.cue.quote} (stance.{voice.stance.value})",),
        )

    def _says_not(self) -> bool:
        """Whether the voice's own words hold a negation, so that the stance repeats it."""
        contents = self.voice.content if self.voice else ()
        return any(
            t.dep_ == "neg" or t.lower_ in {"no", "nobody", "none"}
            for t in self.trigger.head.doc
            if any(c.start <= t.idx < c.end for c in contents)
        )

    def _degree(self, token: Token, link: Link, depth: int) -> Told | None:
        """What a degree word before a governing adjective decides: "too busy to attend".

        The infinitive may stand far off: "too busy shelling the town to attend".
        """
        if link.frame not in {"inf", "purpose"} or self._named(link):
            return None
        for governing in (link.head, *link.head.ancestors):
            for word in self._governing_words(governing, "inf"):
                for degree in word.lefts:
                    if rule := self.operators.find((degree.lower_,), ("ADV",), "degree"):
                        own = self._told(self._clause(word), depth - 1)
                        return own.under(rule, degree.text)
        return None

    def _named(self, link: Link) -> bool:
        """Whether the governor itself is listed as one of infinitives."""
        head = link.head
        found = self.operators.find(_forms(head)[:-1], _CLASSES.get(head.pos_, ()), "inf")
        return found is not None and head.pos_ != "ADJ"

    def _joined(self, token: Token, link: Link, depth: int) -> Told | None:
        """What the subordinator or preposition decides: "if", "until", "without", "after"."""
        if link.via is None:
            return None
        if link.frame == "adv":
            rule = self.operators.find((link.joined,), ("MARK",), "adv")
        else:
            if self._rule(link.head, link.frame) is not None:
                return None
            rule = self.operators.find((link.joined, link.via.lower_), ("PREP",), "noun")
        if rule is None:
            return None
        if is_recollection(link.via):
            return self._form("period", f"years {link.via.text}")
        own = self._told(self._clause(link.head), depth - 1)
        status = rule.effect(own.status)
        if link.frame == "adv" and rule.otherwise == "planned" and not moods.is_present(token):
            status = Status.OCCURRED
        elif moods.is_definite(token) and rule.affirmed == rule.negated == "occurred":
            status = Status.OCCURRED
        return own.under(rule, link.via.text, status)

    def _governed(self, token: Token, link: Link, depth: int) -> Told | None:
        """What the governing verb, noun or adjective decides."""
        rule = self._rule(link.head, link.frame)
        if rule is None:
            return None
        own = self._told(self._clause(link.head), depth - 1)
        return own.under(rule, link.head.text, self._effect(rule, own, token, link.head))

    def _effect(self, rule: OperatorRule, own: Told, token: Token, head: Token) -> Status:
        if rule.definite and token.pos_ not in VERBAL and moods.is_definite(token):
            return Status(rule.definite)
        status = rule.effect(own.status)
        if own.ahead and own.status is Status.NEGATED and status is Status.OCCURRED:
            status = status if rule.presupposes else Status.PLANNED
        if rule.present and own.status is Status.OCCURRED and moods.is_present_clause(head):
            status = Status(rule.present)
        unsure = own.status not in {Status.OCCURRED, Status.HISTORICAL, Status.ATTEMPTED}
        if rule.presupposes and unsure and token.pos_ not in VERBAL and moods.is_open(token):
            return Status.HYPOTHETICAL
        is_deed = self.trigger.event_type in rule.deed_types and token == self.trigger.clause
        if is_deed and rule.deed and own.status is Status.OCCURRED:
            return Status(rule.deed)
        return status

    def _rule(self, head: Token, frame: str) -> OperatorRule | None:
        """The rule of a governor, or of the adjective or noun that its copula ties to it."""
        for word in self._governing_words(head, frame):
            classes = _CLASSES.get(word.pos_, ())
            if frame == "purpose" and (
                rule := self.operators.find(_forms(word)[:-1], classes, "inf")
            ):
                return rule
            if rule := self.operators.find(_forms(word), classes, frame):
                return rule
        return None

    def _governing_words(self, head: Token, frame: str) -> list[Token]:
        words = [head]
        if head.lemma_ == "be" and frame in {"subj", "inf", "that", "ing"}:
            words = [c for c in head.rights if c.dep_ in {"acomp", "attr"}] + words
        return words

    def _clause(self, head: Token) -> Token:
        """The verb that tells the status of a predicate: the copula of an adjective or noun."""
        return head.head if head.dep_ in {"acomp", "attr"} else head

    def _default(self, token: Token, link: Link, depth: int) -> Told:
        """Where no word decides: arguments and participles share the status of their clause.

        A definite event is taken for granted under anything but a word that decides; a relative
        clause tells its own tale.
        """
        if link.frame == "relative":
            return self._relative(token, link, depth)
        own = self._told(self._clause(link.head), depth - 1)
        if own.status in {Status.OCCURRED, Status.HISTORICAL}:
            return own
        if link.frame == "participle" and own.status is Status.NEGATED and _set_off(token):
            return Told()
        if link.frame == "adv" and not moods.is_present(token):
            return Told()
        if token.pos_ not in VERBAL and moods.is_definite(token) and link.frame != "attr":
            return self._form("definite", "a definite event is presupposed")
        return own

    def _relative(self, verb: Token, link: Link, depth: int) -> Told:
        """A relative clause tells its own tale, but for "those who attack us"."""
        if moods.is_anybody(link.head) and not _looks_back(verb):
            return self._form("anybody", f"whoever it may be: {link.head.text!r}")
        antecedent = self._told(self._clause(link.head), depth - 1)
        if antecedent.status is Status.HISTORICAL or moods.is_no(link.head):
            return antecedent
        lies_open = moods.is_open(link.head) and not _looks_back(verb)
        return antecedent if lies_open else Told()

    def _own(self, token: Token, place: Told) -> Told:
        """Adds what the word's own clause or phrase says: modals, negation, modifiers."""
        if token.pos_ in VERBAL or token.dep_ == "acomp":
            told = self._verb(token, place)
        else:
            told = self._noun(token, place)
        return told

    def _verb(self, verb: Token, place: Told) -> Told:
        own = Told()
        nots = list(moods.negations(verb))
        polarity = Status.NEGATED if nots else Status.OCCURRED
        modal = moods.modal(verb)
        rule = self._modal_rule(verb, modal)
        if rule is not None and modal is not None:
            status = rule.effect(polarity)
            if moods.is_perfect(verb) and rule.perfect and not nots:
                status = Status(rule.perfect)
            elif rule.deed and self.trigger.event_type in rule.deed_types and not nots:
                status = Status(rule.deed)
            if status is _OPEN and moods.is_future_in_past(verb, modal):
                status = Status.PLANNED
            own = own.under(rule, modal.text, status)
            own = replace(own, ahead=own.ahead or rule.effect(Status.OCCURRED) in _AHEAD)
        elif nots:
            own = self._not(nots[0].text, own)
        if own.status in {Status.OCCURRED, Status.PLANNED} and self._is_conditional(verb):
            own = replace(own, status=_OPEN, trace=(*own.trace, "on a condition (en.status.if)"))
        for word in moods.clause_words(verb):
            if word.dep_ == "advmod" and word.tag_ != "WRB":
                own = self._modified(word, "ADV", own)
                usual = self.operators.find((word.lower_,), ("ADV",), "present")
                if usual and moods.is_present(verb):
                    own = own.under(usual, word.text)
        return _composed(place, own)

    def _modal_rule(self, verb: Token, modal: Token | None) -> OperatorRule | None:
        """The rule of a modal; "we will strike" in the first person is more than a forecast."""
        if modal is None:
            return None
        first = any(c.dep_ == "nsubj" and c.lower_ in _FIRST for c in verb.lefts)
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
        return any(link is not None and link.joined in _CONDITIONS for link in links)

    def _noun(self, noun: Token, place: Told) -> Told:
        own = place
        for child in noun.lefts:
            if child.dep_ in {"amod", "compound", "advmod", "nmod"}:
                own = self._modified(child, "ADJ", own)
        for child in noun.lefts:
            if child.dep_ == "det" and (
                rule := self.operators.find((child.lower_,), ("DET",), "mod")
            ):
                own = own.under(rule, child.text)
        if moods.is_no(noun) and place.status is Status.OCCURRED:
            own = self._not("no", own)
        return own

    def _modified(self, word: Token, pos: str, told: Told) -> Told:
        kinds = (pos, "NOUN") if pos == "ADJ" else (pos,)
        rule = self.operators.find((word.lower_,), kinds, "mod")
        return told.under(rule, word.text) if rule else told


def _nominal_way(token: Token) -> list[Token]:
    """A word and what governs it, up to the first verb: "delight over the murder in 1998"."""
    way = [token]
    while way[-1].pos_ not in VERBAL and way[-1].head != way[-1]:
        way.append(way[-1].head)
    return way


def _composed(place: Told, own: Told) -> Told:
    return Told(
        status=compose(place.status, own.status),
        certainty=_less_sure(place.certainty, own.certainty),
        trace=(*own.trace, *place.trace),
        ahead=own.ahead or place.ahead,
    )


def _looks_back(verb: Token) -> bool:
    """Whether a clause is in the past or perfect."""
    words = [verb, *moods.clause_words(verb)]
    return any(w.tag_ == "VBD" for w in words) or moods.is_perfect(verb)


def _set_off(token: Token) -> bool:
    """Whether a comma sets a participle off, beyond the reach of a negation."""
    return token.left_edge.i > 0 and token.left_edge.nbor(-1).text == ","


def _forms(word: Token) -> tuple[str, ...]:
    """The forms by which a word may be listed: with its particle, as it stands, its lemma, any."""
    particles = [c.lower_ for c in word.rights if c.dep_ == "prt"]
    joined = tuple(f"{word.lemma_.lower()}_{p}" for p in particles)
    return (*joined, word.lower_, word.lemma_.lower(), "*")


_FIRST = frozenset({"i", "we"})
_CONDITIONS = frozenset({"if", "unless", "should", "were"})
