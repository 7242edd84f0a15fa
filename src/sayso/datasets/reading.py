"""A row of a data set as the reading of a document: what a report says, said by a table.

Nothing is guessed from words: the text is made of the row, and every value stands at its place in
it. So whatever is done with readings (claims, custody, erasure, backup, export) is done with rows.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from sayso.datasets.origins import origin_of
from sayso.datasets.row_text import one_line, row_text
from sayso.datasets.tables import datasets
from sayso.datasets.values import Row
from sayso.lexicons.actors.blocs import bloc_of
from sayso.lexicons.codes.incident_types import incident_type
from sayso.records.document import Document, document_id
from sayso.records.event import Certainty, EventMention
from sayso.records.evidence import content_id, span_id
from sayso.records.exchange.foreign import ONCE
from sayso.records.reading import Annotations, ReadDocument
from sayso.records.version import VERSION
from sayso.records.whole import TOLLS, Event, Filler, Slot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sayso.datasets.known import Known
    from sayso.datasets.row_text import RowText
    from sayso.records.document import Bloc
    from sayso.records.evidence import Provenance, Span
    from sayso.records.exchange.foreign import ForeignEvent
    from sayso.records.mention import QuantityMention
    from sayso.records.whole import FillerKind

MEDIA_TYPE = "text/vnd.sayso.row"
_SURE = 1.0
_ROOT = 2
_ALL = "all"


@dataclass(frozen=True)
class Told:
    """What a user says of a data set: its name, its bloc, the day on which it was published.

    `blocs` are the user's by publisher; they come before `bloc`, as for outlets.
    """

    publisher: str | None = None
    bloc: str | None = None
    blocs: Mapping[str, Bloc] = field(default_factory=dict)
    published: str | None = None


def to_document(event: ForeignEvent, told: Told) -> Document:
    """The document of a row: its text, and the data set as its publisher.

    The same row gives the same document, whatever the file, the line and the rows beside it. A
    row is dated where its data set codes articles on the day they appear; else only where the
    user says when the release was published. `sha256_bytes` is of the row's values as JSON.
    """
    return _document(event, _text(event, told), told)


def to_reading(
    event: ForeignEvent, document: Document, told: Told, known: Known, configuration: str
) -> ReadDocument:
    """The reading of a row: one event mention, one event, and their values at their words.

    Args:
        event: the row, with an event type.
        document: what `to_document` made of it.
        told: what the user says of the data set.
        known: the names and places that are known.
        configuration: the digest that a reading is kept under.

    Raises:
        ValueError: for a row without an event type.
    """
    row = Row(event, document, _text(event, told), known)
    return ReadDocument(
        document=document,
        annotations=_annotations(row),
        version=VERSION,
        configuration=configuration,
    )


def publisher_of(event: ForeignEvent, told: Told) -> str:
    """As whom a row's data set speaks: its name and release, or what the user calls it."""
    if told.publisher:
        return told.publisher
    release = one_line(event.release or "")
    return f"{datasets()[event.dataset].publisher} {release}".strip()


def _text(event: ForeignEvent, told: Told) -> RowText:
    if event.event_type is None:
        raise ValueError(f"row {event.key} has no event type")
    return row_text(event, publisher_of(event, told), origin_of(event))


def _document(event: ForeignEvent, written: RowText, told: Told) -> Document:
    key = one_line(event.key)
    publisher = publisher_of(event, told)
    address = f"{event.dataset}:{key}"
    text = hashlib.sha256(written.text.encode()).hexdigest()
    bare = msgspec.structs.replace(event, path="", line=0)
    named = bloc_of(publisher, told.blocs)
    named = named or bloc_of(datasets()[event.dataset].publisher, told.blocs)
    days = [source.published for source in event.sources if source.published]
    own = min(days, default=None) if datasets()[event.dataset].dated == "yes" else None
    return Document(
        id=document_id(publisher=publisher, address=address, sha256_text=text),
        report=address,
        address=address,
        text=written.text,
        sha256_bytes=hashlib.sha256(msgspec.json.encode(bare)).hexdigest(),
        sha256_text=text,
        media_type=MEDIA_TYPE,
        title=f"{publisher}, {key}",
        publisher=publisher,
        bloc=named.name if named else told.bloc,
        bloc_reason=(named.reason or None) if named else None,
        published=own or told.published,
    )


def _annotations(row: Row) -> Annotations:
    written, event = row.written, row.event
    actors = [row.actor(party, at, "actors") for party, at in written.actors]
    recipients = [row.actor(party, at, "recipients") for party, at in written.recipients]
    place = row.place(written.place) if written.place else None
    days = row.days(written.days) if written.days else None
    totals = {c.toll.counted: row.count_id(c) for c in written.tolls if c.toll.of == _ALL}
    counts = tuple(
        row.count(c, totals.get(c.toll.counted) if c.toll.of != _ALL else None)
        for c in written.tolls
    )
    sides = [side for side in map(row.side, written.tolls) if side is not None]
    trigger = row.span(written.event)
    # names beside an event without a place pass for its place: labels and notes are none
    sentence = row.span(written.block) if place else trigger
    mention = EventMention(
        id=span_id("e", row.document.id, trigger),
        trigger=trigger,
        sentence=sentence,
        event=content_id("w", span_id("e", row.document.id, trigger)),
        event_type=event.event_type or "",
        modes=_modes(event),
        contexts=event.contexts,
        cameo=event.cameo[:_ROOT] if event.cameo else None,
        actors=tuple(actor.id for actor in actors),
        recipients=tuple(recipient.id for recipient in recipients),
        place=place.id if place else None,
        date=days.id if days else None,
        quantities=tuple(count.id for count in counts),
        status=event.status,
        certainty=Certainty.CERTAIN,
        confidence=_SURE,
        provenance=_provenance(row),
    )
    return Annotations(
        actors=tuple(sorted([*actors, *recipients, *sides], key=lambda a: a.span.start)),
        places=(place,) if place else (),
        dates=(days,) if days else (),
        quantities=counts,
        events=(mention,),
        whole_events=(_event(row, mention, counts),),
    )


def _modes(event: ForeignEvent) -> tuple[str, ...]:
    return tuple(mode for mode in (event.mode, *event.further_modes) if mode)


def _provenance(row: Row) -> dict[str, Provenance]:
    lines = {"event_type": "event", "actors": "actors", "recipients": "recipients",
             "place": "place", "date": "days", "quantities": "tolls"}  # fmt: skip
    told = {name: row.by(line) for name, line in lines.items()}
    if row.event.once:
        told["event_type"] = msgspec.structs.replace(told["event_type"], rule=ONCE)
    return told


def _event(row: Row, mention: EventMention, counts: tuple[QuantityMention, ...]) -> Event:
    return Event(
        id=mention.event,
        event_type=mention.event_type,
        incident_type=incident_type(mention.event_type, mention.modes),
        modes=mention.modes,
        contexts=mention.contexts,
        cameo=mention.cameo,
        mentions=(mention.id,),
        fillers=tuple(_fillers(row, mention, counts)),
        status=mention.status,
        certainty=mention.certainty,
        confidence=mention.confidence,
        provenance={name: mention.provenance[name] for name in ("event_type",)},
    )


def _fillers(
    row: Row, mention: EventMention, counts: tuple[QuantityMention, ...]
) -> Iterator[Filler]:
    def filler(
        slot: Slot, at: Span, key: str, line: str, kind: FillerKind | None = None
    ) -> Filler:
        return Filler(
            slot=slot,
            kind=kind,
            span=at,
            mention=key,
            told_by=mention.id,
            confidence=_SURE,
            provenance=row.by(line),
        )

    written = row.written
    for slot, line, ids, parties in (
        (Slot.ACTOR, "actors", mention.actors, written.actors),
        (Slot.RECIPIENT, "recipients", mention.recipients, written.recipients),
    ):
        for key, (party, at) in zip(ids, parties, strict=True):
            yield filler(slot, row.span(at), key, line, row.kind(party))
    if mention.place and written.place:
        yield filler(Slot.PLACE, row.span(written.place), mention.place, "place")
    if mention.date and written.days:
        yield filler(Slot.DATE, row.span(written.days), mention.date, "days")
    slots = {slot.value: slot for slot in TOLLS}
    for count in counts:
        if count.what.value in slots:
            yield filler(slots[count.what.value], count.span, count.id, "tolls")
