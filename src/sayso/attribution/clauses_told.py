"""The "that" clauses of a reporting word, also where the parse hung them elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import SUBJECTS
from sayso.attribution.cue_syntax import (
    Tokens,
    asks,
    children_of,
    has_that,
    is_finite,
    own_tokens,
    subtrees,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from sayso.attribution.cues import Cue

CLAUSES = frozenset({"ccomp", "acl", "advcl", "relcl", "conj", "dep", "parataxis", "csubj"})


def that_clauses(cue: Cue) -> Tokens:
    """The clauses that tell what was said, without the cue's own words and the day it was said."""
    clauses = [c for c in children_of(cue) if _is_report_clause(c, cue)] or _strayed(cue)
    clauses = _of_one_sentence(cue, clauses)
    if not clauses:
        return frozenset()
    content = subtrees([*clauses, *_coordinated(cue, clauses)])
    return content - own_tokens(cue) - _dates_of_speech(cue, clauses)


def _of_one_sentence(cue: Cue, clauses: list[Token]) -> list[Token]:
    """The clauses without those of other sentences that the parse hung on the cue.

    "A says this; B says that": what stands before a semicolon. "After A said that this was so,
    that happened": the main clause of a cue that is itself subordinate.
    """
    after = [c for c in clauses if c.i > cue.head.i]
    doc = cue.head.doc
    told = any(has_that(a) for a in after)
    before = [
        c
        for c in clauses
        if c.i < cue.head.i
        and not (told and not doc[c.left_edge.i].is_quote)
        and not any(t.text == ";" for t in doc[c.right_edge.i : c.right_edge.i + 2])
    ]
    marked = any(c.dep_ == "mark" and c.lower_ != "that" for c in cue.head.lefts)
    return [*before, *(after[:1] if marked else after)]


def _strayed(cue: Cue) -> list[Token]:
    """A "that" clause hung on an adverbial by the parse: "said in a letter sent home that …"."""
    adverbials = [c for c in cue.head.rights if c.dep_ in {"prep", "npadvmod", "advmod", "agent"}]
    strayed = [
        t
        for adverbial in adverbials
        for t in adverbial.subtree
        if is_finite(t) and t.dep_ in CLAUSES and has_that(t)
    ]
    return strayed[:1]


def _dates_of_speech(cue: Cue, clauses: list[Token]) -> Tokens:
    """The date between cue and clause, which is the speech's: "said on Friday the men left"."""
    following = cue.group[1] + 1
    return subtrees(
        child
        for clause in clauses
        for child in clause.lefts
        if child.left_edge.i == following
        and child.dep_ in {"prep", "npadvmod"}
        and any(t.ent_type_ in {"DATE", "TIME"} for t in child.subtree)
    )


def _is_report_clause(child: Token, cue: Cue) -> bool:
    if has_that(child):
        return child.dep_ in CLAUSES and child.i > cue.head.i
    return child.dep_ == "ccomp" and is_finite(child) and not asks(child)


def _coordinated(cue: Cue, clauses: list[Token]) -> Iterator[Token]:
    """Clauses that the parse coordinates with the cue but that go on with its content.

    They begin with "and that", or have a subject of their own and no comma before the "and".
    """
    last = max(c.right_edge.i for c in clauses)
    for clause in cue.head.children:
        if clause.dep_ != "conj" or clause.left_edge.i <= last or not is_finite(clause):
            continue
        before = clause.doc[last + 1 : clause.left_edge.i]
        comma = any(t.text == "," for t in before)
        own = not comma and any(c.dep_ in SUBJECTS for c in clause.children)
        if has_that(clause) or own:
            yield clause
