"""From a reading to claims: each event of the report once for each voice that tells of it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from msgspec.structs import replace

from sayso.claims.tolls import tolls
from sayso.claims.values import Known, owners, parties, spans, whens, wheres
from sayso.claims.voices import Voices
from sayso.records.claim import Claim
from sayso.records.evidence import Provenance, content_id
from sayso.records.telling import stance_of, tells_most
from sayso.records.version import VERSION
from sayso.records.whole import Slot

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.records.attribution import Stance
    from sayso.records.event import EventMention
    from sayso.records.evidence import Span
    from sayso.records.reading import ReadDocument
    from sayso.records.whole import Event, Filler

_COMPONENT = "claims.assemble"
_FIELDS = {
    "actors": Slot.ACTOR,
    "recipients": Slot.RECIPIENT,
    "targets": Slot.TARGET,
    "places": Slot.PLACE,
    "dates": Slot.DATE,
    "weapons": Slot.WEAPON,
    "killed": Slot.KILLED,
    "injured": Slot.INJURED,
}


def assemble_claims(read: ReadDocument) -> tuple[Claim, ...]:
    """The claims of a report, in the order of the text: one per event and voice.

    A voice is the innermost speaker of a chain, the same one under whatever pronoun; the outlet
    speaks where nobody else does. What a voice says of an event in several sentences is one claim;
    of two voices each has its own, and nothing that one says is lent to the other.
    """
    found = read.annotations
    known = Known.of(found, read.document.language)
    voices = Voices(known.attributions, known.actors)
    told = {
        key: replace(mention, attribution=voices.telling(mention.attribution, mention.status))
        for key, mention in known.mentions.items()
    }
    known = dataclasses.replace(known, mentions=told)
    claims = [
        _claim(read.document.id, known, voices, event, key)
        for event in (_told(known, voices, whole) for whole in found.whole_events)
        for key in _voice_keys(known, voices, event)
    ]
    return tuple(sorted(claims, key=lambda claim: (claim.evidence[0].start, claim.id)))


def _told(known: Known, voices: Voices, event: Event) -> Event:
    """The event with each value by the voice that tells it."""
    status = {key: known.mentions[key].status for key in event.mentions}
    fillers = tuple(
        replace(
            filler,
            attribution=voices.telling(
                filler.attribution, status.get(filler.told_by or "", event.status)
            ),
        )
        for filler in event.fillers
    )
    return replace(event, fillers=fillers)


def _voice_keys(known: Known, voices: Voices, event: Event) -> list[str]:
    """The voices that tell of an event: of its mentions first, then of values without mention."""
    told = [voices.key(known.mentions[key].attribution) for key in event.mentions]
    told += [voices.key(filler.attribution) for filler in event.fillers if filler.span is not None]
    return list(dict.fromkeys(told))


def _claim(doc_id: str, known: Known, voices: Voices, event: Event, key: str) -> Claim:
    mentions = [known.mentions[one] for one in event.mentions]
    own = [mention for mention in mentions if voices.key(mention.attribution) == key]
    fillers = [f for f in event.fillers if voices.key(f.attribution) == key]
    chains = [*(m.attribution for m in own), *(f.attribution for f in fillers)]
    chain = max(chains, key=len)
    surest = tells_most(own, known.attributions) if own else None
    stance = stance_of(surest, known.attributions) if surest is not None else event.stance
    actors = parties(known, fillers, Slot.ACTOR)
    doers = actors or parties(known, event.fillers, Slot.ACTOR)
    return Claim(
        id=content_id("c", event.id, key),
        doc_id=doc_id,
        event_id=event.id,
        mentions=tuple(mention.id for mention in own),
        event_type=surest.event_type if surest is not None else event.event_type,
        modes=_modes(own, event),
        contexts=event.contexts,
        incident_type=event.incident_type,
        voice=voices.party(chain),
        voice_key=key,
        through=voices.through(chain),
        chain=chain,
        stance=stance,
        field_stances=_field_stances(fillers, stance),
        status=surest.status if surest is not None else event.status,
        certainty=surest.certainty if surest is not None else event.certainty,
        confidence=surest.confidence if surest is not None else event.confidence,
        actors=actors,
        recipients=(*parties(known, fillers, Slot.RECIPIENT), *owners(known, fillers)),
        targets=spans(fillers, Slot.TARGET),
        places=wheres(known, fillers),
        dates=whens(known, fillers),
        weapons=spans(fillers, Slot.WEAPON),
        tolls=tolls(known, own, fillers, doers),
        evidence=_evidence(own, fillers),
        sentences=tuple(dict.fromkeys(mention.sentence for mention in own)),
        provenance=_provenance(own, key),
    )


def _modes(own: Sequence[EventMention], event: Event) -> tuple[str, ...]:
    """The modes that the voice itself tells, of those that the whole event keeps."""
    told = {mode for mention in own for mode in mention.modes}
    return tuple(mode for mode in event.modes if mode in told) if own else event.modes


def _evidence(own: Sequence[EventMention], fillers: Sequence[Filler]) -> tuple[Span, ...]:
    """The triggers in the order of the text; the words of the values where there is none."""
    triggers = dict.fromkeys(mention.trigger for mention in own)
    words = dict.fromkeys(f.span for f in fillers if f.span is not None)
    return tuple(sorted(triggers or words))


def _field_stances(fillers: Iterable[Filler], stance: Stance) -> dict[str, Stance]:
    """What the voice does to a field as a whole where that is not what it does to the event."""
    by_slot: dict[Slot, set[Stance]] = {}
    for filler in fillers:
        by_slot.setdefault(filler.slot, set()).add(filler.stance)
    return {
        field: next(iter(by_slot[slot]))
        for field, slot in _FIELDS.items()
        if len(by_slot.get(slot, ())) == 1 and stance not in by_slot[slot]
    }


def _provenance(own: Sequence[EventMention], key: str) -> Provenance:
    who = f"by {key!r}" if key else "by the outlet itself"
    how = f"{len(own)} mention{'s' * (len(own) != 1)}" if own else "values read from the whole"
    return Provenance(
        component=_COMPONENT, version=VERSION, rule="claim.voice", reason=f"{how}, told {who}"
    )
