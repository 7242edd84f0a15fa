"""What one voice, in one report, says about one event: every value at its words."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from sayso.records.attribution import Stance
from sayso.records.event import Certainty, Status
from sayso.records.evidence import Provenance, Record, Span
from sayso.records.mention import Counted, PlacePrecision, QuantityOp, TimeBasis, TimePrecision
from sayso.records.whole import Fate, FillerKind


class Party(Record, frozen=True, kw_only=True):
    """Somebody who acts, suffers or speaks: the words as said and, beside them, who it is.

    `name` is the neutral resolved name, null where sayso cannot know; `epithet` marks words that
    judge ("terrorists"). `stance` is what the voice does to this party's part: a denied doer
    stands here with `denies` and is never the doer for that. `fate` is what became of a recipient.
    """

    span: Span
    name: str | None = None
    country: str | None = None
    sector: str | None = None
    epithet: bool = False
    kind: FillerKind | None = None
    fate: Fate | None = None
    stance: Stance = Stance.ASSERTS


class Where(Record, frozen=True, kw_only=True):
    """A place of the event: the words, the gazetteer's entry, the precision. WGS 84 degrees.

    `borrowed` marks a place that the event's own sentence does not tell.
    """

    span: Span
    name: str | None = None
    geonameid: int | None = None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: PlacePrecision
    borrowed: bool = False


class When(Record, frozen=True, kw_only=True):
    """A time of the event as ISO 8601 days, both included, null where open.

    `span` is null for the publication's date alone, which is a fallback and proves nothing.
    """

    span: Span | None
    earliest: str | None
    latest: str | None
    precision: TimePrecision
    basis: TimeBasis


class Victims(StrEnum):
    """Whom a toll counts (coding rules, section 2.1).

    `combatant_a` fight on the side of the doer, `combatant_b` on the other; `perpetrator` is the
    attacker himself, as in a suicide attack.
    """

    CIVILIAN = "civilian"
    COMBATANT_A = "combatant_a"
    COMBATANT_B = "combatant_b"
    PERPETRATOR = "perpetrator"
    UNKNOWN = "unknown"


class Toll(Record, frozen=True, kw_only=True):
    """A count as one voice gives it: low <= best <= high, null where the words leave it open.

    `id` is that of the quantity mention, or one made from the words where people are told one by
    one. `of` is the words for whom or what; `part_of` the id of a toll of which this is a part and
    to which it never adds; `cumulative` a running total, never this event's own.
    """

    id: str
    counted: Counted
    of: str
    whom: Victims = Victims.UNKNOWN
    low: int | None
    best: int | None
    high: int | None
    op: QuantityOp
    cumulative: bool = False
    part_of: str | None = None
    includes_perpetrator: bool = False
    stance: Stance = Stance.ASSERTS
    span: Span


class Claim(Record, frozen=True, kw_only=True):
    """What one voice, in one report, says about one event of it.

    `event_id` is the id of the whole event (`records.whole.Event`), `mentions` those of its event
    mentions that this voice tells. `voice` is the innermost speaker, null where the publisher
    itself tells; `voice_key` the same as one word to compare by: a resolved name in lower case,
    else the words; empty for the publisher. `through` are the voices between the outlet and this
    one, outermost first, `chain` the attribution ids of all. `stance` is what the voice does to
    the event, `field_stances` where it does another thing to one field ("actors": denies).
    `evidence` are the triggers, in the order of the text, `sentences` the sentences around them.
    """

    id: str
    doc_id: str
    event_id: str
    mentions: tuple[str, ...] = ()
    event_type: str
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    incident_type: str | None = None
    voice: Party | None = None
    voice_key: str = ""
    through: tuple[Party, ...] = ()
    chain: tuple[str, ...] = ()
    stance: Stance = Stance.ASSERTS
    field_stances: dict[str, Stance] = msgspec.field(default_factory=dict)
    status: Status
    certainty: Certainty = Certainty.CERTAIN
    confidence: float = 0.5
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    targets: tuple[Span, ...] = ()
    places: tuple[Where, ...] = ()
    dates: tuple[When, ...] = ()
    weapons: tuple[Span, ...] = ()
    tolls: tuple[Toll, ...] = ()
    evidence: tuple[Span, ...]
    sentences: tuple[Span, ...] = ()
    provenance: Provenance


class Account(Record, frozen=True, kw_only=True):
    """A claim together with what is known of the report that carries it.

    `published` is an ISO 8601 date or time; `bloc` what the user's table says of the publisher and
    `bloc_reason` why, or null. `credit` is the agency or other origin that the report credits for
    its text, or null. `apart` names who says that the report tells for itself, whatever it shares
    with others; null where nobody does.
    """

    claim: Claim
    report: str
    title: str | None = None
    publisher: str | None = None
    bloc: str | None = None
    bloc_reason: str | None = None
    published: str | None = None
    url: str | None = None
    credit: str | None = None
    apart: str | None = None
