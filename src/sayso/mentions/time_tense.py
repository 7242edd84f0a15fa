"""Whether the clause of a time speaks of the future: "will meet on Friday", "plans to vote"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sayso.lexicons.load import DATA, read_table
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRESENT = frozenset({"VBZ", "VBP"})


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


def looks_ahead(token: Token, *, title: bool = False) -> bool:
    """Whether the nearest finite clause around a token lies in the future.

    Modals and "to" under a verb of planning do; so do verbs like "meets", "opens" in the present
    tense, but not in a title, where the present tells what has happened.
    """
    words = load_future_words()
    for verb in _governors(token):
        if verb != token and _lemma(verb) in words["object"]:
            return True
        auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
        if auxiliaries & words["modal"]:
            return "have" not in auxiliaries
        if "to" in auxiliaries:
            if _plans(verb, words["infinitive"]):
                return True
            continue
        if verb.tag_ in {"VBD", "MD"} or auxiliaries & {"had", "was", "were", "did"}:
            return False
        present = verb.tag_ in _PRESENT or bool(auxiliaries & {"is", "are"})
        if present:
            return not title and _lemma(verb) in words["tense"]
    return False


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
