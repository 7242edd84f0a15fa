"""An event mention: one trigger in the text, with everything that was read about it."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from sayso.records.evidence import Provenance, Record, Span


class Status(StrEnum):
    """What became of the event as told by the innermost voice (event_status.tsv)."""

    OCCURRED = "occurred"
    ATTEMPTED = "attempted"
    THREATENED = "threatened"
    PLANNED = "planned"
    DEMANDED = "demanded"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"
    HISTORICAL = "historical"


class Certainty(StrEnum):
    """How sure the innermost voice is, by its own hedges (FactBank's scale)."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"


class EventMention(Record, frozen=True, kw_only=True):
    """One trigger in one sentence. Participants are ids of mentions in the same `Reading`.

    `event` is shared by all mentions of one event in the report. `event_type`, `modes`,
    `contexts` and `cameo` are codes of the codebook. `attribution` is the chain of attribution
    ids, outermost voice first; empty is the report's own voice. `aux` are PLOVER's auxiliary
    modes. `factuality` is how surely it happened as told, from -3 (certainly not) to 3 (Lee et al.
    2015), or null. `provenance` says for each field which component and rule gave it, and why.
    """

    id: str
    trigger: Span
    sentence: Span
    event: str
    event_type: str
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    place: str | None = None
    date: str | None = None
    quantities: tuple[str, ...] = ()
    weapon: tuple[Span, ...] = ()
    status: Status
    certainty: Certainty = Certainty.CERTAIN
    factuality: float | None = None
    aux: tuple[str, ...] = ()
    attribution: tuple[str, ...] = ()
    confidence: float = 0.5
    provenance: dict[str, Provenance] = msgspec.field(default_factory=dict)
