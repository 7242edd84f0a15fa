"""What the recorder saw of an incident, as fillers of the event's slots."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sayso.lexicons.words.filler_words import load_filler_words
from sayso.merging.names import names_at
from sayso.records.attribution import Stance
from sayso.records.evidence import Provenance
from sayso.records.version import VERSION
from sayso.records.whole import Fate, Filler, FillerKind, Slot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sayso.analysis.parsed import Parsed
    from sayso.analysis.recorder import RecordHeads
    from sayso.merging.incidents import Entity, SeenIncident
    from sayso.merging.tables import Tables
    from sayso.records.attribution import Attribution
    from sayso.records.event import EventMention
    from sayso.records.evidence import Span
    from sayso.records.mention import ActorMention, PlaceMention, QuantityMention, TimeMention

    Named = ActorMention | PlaceMention | TimeMention | QuantityMention

RECORDED = "merging.recorded"
_SLOTS: dict[str, tuple[Slot, FillerKind | None]] = {
    "person": (Slot.ACTOR, FillerKind.PEOPLE),
    "body": (Slot.ACTOR, FillerKind.ORGANISATION),
    "target": (Slot.TARGET, FillerKind.THING),
    "victim": (Slot.RECIPIENT, FillerKind.PERSON),
    "victims": (Slot.RECIPIENT, FillerKind.PEOPLE),
    "weapon": (Slot.WEAPON, FillerKind.THING),
    "place": (Slot.PLACE, None),
    "date": (Slot.DATE, None),
    "killed": (Slot.KILLED, None),
    "injured": (Slot.INJURED, None),
}
STANCES = {
    "REPORTED AS FACT": Stance.ASSERTS,
    "CLAIMED OR ADMITTED": Stance.CLAIMS_RESPONSIBILITY,
    "SUSPECTED OR ACCUSED": Stance.ACCUSES,
    "SUSPECTED OR ACCUSED BY AUTHORITIES": Stance.ACCUSES,
    "POSSIBLE": Stance.SUSPECTS,
    "ACQUITTED": Stance.EXONERATES,
}
_SINGULAR = frozenset({"NN", "NNP"})
_SURE_STANCE = 0.5
_SURE_FATE = 0.5


@dataclass(frozen=True)
class Seen:
    """An incident in its report: the names of the recorder's labels, and what it was read beside.

    `mentions` are the event mentions that tell of it.
    """

    parsed: Parsed
    tables: Tables
    heads: RecordHeads
    mentions: Sequence[EventMention]
    incident: SeenIncident

    def fillers(self) -> Iterator[Filler]:
        """One filler for each entity, at its surest words; the others stand in `also`."""
        for entity in self.incident.entities:
            if (filler := self._filler(entity)) is not None:
                yield filler

    def _filler(self, entity: Entity) -> Filler | None:
        slot, kind = _SLOTS[entity.slot]
        first = entity.recordings[0]
        spans = self._spans(entity)
        if entity.slot == "victims" and _is_one(self.parsed, spans[0]):
            kind = FillerKind.PERSON
        mention = _mention(self._candidates(slot), spans[0])
        if mention is None and slot not in {Slot.ACTOR, Slot.RECIPIENT, Slot.TARGET, Slot.WEAPON}:
            return None
        teller = self.teller(spans[0])
        told = self.attributions(teller, spans[0])
        stance = told[-1].stance if told else Stance.ASSERTS
        if entity.slot == "body" and float(first.stances.max()) >= _SURE_STANCE:
            stance = STANCES[self.heads.stances[int(first.stances.argmax())]]
        fate = None
        if slot is Slot.RECIPIENT and float(first.fates.max()) >= _SURE_FATE:
            fate = Fate(self.heads.fates[int(first.fates.argmax())])
        return Filler(
            slot=slot,
            kind=kind,
            span=spans[0],
            mention=mention,
            also=tuple(sorted(set(spans[1:]), key=lambda s: (s.start, s.end))),
            told_by=teller.id if teller is not None else None,
            attribution=tuple(one.id for one in told),
            stance=stance,
            fate=fate,
            confidence=round(entity.probability, 3),
            provenance=self._provenance(entity, slot),
        )

    def _spans(self, entity: Entity) -> list[Span]:
        """Its words wherever they stand; of a person named in part the whole name."""
        first = entity.recordings[0]
        known = self.tables.actors.values()
        names = names_at(known, first.start, first.end) if entity.slot == "victim" else []
        own = [(one.start, one.end) for one in entity.recordings]
        return [self.parsed.span(start, end) for start, end in names or own]

    def _candidates(self, slot: Slot) -> Iterable[Named]:
        if slot is Slot.PLACE:
            return self.tables.places.values()
        if slot is Slot.DATE:
            return self.tables.dates.values()
        if slot in {Slot.KILLED, Slot.INJURED}:
            counted = self.tables.quantities.values()
            return [quantity for quantity in counted if quantity.what.value == slot.value]
        return self.tables.actors.values()

    def teller(self, span: Span) -> EventMention | None:
        """The event mention nearest to the words in their sentence."""
        near = [
            (abs(mention.trigger.start - span.start), mention.id, mention)
            for mention in self.mentions
            if mention.sentence.start <= span.start < mention.sentence.end
        ]
        return min(near)[2] if near else None

    def attributions(self, teller: EventMention | None, span: Span) -> list[Attribution]:
        """The chain of say-so of the words: their mention's, or what they are content of."""
        known = self.tables.attributions
        if teller is not None:
            return [known[key] for key in teller.attribution if key in known]
        over = [
            (part.start - part.end, attribution.id, attribution)
            for attribution in known.values()
            for part in attribution.content
            if part.start <= span.start and span.end <= part.end
        ]
        return [attribution for _, _, attribution in sorted(over, key=lambda o: o[:2])]

    def _provenance(self, entity: Entity, slot: Slot) -> Provenance:
        reason = f"{slot} of the {self.incident.kind} seen here, {entity.probability:.2f}"
        return Provenance(
            component=RECORDED,
            version=VERSION,
            rule=f"recorder.{entity.slot}",
            model=self.heads.name,
            reason=reason,
        )


def stage_of(incident: SeenIncident, heads: RecordHeads) -> tuple[str, float] | None:
    """The stage of an incident that its fillers agree on, and how probable it is."""
    stages = [one.stages for entity in incident.entities for one in entity.recordings]
    if not stages:
        return None
    mean = np.mean(stages, axis=0)
    return heads.stages[int(mean.argmax())], float(mean.max())


def _is_one(parsed: Parsed, span: Span) -> bool:
    """Whether words describe one person: "a peasant", not "two peasants" or "the crew"."""
    words = parsed.doc.char_span(span.start, span.end, alignment_mode="expand")
    if words is None or words.root.tag_ not in _SINGULAR:
        return False
    nouns = load_filler_words(parsed.document.language)
    kind = nouns.kind_of(words.root.lemma_.lower(), plural=False)
    return kind not in {FillerKind.PEOPLE, FillerKind.ORGANISATION}


def _mention(candidates: Iterable[Named], span: Span) -> str | None:
    """The mention whose head is among the words, or a date that shares the most of them."""
    shared = [
        (_overlap(one.span, span), -one.span.start, one.id)
        for one in candidates
        if one.span is not None and one.span.overlaps(span) and _is_meant(one, span)
    ]
    return max(shared)[2] if shared else None


def _is_meant(one: Named, span: Span) -> bool:
    head = getattr(one, "head", None)
    return head is None or span.start <= head < span.end


def _overlap(one: Span, other: Span) -> float:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared / (max(one.end, other.end) - min(one.start, other.start))
