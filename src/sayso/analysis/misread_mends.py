"""Mends of words that were read as another part of speech: "had {overrun}" is no noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.edits import FINITE, Edit, own_subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "CD", "PRP"})
_PAST = frozenset({"VBD", "VBN"})
_HAVE = frozenset({"had", "has", "have", "having"})


def participle_read_as_noun(token: Token) -> Iterator[Edit]:
    """Tag a "noun" with an auxiliary as a verb: "had overrun", "will strike"."""
    helper = next((c for c in token.lefts if c.dep_ == "aux"), None)
    if helper is None or token.tag_ not in {"NN", "JJ"}:
        return
    if helper.lower_ in _HAVE:
        yield Edit(token, tag="VBN")
    elif helper.tag_ == "MD":
        yield Edit(token, tag="VB")


def verb_read_as_adjective(verb: Token) -> Iterator[Edit]:
    """Make a sentence of a noun and its apposition: "A, which is old, {accused} men of theft"."""
    target = verb.head
    noun = target.head
    if verb.dep_ != "amod" or verb.tag_ not in _PAST or target.dep_ not in {"appos", "conj"}:
        return
    before = verb.doc[verb.i - 1] if verb.i else verb
    told = any(c.dep_ in {"relcl", "acl", "appos"} and c.i < verb.i for c in noun.rights)
    root = noun.dep_ == "ROOT" and noun.tag_ in _NOUNS
    if not (root and told and before.text == "," and target.left_edge == verb):
        return
    yield Edit(verb, verb, "ROOT", "VBD")
    yield Edit(noun, verb, "nsubj")
    yield Edit(target, verb, "dobj")
    for child in (*noun.rights, *target.rights):
        clause = any(c.dep_ == "pcomp" for c in child.children)
        loose = child.dep_ == "prep" and (clause or child.lower_ != "of")
        if child.i > target.i and (loose or child.dep_ == "punct"):
            yield Edit(child, verb)


def perfect_participle(verb: Token) -> Iterator[Edit]:
    """Make "having" an auxiliary: "of having {looted} shops", no shops that were looted."""
    noun, have = verb.head, verb.head.head
    if verb.dep_ != "amod" or verb.tag_ not in _PAST or noun.dep_ != "dobj":
        return
    if have.lower_ != "having" or verb.left_edge.i != have.i + 1:
        return
    yield Edit(verb, have.head, have.dep_, "VBN")
    yield Edit(have, verb, "aux")
    yield Edit(noun, verb)
    for child in have.children:
        if child != noun:
            yield Edit(child, verb)


def passive_adjective(word: Token) -> Iterator[Edit]:
    """Make a participle of an adjective with a passive's auxiliary: "was {machine-gunned}"."""
    passive = any(c.dep_ == "auxpass" for c in word.lefts)
    if word.tag_ == "JJ" and word.lower_.endswith("ed") and passive:
        yield Edit(word, tag="VBN")


def reduced_relative(verb: Token) -> Iterator[Edit]:
    """Make the first of two verbs without "and" a participle: "men {exchanged} in May told"."""
    first = verb.head
    if verb.dep_ != "conj" or verb.tag_ != "VBD" or first.tag_ not in _PAST:
        return
    noun = own_subject(first)
    if noun is None or noun.dep_ != "nsubj" or noun.i > first.i or own_subject(verb) is not None:
        return
    between = verb.doc[first.i + 1 : verb.i]
    joined = any(t.dep_ in {"cc", "punct"} for t in between if t.head in {first, verb})
    helped = any(c.dep_ in {"aux", "auxpass", "dobj"} for c in first.children)
    if joined or helped or noun.i + 1 != first.i:
        return
    root = first.head == first
    yield Edit(verb, verb if root else first.head, first.dep_)
    yield Edit(noun, verb)
    yield Edit(first, noun, "acl", "VBN")
    for child in first.children:
        if child.i < noun.left_edge.i or child.i > verb.i:
            yield Edit(child, verb)


def clause_read_as_relative(noun: Token) -> Iterator[Edit]:
    """Make a plural noun the subject that it is: "told the court that {guards} there had left"."""
    if noun.dep_ != "relcl" or noun.tag_ != "VBZ" or noun.head.head.i >= noun.i:
        return
    that = noun.doc[noun.i - 1]
    speech = noun.head.head
    if that.lower_ != "that" or that.head != noun or noun.head.dep_ != "dobj":
        return
    later = (t for t in noun.doc[noun.i + 1 : noun.sent.end] if t.dep_ in {"conj", "ccomp"})
    verb = next((t for t in later if t.tag_ in _PAST | {"VB", "VBG"}), None)
    if verb is None or own_subject(verb) is not None:
        return
    if any(c.dep_ in {"aux", "auxpass"} and c.tag_ in FINITE for c in verb.lefts):
        yield Edit(that, verb, "mark", "IN")
        yield Edit(noun, verb, "nsubj", "NNS")
        yield Edit(verb, speech, "ccomp")


def participle_before_speaker(participle: Token) -> Iterator[Edit]:
    """Make a participle its noun's own: "{Fleeing} residents said that", no fleeing speaks."""
    verb = participle.head
    if participle.dep_ != "csubj" or participle.tag_ != "VBG" or participle.i + 1 >= verb.i:
        return
    noun = participle.nbor()
    speaks = any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.rights)
    if speaks and noun.dep_ == "dobj" and noun.head == participle and noun.tag_ == "NNS":
        yield Edit(noun, verb, "nsubj")
        yield Edit(participle, noun, "amod")


def clause_read_as_place(participle: Token) -> Iterator[Edit]:
    """Part a place from the participle behind it: "went from house to house {shooting} men"."""
    to = participle.head
    verb = to.head
    place = participle.doc[participle.i - 1]
    if participle.dep_ != "pobj" or participle.tag_ != "VBG" or to.dep_ != "prep":
        return
    done = any(c.dep_ == "dobj" for c in participle.rights)
    named = place.dep_ == "compound" and place.head == participle and place.left_edge.i == to.i + 1
    if done and named and verb.tag_.startswith("VB"):
        yield Edit(place, to, "pobj")
        yield Edit(participle, verb, "advcl")
