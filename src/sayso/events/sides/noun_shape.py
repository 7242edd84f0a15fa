"""The shape of a noun phrase: where it begins, what clauses tell of it, who made the thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import agents, phrase, subject
from sayso.events.triggers.expressions import lemmas

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.lexicons.words.classes import WordClasses

THINGS = ("@building", "@vehicle", "@materiel", "@crewed")
_NO_NAMES = ("@nature", "@weapon", "@abstract", "@violence", "@proposal", "@territory", *THINGS)


def makers(noun: Token) -> list[Token]:
    """Who did what a participle tells of a thing: "shells fired by {soldiers}"."""
    return [agent for c in noun.rights if c.dep_ == "acl" for agent in agents(c)]


def planters(noun: Token) -> list[Token]:
    """Who placed or fired a thing that then did harm: "{he} laid the bomb that killed"."""
    verb = noun.head
    told = any(c.dep_ == "relcl" for c in noun.rights)
    if noun.dep_ != "dobj" or not told or verb.pos_ != "VERB":
        return []
    doer = subject(verb)
    return [doer] if doer is not None else []


def is_told_of(noun: Token) -> bool:
    """Whether a clause tells of a word: "those killed", "those who fled"."""
    return any(c.dep_ in {"acl", "relcl"} for c in noun.rights)


def phrase_start(noun: Token) -> int:
    """Where a noun phrase begins; "dead" of "shot dead two tourists" is the verb's."""
    start = phrase(noun)[0]
    for word in noun.doc[noun.left_edge.i : noun.i]:
        counts = word.nbor().pos_ in {"NUM", "DET"}
        if word.idx == start and word.pos_ == "ADJ" and word.dep_ == "amod" and counts:
            return word.nbor().idx
    return start


def is_lone_name(noun: Token, words: WordClasses) -> bool:
    """Whether a word is a name that only the tagger knows: "{Boztepe} denied it".

    Names of storms, weapons and vehicles are none, nor common nouns in a headline.
    """
    if noun.pos_ != "PROPN" or noun.ent_type_:
        return False
    parts = [noun, *(c for c in noun.lefts if c.dep_ == "compound")]
    lemmas_of = [lemma for part in parts for lemma in lemmas(part)]
    return not any(words.has(name, lemma) for name in _NO_NAMES for lemma in lemmas_of)
