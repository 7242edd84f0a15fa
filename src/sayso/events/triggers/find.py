"""Finds the words that name events, each with the one rule that fits it best."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from spacy.matcher import Matcher

from sayso.events.meanings import Meanings
from sayso.events.no_deed.fields import SPORT, is_elsewhere
from sayso.events.status.deeds import deed_codes
from sayso.events.triggers.candidates import Candidate, to_trigger
from sayso.events.triggers.expressions import (
    governing_verb,
    lemmas,
    match_noun,
    match_verb,
)
from sayso.events.triggers.sureness import is_sure, takes_up
from sayso.events.triggers.word_roles import (
    counts_the_fallen,
    is_noun,
    names_people,
    reads_as_adjective,
    reads_as_verb,
    tells_of_deed,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Doc, Token
    from spacy.vocab import Vocab

    from sayso.analysis.parsed import Parsed
    from sayso.events.triggers.trigger import Trigger
    from sayso.lexicons.rules.event_rules import EventRule, EventRules, Expression
    from sayso.records.reading import Annotations

_NAMES = frozenset({"ORG", "PERSON", "WORK_OF_ART", "LAW", "FAC", "PRODUCT"})
_SIDES = "subject|object|modifier|by|with|against|on|from|possessor"
_MODIFIER_DEPS = frozenset({"compound", "amod", "nmod"})


def find_triggers(parsed: Parsed, rules: EventRules, found: Annotations) -> list[Trigger]:
    """The triggers of a report, in the order of the text.

    One token makes at most one trigger; a noun and its light verb make one. First the deeds are
    read, then the words that speak of a deed (to demand, refuse, promise, threaten it).
    """
    finder = _Finder(parsed, rules, Meanings.of(rules.words, found))
    plain = finder.choose(named=None)
    named = {c.head.i: c.rule for c in plain}
    named |= {c.light.i: c.rule for c in plain if c.light is not None}
    return [to_trigger(c) for c in _disjoint(finder.choose(named=named))]


def _disjoint(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Drops nouns inside another expression ("open fire"), then verbs that carry a noun."""
    inside = {word.i for c in candidates for word in c.words if word is not c.head}
    kept = [c for c in candidates if c.head.i not in inside]
    light = {c.light.i for c in kept if c.light is not None}
    return [c for c in kept if c.head.i not in light]


class _Finder:
    """Looks up every token of one report and keeps the best candidate of each."""

    def __init__(self, parsed: Parsed, rules: EventRules, meanings: Meanings) -> None:
        self.doc: Doc = parsed.doc
        self.rules = rules
        self.meanings = meanings
        self.refused = _refused_tokens(parsed.doc, rules)
        self.sporting = _sentences_of(SPORT, parsed.doc, meanings)
        self.campaigning = _sentences_of("@campaign", parsed.doc, meanings)
        found = ([c for c in self._candidates(t) if self._may_be(c)] for t in self.doc)
        self.candidates = [candidates for candidates in found if candidates]

    def choose(self, named: Mapping[int, EventRule] | None) -> list[Candidate]:
        """The best candidate of each token. Without `named`, rules on deeds are left out."""
        best = []
        for candidates in self.candidates:
            ranked = []
            for candidate in candidates:
                met = self._conditions_met(candidate, named)
                if met is not None:
                    ranked.append((_rank(candidate, met), candidate))
            if ranked:
                best.append(max(ranked, key=lambda pair: pair[0])[1])
        return best

    def _candidates(self, token: Token) -> Iterator[Candidate]:
        if not token.is_alpha and "-" not in token.text:
            return
        verbal = token.pos_ == "VERB" or token.lemma_ == "be" or token.tag_ == "JJ"
        verbal |= reads_as_verb(token)
        if is_noun(token) and not reads_as_verb(token):
            yield from self._nouns(token)
        elif verbal and not _is_name(token):
            yield from self._verbs(token)

    def _verbs(self, token: Token) -> Iterator[Candidate]:
        if names_people(token) or any(child.dep_ == "det" for child in token.lefts):
            return
        describes = token.tag_ == "JJ" or token.dep_ in _MODIFIER_DEPS
        describes &= not (reads_as_adjective(token) or counts_the_fallen(token))
        for expression in _look_up(token, self.rules.verbs):
            if describes and not tells_of_deed(token, expression):
                continue
            words = match_verb(token, expression.words)
            if words:
                yield Candidate(token, words, expression.rule, verbal=True, strength=len(words))

    def _nouns(self, token: Token) -> Iterator[Candidate]:
        if token.dep_ in {"compound", "nmod"} or _is_name(token):
            return
        governor, sides = governing_verb(token, self.rules.light_verbs) or (None, None)
        for expression in _look_up(token, self.rules.nouns):
            words = match_noun(token, expression.words, expression.head)
            if words is None or (expression.needs_light and (sides is None or sides.separate)):
                continue
            yield Candidate(token, words, expression.rule, False, governor, sides, len(words))

    def _may_be(self, candidate: Candidate) -> bool:
        """Whether nothing speaks against the rule, whatever deeds are found beside it."""
        rule = candidate.rule
        if candidate.head.i in self.refused.get(rule.id, frozenset()):
            return False
        doubles = self.rules.traits[rule.event_type].has_doubles
        if doubles and self._is_other_field(candidate):
            return False
        if rule.words_too and self._is_campaign(candidate):
            return False
        return not (rule.without and self.meanings.touches(rule.without, candidate.fill))

    def _conditions_met(
        self, candidate: Candidate, named: Mapping[int, EventRule] | None
    ) -> tuple[int, int] | None:
        """How many conditions hold, those on deeds first; null where the rule does not fit."""
        rule = candidate.rule
        met = [
            (spoken, len(need))
            for need in rule.alternatives(verbal=candidate.verbal)
            if (spoken := self._speaks_of(candidate, need, named)) is not None
            and self.meanings.holds(need, candidate.fill)
        ]
        waived = not rule.needs or is_sure(candidate) or takes_up(candidate, named or {})
        return max(met, default=(0, 0) if waived else None)

    def _speaks_of(
        self,
        candidate: Candidate,
        need: Mapping[str, Sequence[str]],
        named: Mapping[int, EventRule] | None,
    ) -> int | None:
        """How exactly the deed spoken of is the one wanted: 2 by mode, 1 by type, 0 unasked."""
        if "deed" not in need:
            return 0
        if named is None:
            return None
        spoken = deed_codes(candidate.clause_words, named, self.rules)
        common = spoken.intersection(need["deed"])
        return max((1 + ("/" in code) for code in common), default=None)

    def _is_campaign(self, candidate: Candidate) -> bool:
        """Whether a quarrel is one of a campaign, and no armed side or weapon takes part."""
        return candidate.head.sent.start in self.campaigning and not any(
            self.meanings.is_a(token, name)
            for token in candidate.fill(_SIDES)
            for name in ("@soldiery", "@weapon", "@violence")
        )

    def _is_other_field(self, candidate: Candidate) -> bool:
        """Whether a party to it is of sport, business or the like, and of no use in a war."""
        return candidate.head.sent.start in self.sporting or is_elsewhere(candidate, self.meanings)


def _look_up(token: Token, index: Mapping[str, tuple[Expression, ...]]) -> Iterator[Expression]:
    for lemma in lemmas(token):
        yield from index.get(lemma, ())


def _rank(candidate: Candidate, met: tuple[int, int]) -> tuple[bool, int, int, float, str]:
    """A user's rules win, then those on deeds, longer expressions with conditions, surer rules."""
    on_deeds, conditions = met
    rule = candidate.rule
    return rule.of_user, on_deeds, candidate.strength + conditions, rule.confidence, rule.id


def _is_name(token: Token) -> bool:
    """A word inside a name: "Human Rights Watch", a film, a law."""
    if token.ent_type_ not in _NAMES:
        return False
    inside = [t for t in token.doc[max(0, token.i - 1) : token.i + 2] if t.i != token.i]
    return token.pos_ == "PROPN" or (
        token.text[:1].isupper()
        and any(t.ent_type_ == token.ent_type_ and t.text[:1].isupper() for t in inside)
    )


def _refused_tokens(doc: Doc, rules: EventRules) -> dict[str, frozenset[int]]:
    """Token indices at which the "unless" patterns of each rule refuse it."""
    refused: dict[str, set[int]] = {}
    for key, start, end in _refusals(rules, doc.vocab)(doc):
        refused.setdefault(doc.vocab.strings[key], set()).update(range(start, end))
    return {rule_id: frozenset(tokens) for rule_id, tokens in refused.items()}


@lru_cache(maxsize=4)
def _refusals(rules: EventRules, vocab: Vocab) -> Matcher:
    """The "unless" patterns of all rules, compiled once: it takes as long as a short report."""
    matcher = Matcher(vocab)
    for rule in rules.rules.values():
        if rule.unless:
            matcher.add(rule.id, [list(pattern) for pattern in rule.unless])
    return matcher


def _sentences_of(name: str, doc: Doc, meanings: Meanings) -> frozenset[int]:
    """Sentences, by their first token, with at least two different words of a class."""
    found: dict[int, set[str]] = {}
    for token in doc:
        if meanings.is_a(token, name):
            found.setdefault(token.sent.start, set()).add(token.lemma_.lower())
    return frozenset(start for start, words in found.items() if len(words) > 1)
