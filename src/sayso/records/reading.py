"""Everything that was read from one document."""

from __future__ import annotations

from sayso.records.attribution import Attribution
from sayso.records.document import Document
from sayso.records.entity import EntityMention
from sayso.records.event import EventMention
from sayso.records.evidence import Record
from sayso.records.mention import ActorMention, PlaceMention, QuantityMention, TimeMention
from sayso.records.whole import Event


class Annotations(Record, frozen=True, kw_only=True):
    """The records of one document, each list in the order of the text.

    `events` are the event mentions, `whole_events` what they come to: one record an event.
    """

    actors: tuple[ActorMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    dates: tuple[TimeMention, ...] = ()
    quantities: tuple[QuantityMention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[EventMention, ...] = ()
    entities: tuple[EntityMention, ...] = ()
    whole_events: tuple[Event, ...] = ()


class ReadDocument(Record, frozen=True, kw_only=True):
    """A document together with what was read from it, and by which version and configuration."""

    document: Document
    annotations: Annotations
    version: str
    configuration: str
