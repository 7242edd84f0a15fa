"""Questions to a parse: subjects, objects, agents, conjuncts, the phrase around a head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.lexicons.words.classes import class_words
from sayso.lexicons.words.grammar import grammar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
OBJECTS = frozenset({"dobj", "obj", "dative", "oprd"})
_ONE = frozenset({"NN", "NNP"})
_PHRASE_END = frozenset({"relcl", "acl", "advcl", "appos", "cc", "conj", "punct", "prep", "dep"})


def token_at(doc: Doc, offset: int) -> Token | None:
    """The token that covers a code-point offset of the text, or null between tokens."""
    low, high = 0, len(doc)
    while low < high:
        middle = (low + high) // 2
        token = doc[middle]
        if token.idx + len(token.text) <= offset:
            low = middle + 1
        elif token.idx > offset:
            high = middle
        else:
            return token
    return None


def is_passive(verb: Token) -> bool:
    """Whether a verb is passive: an auxiliary or subject says so, or it modifies a noun bare.

    "Get rid of" has the form of a passive and is none.
    """
    if any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children):
        of = any(child.dep_ == "prep" and child.lemma_ == "of" for child in verb.children)
        return not (of and any(c.dep_ == "auxpass" and c.lemma_ == "get" for c in verb.children))
    if any(child.dep_ in {"nsubj", "dobj"} for child in verb.children):
        return False
    return verb.tag_ == "VBN" and verb.dep_ in {"acl", "relcl", "amod", "advcl"}


def conjuncts(token: Token) -> Iterator[Token]:
    """A token and everything coordinated with it, in order."""
    yield token
    for child in token.rights:
        if child.dep_ == "conj":
            yield from conjuncts(child)


def first_conjunct(token: Token) -> Token:
    """The first of the coordination that a token belongs to."""
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return token


def subject(verb: Token) -> Token | None:
    """The grammatical subject of a verb: its own, or that of the clause it shares it with.

    Follows coordination ("came and took"), control ("wanted to take"), relative clauses
    ("the men who took") and participles ("men taking").
    """
    for child in verb.children:
        if child.dep_ in SUBJECTS:
            return relative_antecedent(child) or child
    if verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"}:
        return subject(verb.head)
    if verb.dep_ in {"xcomp", "pcomp", "advcl"} and verb.head != verb:
        return _controller(verb)
    if verb.dep_ in {"acl", "relcl"}:
        return verb.head
    return None


def _controller(verb: Token) -> Token | None:
    head = verb.head
    if verb.dep_ == "pcomp" or (head.pos_ == "ADJ" and head.dep_ in {"acomp", "attr"}):
        head = head.head
    if head.pos_ not in {"VERB", "AUX"}:
        return None
    if verb.dep_ == "xcomp":
        for child in head.children:
            if child.dep_ in OBJECTS and child.i < verb.i:
                return child
    return None if head == verb else subject(head)


def relative_antecedent(token: Token) -> Token | None:
    """The noun that a relative pronoun stands for, or null when it is no relative pronoun."""
    if token.tag_ not in {"WDT", "WP"} and token.lower_ != "that":
        return None
    verb = token.head
    while verb.dep_ in {"conj", "aux", "auxpass", "xcomp"} and verb.head != verb:
        verb = verb.head
    return _told_of(verb) if verb.dep_ == "relcl" else None


def _told_of(verb: Token) -> Token:
    """The noun of a relative clause: the first of a list whose last alone does not agree.

    "{Sule} and Bello, who were arrested": the parser hangs the clause on the nearest name.
    """
    noun = verb.head
    tensed = next((c for c in verb.lefts if c.dep_ in {"aux", "auxpass"}), verb)
    before = noun.doc[noun.left_edge.i - 1]
    both = noun.dep_ == "conj" and noun.tag_ in _ONE and before.dep_ == "cc"
    plural = tensed.tag_ == "VBP" or tensed.lower_ in grammar("are")
    return first_conjunct(noun) if both and plural else noun


def objects(verb: Token) -> list[Token]:
    """The direct objects of a verb, relative pronouns followed to their nouns."""
    return [
        relative_antecedent(child) or child for child in verb.children if child.dep_ in OBJECTS
    ]


def agents(verb: Token) -> list[Token]:
    """The nouns of a passive verb's "by" phrases."""
    return [
        noun
        for by in verb.children
        if by.dep_ == "agent" or (by.dep_ == "prep" and by.lower_ == "by")
        for noun in by.children
        if noun.dep_ == "pobj"
    ]


def prepositional(token: Token, *prepositions: str) -> list[Token]:
    """The nouns that the given prepositions tie to a token, in order."""
    return [
        noun
        for prep in token.children
        if prep.dep_ in {"prep", "agent", "dative"} and prep.lower_ in prepositions
        for noun in prep.children
        if noun.dep_ in {"pobj", "pcomp"}
    ]


def phrase(head: Token) -> tuple[int, int]:
    """The span of a noun phrase: the head with what stands before it (code points, exclusive).

    Determiners, numbers, adjectives, compounds and possessors belong, and what people wear ("men
    in uniform"); relative clauses, appositions and other prepositional phrases do not.
    """
    first = head
    for child in head.lefts:
        if (
            child.dep_ in _PHRASE_END
            or child.is_space
            or (child.pos_ == "VERB" and child.dep_ != "amod")
        ):
            continue
        edge = child.left_edge
        first = edge if edge.i < first.i else first
    while first.i < head.i and (first.is_space or first.is_punct):
        first = first.nbor()
    last = _worn_by(head) or head
    return first.idx, last.idx + len(last.text)


def _worn_by(head: Token) -> Token | None:
    """What people wear, by the words right behind them: "men in police {uniforms}"."""
    tied = (c for c in head.rights if c.i == head.i + 1 and c.lower_ in grammar("dressed_in"))
    nouns = (n for c in tied for n in c.children if n.dep_ in {"pobj", "dobj"})
    return next((n for n in nouns if n.lemma_.lower() in class_words("worn")), None)


def apposed_to(apposition: Token) -> Token:
    """The noun that an apposition explains, also where the parser takes the place before it.

    "Their ambassador to Libya, Ana Ruiz" is about the ambassador, not about Libya.
    """
    noun = apposition.head
    behind = noun.dep_ == "pobj" and noun.ent_type_ in {"GPE", "LOC"}
    if apposition.ent_type_ == "PERSON" and behind and noun.head.head.pos_ == "NOUN":
        return noun.head.head
    return noun
