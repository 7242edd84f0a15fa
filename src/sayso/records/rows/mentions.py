"""The event mention as users see it: one flat row, every field with its words (interface, §2)."""

from __future__ import annotations

from sayso.records.attribution import Attribution, ReportKind, Stance
from sayso.records.event import Certainty, EventMention, Status
from sayso.records.evidence import Provenance, Record, Span
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
from sayso.records.reading import Annotations, ReadDocument


class Extent(Record, frozen=True, kw_only=True):
    """A range of code points in the stored text, 0-based, end-exclusive."""

    start: int
    end: int


class Words(Record, frozen=True, kw_only=True):
    """Words of the text with where they stand."""

    text: str
    start: int
    end: int


class ActorRow(Words, frozen=True, kw_only=True):
    """Words for an actor, and whom they resolve to; null where sayso cannot know."""

    name: str | None
    country: str | None
    sector: str | None


class PlaceRow(Words, frozen=True, kw_only=True):
    """Words for a place, and where it is. Coordinates in WGS 84 degrees."""

    name: str | None
    geonameid: int | None
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    precision: PlacePrecision


class DateRow(Record, frozen=True, kw_only=True):
    """A window of ISO 8601 days, both included; the words are null for the publication date.

    `value` is what the words tell, with the hour where they tell one (`TimeValue`); two values,
    parted by a slash, for a stretch; null where nothing tells it.
    """

    text: str | None
    start: int | None
    end: int | None
    earliest: str | None
    latest: str | None
    precision: TimePrecision
    basis: TimeBasis
    value: str | None = None


class QuantityRow(Words, frozen=True, kw_only=True):
    """A count with its bounds; null bounds are open."""

    what: Counted
    of: str
    low: int | None
    best: int | None
    high: int | None
    op: QuantityOp
    cumulative: bool


class AttributionRow(Record, frozen=True, kw_only=True):
    """One link of the chain of say-so: who, by which words, about what, and how."""

    source: ActorRow | None
    cue: Words
    content: tuple[Extent, ...]
    kind: ReportKind
    stance: Stance


class EventRow(Record, frozen=True, kw_only=True):
    """One event mention, as `sayso read --format jsonl` writes it."""

    id: str
    report: str
    start: int
    end: int
    quote: str
    sentence: Extent
    event: str
    event_type: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    cameo: str | None
    actors: tuple[ActorRow, ...]
    recipients: tuple[ActorRow, ...]
    place: PlaceRow | None
    date: DateRow | None
    quantities: tuple[QuantityRow, ...]
    weapon: tuple[Words, ...]
    status: Status
    certainty: Certainty
    factuality: float | None
    aux: tuple[str, ...]
    attribution: tuple[AttributionRow, ...]
    confidence: float
    provenance: dict[str, Provenance]


def to_rows(read: ReadDocument) -> list[EventRow]:
    """The event mentions of a document as flat rows, in the order of the text."""
    found = read.annotations
    tables = RowTables(found)
    return [tables.row(event, read.document.report) for event in found.events]


class RowTables:
    """The mentions of one document by id, to follow the references of its events."""

    def __init__(self, found: Annotations) -> None:
        self.actors = {m.id: m for m in found.actors}
        self.places = {m.id: m for m in found.places}
        self.dates = {m.id: m for m in found.dates}
        self.quantities = {m.id: m for m in found.quantities}
        self.attributions = {a.id: a for a in found.attributions}

    def row(self, event: EventMention, report: str) -> EventRow:
        """The row of an event mention of the document."""
        return EventRow(
            id=event.id,
            report=report,
            start=event.trigger.start,
            end=event.trigger.end,
            quote=event.trigger.quote,
            sentence=Extent(start=event.sentence.start, end=event.sentence.end),
            event=event.event,
            event_type=event.event_type,
            modes=event.modes,
            contexts=event.contexts,
            cameo=event.cameo,
            actors=tuple(to_actor(self.actors[i]) for i in event.actors),
            recipients=tuple(to_actor(self.actors[i]) for i in event.recipients),
            place=to_place(self.places[event.place]) if event.place else None,
            date=to_date(self.dates[event.date]) if event.date else None,
            quantities=tuple(to_quantity(self.quantities[i]) for i in event.quantities),
            weapon=tuple(to_words(span) for span in event.weapon),
            status=event.status,
            certainty=event.certainty,
            factuality=event.factuality,
            aux=event.aux,
            attribution=tuple(self.attribution(self.attributions[i]) for i in event.attribution),
            confidence=event.confidence,
            provenance=event.provenance,
        )

    def attribution(self, attribution: Attribution) -> AttributionRow:
        """The row of one link of a chain."""
        return AttributionRow(
            source=self._source(attribution),
            cue=to_words(attribution.cue),
            content=tuple(Extent(start=s.start, end=s.end) for s in attribution.content),
            kind=attribution.kind,
            stance=attribution.stance,
        )

    def _source(self, attribution: Attribution) -> ActorRow | None:
        if attribution.source is None:
            return None
        voice = self.actors.get(attribution.voice or "")
        return ActorRow(
            text=attribution.source.quote,
            start=attribution.source.start,
            end=attribution.source.end,
            name=voice.name if voice else None,
            country=voice.country if voice else None,
            sector=voice.sector if voice else None,
        )


def to_words(span: Span) -> Words:
    """Words with their offsets."""
    return Words(text=span.quote, start=span.start, end=span.end)


def to_actor(mention: ActorMention) -> ActorRow:
    """The row of an actor mention."""
    return ActorRow(
        text=mention.span.quote,
        start=mention.span.start,
        end=mention.span.end,
        name=mention.name,
        country=mention.country,
        sector=mention.sector,
    )


def to_place(mention: PlaceMention) -> PlaceRow:
    """The row of a place mention."""
    return PlaceRow(
        text=mention.span.quote,
        start=mention.span.start,
        end=mention.span.end,
        name=mention.name,
        geonameid=mention.geonameid,
        country=mention.country,
        admin1=mention.admin1,
        lat=mention.lat,
        lon=mention.lon,
        precision=mention.precision,
    )


def to_date(mention: TimeMention) -> DateRow:
    """The row of a time mention."""
    told = [one.value for one in mention.values]
    return DateRow(
        text=mention.span.quote if mention.span else None,
        start=mention.span.start if mention.span else None,
        end=mention.span.end if mention.span else None,
        earliest=mention.earliest,
        latest=mention.latest,
        precision=mention.precision,
        basis=mention.basis,
        value="/".join(v for v in told if v) if told and all(told) else None,
    )


def to_quantity(mention: QuantityMention) -> QuantityRow:
    """The row of a count."""
    return QuantityRow(
        text=mention.span.quote,
        start=mention.span.start,
        end=mention.span.end,
        what=mention.what,
        of=mention.of,
        low=mention.low,
        best=mention.best,
        high=mention.high,
        op=mention.op,
        cumulative=mention.cumulative,
    )
