"""Readings made by hand for the tests of the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.records.attribution import Attribution, ReportKind, Stance
from sayso.records.event import EventMention, Status
from sayso.records.evidence import Provenance, Span, content_id, span_id
from sayso.records.mention import (
    ActorMention,
    PlaceMention,
    PlacePrecision,
    TimeBasis,
    TimeMention,
    TimePrecision,
)
from sayso.records.reading import Annotations, ReadDocument
from sayso.records.whole import Event, Filler, Slot
from tests.strategies import make_document

if TYPE_CHECKING:
    from sayso.records.document import Document

TEXT = "Harbour guards said the militia shelled Tarnow on Monday."
MADE = Provenance(component="tests", version="0.1.0")


def make_reading(
    document: Document | None = None, *, version: str = "0.1.0", configuration: str = "c0"
) -> ReadDocument:
    """A reading of `TEXT`, or of another document that begins with it."""
    document = document or make_document(TEXT)
    return ReadDocument(
        document=document,
        annotations=_annotations(document),
        version=version,
        configuration=configuration,
    )


def make_empty(document: Document) -> ReadDocument:
    """A reading that found nothing."""
    return ReadDocument(
        document=document, annotations=Annotations(), version="0.1.0", configuration="c0"
    )


def _annotations(document: Document) -> Annotations:
    guards, militia = _actor(document, "Harbour guards"), _actor(document, "the militia")
    cue, where, when = (_span(document, words) for words in ("said", "Tarnow", "Monday"))
    shelled = _span(document, "shelled")
    content = _span(document, "the militia shelled Tarnow on Monday")
    place = PlaceMention(
        id=span_id("p", document.id, where),
        span=where,
        head=where.start,
        country="POL",
        precision=PlacePrecision.EXACT,
        provenance=MADE,
    )
    date = TimeMention(
        id=span_id("t", document.id, when),
        span=when,
        earliest="2031-03-03",
        latest="2031-03-03",
        precision=TimePrecision.DAY,
        basis=TimeBasis.RELATIVE,
        provenance=MADE,
    )
    said = Attribution(
        id=span_id("v", document.id, cue),
        source=guards.span,
        voice=guards.id,
        cue=cue,
        content=(content,),
        kind=ReportKind.INDIRECT,
        stance=Stance.ASSERTS,
        provenance=MADE,
    )
    event = EventMention(
        id=span_id("e", document.id, shelled),
        trigger=shelled,
        sentence=Span.cut(document, 0, len(TEXT)),
        event=content_id("w", document.id, "shelled"),
        event_type="ASSAULT",
        actors=(militia.id,),
        place=place.id,
        date=date.id,
        status=Status.OCCURRED,
        attribution=(said.id,),
    )
    return Annotations(
        actors=(guards, militia),
        places=(place,),
        dates=(date,),
        attributions=(said,),
        events=(event,),
        whole_events=(_whole(event, militia),),
    )


def _whole(event: EventMention, doer: ActorMention) -> Event:
    """The event that one mention tells of, done by somebody."""
    return Event(
        id=event.event,
        event_type=event.event_type,
        incident_type="attack",
        mentions=(event.id,),
        fillers=(
            Filler(
                slot=Slot.ACTOR,
                span=doer.span,
                mention=doer.id,
                told_by=event.id,
                attribution=event.attribution,
                provenance=MADE,
            ),
        ),
        status=event.status,
    )


def _actor(document: Document, words: str) -> ActorMention:
    span = _span(document, words)
    return ActorMention(
        id=span_id("a", document.id, span), span=span, head=span.end - 1, provenance=MADE
    )


def _span(document: Document, words: str) -> Span:
    start = document.text.index(words)
    return Span.cut(document, start, start + len(words))
