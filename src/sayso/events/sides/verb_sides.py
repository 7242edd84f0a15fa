"""The logical subject and object of a verb, whatever its voice and however it was parsed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import (
    agents,
    first_conjunct,
    is_passive,
    prepositional,
    relative_antecedent,
    subject,
)
from sayso.events.triggers.word_roles import disagrees, reads_as_adjective
from sayso.lexicons.rules.report_verbs import verbs_of_charge
from sayso.lexicons.words.classes import class_words
from sayso.lexicons.words.grammar import grammar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

_PARTICLES = frozenset({"prt", "prep"})
_NEAR = 5


def logical_subject(verb: Token) -> list[Token]:
    """Who does what a verb tells, whatever its voice: subject, agent, who is made to do it."""
    if _is_passive(verb):
        return (
            agents(verb)
            or [
                noun
                for c in verb.children
                if c.dep_ == "conj"
                and not any(s.dep_ in {"nsubj", "nsubjpass"} for s in c.children)
                for noun in agents(c)
            ]
            or _agents_before(verb)
        )
    if kept := _kept_from(first_conjunct(verb), verb):
        return kept
    if reads_as_adjective(verb):
        return [verb.head.head]
    if verb.dep_ == "acl" and verb.tag_ == "VB":
        return _subject_of_plan(verb.head)
    if verb.dep_ == "pcomp" and verb.head.dep_ == "prep" and verb.head.head.pos_ == "NOUN":
        return _subject_of_plan(verb.head.head)
    found = subject(verb)
    return [found] if found is not None else []


def _kept_from(first: Token, verb: Token) -> list[Token]:
    """The object of the verb over a gerund: "accused {men} of looting shops and {burning} one"."""
    if first.dep_ != "pcomp" or first.head.lower_ not in grammar("object_control"):
        return []
    if first != verb and any(c.dep_ == "nsubj" for c in verb.lefts):
        return []
    noun = first.head.head
    if noun.dep_ in {"dobj", "nsubjpass"} and noun.head.lemma_.lower() in verbs_of_charge():
        return [noun]
    return [c for c in first.head.head.children if c.dep_ in {"dobj", "nsubjpass"}]


def _agents_before(verb: Token) -> list[Token]:
    """The agents that a passive shares with the one before it: "arrested by A and {beaten}"."""
    if verb.dep_ != "conj" or any(c.dep_ in {"nsubj", "nsubjpass", "aux"} for c in verb.children):
        return []
    return agents(verb.head) if is_passive(verb.head) else []


def _is_passive(verb: Token) -> bool:
    """Passive by itself, by its agent, as a bare participle ("with ten people killed").

    Or as the second of two ("trained and armed by").
    """
    if is_passive(verb):
        return True
    if any(c.dep_ == "aux" or _is_own_object(c) for c in verb.children):
        return False
    if (
        verb.dep_ == "ccomp"
        and verb.head.lemma_ in grammar("witnessed")
        and verb.tag_ in {"VBN", "VBD"}
    ):
        return any(c.dep_ == "nsubj" and c.i > verb.head.i for c in verb.children)
    inside = {c.dep_ for c in verb.children}
    if verb.tag_ != "VBN" or "agent" in inside:
        return "agent" in inside
    if "nsubj" in inside:
        return not _goes_at(verb)
    return verb.dep_ == "conj" and verb.head.tag_ == "VBN" and is_passive(verb.head)


def _goes_at(verb: Token) -> bool:
    """Whether a verb goes into or upon something, which none does that is done to its subject.

    "Gunmen on motorbikes fired on a market"; but "two officers fired on Monday".
    """
    aim = verb.doc[verb.i + 1 : verb.i + 2].text.lower()
    if aim in grammar("into"):
        return True
    goals = (noun for word in verb.rights if word.lower_ == aim for noun in nouns_of(word))
    goal = next(goals, None)
    dated = goal is None or goal.ent_type_ in {"DATE", "TIME"}
    return not dated and verb.lemma_.lower() in class_words("goes_at")


def _is_own_object(noun: Token) -> bool:
    """Whether a direct object is not that of a relative clause read as its adjective.

    "were killed and injured in raids {that targeted stations}".
    """
    stray = any(
        c.dep_ == "amod" and any(inner.dep_ == "nsubj" for inner in c.children) for c in noun.lefts
    )
    return noun.dep_ == "dobj" and not stray


def _subject_of_plan(noun: Token) -> list[Token]:
    """Who is to do what a noun's clause says: "the {army}'s attempt to seize the town".

    Likewise "the {men} had the task of guarding it".
    """
    owners = [c for c in noun.lefts if c.dep_ == "poss"] or prepositional(noun, "by")
    if owners or noun.dep_ != "dobj" or noun.head.pos_ != "VERB":
        return owners
    return logical_subject(noun.head)


def logical_object(verb: Token, words: Sequence[Token]) -> list[Token]:
    """What a verb's deed is done to, whatever its voice; `words` are those of its expression."""
    if verb.dep_ == "amod" and verb.tag_ in {"VBN", "JJ"}:
        return [verb.head]
    if _is_passive(verb):
        found = subject(verb)
        return [found] if found is not None else []
    if reads_as_adjective(verb):
        return [verb.head]
    direct = [
        relative_antecedent(c) or c for c in verb.children if c.dep_ == "oprd" or _is_own_object(c)
    ]
    direct = [token for token in _beside_that(verb, direct) if token not in words]
    if direct:
        return direct
    governed = [noun for word in words if word.dep_ in _PARTICLES for noun in nouns_of(word)]
    if governed:
        return [relative_antecedent(noun) or noun for noun in governed]
    return _hidden_object(verb)


def _beside_that(verb: Token, direct: list[Token]) -> list[Token]:
    """The objects without the antecedent of a "that" which only opens a clause of saying.

    "told the {mission} that men had executed six": two objects, one of them in the clause.
    """
    own = [token for token in direct if token.head == verb]
    return own if verb.dep_ == "relcl" and own else direct


def _hidden_object(verb: Token) -> list[Token]:
    """The object of a verb that has none of its own in the parse."""
    if _is_bare_relative(verb):
        return [verb.head]
    if (twin := _twin(verb)) is not None:
        return logical_object(twin, (twin,))
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


def _is_bare_relative(verb: Token) -> bool:
    """A relative clause without pronoun or object ("the town they took")."""
    return verb.dep_ == "relcl" and any(
        c.dep_ == "nsubj" and relative_antecedent(c) is None for c in verb.children
    )


def nouns_of(preposition: Token) -> list[Token]:
    """The nouns that a preposition governs."""
    return [c for c in preposition.children if c.dep_ == "pobj"]
