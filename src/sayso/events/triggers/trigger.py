"""A trigger: the verb group or noun phrase that names an event, and the rule that found it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.lexicons.rules.event_rules import LightVerb


@dataclass(frozen=True)
class Trigger:
    """Words that name an event. `head` carries the syntax: the verb, or the noun.

    `start` and `end` are code points, 0-based, end-exclusive. Codes are the rule's. `verbal`
    tells verbs from nouns. `light` is the light verb ("launched" of "launched air strikes") when
    the head is a noun that it governs. `words` are the tokens of the rule's expression, the head
    among them. `governor` is the verb that says which side it has where ("suffered",
    "repelled"), with its entry `sides`: the light verb, or one that is no part of the trigger.
    `model` names the trained judge where no rule but it found the event.
    """

    head: Token
    start: int
    end: int
    rule_id: str
    event_type: str
    modes: tuple[str, ...]
    cameo: str | None
    confidence: float
    verbal: bool = True
    light: Token | None = None
    words: tuple[Token, ...] = ()
    governor: Token | None = None
    sides: LightVerb | None = None
    model: str | None = None

    @property
    def clause(self) -> Token:
        """The token whose clause tells status, place and time: the light verb, else the head."""
        return self.light or self.head
