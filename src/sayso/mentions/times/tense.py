"""Whether the clause of a time speaks of the future ("will meet on Friday") or of the past."""

from __future__ import annotations

from enum import Enum
from functools import cache
from typing import TYPE_CHECKING

from sayso.lexicons.files.load import DATA, read_table
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
    """The lemmas of each kind: object, infinitive, tense, modal, end, setting."""
    rows = list(read_table(DATA / "lexicons" / "en" / "future_words.tsv", FutureWord))
    kinds = {row.kind for row in rows}
    return {kind: frozenset(r.lemma for r in rows if r.kind == kind) for kind in kinds}


def read_tense(token: Token, *, end: int, title: bool = False) -> Tense:
    """Where the nearest clause around a time lies.

    Modals and "to" under a verb of planning lie ahead; so do verbs like "meets", "opens" in the
    present tense, but not in a title, where the present tells what has happened; and the ends that
    are set ("by", "until") under "to" or a verb that sets them. A participle without auxiliary
    ("issued on Thursday") is past unless it is one of planning. A verb in the past above another
    noun or a "to" leaves the time open: "gave no reason for the Friday deadline".

    Args:
        token: the first word of the time.
        end: where its words end (code points).
        title: whether it stands in a title.
    """
    words = load_future_words()
    is_end = _opener(token) in words["end"]
    loose = False
    for verb in _governors(token):
        auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
        if verb != token and _lemma(verb) in words["object"]:
            return Tense.AHEAD
        if auxiliaries & words["modal"]:
            return Tense.PAST if "have" in auxiliaries else Tense.AHEAD
        if _is_set_ahead(verb, auxiliaries, is_end=is_end):
            return Tense.AHEAD
        if "to" in auxiliaries:
            loose = True
        elif _is_past(verb, auxiliaries):
            return Tense.OPEN if loose or _is_below_noun(token, verb, end) else Tense.PAST
        elif verb.tag_ in _PRESENT or auxiliaries & {"is", "are"}:
            ahead = not title and _lemma(verb) in words["tense"]
            return Tense.AHEAD if ahead else Tense.OPEN
    return Tense.OPEN


def _is_set_ahead(verb: Token, auxiliaries: set[str], *, is_end: bool) -> bool:
    """Whether a verb plans what its infinitive tells, or sets the end that a time is."""
    words = load_future_words()
    if is_end and ("to" in auxiliaries or _lemma(verb) in words["setting"]):
        return True
    return "to" in auxiliaries and _plans(verb, words["infinitive"])


def _opener(token: Token) -> str:
    """The preposition that opens a time, or nothing."""
    above = (token, *token.ancestors)
    return next((t.lower_ for t in above[:3] if t.dep_ == "prep" and t.i < token.i), "")


def _is_below_noun(token: Token, verb: Token, end: int) -> bool:
    """Whether another noun or adjective stands between a time and the verb above it."""
    between = [t for t in token.ancestors if verb.is_ancestor(t)]
    own = range(token.idx, end)
    return any(t.pos_ in {"NOUN", "PROPN", "ADJ"} and t.idx not in own for t in between)


def _is_past(verb: Token, auxiliaries: set[str]) -> bool:
    if verb.tag_ == "VBD" or auxiliaries & {"had", "was", "were", "did", "has", "have"}:
        return True
    return verb.tag_ == "VBN" and not auxiliaries


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
