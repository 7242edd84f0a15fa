"""The deeds that a word speaks of: what somebody demands, refuses, promises or threatens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import first_conjunct
from sayso.events.triggers.expressions import heads, lemmas
from sayso.lexicons.words.grammar import grammar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Token

    from sayso.lexicons.rules.event_rules import EventRule, EventRules
    from sayso.lexicons.words.classes import WordClasses

_CLAUSES = frozenset({"xcomp", "ccomp"})
_DEPTH = 3


def deeds_of(words: Sequence[Token]) -> list[Token]:
    """The heads of the deeds that an expression governs: clauses, infinitives, objects."""
    found: list[Token] = []
    for word in words:
        for child in word.children:
            if child in words:
                continue
            if child.dep_ in _CLAUSES or _is_infinitive(child):
                found.append(child)
            elif child.dep_ in {"dobj", "nsubjpass"}:
                found += [child, *_infinitives(child)]
            elif child.dep_ in {"prep", "dative"} and child.lower_ in grammar("noun_links"):
                for noun in child.children:
                    found += [noun, *_infinitives(noun)]
        if word.dep_ == "prep":
            for noun in word.children:
                found += [noun, *_infinitives(noun)]
    return heads(found)


def _is_infinitive(token: Token) -> bool:
    return token.dep_ in {"advcl", "acl", "relcl"} and token.tag_ == "VB" and _has_to(token)


def _has_to(verb: Token) -> bool:
    return any(child.tag_ == "TO" for child in verb.children)


def _infinitives(noun: Token) -> list[Token]:
    return [child for child in noun.children if _is_infinitive(child)]


def deed_codes(
    words: Sequence[Token], named: Mapping[int, EventRule], rules: EventRules
) -> frozenset[str]:
    """The types, and TYPE/mode, of the deeds that an expression speaks of.

    `named` maps token indices to the rule that names an event there. A deed that is to stop
    counts as what its type says: who asks that the bombing cease asks for a concession. Who
    only tells that something is so ("told reporters that") asks for no deed.
    """
    codes: set[str] = set()
    telling = any(rules.words.has("telling", lemma) for lemma in lemmas(words[0]))
    for deed in deeds_of(words):
        clause = first_conjunct(deed)
        if telling and clause.dep_ in _CLAUSES and not _has_to(clause):
            continue
        for token, stopped in _reach(deed, rules.words):
            rule = named.get(token.i)
            if rule is None:
                continue
            if stopped:
                codes.add(rules.traits[rule.event_type].stopped_as or rule.event_type)
            else:
                codes |= {rule.event_type, *(f"{rule.event_type}/{m}" for m in rule.modes)}
            break
    return frozenset(codes)


def _reach(deed: Token, classes: WordClasses) -> Iterator[tuple[Token, bool]]:
    """The deed and, where it only says that another begins or stops, that other one."""
    stopped = False
    level = [deed]
    for _ in range(_DEPTH):
        for token in level:
            yield token, stopped
        stopped = stopped or any(
            classes.has("stopping", lemma) for token in level for lemma in lemmas(token)
        )
        level = [
            child
            for token in level
            for child in token.children
            if child.dep_ in {"xcomp", "dobj", "pobj"}
            or (child.dep_ == "prep" and child.lower_ in {"from", "of", "to", "in"})
        ]
