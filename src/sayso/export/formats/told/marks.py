"""The words of accounts as marks on their reports: for formats that annotate texts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from sayso.export.formats.files.columns import SCHEMAS
from sayso.lexicons.files.load import read_table
from sayso.records.attribution import Stance
from sayso.records.evidence import Record, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sayso.records.claim import Claim, Party, Toll, When, Where
    from sayso.records.document import Document

_BLANK = re.compile(r"\s")


class Field(Record, frozen=True, kw_only=True):
    """A field of an account that stands at words (annotation_fields.tsv).

    `motivation` is of the W3C's vocabulary; `attribute`, `kind` and `role` are what brat has for
    it, empty where that is not how brat tells it.
    """

    field: str
    motivation: str
    attribute: str = ""
    kind: str = ""
    role: str = ""
    meaning: str


@cache
def fields() -> dict[str, Field]:
    """All fields by name, in the order of the table."""
    table = read_table(SCHEMAS / "annotation_fields.tsv", Field)
    return {row.field: row for row in table}


@dataclass(frozen=True)
class Mark:
    """One value of one field of a claim at its words.

    `value` is what was made of the words: a code, or an object as JSON; empty where the words are
    all that is known. `stance` is what the voice does to this value.
    """

    claim: Claim
    field: str
    span: Span
    value: str
    stance: Stance


def marks(claim: Claim, incident: str) -> Iterator[Mark]:
    """The marks of a claim, field by field; values without words are passed over."""
    for trigger in claim.evidence:
        yield Mark(claim, "event_type", trigger, claim.event_type, claim.stance)
    first = claim.evidence[0]
    for name in ("status", "certainty", "stance"):
        yield Mark(claim, name, first, getattr(claim, name).value, claim.stance)
    yield Mark(claim, "incident", first, incident, claim.stance)
    yield from _parties(claim)
    for name, spans in (("targets", claim.targets), ("weapons", claim.weapons)):
        for span in spans:
            yield Mark(claim, name, span, "", _stance(claim, name))
    for place in claim.places:
        yield Mark(claim, "places", place.span, _where(place), _stance(claim, "places"))
    for date in claim.dates:
        if date.span is not None:
            yield Mark(claim, "dates", date.span, _when(date), _stance(claim, "dates"))
    for toll in claim.tolls:
        name = toll.counted.value
        yield Mark(claim, name, toll.span, _toll(toll), _stance(claim, name, toll.stance))


def _parties(claim: Claim) -> Iterator[Mark]:
    voices = (claim.voice,) if claim.voice is not None else ()
    for name, parties in (
        ("voice", voices),
        ("through", claim.through),
        ("actors", claim.actors),
        ("recipients", claim.recipients),
    ):
        for party in parties:
            yield Mark(claim, name, party.span, _party(party), _stance(claim, name, party.stance))


def without_words(claim: Claim) -> int:
    """How many values of a claim stand at no words: days of publication."""
    return sum(date.span is None for date in claim.dates)


def shown(document: Document, spans: Iterable[Span]) -> str:
    """The text of a report as it may be shown, with the words of all marks in place.

    The text may be blank where nothing gives the right to it, and the words may be blacked out
    where it is not: the words of the marks hold. The offsets are those of the report.
    """
    letters = list(document.text)
    for span in spans:
        letters[span.start : span.end] = span.quote
    return "".join(letters)


def flat(text: str) -> str:
    """A text of the same length with a plain space for every blank."""
    return _BLANK.sub(" ", text)


def _stance(claim: Claim, field: str, own: Stance = Stance.ASSERTS) -> Stance:
    if own is not Stance.ASSERTS:
        return own
    return claim.field_stances.get(field, Stance.ASSERTS)


def _json(**values: Any) -> str:
    return msgspec.json.encode(values).decode()


def _party(party: Party) -> str:
    return _json(name=party.name, country=party.country, sector=party.sector)


def _where(place: Where) -> str:
    return _json(
        name=place.name,
        geonameid=place.geonameid,
        country=place.country,
        admin1=place.admin1,
        lat=place.lat,
        lon=place.lon,
        precision=place.precision,
    )


def _when(date: When) -> str:
    return _json(
        earliest=date.earliest, latest=date.latest, precision=date.precision, basis=date.basis
    )


def _toll(toll: Toll) -> str:
    return _json(
        low=toll.low,
        best=toll.best,
        high=toll.high,
        op=toll.op,
        of=toll.of,
        whom=toll.whom,
        cumulative=toll.cumulative,
    )
