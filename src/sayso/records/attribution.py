"""Who says so: a source, the cue that says it speaks, and the content it vouches for."""

from __future__ import annotations

from enum import StrEnum

from sayso.records.evidence import Provenance, Record, Span


class ReportKind(StrEnum):
    """How the words of a voice are rendered."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Stance(StrEnum):
    """What a voice does to its content (stance.tsv)."""

    ASSERTS = "asserts"
    ADMITS = "admits"
    CLAIMS_RESPONSIBILITY = "claims_responsibility"
    ACCUSES = "accuses"
    SUSPECTS = "suspects"
    DENIES = "denies"
    EXONERATES = "exonerates"
    DISPUTES = "disputes"
    DECLINES = "declines"


class Effect(StrEnum):
    """What the cue does to its content: the default status of what the voice speaks of."""

    ASSERTED = "asserted"
    NEGATED = "negated"
    DEMANDED = "demanded"
    THREATENED = "threatened"
    PLANNED = "planned"
    NONE = "none"


class Attribution(Record, frozen=True, kw_only=True):
    """A source is said, by a cue, to hold or state some content (PARC, PolNeAR).

    `source` is null where the text names none ("reportedly"); `source_head` is the code-point
    offset of its head word; `voice` the id of the actor mention that speaks, resolved where the
    source is a pronoun. `effect` is what the cue does to its content, apart from the voice's
    stance: "threatened to shell" is asserted by nobody. `parent` is the attribution whose
    content holds this one: chains run from there.
    """

    id: str
    source: Span | None
    source_head: int | None = None
    voice: str | None = None
    cue: Span
    content: tuple[Span, ...]
    kind: ReportKind
    stance: Stance
    effect: Effect = Effect.ASSERTED
    parent: str | None = None
    provenance: Provenance
