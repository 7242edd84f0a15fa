"""What a word is in its sentence, whatever its tag says: a noun, a verb, people, a deed told."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.lexicons.rules.event_rules import Expression

_INFLECTED_NOUNS = frozenset({"NOUN", "PROPN"})
_NOUN_PLACES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_PREDICATED = frozenset({"oprd", "acomp"})


def is_noun(token: Token) -> bool:
    """Whether a token is a noun, gerunds with an article, owner or "of" phrase included.

    So is a plural read as a verb in the place of a noun: "the {strikes} on the port continue".
    """
    if token.pos_ in _INFLECTED_NOUNS or (token.tag_ == "VBZ" and token.dep_ in _NOUN_PLACES):
        return True
    return token.tag_ == "VBG" and any(
        child.dep_ in {"det", "poss", "amod"} or (child.dep_ == "prep" and child.lower_ == "of")
        for child in token.children
    )


def reads_as_adjective(verb: Token) -> bool:
    """Whether a past tense was read as an adjective of its own object.

    "The army, backed by tanks, {took} Marjeh": the name was then read as another word for the
    subject.
    """
    noun = verb.head
    return verb.tag_ == "VBD" and verb.dep_ == "amod" and noun.i > verb.i and noun.dep_ == "appos"


def reads_as_verb(noun: Token) -> bool:
    """Whether a word read as a noun is the verb of a clause: "demand that the mayor {resign}"."""
    clause = noun.dep_ == "ccomp" and noun.tag_ == "NN"
    return clause and {"mark", "nsubj"} <= {child.dep_ for child in noun.lefts}


def names_people(verb: Token) -> bool:
    """Whether a participle stands in the place of a noun: "treated 200 {wounded}"."""
    inside = {"nsubj", "nsubjpass", "dobj", "agent", "auxpass"}
    return (
        verb.tag_ == "VBN"
        and verb.dep_ in _NOUN_PLACES
        and inside.isdisjoint(child.dep_ for child in verb.children)
    )


def counts_the_fallen(word: Token) -> bool:
    """Whether an adjective tells what became of people: "20 {dead}", "two guards {dead}"."""
    head = word.head
    counted = any(c.dep_ == "nummod" for c in word.lefts)
    behind = head.i < word.i and word.dep_ in {"amod", "acl"} and head.pos_ in {"NUM", "NOUN"}
    subject = any(c.dep_ == "nsubj" for c in word.lefts)
    filled = word.dep_ in _NOUN_PLACES or word.dep_ in _PREDICATED
    return word.tag_ == "JJ" and not filled and (counted or behind or subject)


def tells_of_deed(participle: Token, expression: Expression) -> bool:
    """Whether a participle before its noun tells of a deed: "the {murdered} reporter".

    Rules list the verbs of which it does ("attributive"): of the rest it tells a state.
    """
    named = expression.words[0] in expression.rule.attributive
    return named and participle.dep_ == "amod" and participle.tag_ in {"VBN", "JJ"}


def disagrees(noun: Token) -> bool:
    """Whether "A and B" is no coordination, for its verb is singular: only B is the subject."""
    if noun.dep_ != "nsubj" or not any(c.dep_ == "conj" for c in noun.children):
        return False
    if not any(c.dep_ == "cc" and c.lower_ == "and" for c in noun.children):
        return False
    finite = [noun.head, *(c for c in noun.head.children if c.dep_ == "aux")]
    return any("Sing" in t.morph.get("Number", []) for t in finite)
