"""In whose course a deed was done: "killed in a raid by soldiers", "when gunmen attacked"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import conjuncts
from sayso.lexicons.words.grammar import grammar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Token

    from sayso.events.triggers.trigger import Trigger

_DEPTH = 2


def occasions(verb: Token, triggers: Mapping[int, Trigger]) -> Iterator[Trigger]:
    """The deeds in whose course what a verb tells was suffered, the nearest first.

    Nouns behind "in", "during", "as a result of" and the like, then clauses with "when", "after"
    and "as". `triggers` are all triggers of the report by their head's index.
    """
    for preposition in verb.children:
        if preposition.dep_ in {"prep", "agent"} and preposition.lower_ in grammar(
            "occasioned"
        ) | grammar("result_words"):
            yield from _behind(preposition, triggers, _DEPTH)
    for clause in verb.children:
        if clause.dep_ == "advcl" and any(c.lower_ in grammar("when_done") for c in clause.lefts):
            other = triggers.get(clause.i)
            if other is not None:
                yield other


def _behind(preposition: Token, triggers: Mapping[int, Trigger], depth: int) -> Iterator[Trigger]:
    """The deeds that a preposition leads to, also through another noun: "a series of raids"."""
    nouns = [c for c in preposition.children if c.dep_ in {"pobj", "prep"}]
    for noun in (n for first in nouns for n in conjuncts(first)):
        other = triggers.get(noun.i)
        if other is not None and not other.verbal:
            yield other
        elif depth and noun.dep_ == "prep":
            yield from _behind(noun, triggers, depth - 1)
        elif depth:
            for inner in noun.children:
                if inner.dep_ == "prep" and inner.lower_ == "of":
                    yield from _behind(inner, triggers, depth - 1)
