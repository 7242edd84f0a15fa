"""How near a mention stands to an event in the parse, and through what the way leads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.analysis.syntax import SUBJECTS
from sayso.events.links import VERBAL

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.events.trigger import Trigger

_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "relcl", "conj", "pcomp", "parataxis"})


@dataclass(frozen=True)
class Way:
    """The way from a mention up to where it meets an event, and from the event up to there.

    `down` are the words from the mention up to the meeting point, without it; `up` those from
    the event. Both begin at the lower end.
    """

    meeting: Token
    down: tuple[Token, ...]
    up: tuple[Token, ...]

    @property
    def is_own(self) -> bool:
        """Whether the mention hangs on the event itself, with no other clause between."""
        return not self.crosses_up and not self.inner_clauses

    @property
    def crosses_up(self) -> int:
        """How many clauses lie between the event and the meeting point."""
        return sum(1 for t in self.up if t.dep_ in _CLAUSES)

    @property
    def inner_clauses(self) -> int:
        """How many clauses lie between the meeting point and the mention."""
        return sum(1 for t in self.down if t.dep_ in _CLAUSES and t.pos_ in VERBAL)

    @property
    def leaves_speech(self) -> bool:
        """Whether the way up leaves a reported clause: what hangs there dates the saying."""
        return any(
            (t.dep_ in {"ccomp", "parataxis"} and t.pos_ in VERBAL) or t.dep_ == "relcl"
            for t in self.up
        )

    @property
    def in_subject(self) -> bool:
        """Whether the mention stands in the subject of the meeting clause, or in its agent."""
        return any(
            t.dep_ in {"nsubj", "agent", "csubj"} or (t.dep_ in SUBJECTS and t.i < t.head.i)
            for t in self.down
            if t.dep_ != "nsubjpass"
        )


def way(trigger: Trigger, mention: Token) -> Way | None:
    """The way between a mention and the event, or null where they share no sentence."""
    start = trigger.head
    if mention.sent.start != start.sent.start:
        return None
    up = [start, *start.ancestors]
    down = [mention, *mention.ancestors]
    place = {t.i: n for n, t in enumerate(up)}
    for number, token in enumerate(down):
        if token.i in place:
            return Way(token, tuple(down[:number]), _beyond_light(trigger, up[: place[token.i]]))
    return None


def _beyond_light(trigger: Trigger, up: list[Token]) -> tuple[Token, ...]:
    """The event's part of the way, from its light verb on where it has one."""
    light = trigger.light
    if light is not None and light in up:
        return tuple(up[up.index(light) :])
    return () if light is not None and light.i == trigger.head.head.i else tuple(up)
