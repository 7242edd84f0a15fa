"""Complements of a reporting word: the tokens that its voice vouches for, frame by frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import OBJECTS, SUBJECTS
from sayso.attribution.clauses_told import CLAUSES, that_clauses
from sayso.attribution.cue_syntax import (
    Tokens,
    asks,
    children_of,
    has_to,
    is_finite,
    objects_of,
    own_tokens,
    passive_subjects,
    subtrees,
)
from sayso.lexicons.words.grammar import grammar

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

    from sayso.attribution.cues import Cue
    from sayso.lexicons.rules.report_verbs import ReportVerbs

_PREPOSITIONS = {
    **{name: name for name in ("of", "for", "on", "with", "at", "as")},
    "to_np": "to",
}


def content_of(cue: Cue, frame: str, verbs: ReportVerbs) -> Tokens:
    """The tokens that stand in this frame of the cue; empty when the text has no such frame."""
    if frame in _PREPOSITIONS:
        return _object_and_preposition(cue, _PREPOSITIONS[frame])
    if frame == "charge":
        return _nouns_where(cue, verbs.is_claim)
    if frame == "harm":
        return _nouns_where(cue, verbs.is_harm)
    return _FRAMES[frame](cue) if frame in _FRAMES else frozenset()


def _wh(cue: Cue) -> Tokens:
    return subtrees(
        c
        for c in children_of(cue)
        if c.dep_ in CLAUSES
        and asks(c)
        and not (c.dep_ == "advcl" and c.left_edge.lower_ in grammar("adverbial"))
    ) - own_tokens(cue)


def _to(cue: Cue) -> Tokens:
    infinitives = [c for c in children_of(cue) if c.dep_ in {"xcomp", "acl"} and has_to(c)]
    if not infinitives:
        return frozenset()
    if cue.passive:
        return subtrees([*passive_subjects(cue), *infinitives])
    if any(c.dep_ in OBJECTS and c.i < infinitives[0].i for c in cue.head.children):
        return frozenset()
    return subtrees(infinitives)


def _obj_to(cue: Cue) -> Tokens:
    objects = objects_of(cue)
    if cue.passive:
        objects = passive_subjects(cue)
    for noun in objects:
        for child in [*children_of(cue), *noun.children]:
            if child.dep_ in {"xcomp", "ccomp", "advcl", "acl", "relcl"} and has_to(child):
                return subtrees([noun, child])
    clauses = [
        c
        for c in children_of(cue)
        if c.dep_ in {"ccomp", "xcomp"}
        and has_to(c)
        and any(g.dep_ in SUBJECTS for g in c.children)
    ]
    return subtrees(clauses)


def _for_to(cue: Cue) -> Tokens:
    return subtrees(
        c
        for c in children_of(cue)
        if has_to(c) and any(g.lower_ == "for" and g.dep_ == "mark" for g in c.children)
    )


def _ing(cue: Cue) -> Tokens:
    return subtrees(
        c
        for c in children_of(cue)
        if c.tag_ == "VBG"
        and c.dep_ in {"xcomp", "ccomp", "pcomp"}
        and c.i > cue.head.i
        and c.doc[c.left_edge.i - 1].text != ","
    )


def _np(cue: Cue) -> Tokens:
    nouns = passive_subjects(cue) if cue.passive else objects_of(cue)
    content = subtrees(n for n in nouns if n.pos_ in {"NOUN", "PROPN", "NUM"})
    if content and not cue.passive:
        content |= _where_it_was(cue, max(content))
    if any(n.is_ancestor(cue.head) for n in nouns):
        content -= subtrees([cue.head])
    return content - own_tokens(cue)


def _where_it_was(cue: Cue, last: int) -> Tokens:
    """Phrases right after an object that the parse hung on the verb of speech.

    "Confirmed the death of two men in a raid on the port": the raid is what was confirmed. When
    and to whom it was said is not.
    """
    found: set[int] = set()
    for child in cue.head.rights:
        if child.left_edge.i != last + 1 or child.dep_ != "prep":
            continue
        dated = any(t.ent_type_ in {"DATE", "TIME"} for t in child.subtree)
        if child.lower_ not in grammar("placing") or dated:
            break
        found |= {t.i for t in child.subtree}
        last = child.right_edge.i
    return frozenset(found)


def _nouns_where(cue: Cue, fits: Callable[[str], bool]) -> Tokens:
    """The object, or the subject of the passive, if its lemma fits."""
    nouns = passive_subjects(cue) if cue.passive else objects_of(cue)
    content = subtrees(n for n in nouns if fits(n.lemma_.lower()))
    if any(n.is_ancestor(cue.head) for n in nouns):
        content -= subtrees([cue.head])
    return content - own_tokens(cue)


def _object_and_preposition(cue: Cue, preposition: str) -> Tokens:
    nouns = passive_subjects(cue) if cue.passive else objects_of(cue)
    for noun in nouns:
        preps = [
            prep
            for prep in [*noun.children, *children_of(cue)]
            if prep.lower_ == preposition and prep.i > cue.head.i and prep.dep_ != "agent"
        ]
        if preps:
            told = max(preps, key=lambda p: (_has_clause(p), p.head != noun, p.i))
            aside = subtrees(_asides(noun)) if cue.passive else frozenset()
            return subtrees([noun, told]) - aside - own_tokens(cue)
    return frozenset()


def _asides(noun: Token) -> list[Token]:
    """What the writer adds of whom a passive speaks: "A, {who fled}, is accused of it"."""
    clauses = (c for n in (noun, *noun.conjuncts) for c in n.rights if c.dep_ == "relcl")
    return [c for c in clauses if c.doc[c.left_edge.i - 1].text == ","]


def _has_clause(preposition: Token) -> bool:
    """Whether a preposition has a gerund: "accused men of the guard {of taking} bribes"."""
    return any(c.dep_ == "pcomp" for c in preposition.children)


def _small_clause(cue: Cue) -> Tokens:
    right = [c for c in cue.head.children if c.i > cue.head.i]
    clauses = [c for c in right if c.dep_ in {"ccomp", "xcomp"} and not is_finite(c)]
    if clauses and not has_to(clauses[0]):
        return subtrees([*(c for c in right if c.dep_ in OBJECTS), *clauses])
    objects = [c for c in right if c.dep_ in {"dobj", "dative"}]
    predicates = [c for c in right if c.dep_ in {"oprd", "acomp", "attr"}]
    predicates += [g for c in objects for g in c.children if g.dep_ == "acl" and g.tag_ == "VBG"]
    return subtrees([*objects, *predicates]) if objects and predicates else frozenset()


_FRAMES: dict[str, Callable[[Cue], Tokens]] = {
    "that": that_clauses,
    "wh": _wh,
    "to": _to,
    "obj_to": _obj_to,
    "for_to": _for_to,
    "ing": _ing,
    "np": _np,
    "sc": _small_clause,
}
