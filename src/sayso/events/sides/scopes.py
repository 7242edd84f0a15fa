"""How near a mention stands to an event in the parse, and through what the way leads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.analysis.syntax import SUBJECTS
from sayso.events.circumstances.shared_day import (
    is_at_the_time,
    is_end_of_force,
    is_occasion,
    shares_day,
)
from sayso.events.status.links import VERBAL, has_to, is_finite
from sayso.lexicons.words.classes import class_words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.events.triggers.trigger import Trigger

_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "relcl", "conj", "pcomp", "parataxis"})


def _shares_scene(verb: Token) -> bool:
    if is_occasion(verb) or is_end_of_force(verb):
        return True
    if verb.dep_ in {"advcl", "acl", "pcomp"}:
        return verb.tag_ in {"VBG", "VBN"} and not has_to(verb) and not is_finite(verb)
    return verb.dep_ == "conj" and not any(c.dep_ in SUBJECTS for c in verb.children)


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
    def is_in_next_clause(self) -> bool:
        """Whether the mention stands in a clause of the same day that the event's own holds.

        "Two were killed and four wounded on Sunday", "were killed in shelling on Sunday": one
        day for both, when no other is told.
        """
        inner = [t for t in self.down if t.dep_ in _CLAUSES and t.pos_ in VERBAL]
        return not self.up and bool(inner) and all(map(shares_day, inner))

    @property
    def leaves_speech(self) -> bool:
        """Whether the way up leaves a reported clause: what hangs there dates the saying.

        So does "accused him on Monday of having fled".
        """
        return any(
            (t.dep_ in {"ccomp", "parataxis"} and t.pos_ in VERBAL)
            or (t.dep_ == "pcomp" and t.head.lower_ == "of" and t.head.head.pos_ in VERBAL)
            for t in self.up
        )

    @property
    def leaves_noun(self) -> bool:
        """Whether the way up leaves a clause that only describes a noun: "the men who fled".

        A clause that tells what went on at the time ("which was returning") does not count.
        """
        return any(t.dep_ in {"relcl", "acl"} and not is_at_the_time(t) for t in self.up)

    @property
    def strays(self) -> bool:
        """Whether the mention stands in another clause that is no part of the event's doing.

        A participle ("killing five in Homs") and a second verb without subject of its own share
        the event's scene; reports, purposes, and finite clauses do not.
        """
        return any(
            t.dep_ in _CLAUSES and t.pos_ in VERBAL and not _shares_scene(t) for t in self.down
        )

    @property
    def answers_another(self) -> bool:
        """Whether the mention is told of the deed that this one is over.

        "Held in connection with a raid {on Homs}", "shelled it in revenge for a raid {in May}".
        """
        answers = class_words("answering")
        return any(t.dep_ == "pobj" and t.lemma_.lower() in answers for t in self.down[1:])

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
