"""How a parse hangs on a cue: its children, objects and passive subjects, and their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import OBJECTS, relative_antecedent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from sayso.attribution.cues import Cue

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_WH = frozenset({"WDT", "WP", "WP$", "WRB"})
Tokens = frozenset[int]


def is_finite(verb: Token) -> bool:
    """Whether a verb or its first auxiliary carries tense."""
    return verb.tag_ in _FINITE or any(
        c.tag_ in _FINITE for c in verb.children if c.dep_ in {"aux", "auxpass"}
    )


def asks(clause: Token) -> bool:
    """Whether a clause opens as an indirect question: "who", "whether"."""
    first = clause.left_edge
    return first.tag_ in _WH or (first.dep_ == "mark" and first.lower_ in {"whether", "if"})


def has_that(clause: Token) -> bool:
    """Whether "that" opens a clause."""
    return any(c.lower_ == "that" and c.dep_ == "mark" for c in clause.children)


def has_to(verb: Token) -> bool:
    """Whether a verb is an infinitive with "to"."""
    return any(c.tag_ == "TO" and c.dep_ == "aux" for c in verb.children)


def children_of(cue: Cue) -> list[Token]:
    """Children of the cue's words, and of the person spoken to, outside the cue itself."""
    inside = set(cue.words)
    spoken_to = [c for c in cue.head.children if c.dep_ in OBJECTS and c.i > cue.head.i]
    found = [c for word in cue.words for c in word.children if c not in inside]
    return found + [
        c
        for noun in spoken_to
        if noun not in inside
        for c in noun.children
        if c.dep_ in {"acl", "relcl", "ccomp"} and has_that(c)
    ]


def objects_of(cue: Cue) -> list[Token]:
    """The objects of the cue's last word; else of its head, of a verb beside it, or before it."""
    last = cue.words[-1]
    deps = {"pobj"} if last.dep_ in {"prep", "prt", "dative"} or last.pos_ == "ADP" else OBJECTS
    nouns = [c for c in last.children if c.dep_ in deps]
    if not nouns and last != cue.head:
        nouns = [c for c in cue.head.children if c.dep_ in OBJECTS and c not in cue.words]
    if not nouns and last == cue.head:
        shared = [c for c in cue.head.rights if c.dep_ == "conj" and c.pos_ == "VERB"]
        nouns = [g for c in shared[:1] for g in c.children if g.dep_ in OBJECTS]
    if not nouns and cue.head.dep_ == "relcl" and _is_fronted(cue.head):
        nouns = [cue.head.head]
    return [relative_antecedent(n) or n for n in nouns]


def _is_fronted(verb: Token) -> bool:
    """Whether a relative clause opens with a preposition: "for which they claimed …"."""
    return any(
        c.dep_ == "prep" and c.i < verb.i and any(g.tag_ in _WH for g in c.children)
        for c in verb.children
    )


def passive_subjects(cue: Cue) -> list[Token]:
    """Of whom a passive cue says it: its subject, or the noun that it modifies."""
    found = [c for c in cue.head.children if c.dep_ == "nsubjpass"]
    if not found and cue.head.dep_ in {"acl", "relcl"}:
        found = [cue.head.head]
    return [relative_antecedent(c) or c for c in found]


def subtrees(heads: Iterable[Token]) -> Tokens:
    """The tokens of some words with all that hangs on them."""
    return frozenset(t.i for head in heads for t in head.subtree)


def own_tokens(cue: Cue) -> Tokens:
    """The cue's own tokens: never part of its content."""
    first, last = cue.group
    return frozenset(range(first, last + 1))
