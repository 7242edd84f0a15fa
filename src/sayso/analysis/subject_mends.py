"""Mends of finite verbs without a subject: the one that they must have, or the verb they join."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.edits import FINITE, Edit, own_subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "CD", "PRP"})
_PAST = frozenset({"VBD", "VBN"})
_PRESENT = frozenset({"VBZ", "VBP"})


def subject_of_participle(verb: Token) -> Iterator[Edit]:
    """Give a verb its subject back from a participle: "planes, believed to be A's, {struck} B"."""
    if verb.tag_ not in FINITE or own_subject(verb) is not None:
        return
    for inner in (c for c in verb.lefts if c.dep_ == "advcl" and c.tag_ in _PAST):
        noun = own_subject(inner)
        if noun is None or noun.dep_ == "expl" or any(c.dep_ == "mark" for c in inner.lefts):
            continue
        if noun.i < inner.i and verb.doc[inner.i - 1].text == ",":
            yield Edit(noun, verb, "nsubj")
            yield Edit(inner, noun, "acl", "VBN")
            return


def verb_beside_noun(verb: Token) -> Iterator[Edit]:
    """Join a past tense with the verb that governs the noun it was joined with."""
    if verb.dep_ != "conj" or verb.tag_ != "VBD" or verb.head.tag_ not in _NOUNS:
        return
    before = verb.doc[verb.i - 1]
    if own_subject(verb) is not None or before.dep_ not in {"cc", "advmod"}:
        return
    above = next((t for t in verb.head.ancestors if t.tag_ in {"VBD", "VBZ", "VBP"}), None)
    if above is not None and above.tag_ == "VBD" and above.i < verb.i:
        yield Edit(verb, above)


def verb_beside_its_joint(verb: Token) -> Iterator[Edit]:
    """Join a verb where its "and" or "but" hangs: "sent planes which fired but {hit} a camp"."""
    if verb.dep_ != "conj" or verb.tag_ not in FINITE or own_subject(verb) is not None:
        return
    joint = next((t for t in reversed(verb.doc[verb.head.i + 1 : verb.i]) if t.dep_ == "cc"), None)
    other = joint.head if joint is not None else verb
    if joint is None or other == verb.head or other.tag_ != verb.tag_:
        return
    done = any(c.dep_ == "conj" and c.i > joint.i for c in other.children)
    between = verb.doc[joint.i + 1 : verb.i]
    verbs = any(t.tag_ in FINITE for t in between)
    if not done and not verbs and verb.head in other.ancestors and own_subject(other) is not None:
        yield Edit(verb, other)
        aside = [t for t in between if t.dep_ == "prep" and t.head == verb.head]
        for token in aside:
            yield Edit(token, verb)


def tense_of_neighbour(verb: Token) -> Iterator[Edit]:
    """Join a past tense with the clause in the past that it follows, not with a present above.

    "is alarmed at reports that marines stopped a boat and {towed} it out".
    """
    above = verb.head
    if verb.dep_ != "conj" or verb.tag_ != "VBD" or above.tag_ not in _PRESENT:
        return
    if own_subject(verb) is not None:
        return
    inner = [
        t
        for t in verb.doc[above.i + 1 : verb.i]
        if t.tag_ == "VBD" and t.dep_ in {"ccomp", "acl"} and own_subject(t) is not None
    ]
    if inner and above in inner[-1].ancestors:
        yield Edit(verb, inner[-1])


def subject_read_as_apposition(verb: Token) -> Iterator[Edit]:
    """Give a verb without subject the noun before it: "Speaking in A, {the minister} vowed"."""
    if verb.tag_ not in {"VBD", "VBZ"} or verb.dep_ != "ROOT" or own_subject(verb) is not None:
        return
    opening = [c for c in verb.lefts if c.dep_ in {"advcl", "prep"}]
    for clause in opening:
        for noun in clause.subtree:
            if noun.dep_ != "appos" or noun.i >= verb.i or noun.left_edge.i == 0:
                continue
            gap = verb.doc[noun.right_edge.i + 1 : verb.i]
            before = noun.doc[noun.left_edge.i - 1]
            if before.text == "," and all(t.text == "," or t.dep_ == "advmod" for t in gap):
                yield Edit(noun, verb, "nsubj")
                return
