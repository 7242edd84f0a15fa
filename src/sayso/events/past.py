"""Whether words look back on an earlier period: "ten years after", "in 1982", "decades ago"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONG = frozenset({"year", "decade", "century", "generation"})


def is_recollection(preposition: Token) -> bool:
    """Whether a measure of years stands before a preposition: "ten years after the siege"."""
    return any(c.dep_ in {"npadvmod", "advmod"} and c.lemma_ in _LONG for c in preposition.lefts)
