"""A trigger: the verb group or noun phrase that names an event, and the rule that found it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True)
class Trigger:
    """Words that name an event. `head` carries the syntax: the verb, or the noun.

    `light` is the light verb ("launched" of "launched air strikes") when the head is a noun that
    it governs. `start` and `end` are code points, 0-based, end-exclusive. Codes are the rule's.
    """

    head: Token
    start: int
    end: int
    rule_id: str
    event_type: str
    modes: tuple[str, ...]
    cameo: str | None
    confidence: float
    light: Token | None = None

    @property
    def clause(self) -> Token:
        """The token whose clause tells status, place and time: the light verb, else the head."""
        return self.light or self.head
