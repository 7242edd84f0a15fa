"""What a mend changes of one token in a parse, and what the mends ask of a verb."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


class Edit(NamedTuple):
    """A token's new head, relation and tag; null where the old one stays."""

    token: Token
    head: Token | None = None
    dep: str | None = None
    tag: str | None = None


def own_subject(verb: Token) -> Token | None:
    """The subject that hangs from a verb itself, or null."""
    return next((c for c in verb.children if c.dep_ in SUBJECTS), None)
