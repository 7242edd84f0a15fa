"""Mends at the borders of clauses: after a semicolon, and where a date runs into a subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.edits import FINITE, SUBJECTS, Edit, own_subject
from sayso.lexicons.words.calendar import calendar_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

_HELPERS = frozenset({"aux", "auxpass", "advmod", "neg"})
_THERE = frozenset({"there", "here"})
_PARTS = frozenset({"amod", "compound", "nmod"})
_DATED = frozenset({"compound", "nummod", "quantmod", "nmod"})


def clause_before_semicolon(clause: Token) -> Iterator[Edit]:
    """Let a clause before a semicolon stand by itself: "{X fell}; Y did not survive".

    The parser makes it what the second verb says or thinks, so that "not" reaches it too. A verb
    with nothing behind it may be one of speech ("X fell; he said").
    """
    verb = clause.head
    if clause.dep_ != "ccomp" or clause.i > verb.i or own_subject(clause) is None:
        return
    behind = [c for c in verb.rights if c.dep_ != "punct"]
    between = clause.doc[clause.i + 1 : verb.i]
    marks = [t for t in between if t.text == ";" and t.head in {verb, clause}]
    subject = next((c for c in verb.lefts if c.dep_ in SUBJECTS), None)
    if behind and marks and subject is not None and subject.i > marks[-1].i:
        yield Edit(clause, dep="parataxis")


def date_before_subject(noun: Token) -> Iterator[Edit]:
    """Part a date from the subject behind it: "on 30 April {gunmen} attacked a mine".

    The parser reads the month as a part of the noun, and leaves the verb without subject.
    """
    before = noun.head
    if noun.dep_ != "pobj" or before.dep_ != "prep":
        return
    month = noun.nbor(-1) if noun.i else noun
    if month.head != noun or month.dep_ not in _DATED or month.text not in calendar_names():
        return
    verb = next((t for t in noun.doc[noun.i + 1 : noun.sent.end] if t.dep_ not in _HELPERS), noun)
    if verb.tag_ not in FINITE or verb not in set(noun.ancestors) or own_subject(verb) is not None:
        return
    yield Edit(noun, verb, "nsubj")
    yield Edit(month, before, "pobj")
    for child in noun.lefts:
        if child != month:
            yield Edit(child, month)


def date_in_subject(month: Token) -> Iterator[Edit]:
    """Part days from the subject behind them: "on 4 and 5 March {raiders} killed two men"."""
    noun = month.head
    days = [c for c in noun.lefts if c.dep_ == "nummod" and c.i < month.i]
    if month.dep_ not in _DATED or month.text not in calendar_names() or len(days) != 1:
        return
    before = month.doc[days[0].left_edge.i]
    if before.tag_ != "IN" and before.i > month.sent.start:
        before = before.nbor(-1)
    verb = noun.head
    counted = any(c.dep_ in {"det", "poss"} for c in noun.lefts) or month.i + 1 != noun.i
    if noun.dep_ != "nsubj" or before.tag_ != "IN" or counted or verb.tag_ not in FINITE:
        return
    yield Edit(before, verb, "prep")
    yield Edit(month, before, "pobj")
    yield Edit(days[0], month)


def particle_before_adverb(particle: Token) -> Iterator[Edit]:
    """Give a verb its particle back from the adverb behind it: "bombs went {off} there"."""
    verb = particle.nbor(-1) if particle.i else particle
    adverb = particle.head
    if particle.dep_ != "advmod" or adverb.i != particle.i + 1 or adverb.lower_ not in _THERE:
        return
    if verb.tag_.startswith("VB") and adverb.head == verb:
        yield Edit(particle, verb, "prt", "RP")


def name_before_verb(verb: Token) -> Iterator[Edit]:
    """Make a sentence of a name, a past tense and its object: "Al-Shabaab {set} fire to a market".

    The parser reads all three as one noun, which a past tense cannot be a part of.
    """
    noun = verb.head
    if verb.tag_ != "VBD" or verb.dep_ not in _PARTS or noun.dep_ != "ROOT" or noun.i < verb.i:
        return
    name = verb.nbor(-1) if verb.i > verb.sent.start else verb
    opens = name.tag_.startswith("NNP") and name.left_edge.i == verb.sent.start
    if not opens or name.head not in {noun, verb} or any(t.tag_ in FINITE for t in noun.rights):
        return
    yield Edit(verb, verb, "ROOT")
    yield Edit(name, verb, "nsubj")
    yield Edit(noun, verb, "dobj")
    for child in noun.rights:
        if child.dep_ == "punct" or (child.dep_ == "prep" and child.lower_ != "of"):
            yield Edit(child, verb)
