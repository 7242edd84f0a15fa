"""The shape of a noun phrase: where it begins, what clauses tell of it, who made the thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import agents, phrase

if TYPE_CHECKING:
    from spacy.tokens import Token


def makers(noun: Token) -> list[Token]:
    """Who did what a participle tells of a thing: "shells fired by {soldiers}"."""
    return [agent for c in noun.rights if c.dep_ == "acl" for agent in agents(c)]


def is_told_of(noun: Token) -> bool:
    """Whether a clause tells of a word: "those killed", "those who fled"."""
    return any(c.dep_ in {"acl", "relcl"} for c in noun.rights)


def phrase_start(noun: Token) -> int:
    """Where a noun phrase begins; "dead" of "shot dead two tourists" is the verb's."""
    start = phrase(noun)[0]
    for word in noun.doc[noun.left_edge.i : noun.i]:
        counts = word.nbor().pos_ in {"NUM", "DET"}
        if word.idx == start and word.pos_ == "ADJ" and word.dep_ == "amod" and counts:
            return word.nbor().idx
    return start
