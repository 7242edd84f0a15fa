"""Finds the words that name events, each with the one rule that fits it best."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.matcher import Matcher

from sayso.events.deeds import deed_codes
from sayso.events.expressions import (
    governing_verb,
    is_noun,
    lemmas,
    match_noun,
    match_verb,
    verb_group,
)
from sayso.events.meanings import Meanings
from sayso.events.slots import fill_slot
from sayso.events.trigger import Trigger

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Doc, Token

    from sayso.analysis.parsed import Parsed
    from sayso.lexicons.event_rules import EventRule, EventRules, Expression, LightVerb
    from sayso.records.reading import Annotations

_NAMES = frozenset({"ORG", "PERSON", "WORK_OF_ART", "LAW", "FAC", "PRODUCT"})
_OTHER_FIELDS = ("@sport", "@business", "@nature", "@arts", "@abstract")
_FIELD_SLOTS = "subject|object|modifier|by"
_VIOLENT = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "RETREAT", "THREATEN"})
_MODIFIER_DEPS = frozenset({"compound", "amod", "nmod"})
_GENERIC = 0.5
_LONG_GAP = 8


@dataclass(frozen=True)
class _Candidate:
    """An expression found at a head, with the governing verb of a noun, if any."""

    head: Token
    words: tuple[Token, ...]
    rule: EventRule
    verbal: bool
    governor: Token | None = None
    sides: LightVerb | None = None
    strength: int = 0

    @property
    def light(self) -> Token | None:
        separate = self.sides is None or self.sides.separate
        return None if separate else self.governor


def find_triggers(parsed: Parsed, rules: EventRules, found: Annotations) -> list[Trigger]:
    """The triggers of a report, in the order of the text.

    One token makes at most one trigger; a noun and its light verb make one. First the deeds are
    read, then the words that speak of a deed (to demand, refuse, promise, threaten it).
    """
    finder = _Finder(parsed, rules, Meanings.of(rules.words, found))
    plain = finder.choose(named=None)
    named = {c.head.i: c.rule for c in plain}
    named |= {c.light.i: c.rule for c in plain if c.light is not None}
    return [_to_trigger(parsed, c) for c in _disjoint(finder.choose(named=named))]


def _disjoint(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Drops nouns inside a verb's expression ("open fire"), then verbs that carry a noun."""
    inside = {word.i for c in candidates for word in c.words if c.verbal and word is not c.head}
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
        self.sporting = _sporting_sentences(parsed.doc, meanings)

    def choose(self, named: Mapping[int, EventRule] | None) -> list[_Candidate]:
        """The best candidate of each token. Without `named`, rules on deeds are left out."""
        best = []
        for token in self.doc:
            fitting = [c for c in self._candidates(token) if self._fits(c, named)]
            if fitting:
                best.append(max(fitting, key=lambda c: _rank(c, named)))
        return best

    def _candidates(self, token: Token) -> Iterator[_Candidate]:
        if not token.is_alpha and "-" not in token.text:
            return
        if is_noun(token):
            yield from self._nouns(token)
        elif token.pos_ == "VERB" and not _is_name(token):
            yield from self._verbs(token)

    def _verbs(self, token: Token) -> Iterator[_Candidate]:
        if token.dep_ in _MODIFIER_DEPS:
            return
        for expression in _look_up(token, self.rules.verbs):
            words = match_verb(token, expression.words)
            if words:
                yield _Candidate(token, words, expression.rule, verbal=True, strength=len(words))

    def _nouns(self, token: Token) -> Iterator[_Candidate]:
        if token.dep_ in {"compound", "nmod"} or _is_name(token):
            return
        governor, sides = governing_verb(token, self.rules.light_verbs) or (None, None)
        for expression in _look_up(token, self.rules.nouns):
            words = match_noun(token, expression.words, expression.head)
            if words is None or (expression.needs_light and (sides is None or sides.separate)):
                continue
            yield _Candidate(token, words, expression.rule, False, governor, sides, len(words))

    def _fits(self, candidate: _Candidate, named: Mapping[int, EventRule] | None) -> bool:
        rule = candidate.rule
        if candidate.head.i in self.refused.get(rule.id, frozenset()):
            return False
        if rule.event_type in _VIOLENT and self._is_other_field(candidate):
            return False
        if rule.without and self.meanings.touches(
            rule.without, candidate.head, candidate.words, verbal=candidate.verbal
        ):
            return False
        return not rule.needs or any(self._met(candidate, need, named) for need in rule.needs)

    def _met(
        self,
        candidate: _Candidate,
        need: Mapping[str, Sequence[str]],
        named: Mapping[int, EventRule] | None,
    ) -> bool:
        if "deed" in need:
            if named is None:
                return False
            spoken = deed_codes(_clause_words(candidate), named, self.rules.words)
            if not spoken.intersection(need["deed"]):
                return False
        if self.meanings.holds(need, candidate.head, candidate.words, verbal=candidate.verbal):
            return True
        light = candidate.light
        return light is not None and self.meanings.holds(
            need, light, (light, *candidate.words), verbal=True
        )

    def _is_other_field(self, candidate: _Candidate) -> bool:
        if candidate.head.sent.start in self.sporting:
            return True
        fields = [(candidate.head, candidate.words, candidate.verbal)]
        if candidate.light is not None:
            fields.append((candidate.light, (candidate.light, *candidate.words), True))
        return any(
            not self.meanings.is_actor(token) and self.meanings.is_a(token, name)
            for head, words, verbal in fields
            for token in fill_slot(_FIELD_SLOTS, head, words, verbal=verbal)
            for name in _OTHER_FIELDS
        )


def _look_up(token: Token, index: Mapping[str, tuple[Expression, ...]]) -> Iterator[Expression]:
    for lemma in lemmas(token):
        yield from index.get(lemma, ())


def _clause_words(candidate: _Candidate) -> tuple[Token, ...]:
    light = candidate.light
    return candidate.words if light is None else (*candidate.words, light)


def _rank(
    candidate: _Candidate, named: Mapping[int, EventRule] | None
) -> tuple[int, int, int, float, str]:
    """Longer expressions win, then rules with more conditions, then surer ones."""
    rule = candidate.rule
    conditions = max((len(need) for need in rule.needs), default=0)
    on_deeds = int(named is not None and rule.speaks_of_deed)
    return candidate.strength, on_deeds, conditions, rule.confidence, rule.id


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
    matcher = Matcher(doc.vocab)
    for rule in rules.rules.values():
        if rule.unless:
            matcher.add(rule.id, [list(pattern) for pattern in rule.unless])
    refused: dict[str, set[int]] = {}
    for key, start, end in matcher(doc):
        refused.setdefault(doc.vocab.strings[key], set()).update(range(start, end))
    return {rule_id: frozenset(tokens) for rule_id, tokens in refused.items()}


def _sporting_sentences(doc: Doc, meanings: Meanings) -> frozenset[int]:
    """Sentences, by their first token, with at least two different words of sport."""
    found: dict[int, set[str]] = {}
    for token in doc:
        if meanings.is_a(token, "@sport"):
            found.setdefault(token.sent.start, set()).add(token.lemma_.lower())
    return frozenset(start for start, words in found.items() if len(words) > 1)


def _to_trigger(parsed: Parsed, candidate: _Candidate) -> Trigger:
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


def _extent(candidate: _Candidate) -> tuple[int, int]:
    """The code points of a trigger: verb group, or noun phrase without its owner, or both."""
    if candidate.verbal:
        first, last = verb_group(candidate.head)
        for word in sorted(candidate.words, key=lambda t: t.i):
            near = word.i - last.i <= (1 if word.pos_ == "ADP" else _LONG_GAP)
            last = word if word.i > last.i and near else last
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


def _confidence(candidate: _Candidate) -> float:
    """The rule's own confidence, lowered for a bare plural that may speak in general."""
    head, rule = candidate.head, candidate.rule
    generic = (
        not candidate.verbal
        and candidate.light is None
        and head.tag_ == "NNS"
        and not any(
            child.dep_ in {"det", "poss", "nummod", "amod", "prep"} for child in head.children
        )
    )
    return round(rule.confidence * (_GENERIC if generic else 1.0), 3)
