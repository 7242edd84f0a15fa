"""Hypothesis strategies for whole readings: valid records whose quotes are cut from their text."""

from __future__ import annotations

import hashlib
import unicodedata
from typing import TYPE_CHECKING, TypeVar

from hypothesis import strategies as st

from sayso.records.attribution import Attribution, ReportKind, Stance
from sayso.records.document import Document, Reject, document_id
from sayso.records.entity import EntityKind, EntityMention
from sayso.records.event import Certainty, EventMention, Status
from sayso.records.evidence import Provenance, Span, content_id, span_id
from sayso.records.mention import (
    ActorMention,
    Counted,
    PlaceCentre,
    PlaceMention,
    PlacePrecision,
    PlaceUse,
    QuantityMention,
    QuantityOp,
    TimeBasis,
    TimeKind,
    TimeMention,
    TimePrecision,
    TimeValue,
)
from sayso.records.reading import Annotations, ReadDocument
from sayso.records.version import VERSION
from sayso.records.whole import TOLLS, Event, Fate, Filler, FillerKind, Slot

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

R = TypeVar(
    "R", ActorMention, PlaceMention, TimeMention, QuantityMention, Attribution, EntityMention
)

# No text of a report holds U+0000 (ingest refuses it) nor half a surrogate pair.
_CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
WORDS = st.text(_CHARACTERS, min_size=1, max_size=12)
TEXTS = st.text(_CHARACTERS, min_size=1, max_size=80).map(
    lambda text: unicodedata.normalize("NFC", text)
)
DAYS = st.dates().map(lambda day: day.isoformat())
CODES = st.sampled_from(["ASSAULT", "AGREE", "PROTEST"])
COUNTRIES = st.sampled_from(["SYR", "LBY", "IGO"])

_COARSE = {PlacePrecision.ADMIN1, PlacePrecision.AREA, PlacePrecision.COUNTRY}


def make_document(
    text: str,
    *,
    report: str = "report",
    address: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    title: str | None = None,
    url: str | None = None,
    language: str = "en",
) -> Document:
    """A document with the hashes that ingest would give it; its address is its report or url."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    where = address or url or report
    return Document(
        id=document_id(publisher=publisher, address=where, sha256_text=digest),
        report=report,
        address=where,
        text=text,
        sha256_bytes=digest,
        sha256_text=digest,
        media_type="text/plain",
        title=title,
        publisher=publisher,
        published=published,
        url=url,
        language=language,
    )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A report of any text, often an early one of the same few reports."""
    return make_document(
        draw(TEXTS),
        report=draw(st.sampled_from(["a", "b", "ç"]) | WORDS),
        publisher=draw(st.none() | WORDS),
        published=draw(st.none() | DAYS),
        title=draw(st.none() | WORDS),
        url=draw(st.none() | WORDS.map("https://news.example/{}".format)),
        language=draw(st.sampled_from(["en", "fr"])),
    )


@st.composite
def read_documents(
    draw: st.DrawFn, *, version: str = VERSION, configuration: str = "c0"
) -> ReadDocument:
    """A document with a reading of it, whose references all lead to records of the reading."""
    document = draw(documents())
    actors = _sorted(draw(st.lists(actor_mentions(document), max_size=3)))
    places = _sorted(draw(st.lists(place_mentions(document), max_size=2)))
    dates = _sorted(draw(st.lists(time_mentions(document), max_size=2)))
    quantities = _sorted(draw(st.lists(quantity_mentions(document), max_size=2)))
    voices = _ids(actors)
    attributions = _sorted(draw(st.lists(attribution_of(document, voices), max_size=2)))
    found = Annotations(
        actors=actors,
        places=places,
        dates=dates,
        quantities=quantities,
        attributions=attributions,
    )
    events = draw(st.lists(event_mentions(document, found), max_size=3))
    unique = {event.id: event for event in events}
    ordered = sorted(unique.values(), key=lambda event: (event.trigger, event.id))
    return ReadDocument(
        document=document,
        annotations=Annotations(
            actors=actors,
            places=places,
            dates=dates,
            quantities=quantities,
            attributions=attributions,
            events=tuple(ordered),
            entities=_sorted(draw(st.lists(entity_mentions(document, actors), max_size=2))),
            whole_events=draw(whole_events(document, found, ordered)),
        ),
        version=version,
        configuration=configuration,
    )


@st.composite
def rejects(draw: st.DrawFn) -> Reject:
    """A file or record that could not be read."""
    return Reject.make(
        draw(WORDS),
        draw(WORDS),
        draw(WORDS),
        where=draw(st.none() | st.integers(1, 9)),
        report=draw(st.none() | WORDS),
    )


@st.composite
def spans(draw: st.DrawFn, document: Document) -> Span:
    """A span somewhere in the document's text."""
    start = draw(st.integers(0, len(document.text) - 1))
    end = draw(st.integers(start + 1, len(document.text)))
    return Span.cut(document, start, end)


PROVENANCES = st.builds(
    Provenance,
    component=st.sampled_from(["mentions.actors", "events.arguments"]),
    version=st.just(VERSION),
    rule=st.none() | st.just("en.topic.name"),
    model=st.none() | st.just("parser"),
    reason=WORDS,
)


@st.composite
def actor_mentions(draw: st.DrawFn, document: Document) -> ActorMention:
    """An actor somewhere in the text."""
    span = draw(spans(document))
    return ActorMention(
        id=span_id("a", document.id, span),
        span=span,
        head=span.start,
        name=draw(st.none() | WORDS),
        country=draw(st.none() | COUNTRIES),
        sector=draw(st.none() | st.just("MIL")),
        epithet=draw(st.booleans()),
        provenance=draw(PROVENANCES),
    )


@st.composite
def place_mentions(draw: st.DrawFn, document: Document) -> PlaceMention:
    """A place somewhere in the text, with coordinates only where its precision bears them."""
    span = draw(spans(document))
    precision = draw(st.sampled_from(PlacePrecision))
    located = precision not in _COARSE and draw(st.booleans())
    centre = PlaceCentre(
        lat=draw(st.floats(-90, 90)), lon=draw(st.floats(-180, 180)), of=draw(WORDS), guess=True
    )
    return PlaceMention(
        id=span_id("p", document.id, span),
        span=span,
        head=span.start,
        name=draw(st.none() | WORDS),
        geonameid=draw(st.none() | st.integers(1, 10**8)),
        country=draw(st.none() | COUNTRIES),
        admin1=draw(st.none() | WORDS),
        lat=draw(st.floats(-90, 90)) if located else None,
        lon=draw(st.floats(-180, 180)) if located else None,
        precision=precision,
        use=draw(st.sampled_from(PlaceUse)),
        toponym=draw(st.none() | spans(document)),
        centre=draw(st.none() | st.just(centre)),
        provenance=draw(PROVENANCES),
    )


@st.composite
def time_mentions(draw: st.DrawFn, document: Document) -> TimeMention:
    """A time somewhere in the text, or the date of publication."""
    span = draw(st.none() | spans(document))
    earliest, latest = sorted([draw(DAYS), draw(DAYS)])
    return TimeMention(
        id=span_id("t", document.id, span) if span else content_id("t", document.id),
        span=span,
        earliest=draw(st.none() | st.just(earliest)),
        latest=latest,
        precision=draw(st.sampled_from(TimePrecision)),
        basis=draw(st.sampled_from(TimeBasis)) if span else TimeBasis.PUBLICATION,
        deadline=draw(st.booleans()),
        duration=draw(st.booleans()),
        values=tuple(
            TimeValue(span=span, kind=draw(st.sampled_from(TimeKind)), value=value)
            for value in draw(st.lists(st.none() | st.just("P3D"), max_size=2))
            if span
        ),
        provenance=draw(PROVENANCES),
    )


@st.composite
def quantity_mentions(draw: st.DrawFn, document: Document) -> QuantityMention:
    """A count somewhere in the text, its bounds in order."""
    span = draw(spans(document))
    low, best, high = sorted(draw(st.tuples(*[st.integers(0, 10**6)] * 3)))
    return QuantityMention(
        id=span_id("q", document.id, span),
        span=span,
        head=span.start,
        what=draw(st.sampled_from(Counted)),
        of=draw(WORDS),
        low=draw(st.none() | st.just(low)),
        best=draw(st.none() | st.just(best)),
        high=draw(st.none() | st.just(high)),
        op=draw(st.sampled_from(QuantityOp)),
        cumulative=draw(st.booleans()),
        provenance=draw(PROVENANCES),
    )


@st.composite
def entity_mentions(
    draw: st.DrawFn, document: Document, actors: Sequence[ActorMention]
) -> EntityMention:
    """Words of some kind, perhaps those of an actor."""
    span = draw(spans(document))
    return EntityMention(
        id=span_id("n", document.id, span),
        span=span,
        kind=draw(st.sampled_from(EntityKind)),
        of=draw(_one(_ids(actors))),
        provenance=draw(PROVENANCES),
    )


@st.composite
def attribution_of(draw: st.DrawFn, document: Document, voices: list[str]) -> Attribution:
    """Somebody's say-so, by one of the voices or by nobody named."""
    cue = draw(spans(document))
    return Attribution(
        id=span_id("v", document.id, cue),
        source=draw(st.none() | spans(document)),
        voice=draw(st.none() | st.sampled_from(voices)) if voices else None,
        cue=cue,
        content=tuple(draw(st.lists(spans(document), min_size=1, max_size=2))),
        kind=draw(st.sampled_from(ReportKind)),
        stance=draw(st.sampled_from(Stance)),
        provenance=draw(PROVENANCES),
    )


@st.composite
def event_mentions(draw: st.DrawFn, document: Document, found: Annotations) -> EventMention:
    """An event somewhere in the text, between actors, places and times of the reading."""
    trigger = draw(spans(document))
    return EventMention(
        id=span_id("e", document.id, trigger),
        trigger=trigger,
        sentence=Span.cut(document, 0, len(document.text)),
        event=content_id("g", document.id, draw(CODES)),
        event_type=draw(CODES),
        modes=draw(st.sampled_from([(), ("beat",), ("beat", "torture")])),
        cameo=draw(st.none() | st.just("18")),
        actors=draw(_some(_ids(found.actors))),
        recipients=draw(_some(_ids(found.actors))),
        place=draw(_one(_ids(found.places))),
        date=draw(_one(_ids(found.dates))),
        quantities=draw(_some(_ids(found.quantities))),
        weapon=tuple(draw(st.lists(spans(document), max_size=1))),
        status=draw(st.sampled_from(Status)),
        certainty=draw(st.sampled_from(Certainty)),
        factuality=draw(st.none() | st.floats(-3, 3)),
        attribution=draw(_some(_ids(found.attributions))),
        confidence=draw(st.floats(0, 1)),
        provenance=draw(st.dictionaries(st.sampled_from(["place", "date"]), PROVENANCES)),
    )


@st.composite
def whole_events(
    draw: st.DrawFn, document: Document, found: Annotations, mentions: Sequence[EventMention]
) -> tuple[Event, ...]:
    """One event for each `event` of the mentions, and perhaps one that no mention tells of."""
    untold = content_id("w", document.id)
    together: dict[str, list[str]] = {untold: []} if draw(st.booleans()) else {}
    for mention in mentions:
        together.setdefault(mention.event, []).append(mention.id)
    return tuple(
        [
            Event(
                id=key,
                event_type=draw(CODES),
                incident_type=draw(st.none() | st.just("bombing")),
                mentions=tuple(ids),
                fillers=tuple(draw(st.lists(fillers(document, found, ids), max_size=4))),
                status=draw(st.sampled_from(Status)),
                certainty=draw(st.sampled_from(Certainty)),
                stance=draw(st.sampled_from(Stance)),
                confidence=draw(st.floats(0, 1)),
                provenance=draw(st.dictionaries(st.just("status"), PROVENANCES)),
            )
            for key, ids in together.items()
        ]
    )


@st.composite
def fillers(
    draw: st.DrawFn, document: Document, found: Annotations, mentions: Sequence[str]
) -> Filler:
    """A value of some slot; a place, date or number only where the reading has one."""
    span = draw(spans(document))
    resolved: dict[Slot, tuple[PlaceMention | TimeMention | QuantityMention, ...]] = {
        Slot.PLACE: found.places,
        Slot.DATE: found.dates,
        **dict.fromkeys(TOLLS, found.quantities),
    }
    slot = draw(st.sampled_from([s for s in Slot if resolved.get(s, True)]))
    record = draw(st.sampled_from(resolved[slot])) if slot in resolved else None
    party = draw(_one(_ids(found.actors))) if slot is not Slot.WEAPON else None
    return Filler(
        slot=slot,
        kind=draw(st.none() | st.sampled_from(FillerKind)),
        span=span if record is None else record.span,
        mention=party if record is None else record.id,
        also=tuple(draw(st.lists(spans(document), max_size=1))),
        told_by=draw(_one(mentions)),
        attribution=draw(_some(_ids(found.attributions))),
        stance=draw(st.sampled_from(Stance)),
        fate=draw(st.none() | st.sampled_from(Fate)) if slot is Slot.RECIPIENT else None,
        confidence=draw(st.floats(0, 1)),
        provenance=draw(PROVENANCES),
    )


def _sorted(found: list[R]) -> tuple[R, ...]:
    """Each id once, by id: any order will do, as long as it is kept."""
    unique = {record.id: record for record in found}
    return tuple(unique[key] for key in sorted(unique))


def _ids(found: Iterable[R]) -> list[str]:
    return [record.id for record in found]


def _some(ids: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    if not ids:
        return st.just(())
    return st.lists(st.sampled_from(ids), max_size=2, unique=True).map(tuple)


def _one(ids: Sequence[str]) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from(ids) if ids else st.none()
