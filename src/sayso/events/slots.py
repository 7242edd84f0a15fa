"""The slots of a trigger: which words stand as its subject, object, agent, owner, partner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import agents, is_passive, prepositional, relative_antecedent, subject
from sayso.events.expressions import disagrees, reads_as_adjective

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Token

_MODIFIERS = frozenset({"compound", "amod", "nmod", "nummod"})
_LOOSE = frozenset(
    {"at", "against", "on", "into", "to", "towards", "toward", "with", "from", "for", "between"}
)
_OBJECT_CONTROL = frozenset({"from", "of", "for", "into"})
_PARTICLES = frozenset({"prt", "prep"})
_CHILDREN = {
    "passive": frozenset({"auxpass"}),
    "negation": frozenset({"neg"}),
    "existence": frozenset({"expl"}),
}
_OF_VERBS = frozenset({*_CHILDREN, "subject", "object", "mover", "content"})
_NEAR = 5
_WITNESSED = frozenset({"see", "leave", "have", "find"})


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
    match name:
        case "subject":
            return _subject(verb)
        case "object":
            return _object(verb, words)
        case "mover":
            return _subject(verb) or _object(verb, words)
    own = {"content": _content, "by": agents}.get(name)
    return own(verb) if own else _of_any(name, verb, words) or _after_object(name, verb)


def _of_noun(name: str, noun: Token, words: Sequence[Token]) -> list[Token]:
    """The words in one slot of a noun. A plural read as a verb has its modifier as "subject"."""
    if name in _OF_VERBS:
        return []
    if name == "possessor":
        return [c for c in noun.lefts if c.dep_ == "poss"]
    if name == "modifier":
        deps = _MODIFIERS if noun.pos_ != "VERB" else {*_MODIFIERS, "nsubj"}
        return [c for c in noun.lefts if c.dep_ in deps]
    return _of_any(name, noun, words) or _after_owned(name, noun)


def _of_any(name: str, head: Token, words: Sequence[Token]) -> list[Token]:
    """The words in a slot that verbs and nouns share, else the nouns of a preposition."""
    match name:
        case "dative":
            found = [c for c in head.children if c.dep_ == "dative"]
            return [n for c in found for n in ([c] if c.pos_ != "ADP" else _nouns(c))]
        case "infinitive":
            return [verb for token in (head, *_objects(head)) for verb in _infinitives(token)]
        case "sentence":
            return list(head.sent)
    return _prepositional(name, head, words)


def _subject(verb: Token) -> list[Token]:
    if _is_passive(verb):
        return agents(verb) or [
            noun
            for c in verb.children
            if c.dep_ == "conj" and not any(s.dep_ in {"nsubj", "nsubjpass"} for s in c.children)
            for noun in agents(c)
        ]
    if verb.dep_ == "pcomp" and verb.head.lower_ in _OBJECT_CONTROL:
        kept = [c for c in verb.head.head.children if c.dep_ in {"dobj", "nsubjpass"}]
        if kept:
            return kept
    if reads_as_adjective(verb):
        return [verb.head.head]
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
    if any(c.dep_ == "aux" or _is_own_object(c) for c in verb.children):
        return False
    if verb.dep_ == "ccomp" and verb.head.lemma_ in _WITNESSED and verb.tag_ in {"VBN", "VBD"}:
        return any(c.dep_ == "nsubj" and c.i > verb.head.i for c in verb.children)
    if verb.tag_ != "VBN":
        return False
    named = any(c.dep_ in {"agent", "nsubj"} for c in verb.children)
    return named or (verb.dep_ == "conj" and verb.head.tag_ == "VBN" and is_passive(verb.head))


def _is_own_object(noun: Token) -> bool:
    """Whether a direct object is not that of a relative clause read as its adjective.

    "were killed and injured in raids {that targeted stations}".
    """
    stray = any(
        c.dep_ == "amod" and any(inner.dep_ == "nsubj" for inner in c.children) for c in noun.lefts
    )
    return noun.dep_ == "dobj" and not stray


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
    if reads_as_adjective(verb):
        return [verb.head]
    direct = [
        relative_antecedent(c) or c for c in verb.children if c.dep_ == "oprd" or _is_own_object(c)
    ]
    direct = [token for token in direct if token not in words]
    if direct:
        return direct
    governed = [noun for word in words if word.dep_ in _PARTICLES for noun in _nouns(word)]
    if governed:
        return [relative_antecedent(noun) or noun for noun in governed]
    return _hidden_object(verb)


def _hidden_object(verb: Token) -> list[Token]:
    """The object of a verb that has none of its own in the parse."""
    if _is_bare_relative(verb):
        return [verb.head]
    if (twin := _twin(verb)) is not None:
        return _object(twin, (twin,))
    misread = _misread_object(verb)
    return [misread] if misread is not None else []


def _twin(verb: Token) -> Token | None:
    """The verb with which this one shares its object: "{kidnapped} and killed two miners"."""
    for child in verb.rights:
        between = verb.doc[verb.i + 1 : child.i]
        if child.dep_ == "conj" and child.pos_ == "VERB":
            near = all(t.dep_ in {"cc", "advmod", "punct"} for t in between)
            return child if near and any(c.dep_ == "dobj" for c in child.children) else None
    return None


def _misread_object(verb: Token) -> Token | None:
    """The object that the parser took into the subject of the clause behind it.

    "were invading {Syria} and Lebanon was watching": the verb agrees with the last noun only.
    """
    after = verb.i + 1
    while after < len(verb.doc) and verb.doc[after].is_quote:
        after += 1
    if after >= len(verb.doc):
        return None
    for noun in verb.doc[after : after + _NEAR]:
        if noun.dep_ == "nsubj" and noun.left_edge.i == after:
            return noun if disagrees(noun) else None
    return None


def _content(verb: Token) -> list[Token]:
    """The parties and objects of the clause that a verb of speech governs."""
    found: list[Token] = []
    for clause in (c for c in verb.children if c.dep_ in {"ccomp", "xcomp"}):
        found += [*_subject(clause), *_object(clause, (clause,))]
        found += [n for prep in clause.children if prep.dep_ == "prep" for n in _nouns(prep)]
    return found


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


def _after_object(name: str, verb: Token) -> list[Token]:
    """The nouns of a preposition that the parser hung on the object: "fired {gas at crowds}".

    A partner may hang on the noun of another preposition: "agreed on a {truce with the militia}".
    """
    if name not in _LOOSE:
        return []
    inner = [c for c in verb.children if c.dep_ == "dobj"]
    if name == "with":
        inner += prepositional(verb, "on", "to")
    return [noun for c in inner for noun in prepositional(c, name)]


def _after_owned(name: str, noun: Token) -> list[Token]:
    """The nouns of a preposition hung one noun too low: "the killing of {guards by gunmen}"."""
    inner = prepositional(noun, "of") if name in {"by", "against"} else []
    return [found for owned in inner for found in prepositional(owned, name)]


def _objects(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass", "dative"}]


def _infinitives(token: Token) -> list[Token]:
    """What somebody is to do: "told the crowd {to leave}"."""
    return [
        c for c in token.children if c.tag_ == "VB" and any(t.tag_ == "TO" for t in c.children)
    ]


def _nouns(preposition: Token) -> Iterable[Token]:
    return [c for c in preposition.children if c.dep_ == "pobj"]
