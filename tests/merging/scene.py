"""Records by hand: the words of a text as mentions, and fillers of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeVar

from sayso.merging.tables import Tables
from sayso.records.attribution import Attribution, ReportKind, Stance
from sayso.records.event import EventMention, Status
from sayso.records.evidence import Provenance, Span
from sayso.records.mention import (
    ActorMention,
    Counted,
    PlaceMention,
    PlacePrecision,
    QuantityMention,
    QuantityOp,
    TimeBasis,
    TimeMention,
    TimePrecision,
)
from sayso.records.reading import Annotations
from sayso.records.whole import Filler, FillerKind, Slot

R = TypeVar("R")
BY = Provenance(component="tests", version="0")
BODY_RULE = Provenance(component="tests", version="0", rule="en.actors.known")
PERSON_RULE = Provenance(component="tests", version="0", rule="en.actors.person")


@dataclass
class Scene:
    """A text whose words become records, each found by its first occurrence not yet taken."""

    text: str
    found: dict[str, list[Any]] = field(default_factory=dict)
    taken: set[tuple[int, str]] = field(default_factory=set)

    def span(self, words: str) -> Span:
        start = self.text.index(words)
        while (start, words) in self.taken:
            start = self.text.index(words, start + 1)
        self.taken.add((start, words))
        return Span(start=start, end=start + len(words), quote=words)

    def actor(self, words: str, **known: Any) -> ActorMention:
        span = self.span(words)
        # The head is the last word: "five Syrian soldiers".
        head = span.start + words.rindex(" ") + 1 if " " in words else span.start
        values = {"provenance": BY, **known}
        return self._add(
            "actors", ActorMention(id=f"a{span.start}", span=span, head=head, **values)
        )

    def place(self, words: str, **known: Any) -> PlaceMention:
        span = self.span(words)
        values = {"precision": PlacePrecision.EXACT, "name": words, **known}
        mention = PlaceMention(
            id=f"p{span.start}", span=span, head=span.start, provenance=BY, **values
        )
        return self._add("places", mention)

    def day(self, words: str | None, iso: str) -> TimeMention:
        span = self.span(words) if words else None
        basis = TimeBasis.STATED if words else TimeBasis.PUBLICATION
        mention = TimeMention(
            id=f"t{span.start if span else ''}", span=span, earliest=iso, latest=iso,
            precision=TimePrecision.DAY, basis=basis, provenance=BY,
        )  # fmt: skip
        return self._add("dates", mention)

    def count(self, words: str, number: int, of: str = "", **known: Any) -> QuantityMention:
        span = self.span(words)
        values = {"what": Counted.KILLED, "op": QuantityOp.EXACT, **known}
        mention = QuantityMention(
            id=f"q{span.start}", span=span, head=span.start, of=of, low=number, best=number,
            high=number, provenance=BY, **values,
        )  # fmt: skip
        return self._add("quantities", mention)

    def says(self, cue: str, stance: Stance) -> Attribution:
        span = self.span(cue)
        link = Attribution(
            id=f"v{span.start}", source=None, cue=span, content=(span,),
            kind=ReportKind.INDIRECT, stance=stance, provenance=BY,
        )  # fmt: skip
        return self._add("attributions", link)

    def event(self, trigger: str, **told: Any) -> EventMention:
        span = self.span(trigger)
        start = self.text.rfind(".", 0, span.start) + 1
        end = self.text.index(".", span.start) + 1
        values = {"event_type": "ASSAULT", "status": Status.OCCURRED, "event": "one", **told}
        mention = EventMention(
            id=f"e{span.start}", trigger=span,
            sentence=Span(start=start, end=end, quote=self.text[start:end]), **values,
        )  # fmt: skip
        return self._add("events", mention)

    def annotations(self) -> Annotations:
        return Annotations(**{kind: tuple(records) for kind, records in self.found.items()})

    def tables(self) -> Tables:
        return Tables.of(self.annotations())

    def _add(self, kind: str, record: R) -> R:
        self.found.setdefault(kind, []).append(record)
        return record


def filler(slot: Slot, record: Any, by: EventMention | None = None, **told: Any) -> Filler:
    """A filler of a slot by a record of the scene, told by an event mention."""
    values = {"kind": FillerKind.PEOPLE, "provenance": BY, **told}
    return Filler(
        slot=slot, span=record.span, mention=record.id, told_by=by.id if by else None,
        attribution=by.attribution if by else (), **values,
    )  # fmt: skip
