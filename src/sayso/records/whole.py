"""An event of one report: everything that its mentions say of it, side by side.

The exam that asks a whole report for this is MUC-4 (1992): which incidents, of what type and
stage, by whom and how surely, to whom, with what, where, when, how many dead and hurt.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from sayso.records.attribution import Stance
from sayso.records.event import Certainty, Status
from sayso.records.evidence import Provenance, Record, Span


class Slot(StrEnum):
    """What a filler is to its event.

    `target` are things that were hit, aimed at or taken, `recipient` people and bodies. The last
    four are numbers of people.
    """

    ACTOR = "actor"
    RECIPIENT = "recipient"
    TARGET = "target"
    WEAPON = "weapon"
    PLACE = "place"
    DATE = "date"
    KILLED = "killed"
    INJURED = "injured"
    ABDUCTED = "abducted"
    DETAINED = "detained"


TOLLS = (Slot.KILLED, Slot.INJURED, Slot.ABDUCTED, Slot.DETAINED)
"""The slots of numbers of people."""


_RESOLVED = frozenset({Slot.PLACE, Slot.DATE, *TOLLS})


WEIGHED = "merging.weighed"
"""The component of values that were chosen by all signs of a report together."""


class FillerKind(StrEnum):
    """What sort of thing fills a slot: named or described people, a body, a thing."""

    PERSON = "person"
    PEOPLE = "people"
    ORGANISATION = "organisation"
    THING = "thing"


class Fate(StrEnum):
    """What became of people, as far as the report tells it of these words."""

    UNHURT = "unhurt"
    KILLED = "killed"
    INJURED = "injured"


class Filler(Record, frozen=True, kw_only=True):
    """One value of one slot of an event, at its words and by its voice.

    `span` is null for the publication's date alone. `mention` is the id of the actor, place, time
    or quantity mention that the words are, where there is one; `also` other words of the report
    for the same. Places, dates and numbers always have their mention: it alone tells where, when
    and how many. `told_by` is the event mention that tells it, null where it was read from the
    report as a whole; `attribution` the chain of attribution ids, outermost voice first, empty
    for the report's own voice, and `stance` what the innermost of them does to it. `fate` is what
    became of a recipient, where it is told. `confidence` is 0 to 1.

    Raises:
        ValueError: for a place, date or number without a mention.
    """

    slot: Slot
    kind: FillerKind | None = None
    span: Span | None
    mention: str | None = None
    also: tuple[Span, ...] = ()
    told_by: str | None = None
    attribution: tuple[str, ...] = ()
    stance: Stance = Stance.ASSERTS
    fate: Fate | None = None
    confidence: float = 0.5
    provenance: Provenance

    def __post_init__(self) -> None:
        if self.mention is None and self.slot in _RESOLVED:
            raise ValueError(f"a {self.slot} filler must name the mention that it is")


class Event(Record, frozen=True, kw_only=True):
    """One event of one report, with every value that any of its mentions gives it.

    `mentions` are ids of event mentions in the order of the text; none where the report tells of
    it only in words that no mention was read from. `incident_type` is one of `incident_types.tsv`
    (the types of MUC-4), or null for events that no incident is made of. `fillers` hold the
    values of all slots, in each the surest first: they contradict where the report's voices do,
    and none is dropped for another. `status` and `certainty` are those of the mention that tells
    most; `stance` is what is said of the actor's part: asserted, claimed, accused, suspected.
    """

    id: str
    event_type: str
    incident_type: str | None = None
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    mentions: tuple[str, ...] = ()
    fillers: tuple[Filler, ...] = ()
    status: Status
    certainty: Certainty = Certainty.CERTAIN
    stance: Stance = Stance.ASSERTS
    confidence: float = 0.5
    provenance: dict[str, Provenance] = msgspec.field(default_factory=dict)

    def of(self, *slots: Slot) -> tuple[Filler, ...]:
        """The fillers of some slots, the surest first."""
        return tuple(filler for filler in self.fillers if filler.slot in slots)
