"""What a reading says, in the form that each benchmark asks for. Nothing is decided here."""

from __future__ import annotations

from itertools import product
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from evaluation.roots import ROOTS
from evaluation.timex import to_timexes
from sayso.records.mention import PlaceUse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sayso.export.reading import Reading
    from sayso.records.evidence import Span
    from sayso.records.mention import PlaceMention
    from sayso.records.rows.mentions import ActorRow, EventRow

Prediction = dict[str, Any]
Pair = list[int]

_PRONOUN = "en.linking.pronoun"
_NONE: Mapping[tuple[int, int], Pair] = MappingProxyType({})


def to_attributions(reading: Reading) -> Prediction:
    """Every attribution with its source, cue and content (task attribution)."""
    return {
        "attributions": [
            {
                "source": [_pair(a.source)] if a.source else [],
                "cue": [_pair(a.cue)],
                "content": [_pair(part) for part in a.content],
            }
            for a in reading.attributions
        ]
    }


def to_triples(reading: Reading) -> Prediction:
    """Every event, whatever its status, with its first actor and recipient (task triples).

    A pronoun is given as the words that it stands for, as the gold marks them.
    Where several stand on one side the event is given once for each pair, as the gold marks
    them, but no more than four times. A place stands for a recipient that has no words.
    """
    return {
        "events": [
            {"event_type": ROOTS.get(row.event_type, row.event_type), "actor": a, "recipient": r}
            for row in reading.events
            for a, r in _sides(row, _antecedents(reading))
        ]
    }


def _antecedents(reading: Reading) -> dict[tuple[int, int], Pair]:
    """The words that each pronoun of one word stands for, by the pronoun's span."""
    spans = {actor.id: actor.span for actor in reading.actors}
    return {
        (actor.span.start, actor.span.end): _pair(spans[actor.antecedent])
        for actor in reading.actors
        if actor.antecedent in spans and actor.provenance.rule == _PRONOUN
    }


def _sides(
    row: EventRow, antecedents: Mapping[tuple[int, int], Pair] = _NONE
) -> list[tuple[Pair | None, Pair | None]]:
    def words(actor: ActorRow) -> Pair:
        return antecedents.get((actor.start, actor.end), [actor.start, actor.end])

    actors = [words(a) for a in row.actors]
    recipients = [words(r) for r in row.recipients]
    if not recipients and len(actors) > 1:
        actors, recipients = actors[:1], actors[1:]
    if not recipients and row.place is not None:
        recipients = [[row.place.start, row.place.end]]
    none: list[Pair | None] = [None]
    return list(product(actors or none, recipients or none))[:4]


def to_times(reading: Reading) -> Prediction:
    """Every expression of time, with TIMEX3 type and value (task times).

    Two mentions of the same words (a day, and "on that day or before") are one expression.
    """
    found = [timex for mention in reading.dates for timex in to_timexes(mention)]
    unique = {(timex["start"], timex["end"]): timex for timex in reversed(found)}
    return {"times": [unique[key] for key in sorted(unique)]}


def to_places(reading: Reading) -> Prediction:
    """Every name of a place with its coordinates, or else its reference point (task places)."""
    named = (p for p in reading.places if p.use is not PlaceUse.DESCRIPTION)
    return {"places": [{**_range(p.toponym or p.span), **_point(p)} for p in named]}


def _point(place: PlaceMention) -> dict[str, float | None]:
    at = place if place.lat is not None else place.centre
    return {"lat": at.lat if at else None, "lon": at.lon if at else None}


def to_entities(reading: Reading) -> Prediction:
    """The entities by their kind, and the relations that events state (task entities)."""
    entities = [{**_range(one.span), "type": one.kind.value} for one in reading.entities]
    return {"entities": entities, "relations": list(_relations(reading))}


def _relations(reading: Reading) -> Iterator[Prediction]:
    """What events state of two sides: who fights whom, helps whom, speaks with whom and back."""
    kinds = {"ASSAULT": "FightingAgainst", "CONSULT": "CommWith", "AID": "AlliesOf"}
    for row in reading.events:
        kind = kinds.get(row.event_type)
        for a, b in _sides(row):
            if kind is not None and a is not None and b is not None:
                yield {"type": kind, "source": a, "target": b}
                if kind == "CommWith":
                    yield {"type": kind, "source": b, "target": a}


def _pair(span: Span) -> Pair:
    return [span.start, span.end]


def _range(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}
