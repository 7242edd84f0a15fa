"""The events of a report: triggers, with participants, circumstances, status and voices."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import msgspec

from sayso.events.circumstances.contexts import classify_contexts
from sayso.events.circumstances.how_many import attach_quantities
from sayso.events.circumstances.said_on import bound_of
from sayso.events.circumstances.weapons import find_weapons
from sayso.events.circumstances.when import attach_date
from sayso.events.circumstances.where import attach_place
from sayso.events.no_deed.rhetoric import is_rhetoric
from sayso.events.sides.arguments import attach_participants
from sayso.events.sides.cast import Cast
from sayso.events.sides.first_person import name_speakers
from sayso.events.sides.stage import Participants, Stage
from sayso.events.status.factuality import Judged, age_status, classify_status
from sayso.events.status.second_opinion import Factuality, factuality_of, second_opinion
from sayso.events.triggers.find import find_triggers
from sayso.events.triggers.proposals import find_proposals
from sayso.events.triggers.retyping import Retyped, retype
from sayso.events.triggers.verdicts import refusal, verdict_on
from sayso.events.voices import find_chain, voice_of
from sayso.lexicons.words.operators import load_operators
from sayso.records.event import EventMention
from sayso.records.evidence import Provenance, span_id
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from sayso.analysis.parsed import Parsed
    from sayso.analysis.typer import Verdict
    from sayso.events.circumstances.attached import Attached, AttachedMany
    from sayso.events.triggers.trigger import Trigger
    from sayso.lexicons.rules.event_rules import EventRules
    from sayso.records.attribution import Attribution
    from sayso.records.evidence import Span
    from sayso.records.mention import TimeMention
    from sayso.records.reading import Annotations

_NOBODY = 0.8


@dataclass(frozen=True)
class _Read:
    """What was read about one trigger."""

    retyped: Retyped
    participants: Participants
    judged: Judged
    factuality: Factuality | None
    place: Attached
    date: Attached
    quantities: AttachedMany
    weapon: tuple[Span, ...]
    contexts: tuple[tuple[str, ...], Provenance]
    chain: tuple[str, ...]


def find_events(parsed: Parsed, found: Annotations, rules: EventRules) -> Annotations:
    """The annotations with their events, and with the actors and dates that events needed besides.

    Figures of speech and the language of sport, business and film are no events.

    Args:
        parsed: the report.
        found: actors (with coreference), places, dates, quantities and attributions.
        rules: the rules of the report's language.
    """
    verdicts = _verdicts(parsed, found, rules)
    triggers = [trigger for trigger, _ in verdicts]
    stage = Stage(
        cast=Cast(parsed, found, rules.words),
        triggers={trigger.head.i: trigger for trigger in triggers},
        rules=rules,
    )
    bounds = tuple(bound_of(date) for date in found.dates if date.span is not None)
    reader = _Reader(parsed, found, rules, stage, bounds)
    events = [_to_event(parsed, one, reader.read(one, verdict)) for one, verdict in verdicts]
    events = [event for event in events if _is_borne_out(event)]
    used = {event.date for event in events}
    actors = sorted((*found.actors, *stage.cast.created), key=lambda m: (m.span.start, m.span.end))
    actors = name_speakers(actors, found.attributions)
    return msgspec.structs.replace(
        found,
        events=tuple(events),
        actors=tuple(actors),
        dates=(*found.dates, *(bound for bound in bounds if bound.id in used)),
    )


def _is_borne_out(event: EventMention) -> bool:
    """Whether an event has a rule for its words or, where only the judge found it, both sides."""
    return event.provenance["event_type"].model is None or bool(event.actors and event.recipients)


def _verdicts(
    parsed: Parsed, found: Annotations, rules: EventRules
) -> list[tuple[Trigger, Verdict | None]]:
    """The triggers that tell of a deed, each with what the trained judge says of it, if asked."""

    def is_deed(trigger: Trigger) -> bool:
        return is_rhetoric(parsed, trigger, _chain_of(parsed, trigger, found)) is None

    known = [trigger for trigger in find_triggers(parsed, rules, found) if is_deed(trigger)]
    judged = [(trigger, verdict_on(parsed, trigger)) for trigger in known]
    proposed = [
        (trigger, verdict)
        for trigger, verdict in find_proposals(parsed, known, found, rules)
        if is_deed(trigger)
    ]
    kept = [
        (trigger, verdict)
        for trigger, verdict in judged
        if refusal(verdict, trigger) is None or rules.rules[trigger.rule_id].of_user
    ]
    return sorted([*kept, *proposed], key=lambda pair: pair[0].start)


@dataclass(frozen=True)
class _Reader:
    """Reads each trigger of one report against everything found in it."""

    parsed: Parsed
    found: Annotations
    rules: EventRules
    stage: Stage
    bounds: tuple[TimeMention, ...]

    def read(self, trigger: Trigger, verdict: Verdict | None) -> _Read:
        parsed, found = self.parsed, self.found
        chain = _chain_of(parsed, trigger, found)
        publication = next((date for date in found.dates if date.span is None), None)
        stated = tuple(date for date in found.dates if date.span is not None)
        dates = {date.id: date for date in (*stated, *self.bounds)}
        date = attach_date(parsed, trigger, stated, publication, chain)
        words = classify_status(parsed, trigger, chain, load_operators())
        judged = age_status(
            second_opinion(words, parsed.tags, trigger),
            dates.get(date.id or ""),
            publication.latest if publication else None,
        )
        weapon, weapon_modes = find_weapons(parsed, trigger, self.rules.weapons)
        retyped = retype(trigger, judged, weapon_modes, self.rules, self.stage.triggers)
        if own := self.rules.origins.get(trigger.rule_id):
            retyped = replace(retyped, reason=f"{retyped.reason}, of {own}")
        others = [other for other in self.stage.triggers.values() if other is not trigger]
        span = parsed.span(trigger.start, trigger.end)
        return _Read(
            retyped=retyped,
            participants=attach_participants(
                self.stage, trigger, voice_of(span, found.attributions), verdict
            ),
            judged=judged,
            factuality=_factuality(parsed, trigger, judged, retyped),
            place=attach_place(parsed, trigger, found.places),
            date=date,
            quantities=attach_quantities(
                parsed, trigger, retyped.event_type, found.quantities, others
            ),
            weapon=weapon,
            contexts=classify_contexts(parsed, trigger, retyped.event_type, found),
            chain=tuple(attribution.id for attribution in chain),
        )


def _chain_of(parsed: Parsed, trigger: Trigger, found: Annotations) -> tuple[Attribution, ...]:
    span = parsed.span(trigger.start, trigger.end)
    return find_chain(span, found.attributions, found.actors)


def _factuality(
    parsed: Parsed, trigger: Trigger, judged: Judged, retyped: Retyped
) -> Factuality | None:
    """How surely the event happened; null for the refusal of a deed, which no word names."""
    if retyped.status is not judged.status:
        return None
    return factuality_of(judged, parsed.tags, trigger)


def _to_event(parsed: Parsed, trigger: Trigger, read: _Read) -> EventMention:
    span = parsed.span(trigger.start, trigger.end)
    key = span_id("e", parsed.document.id, span)
    people = read.participants
    nobody = not people.actors and not people.recipients
    return EventMention(
        id=key,
        trigger=span,
        sentence=parsed.sentence(trigger.clause),
        event=key,
        event_type=read.retyped.event_type,
        modes=read.retyped.modes,
        contexts=read.contexts[0],
        cameo=read.retyped.cameo,
        actors=people.actors,
        recipients=people.recipients,
        place=read.place.id,
        date=read.date.id,
        quantities=read.quantities.ids,
        weapon=read.weapon,
        status=read.retyped.status,
        certainty=read.judged.certainty,
        factuality=read.factuality.value if read.factuality else None,
        aux=read.retyped.aux,
        attribution=read.chain,
        confidence=round(trigger.confidence * (_NOBODY if nobody else 1.0), 3),
        provenance=_provenance(trigger, read),
    )


def _provenance(trigger: Trigger, read: _Read) -> dict[str, Provenance]:
    def by_rule(component: str, reason: str) -> Provenance:
        return Provenance(
            component=component, version=VERSION, rule=trigger.rule_id, reason=reason
        )

    return {
        "event_type": Provenance(
            component="events.proposals",
            version=VERSION,
            model=trigger.model,
            reason="no rule knows the verb; the trained judge types it",
        )
        if trigger.model is not None
        else by_rule("events.triggers", read.retyped.reason),
        "modes": by_rule("events.weapons", "the rule's modes, then those of the weapons named"),
        **read.participants.provenance,
        "status": read.judged.provenance,
        **({"factuality": read.factuality.provenance} if read.factuality else {}),
        "place": read.place.provenance,
        "date": read.date.provenance,
        "quantities": read.quantities.provenance,
        "contexts": read.contexts[1],
        "weapon": by_rule("events.weapons", "means named in the clause of the trigger"),
        "attribution": by_rule("events.find", "attributions whose content holds the trigger"),
    }
