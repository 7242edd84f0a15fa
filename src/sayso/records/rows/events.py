"""A whole event as users see it: one row, every value with its words, its voice and its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from sayso.records.attribution import Stance
from sayso.records.event import Certainty, Status
from sayso.records.evidence import Provenance, Record
from sayso.records.mention import (
    Counted,
    PlacePrecision,
    QuantityOp,
    TimeBasis,
    TimePrecision,
)
from sayso.records.rows.mentions import (
    AttributionRow,
    RowTables,
    Words,
    to_date,
    to_place,
    to_quantity,
    to_words,
)
from sayso.records.rows.tolls import surest_toll
from sayso.records.whole import TOLLS, Fate, FillerKind, Slot

if TYPE_CHECKING:
    from sayso.records.reading import ReadDocument
    from sayso.records.rows.tolls import Toll
    from sayso.records.whole import Event, Filler


class Value(Record, frozen=True, kw_only=True):
    """What every value of a slot has besides its own keys: other words for it, and its voice."""

    kind: FillerKind | None
    also: tuple[Words, ...]
    mention: str | None
    told_by: str | None
    attribution: tuple[AttributionRow, ...]
    stance: Stance
    confidence: float
    provenance: Provenance


class PartyValue(Value, frozen=True, kw_only=True):
    """Words for somebody or something that took part, and whom they resolve to."""

    text: str
    start: int
    end: int
    name: str | None
    country: str | None
    sector: str | None
    fate: Fate | None


class WeaponValue(Value, frozen=True, kw_only=True):
    """Words for a weapon or another means."""

    text: str
    start: int
    end: int


class PlaceValue(Value, frozen=True, kw_only=True):
    """Words for a place, and where it is. Coordinates in WGS 84 degrees."""

    text: str
    start: int
    end: int
    name: str | None
    geonameid: int | None
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    precision: PlacePrecision


class DateValue(Value, frozen=True, kw_only=True):
    """A window of ISO 8601 days, both included; the words are null for the publication date."""

    text: str | None
    start: int | None
    end: int | None
    earliest: str | None
    latest: str | None
    precision: TimePrecision
    basis: TimeBasis
    value: str | None


class QuantityValue(Value, frozen=True, kw_only=True):
    """A count of people with its bounds; null bounds are open."""

    text: str
    start: int
    end: int
    what: Counted
    of: str
    low: int | None
    best: int | None
    high: int | None
    op: QuantityOp
    cumulative: bool


class TollRow(Record, frozen=True, kw_only=True):
    """The surest count of an event: bounds, null where open, and the counts that it adds up."""

    low: int | None
    best: int | None
    high: int | None
    quantities: tuple[str, ...]


class MentionRow(Record, frozen=True, kw_only=True):
    """An event mention that tells of the event, and how: the details stand in its own row."""

    id: str
    start: int
    end: int
    quote: str
    status: Status
    stance: Stance


class WholeEventRow(Record, frozen=True, kw_only=True):
    """One event of one report, as `sayso read --level event --format jsonl` writes it."""

    id: str
    report: str
    event_type: str
    incident_type: str | None
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    cameo: str | None
    mentions: tuple[MentionRow, ...]
    actors: tuple[PartyValue, ...]
    recipients: tuple[PartyValue, ...]
    targets: tuple[PartyValue, ...]
    weapon: tuple[WeaponValue, ...]
    places: tuple[PlaceValue, ...]
    dates: tuple[DateValue, ...]
    quantities: tuple[QuantityValue, ...]
    killed: TollRow | None
    injured: TollRow | None
    status: Status
    certainty: Certainty
    stance: Stance
    confidence: float
    provenance: dict[str, Provenance]


def to_whole_rows(read: ReadDocument) -> list[WholeEventRow]:
    """The events of a document as rows, in the order of the text."""
    maker = _Rows(read)
    return [maker.row(event) for event in read.annotations.whole_events]


class _Rows:
    """Rows of the events of one document, by the tables of its records."""

    def __init__(self, read: ReadDocument) -> None:
        self.report = read.document.report
        self.found = read.annotations
        self.tables = RowTables(read.annotations)
        self.mentions = {mention.id: mention for mention in read.annotations.events}

    def row(self, event: Event) -> WholeEventRow:
        return WholeEventRow(
            id=event.id,
            report=self.report,
            event_type=event.event_type,
            incident_type=event.incident_type,
            modes=event.modes,
            contexts=event.contexts,
            cameo=event.cameo,
            mentions=tuple(self._mention(key) for key in event.mentions),
            actors=tuple(map(self._party, event.of(Slot.ACTOR))),
            recipients=tuple(map(self._party, event.of(Slot.RECIPIENT))),
            targets=tuple(map(self._party, event.of(Slot.TARGET))),
            weapon=tuple(map(self._weapon, event.of(Slot.WEAPON))),
            places=tuple(map(self._place, event.of(Slot.PLACE))),
            dates=tuple(map(self._date, event.of(Slot.DATE))),
            quantities=tuple(map(self._quantity, event.of(*TOLLS))),
            killed=_toll(surest_toll(event, Slot.KILLED, self.found)),
            injured=_toll(surest_toll(event, Slot.INJURED, self.found)),
            status=event.status,
            certainty=event.certainty,
            stance=event.stance,
            confidence=event.confidence,
            provenance=event.provenance,
        )

    def _mention(self, key: str) -> MentionRow:
        mention = self.mentions[key]
        chain = [self.tables.attributions[i] for i in mention.attribution]
        return MentionRow(
            id=key,
            start=mention.trigger.start,
            end=mention.trigger.end,
            quote=mention.trigger.quote,
            status=mention.status,
            stance=chain[-1].stance if chain else Stance.ASSERTS,
        )

    def _party(self, filler: Filler) -> PartyValue:
        known = self.tables.actors.get(filler.mention or "")
        return PartyValue(
            **_words(filler),
            name=known.name if known else None,
            country=known.country if known else None,
            sector=known.sector if known else None,
            fate=filler.fate,
            **self._told(filler),
        )

    def _weapon(self, filler: Filler) -> WeaponValue:
        return WeaponValue(**_words(filler), **self._told(filler))

    def _place(self, filler: Filler) -> PlaceValue:
        known = to_place(self.tables.places[filler.mention or ""])
        return PlaceValue(**msgspec.structs.asdict(known), **self._told(filler))

    def _date(self, filler: Filler) -> DateValue:
        known = to_date(self.tables.dates[filler.mention or ""])
        return DateValue(**msgspec.structs.asdict(known), **self._told(filler))

    def _quantity(self, filler: Filler) -> QuantityValue:
        known = to_quantity(self.tables.quantities[filler.mention or ""])
        return QuantityValue(**msgspec.structs.asdict(known), **self._told(filler))

    def _told(self, filler: Filler) -> dict[str, Any]:
        """The keys that all values have."""
        chain = (self.tables.attributions[key] for key in filler.attribution)
        return {
            "kind": filler.kind,
            "also": tuple(to_words(span) for span in filler.also),
            "mention": filler.mention,
            "told_by": filler.told_by,
            "attribution": tuple(self.tables.attribution(link) for link in chain),
            "stance": filler.stance,
            "confidence": filler.confidence,
            "provenance": filler.provenance,
        }


def _words(filler: Filler) -> dict[str, Any]:
    assert filler.span is not None
    return msgspec.structs.asdict(to_words(filler.span))


def _toll(toll: Toll | None) -> TollRow | None:
    if toll is None:
        return None
    return TollRow(low=toll.low, best=toll.best, high=toll.high, quantities=toll.quantities)
