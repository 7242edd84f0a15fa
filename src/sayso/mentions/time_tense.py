"""Whether the clause of a time speaks of the future ("will meet on Friday") or of the past."""

from __future__ import annotations

from enum import Enum
from functools import cache
from typing import TYPE_CHECKING

from sayso.lexicons.load import DATA, read_table
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRESENT = frozenset({"VBZ", "VBP"})


class Tense(Enum):
    """Where a clause lies as its verbs tell it; OPEN where they do not."""

    AHEAD = "ahead"
    PAST = "past"
    OPEN = "open"


class FutureWord(Record, frozen=True, kw_only=True):
    """A word that turns the dates of its clause to the future (future_words.tsv)."""

    lemma: str
    kind: str


@cache
def load_future_words() -> dict[str, frozenset[str]]:
    """The lemmas of each kind: infinitive, tense, modal."""
    rows = list(read_table(DATA / "lexicons" / "en" / "future_words.tsv", FutureWord))
    kinds = {row.kind for row in rows}
    return {kind: frozenset(r.lemma for r in rows if r.kind == kind) for kind in kinds}


def read_tense(token: Token, *, title: bool = False) -> Tense:
    """Where the nearest clause around a token lies.

    Modals and "to" under a verb of planning lie ahead; so do verbs like "meets", "opens" in the
    present tense, but not in a title, where the present tells what has happened. A participle
    that describes a noun ("issued on Thursday") is past unless it is one of planning.
    """
    words = load_future_words()
    for verb in _governors(token):
        if verb != token and _lemma(verb) in words["object"]:
            return Tense.AHEAD
        auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
        if auxiliaries & words["modal"]:
            return Tense.PAST if "have" in auxiliaries else Tense.AHEAD
        if "to" in auxiliaries:
            if _plans(verb, words["infinitive"]):
                return Tense.AHEAD
            continue
        if _is_past(verb, auxiliaries):
            return Tense.PAST
        present = verb.tag_ in _PRESENT or bool(auxiliaries & {"is", "are"})
        if present:
            ahead = not title and _lemma(verb) in words["tense"]
            return Tense.AHEAD if ahead else Tense.OPEN
    return Tense.OPEN


def _is_past(verb: Token, auxiliaries: set[str]) -> bool:
    if verb.tag_ == "VBD" or auxiliaries & {"had", "was", "were", "did", "has", "have"}:
        return True
    return verb.tag_ == "VBN" and verb.dep_ == "acl" and not auxiliaries


def _governors(token: Token) -> list[Token]:
    """The verbs above a token, nearest first."""
    return [a for a in (token, *token.ancestors) if a.pos_ in {"VERB", "AUX"}]


def _plans(verb: Token, planners: frozenset[str]) -> bool:
    """Whether an infinitive hangs from a word of planning, or from another such infinitive."""
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ in {"VERB", "AUX"} and head != verb:
        return _plans(head, planners)
    return head != verb and _lemma(head) in planners


def _lemma(token: Token) -> str:
    return token.lemma_.lower()
