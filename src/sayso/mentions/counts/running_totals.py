"""Whether a count is a running total over many events: "bringing the toll to 300 since March"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import conjuncts
from sayso.lexicons.words.grammar import grammar
from sayso.mentions.counts.casualty_words import load_cumulative_words

if TYPE_CHECKING:
    from spacy.tokens import Token

_VERBAL = frozenset({"VERB", "AUX"})


def is_running_total(tie: Token) -> bool:
    """Whether the clause of the word that ties a count tells of a total over many events.

    A total is lifted ("raises the toll to"), counted since some time, counted over a war or over
    weeks and years ("in the past two years"), or called one ("so far this year").
    """
    sentence = " ".join(t.lower_ for t in tie.sent)
    if any(f" {cue} " in f" {sentence} " for cue in load_cumulative_words("cue")):
        return True
    verbs = _clause_verbs(tie)
    if any(v.lemma_.lower() in load_cumulative_words("raise") for v in verbs) and _is_toll(tie):
        return True
    told = {v.i for v in (*verbs, *conjuncts(tie))}
    return any(_since(word, told) for word in tie.sent) or any(
        _in_war(word) or _over_long(word) for word in (tie, *verbs)
    )


def _clause_verbs(tie: Token) -> list[Token]:
    """The word itself when a verb, and the verbs above it up to the first finite one."""
    verbs = [t for t in (tie, *tie.ancestors) if t.pos_ in _VERBAL]
    finite = next((n for n, v in enumerate(verbs) if v.tag_ in {"VBD", "VBZ", "VBP"}), len(verbs))
    return verbs[: finite + 1]


def _is_toll(tie: Token) -> bool:
    return tie.pos_ in {"NOUN", "PROPN", "ADJ"} and tie.tag_ != "VBG"


def _since(word: Token, verbs: set[int]) -> bool:
    if word.lower_ != "since" or word.dep_ not in {"prep", "mark"}:
        return False
    governor = word.head if word.dep_ == "prep" else word.head.head
    return governor.i in verbs


def _over_long(word: Token) -> bool:
    """Whether a word hangs over "in the past two years", "over the last months"."""
    units, pasts = load_cumulative_words("span"), load_cumulative_words("past")
    return any(
        noun.lemma_.lower() in units and any(c.lower_ in pasts for c in noun.children)
        for prep in word.children
        if prep.dep_ == "prep"
        for noun in prep.children
        if noun.dep_ == "pobj"
    )


def _in_war(word: Token) -> bool:
    """Whether a word hangs over "in the war", or is said of it: "a war that cost 300 lives"."""
    wars = load_cumulative_words("war")
    subjects = [c for c in word.children if c.dep_ == "nsubj"]
    told = [*subjects, *([word.head] if word.dep_ == "relcl" else [])]
    if any(noun.lemma_.lower() in wars for noun in told):
        return True
    return any(
        noun.lemma_.lower() in wars
        for prep in word.children
        if prep.lower_ in grammar("period_prepositions")
        for noun in prep.children
        if noun.dep_ == "pobj"
    )
