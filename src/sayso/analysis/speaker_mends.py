"""Mends of who speaks behind what is said: "nine men died, the {group}, based in Rome, said"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.edits import FINITE, Edit, own_subject
from sayso.lexicons.rules.report_verbs import past_forms_of_saying
from sayso.lexicons.words.grammar import grammar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

_PAST = frozenset({"VBD", "VBN"})
_BEHIND = frozenset({"appos", "npadvmod", "dobj", "conj"})


def speaker_behind_verb(verb: Token) -> Iterator[Edit]:
    """Make a verb of what was read as an adjective: "men died, {confirmed} spokesman Karim"."""
    noun = verb.head
    if verb.dep_ != "amod" or verb.tag_ not in _PAST or verb.i == verb.sent.start:
        return
    if verb.nbor(-1).text != "," or verb.lower_ not in past_forms_of_saying():
        return
    speaker = noun.head if noun.dep_ == "compound" else noun
    top = verb.sent.root
    if speaker.tag_ != "NNP" or speaker.dep_ not in _BEHIND or top.i > verb.i:
        return
    if top.tag_ not in FINITE and not any(c.tag_ in FINITE for c in top.lefts):
        return
    yield Edit(verb, verb, "ROOT", "VBD")
    yield Edit(top, verb, "ccomp")
    yield Edit(speaker, verb, "nsubj")
    for mark in top.rights:
        if mark.dep_ == "punct" and mark.i > verb.i:
            yield Edit(mark, verb)


def speaker_behind_content(verb: Token) -> Iterator[Edit]:
    """Give a verb of speech its subject: "shot nine people, the {group}, based in Rome, said"."""
    if verb.tag_ not in {"VBD", "VBZ"} or own_subject(verb) is not None or verb.i < 2:
        return
    if verb.nbor(-1).text != "," or not _says(verb):
        return
    noun = next((t for t in verb.nbor(-2).ancestors if t.dep_ == "appos"), None)
    if noun is None or noun.right_edge.i not in {verb.i - 1, verb.i - 2}:
        return
    told = any(c.dep_ in {"relcl", "acl"} for c in noun.rights)
    before = noun.doc[noun.left_edge.i - 1]
    if not told or before.text != ",":
        return
    if verb.dep_ == "conj" and verb.head == verb.sent.root and noun.i > verb.head.i:
        yield Edit(verb.head, verb, "ccomp")
        yield Edit(verb, verb, "ROOT")
        yield Edit(noun, verb, "nsubj")
    elif verb.dep_ == "ROOT" and any(c.dep_ == "ccomp" and c.i < noun.i for c in verb.lefts):
        yield Edit(noun, verb, "nsubj")


def _says(verb: Token) -> bool:
    return verb.lower_ in grammar("said") or verb.lower_ in past_forms_of_saying()


def apposition_of_source(noun: Token) -> Iterator[Edit]:
    """Tie an apposition to the source before it: "according to the Watch, a {group} in Rome"."""
    comma = noun.left_edge.i - 1
    if noun.dep_ not in _BEHIND or comma < noun.sent.start or noun.doc[comma].text != ",":
        return
    if noun.left_edge.tag_ != "DT":
        return
    source = noun.doc[comma - 1]
    while source.head.i < source.i and source.dep_ != "pobj" and source.head != source:
        source = source.head
    while source.dep_ == "pobj" and source.head.head.tag_ not in {"VBG", "IN"}:
        source = source.head.head
    cue = source.head.head
    if source.dep_ != "pobj" or cue.dep_ != "prep" or cue.tag_ != "VBG" or noun.head.i >= cue.i:
        return
    second = noun.dep_ != "dobj" or any(
        c.dep_ == "dobj" and c.i < cue.i for c in noun.head.children
    )
    if second and source.right_edge.i == comma - 1:
        yield Edit(noun, source, "appos")
