"""The slots of a trigger: which words stand as its subject, object, agent, owner, partner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import agents, is_passive, prepositional, relative_antecedent, subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Token

_MODIFIERS = frozenset({"compound", "amod", "nmod", "nummod"})
_LOOSE = frozenset(
    {"at", "against", "on", "into", "to", "towards", "toward", "with", "from", "for", "between"}
)
_OBJECT_CONTROL = frozenset({"from", "of", "for", "into"})
_PARTICLES = frozenset({"prt", "prep"})


def fill_slot(slot: str, head: Token, words: Sequence[Token], *, verbal: bool) -> list[Token]:
    """The words in one or several slots ("object", "on|against") of an expression.

    `words` are the tokens of the expression, which fill no slot themselves. A verb's subject and
    object are the logical ones, whatever its voice.
    """
    found: list[Token] = []
    for name in slot.split("|"):
        if name == "subject":
            found += _subject(head) if verbal else []
        elif name == "object":
            found += _object(head, words) if verbal else []
        elif name == "dative":
            found += [c for c in head.children if c.dep_ == "dative" and c.pos_ != "ADP"]
            found += [n for c in head.children if c.dep_ == "dative" for n in _nouns(c)]
        elif name == "possessor":
            found += [c for c in head.lefts if c.dep_ == "poss"]
        elif name == "modifier":
            found += [c for c in head.lefts if c.dep_ in _MODIFIERS]
        elif name == "infinitive":
            found += [verb for token in (head, *_objects(head)) for verb in _infinitives(token)]
        elif name == "by" and verbal:
            found += agents(head)
        else:
            found += _prepositional(name, head, words) or _after_object(name, head, verbal=verbal)
    taken = {token.i for token in words}
    return [token for token in found if token.i not in taken]


def _subject(verb: Token) -> list[Token]:
    if _is_passive(verb):
        return agents(verb) or [
            noun for c in verb.children if c.dep_ == "conj" for noun in agents(c)
        ]
    if verb.dep_ == "pcomp" and verb.head.lower_ in _OBJECT_CONTROL:
        kept = [c for c in verb.head.head.children if c.dep_ in {"dobj", "nsubjpass"}]
        if kept:
            return kept
    if verb.dep_ == "acl" and verb.tag_ == "VB":
        return _subject_of_plan(verb.head)
    found = subject(verb)
    return [found] if found is not None else []


def _is_passive(verb: Token) -> bool:
    """Passive by itself, by its agent, as a bare participle ("with ten people killed").

    Or as the second of two ("trained and armed by").
    """
    if is_passive(verb):
        return True
    if verb.tag_ != "VBN" or any(c.dep_ in {"aux", "dobj"} for c in verb.children):
        return False
    named = any(c.dep_ in {"agent", "nsubj"} for c in verb.children)
    return named or (verb.dep_ == "conj" and verb.head.tag_ == "VBN" and is_passive(verb.head))


def _subject_of_plan(noun: Token) -> list[Token]:
    """Who is to do what a noun's infinitive says: "the {army}'s attempt to seize the town"."""
    owners = [c for c in noun.lefts if c.dep_ == "poss"] or prepositional(noun, "by")
    if owners or noun.dep_ != "dobj" or noun.head.pos_ != "VERB":
        return owners
    return _subject(noun.head)


def _object(verb: Token, words: Sequence[Token]) -> list[Token]:
    if _is_passive(verb):
        found = subject(verb)
        return [found] if found is not None else []
    direct = [relative_antecedent(c) or c for c in verb.children if c.dep_ in {"dobj", "oprd"}]
    direct = [token for token in direct if token not in words]
    if direct:
        return direct
    governed = [noun for word in words if word.dep_ in _PARTICLES for noun in _nouns(word)]
    if governed:
        return [relative_antecedent(noun) or noun for noun in governed]
    return [verb.head] if _is_bare_relative(verb) else []


def _is_bare_relative(verb: Token) -> bool:
    """A relative clause without pronoun or object ("the town they took")."""
    return verb.dep_ == "relcl" and any(
        c.dep_ == "nsubj" and relative_antecedent(c) is None for c in verb.children
    )


def _prepositional(name: str, head: Token, words: Sequence[Token]) -> list[Token]:
    """The nouns that a preposition ties to the expression; within it, the preposition's own."""
    return [
        relative_antecedent(noun) or noun
        for token in (head, *(w for w in words if w != head))
        for noun in (
            _nouns(token)
            if token.lower_ == name and token.dep_ == "prep"
            else prepositional(token, name)
        )
    ]


def _after_object(name: str, head: Token, *, verbal: bool) -> list[Token]:
    """The nouns of a preposition that the parser hung one noun too low.

    "fired {gas at crowds}", "the killing of {guards by gunmen}".
    """
    if not verbal:
        inner = prepositional(head, "of") if name in {"by", "against"} else []
        return [noun for owned in inner for noun in prepositional(owned, name)]
    if name not in _LOOSE:
        return []
    return [n for c in head.children if c.dep_ == "dobj" for n in prepositional(c, name)]


def _objects(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass", "dative"}]


def _infinitives(token: Token) -> list[Token]:
    """What somebody is to do: "told the crowd {to leave}"."""
    return [
        c for c in token.children if c.tag_ == "VB" and any(t.tag_ == "TO" for t in c.children)
    ]


def _nouns(preposition: Token) -> Iterable[Token]:
    return [c for c in preposition.children if c.dep_ == "pobj"]
