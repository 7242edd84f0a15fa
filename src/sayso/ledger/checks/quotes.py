"""Whether records quote their document truly, and refer to records that are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from sayso.records.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.records.event import EventMention
    from sayso.records.reading import Annotations
    from sayso.records.whole import Event


def misquotes(found: Annotations, text: str) -> Iterator[str]:
    """One line for each span whose quote is not what stands in the text at its offsets."""
    for span in spans(found):
        if text[span.start : span.end] != span.quote:
            yield f"{span.quote!r} does not stand at {span.start}–{span.end} of its text"


def spans(value: object) -> Iterator[Span]:
    """All spans within a record, however deep."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from spans(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from spans(item)


def loose_ends(found: Annotations) -> Iterator[str]:
    """One line for each id in a reading that no record of the reading has."""
    actors = {mention.id for mention in found.actors}
    quantities = {mention.id for mention in found.quantities}
    attributions = {record.id for record in found.attributions}
    named = [
        *((mention.id, mention.antecedent, actors) for mention in found.actors),
        *((mention.id, mention.part_of, quantities) for mention in found.quantities),
        *((record.id, record.voice, actors) for record in found.attributions),
        *((record.id, record.parent, attributions) for record in found.attributions),
    ]
    places = {mention.id for mention in found.places}
    dates = {mention.id for mention in found.dates}
    meant = actors | places | dates
    named += [(entity.id, entity.of, meant) for entity in found.entities]
    for event in found.events:
        named += _named(event, actors, quantities, attributions)
        named += [(event.id, event.place, places), (event.id, event.date, dates)]
    everything = meant | quantities
    for whole in found.whole_events:
        named += _told(whole, {event.id for event in found.events}, everything, attributions)
    if found.whole_events:
        ids = {whole.id for whole in found.whole_events}
        named += [(event.id, event.event, ids) for event in found.events]
    for owner, key, known in named:
        if key is not None and key not in known:
            yield f"{owner} refers to {key}, which is not in its reading"


def _named(
    event: EventMention, actors: set[str], quantities: set[str], attributions: set[str]
) -> list[tuple[str, str | None, set[str]]]:
    return [
        *((event.id, key, actors) for key in event.actors),
        *((event.id, key, actors) for key in event.recipients),
        *((event.id, key, quantities) for key in event.quantities),
        *((event.id, key, attributions) for key in event.attribution),
    ]


def _told(
    whole: Event, events: set[str], mentions: set[str], attributions: set[str]
) -> list[tuple[str, str | None, set[str]]]:
    """The references of a whole event: to its mentions, and from its fillers."""
    named: list[tuple[str, str | None, set[str]]] = [
        (whole.id, key, events) for key in whole.mentions
    ]
    for filler in whole.fillers:
        named += [(whole.id, filler.mention, mentions), (whole.id, filler.told_by, events)]
        named += [(whole.id, key, attributions) for key in filler.attribution]
    return named
