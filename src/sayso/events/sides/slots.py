"""The slots of a trigger: which words stand as its subject, object, agent, owner, partner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import (
    agents,
    conjuncts,
    first_conjunct,
    prepositional,
    relative_antecedent,
)
from sayso.events.sides.verb_sides import logical_object, logical_subject, nouns_of
from sayso.lexicons.words.grammar import grammar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from spacy.tokens import Token

_MODIFIERS = frozenset({"compound", "amod", "nmod", "nummod"})
_OWNED = ("of", "on", "upon", "against", "at", "in")
_CHILDREN = {
    "passive": frozenset({"auxpass"}),
    "negation": frozenset({"neg"}),
    "existence": frozenset({"expl"}),
}
_OF_VERBS = frozenset({*_CHILDREN, "subject", "object", "mover", "content"})


def fill_slot(slot: str, head: Token, words: Sequence[Token], *, verbal: bool) -> list[Token]:
    """The words in one or several slots ("object", "on|against") of an expression.

    `words` are the tokens of the expression, which fill no slot themselves but "self", the last
    of them. A verb's subject and object are the logical ones, whatever its voice. "mover" is who
    moved: the subject, or the object of a passive without agent. "content" are the parties and
    objects of the clause that a verb of speech governs. "passive", "negation" and "existence"
    hold the words that make a clause so; "sentence" holds all its words.
    """
    found = [
        token
        for name in slot.split("|")
        for token in (_of_verb(name, head, words) if verbal else _of_noun(name, head, words))
    ]
    taken = {token.i for token in words}
    named = [words[-1]] if "self" in slot.split("|") else []
    return named + [token for token in found if token.i not in taken]


def _of_verb(name: str, verb: Token, words: Sequence[Token]) -> list[Token]:
    """The words in one slot of a verb."""
    if name in _CHILDREN:
        return [c for c in verb.children if c.dep_ in _CHILDREN[name]]
    own: dict[str, Callable[[], list[Token]]] = {
        "subject": lambda: logical_subject(verb),
        "object": lambda: logical_object(verb, words),
        "mover": lambda: logical_subject(verb) or logical_object(verb, words),
        "content": lambda: _content(verb),
        "by": lambda: agents(verb) or _of_words("by", verb, words),
        "possessor": lambda: [o for w in words if w != verb for o in _owners(w)],
    }
    if name in own:
        return own[name]()
    return _of_any(name, verb, words) or _after_object(name, verb)


def _of_words(name: str, verb: Token, words: Sequence[Token]) -> list[Token]:
    """The nouns of a preposition that hangs on a noun of the expression: "met demands {by A}"."""
    return [n for word in words if word != verb for n in prepositional(word, name)]


def _of_noun(name: str, noun: Token, words: Sequence[Token]) -> list[Token]:
    """The words in one slot of a noun. A plural read as a verb has its modifier as "subject"."""
    if name in _OF_VERBS:
        return []
    if name == "possessor":
        return _owners(noun)
    if name == "modifier":
        deps = _MODIFIERS if noun.pos_ != "VERB" else {*_MODIFIERS, "nsubj"}
        return [c for c in noun.lefts if c.dep_ in deps]
    found = _of_any(name, noun, words) or _after_owned(name, noun) or _beside(name, noun)
    return found or _right_behind(name, noun)


def _owners(noun: Token) -> list[Token]:
    """The owner of a noun, or of the list that it ends: "the army's raids and {shelling}"."""
    own = [c for c in noun.lefts if c.dep_ == "poss"]
    bare = noun.dep_ == "conj" and not any(c.dep_ == "det" for c in noun.lefts)
    return own if own or not bare else [c for c in noun.head.lefts if c.dep_ == "poss"]


def _beside(name: str, noun: Token) -> list[Token]:
    """The nouns of a preposition behind a list, for each of it: "{raids} and shelling by A"."""
    if name not in grammar("shared_sides"):
        return []
    group = conjuncts(first_conjunct(noun))
    return [
        found
        for other in group
        if other != noun and other.pos_ in {"NOUN", "PROPN"}
        for found in prepositional(other, name)
        if found.head.i > noun.i
    ]


def _right_behind(name: str, noun: Token) -> list[Token]:
    """The nouns of a preposition that the parser hung on the verb: "condemned {the raid at X}"."""
    after = noun.nbor() if noun.i + 1 < noun.sent.end else noun
    above = after.dep_ == "prep" and after.lower_ == name and after.head in noun.ancestors
    if not above or name not in _OWNED:
        return []
    return [found for found in nouns_of(after) if found.ent_type_ not in {"DATE", "TIME"}]


def _of_any(name: str, head: Token, words: Sequence[Token]) -> list[Token]:
    """The words in a slot that verbs and nouns share, else the nouns of a preposition."""
    match name:
        case "dative":
            found = [c for c in head.children if c.dep_ == "dative"]
            return [n for c in found for n in ([c] if c.pos_ != "ADP" else nouns_of(c))]
        case "infinitive":
            return [verb for token in (*words, *_objects(head)) for verb in _infinitives(token)]
        case "sentence":
            return list(head.sent)
    return _prepositional(name, head, words)


def _content(verb: Token) -> list[Token]:
    """The parties and objects of the clause that a verb of speech governs."""
    found: list[Token] = []
    for clause in (c for c in verb.children if c.dep_ in {"ccomp", "xcomp"}):
        found += [*logical_subject(clause), *logical_object(clause, (clause,))]
        found += [n for prep in clause.children if prep.dep_ == "prep" for n in nouns_of(prep)]
    return found


def _prepositional(name: str, head: Token, words: Sequence[Token]) -> list[Token]:
    """The nouns that a preposition ties to the expression; within it, the preposition's own."""
    return [
        relative_antecedent(noun) or noun
        for token in (head, *(w for w in words if w != head))
        for noun in (
            nouns_of(token)
            if token.lower_ == name and token.dep_ == "prep"
            else _behind(token, name)
        )
    ]


def _behind(token: Token, name: str) -> list[Token]:
    """The nouns of a preposition, and of the same one repeated: "to the army and {to} them"."""
    found = prepositional(token, name)
    first = [noun.head for noun in found]
    again = [c for prep in first for c in prep.children if c.dep_ == "conj" and c.lower_ == name]
    return found + [noun for prep in again for noun in nouns_of(prep)]


def _after_object(name: str, verb: Token) -> list[Token]:
    """The nouns of a preposition that the parser hung on the object: "fired {gas at crowds}".

    A partner may hang on the noun of another preposition: "agreed on a {truce with the militia}".
    """
    if name not in grammar("loose_sides"):
        return []
    inner = [c for c in verb.children if c.dep_ == "dobj"]
    if name == "with":
        inner += prepositional(verb, "on", "to")
    return [noun for c in inner for noun in prepositional(c, name)]


def _after_owned(name: str, noun: Token) -> list[Token]:
    """The nouns of a preposition hung one noun too low: "the killing of {guards by gunmen}"."""
    inner = prepositional(noun, *_OWNED) if name in {"by", "against"} else []
    if name == "of":
        inner = prepositional(noun, "by")
    return [found for owned in inner for found in prepositional(owned, name)]


def _objects(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass", "dative"}]


def _infinitives(token: Token) -> list[Token]:
    """What somebody is to do: "told the crowd {to leave}"."""
    return [
        c for c in token.children if c.tag_ == "VB" and any(t.tag_ == "TO" for t in c.children)
    ]
