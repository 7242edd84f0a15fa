"""Mends of participles that tell of a noun, where the parser made them verbs of the sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.edits import FINITE, Edit, own_subject
from sayso.analysis.syntax import agents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

_JOINTS = frozenset({"cc", "punct", "mark"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_TAGS = {"VBG": "VBG", "VBD": "VBN", "VBN": "VBN"}
_AS_SUBJECT = {
    "csubj": "nsubj",
    "csubjpass": "nsubjpass",
    "nsubj": "nsubj",
    "nsubjpass": "nsubjpass",
}
_HELPERS = frozenset({"aux", "auxpass"})


def participle_with_agent(verb: Token) -> Iterator[Edit]:
    """Make the first of two tenses a participle: "men {shot} in May by a guard were buried"."""
    first = verb.head
    if verb.dep_ not in {"conj", "ccomp"} or first.tag_ != "VBD" or not agents(first):
        return
    noun = own_subject(first)
    if noun is None or noun.dep_ != "nsubj" or noun.i > first.i or own_subject(verb) is not None:
        return
    helpers = [c for c in verb.lefts if c.dep_ in _HELPERS]
    tensed = any(t.tag_ in FINITE for t in (verb, *helpers))
    between = [t for t in verb.doc[first.i + 1 : verb.i] if t.head in {first, verb}]
    if not tensed or any(t.dep_ in {*_JOINTS, "dobj"} for t in between):
        return
    if any(c.dep_ in _HELPERS for c in first.children):
        return
    passive = any(c.dep_ == "auxpass" for c in helpers)
    yield Edit(verb, verb if first.head == first else first.head, first.dep_)
    yield Edit(noun, verb, "nsubjpass" if passive else "nsubj")
    yield Edit(first, noun, "acl", "VBN")
    for child in first.children:
        if child.i < noun.left_edge.i or child.i > verb.i:
            yield Edit(child, verb)


def participle_read_as_subject(participle: Token) -> Iterator[Edit]:
    """Give a verb the noun for a subject: "a {family} coming home was seen", no coming was."""
    verb = participle.head
    noun = own_subject(participle)
    if participle.dep_ not in _AS_SUBJECT or noun is None or noun.dep_ != "nsubj":
        return
    opening = participle.left_edge == noun.left_edge and noun.tag_ in _NOUNS
    between = verb.doc[noun.i + 1 : participle.i]
    bare = all(t.dep_ == "advmod" for t in between if t.head == participle)
    if opening and bare and noun.i < participle.i < verb.i and participle.tag_ in _TAGS:
        yield Edit(noun, verb, _AS_SUBJECT[participle.dep_])
        yield Edit(participle, noun, "acl", _TAGS[participle.tag_])


def participle_beside_gerund(verb: Token) -> Iterator[Edit]:
    """Make a participle of a tense beside a gerund: "leaving one dead and two men {wounded}"."""
    gerund = verb.head
    if verb.dep_ != "conj" or verb.tag_ != "VBD" or gerund.tag_ != "VBG":
        return
    held = any(c.dep_ in _HELPERS for c in gerund.children)
    noun = own_subject(verb)
    if held or noun is None or any(c.dep_ == "dobj" for c in verb.children):
        return
    joints = [t for t in verb.doc[gerund.i + 1 : noun.i] if t.dep_ == "cc" and t.head == gerund]
    if joints and joints[-1].nbor(-1).text != ",":
        yield Edit(verb, tag="VBN")
