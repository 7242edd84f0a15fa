"""Whether the name of a state or of a seat of government stands for a side, not for a place."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from sayso.analysis.syntax import first_conjunct
from sayso.lexicons.words.grammar import grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.lexicons.actors.entries import ActorLexicon

_NOUNS = frozenset({"NOUN", "PROPN"})


class Part(StrEnum):
    """The part that a state's name plays in its clause."""

    DOER = "doer"
    SIDE = "side"
    PLACE = "place"


_PARTS = {
    "nsubj": Part.DOER,
    "agent": Part.DOER,
    "nsubjpass": Part.SIDE,
    "dative": Part.SIDE,
    "oprd": Part.SIDE,
}


def part_of_state(head: Token, lexicon: ActorLexicon) -> Part:
    """What the name of a state is in its clause, judged by syntax alone.

    The subject of a verb, a "by" phrase and the possessor of a deed do something; objects and
    "against" phrases are a side; "in", "near" and what else tells where is a place.
    """
    first = _first_listed(head)
    parent = first.head
    if first.dep_ in {"dobj", "obj"}:
        placed = parent.lemma_.lower() in lexicon.verbs["place_object"]
        return Part.PLACE if placed else Part.SIDE
    if first.dep_ in {"poss", "compound", "nmod", "amod"}:
        return Part.DOER if names_deed(parent, lexicon) else Part.PLACE
    if first.dep_ == "pobj":
        return _part_after_preposition(first, lexicon)
    return _PARTS.get(first.dep_, Part.PLACE)


def _first_listed(token: Token) -> Token:
    """The first of a list of names, also where the parser takes its second for an apposition."""
    first = first_conjunct(token)
    listed = first.dep_ == "appos" and any(c.dep_ == "conj" for c in first.rights)
    return first_conjunct(first.head) if listed and first.head.pos_ == "PROPN" else first


def seat_speaks(head: Token, lexicon: ActorLexicon) -> bool:
    """Whether a seat of government stands for it: "Damascus denied", "imposed by Moscow".

    Capitals are places unless they do what only governments do: the verb must be in the
    lexicon's list, and the name its active subject, its agent, or tied by "between" or "with".
    """
    first = _first_listed(head)
    verb = first.head
    if first.dep_ == "nsubj":
        return verb.lemma_.lower() in lexicon.verbs["speech"] and not _is_modified_place(head)
    if first.dep_ in {"dobj", "dative"}:
        return verb.lemma_.lower() in lexicon.verbs["address"]
    if first.dep_ == "pobj":
        if verb.dep_ == "agent":
            return verb.head.lemma_.lower() in lexicon.verbs["speech"]
        return verb.lower_ == "between" and names_deed(verb.head, lexicon)
    return first.dep_ == "poss" and names_deed(verb, lexicon)


def names_deed(noun: Token, lexicon: ActorLexicon) -> bool:
    """Whether a noun names something done or said: "attack", "denial", "strikes"."""
    words = {noun.lemma_.lower(), noun.lower_, noun.lower_.removesuffix("s")}
    return bool(words & lexicon.action_nouns)


def _is_modified_place(head: Token) -> bool:
    return any(child.dep_ in {"amod", "det", "nummod"} for child in head.lefts)


def _part_after_preposition(token: Token, lexicon: ActorLexicon) -> Part:
    preposition = token.head
    governor = preposition.head
    word = preposition.lower_
    if preposition.dep_ == "agent" or word == "by":
        return Part.DOER
    if governor.lemma_.lower() in lexicon.verbs["boundary"]:
        return Part.PLACE
    deed = governor.pos_ in _NOUNS and names_deed(governor, lexicon)
    side = (
        word in grammar("against")
        or (word in grammar("on_or_upon") and (deed or governor.pos_ == "VERB"))
        or (word == "of" and deed)
        or (word in grammar("to_or_from") and governor.lemma_.lower() in lexicon.verbs["transfer"])
    )
    return Part.SIDE if side else Part.PLACE
