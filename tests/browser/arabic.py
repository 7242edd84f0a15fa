"""An Arabic report of the seeded strike with a reading made by hand: sayso reads no Arabic yet."""

from __future__ import annotations

from sayso.records.attribution import Attribution, ReportKind, Stance
from sayso.records.event import EventMention, Status
from sayso.records.evidence import Provenance, Span, content_id, span_id
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
from sayso.records.whole import Event, Filler, Slot
from tests.strategies import make_document

TEXT = (
    "قال الهلال الأحمر (Red Crescent) إن طائرات الجيش قصفت مستشفى"
    " في مصراتة في 2 مايو وقتلت 12 شخصا."
)
"""The Red Crescent said that army planes bombed a hospital in Misrata on 2 May, killing 12."""

_Part = ActorMention | PlaceMention | TimeMention | QuantityMention
_MADE = Provenance(component="tests", version="0.1.0")
_DOCUMENT = make_document(
    TEXT, report="arabic", publisher="صحيفة الميناء", published="2031-05-04", language="ar"
)


def arabic_reading() -> ReadDocument:
    """The reading of the Arabic report, as a person would code it."""
    source, army, shelled = map(_span, ("الهلال الأحمر", "طائرات الجيش", "قصفت"))
    doer = ActorMention(
        id=_id("a", army), span=army, head=army.end - 1, name="Libyan Army", country="LBY",
        sector="MIL", provenance=_MADE,
    )  # fmt: skip
    voice = ActorMention(
        id=_id("a", source),
        span=source,
        head=source.end - 1,
        name="Red Crescent",
        provenance=_MADE,
    )
    where, when, dead = map(_span, ("مصراتة", "2 مايو", "12 شخصا"))
    place = PlaceMention(
        id=_id("p", where), span=where, head=where.start, name="Misrata", geonameid=2214846,
        country="LBY", admin1="Misratah", lat=32.37, lon=15.09, precision=PlacePrecision.EXACT,
        provenance=_MADE,
    )  # fmt: skip
    date = TimeMention(
        id=_id("t", when), span=when, earliest="2031-05-02", latest="2031-05-02",
        precision=TimePrecision.DAY, basis=TimeBasis.STATED, provenance=_MADE,
    )  # fmt: skip
    toll = QuantityMention(
        id=_id("q", dead), span=dead, head=dead.end - 1, what=Counted.KILLED, of="شخصا",
        low=12, best=12, high=12, op=QuantityOp.EXACT, provenance=_MADE,
    )  # fmt: skip
    cue = _span("قال")
    said = Attribution(
        id=_id("v", cue), source=source, voice=voice.id, cue=cue, content=(_span(TEXT[39:]),),
        kind=ReportKind.INDIRECT, stance=Stance.ASSERTS, provenance=_MADE,
    )  # fmt: skip
    event = EventMention(
        id=_id("e", shelled), trigger=shelled, sentence=_span(TEXT), event_type="ASSAULT",
        event=content_id("w", _DOCUMENT.id, "shelled"), actors=(doer.id,), place=place.id,
        date=date.id, quantities=(toll.id,), status=Status.OCCURRED, attribution=(said.id,),
    )  # fmt: skip
    parts: dict[Slot, _Part] = {
        Slot.ACTOR: doer,
        Slot.PLACE: place,
        Slot.DATE: date,
        Slot.KILLED: toll,
    }
    whole = Event(
        id=event.event, event_type="ASSAULT", incident_type="bombing", mentions=(event.id,),
        fillers=tuple(
            Filler(
                slot=slot, span=part.span, mention=part.id, told_by=event.id,
                attribution=(said.id,), provenance=_MADE,
            )
            for slot, part in parts.items()
        ),
        status=Status.OCCURRED,
    )  # fmt: skip
    found = Annotations(
        actors=(voice, doer), places=(place,), dates=(date,), quantities=(toll,),
        attributions=(said,), events=(event,), whole_events=(whole,),
    )  # fmt: skip
    return ReadDocument(
        document=_DOCUMENT, annotations=found, version="0.1.0", configuration="by hand"
    )


def _id(kind: str, span: Span) -> str:
    return span_id(kind, _DOCUMENT.id, span)


def _span(words: str) -> Span:
    start = TEXT.index(words)
    return Span.cut(_DOCUMENT, start, start + len(words))
