"""Harm without a number: "the shelling caused casualties"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.mentions.counts.casualty_words import is_plural, load_casualty_nouns

if TYPE_CHECKING:
    from spacy.tokens import Token

_TOLD = frozenset({"dobj", "nsubjpass", "attr"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})


def is_harm_told(noun: Token) -> bool:
    """Whether a noun for dead and injured together is told without number, as a fact.

    "Shelling caused casualties" does; "any casualties", "could cause" and "did not cause" do not.
    """
    if noun.lower_ not in load_casualty_nouns("harm") or not is_plural(noun):
        return False
    verb = noun.head
    told = noun.dep_ in _TOLD and verb.tag_ in _FINITE
    hedged = any(c.dep_ == "neg" for c in verb.children) or any(
        c.dep_ in {"det", "nummod", "neg"} for c in noun.lefts
    )
    return told and not hedged
