"""The record of a mention of a place: its words, the name within them, and its point."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from sayso.mentions.places.extent import read_precision, with_kind_and_part
from sayso.mentions.places.name import name_words
from sayso.records.evidence import Provenance, span_id
from sayso.records.mention import PlaceMention, PlacePrecision, PlaceUse
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from sayso.analysis.parsed import Parsed
    from sayso.lexicons.places.words import PlaceWords
    from sayso.mentions.places.choice import Choice
    from sayso.mentions.places.name import Name
    from sayso.records.evidence import Span

_GROUND = frozenset({"division", "land", "water"})
_POINTS = frozenset({PlacePrecision.EXACT, PlacePrecision.NEAR})


def to_mention(parsed: Parsed, name: Name, choice: Choice, words: PlaceWords) -> PlaceMention:
    """A place where something may be, at the point that its words bear."""
    precision, why = read_precision(parsed, name, choice.candidate, words)
    told = choice._replace(reason=f"{choice.reason}; {why}")
    return _record(parsed, name, told, precision, words)


def to_district(
    parsed: Parsed, name: Name, choice: Choice, city: str, words: PlaceWords
) -> PlaceMention:
    """A part of a city, by the names of both."""
    mention = _record(parsed, name, choice, PlacePrecision.EXACT, words)
    quoted = name_words(parsed, name.start, name.end)
    return msgspec.structs.replace(mention, name=f"{city} - {quoted}")


def to_other_use(parsed: Parsed, name: Name, choice: Choice, use: PlaceUse) -> PlaceMention:
    """A name that says of something whose it is, not where: no point, only what it names."""
    place, start = choice.candidate, parsed.doc[name.start].idx
    span = parsed.span(start, start + len(name_words(parsed, name.start, name.end)))
    return PlaceMention(
        id=span_id("p", parsed.document.id, span),
        span=span,
        head=parsed.doc[name.start : name.end].root.idx,
        name=place.name if place else None,
        geonameid=place.id if place and place.id > 0 else None,
        country=place.country if place else None,
        admin1=place.admin1 if place and place.precision != "country" else None,
        precision=PlacePrecision(place.precision) if place else PlacePrecision.EXACT,
        use=use,
        provenance=Provenance(component="mentions.places", version=VERSION, reason=choice.reason),
    )


def with_core(parsed: Parsed, mention: PlaceMention, core: Name) -> PlaceMention:
    """A mention of what no gazetteer knows, with the known place that opens its name."""
    start = parsed.doc[core.start].idx
    own = parsed.span(start, start + len(name_words(parsed, core.start, core.end)))
    return msgspec.structs.replace(mention, toponym=own)


def _record(
    parsed: Parsed, name: Name, choice: Choice, precision: PlacePrecision, words: PlaceWords
) -> PlaceMention:
    span, toponym = _span(parsed, name, words), _toponym(parsed, name, words)
    place = choice.candidate
    point = place if place and place.precision == "exact" and precision in _POINTS else None
    return PlaceMention(
        id=span_id("p", parsed.document.id, span),
        span=span,
        head=parsed.doc[name.start : name.end].root.idx,
        name=place.name if place else None,
        geonameid=place.id if place and place.id > 0 else None,
        country=place.country if place else choice.country,
        admin1=place.admin1 if place and place.precision != "country" else None,
        lat=point.lat if point else None,
        lon=point.lon if point else None,
        precision=precision,
        use=PlaceUse.LOCATION if name.named else PlaceUse.DESCRIPTION,
        toponym=toponym if toponym != span else None,
        provenance=Provenance(component="mentions.places", version=VERSION, reason=choice.reason),
    )


def _span(parsed: Parsed, name: Name, words: PlaceWords) -> Span:
    """The words of the mention, without the possessive ending that may close a name."""
    start, end = with_kind_and_part(parsed.doc, name, words)
    first = parsed.doc[start].idx
    if end == name.end:
        named = parsed.doc[name.start].idx
        return parsed.span(first, named + len(name_words(parsed, name.start, name.end)))
    last = parsed.doc[end - 1]
    return parsed.span(first, last.idx + len(last.text))


def _toponym(parsed: Parsed, name: Name, words: PlaceWords) -> Span:
    """The name alone, with a kind or number that is written as a part of it: "Kent County"."""
    doc, start = parsed.doc, name.start
    if start and words.has("before", doc[start - 1].lower_) and doc[start - 1].is_title:
        start -= 1
    end = _kind_end(doc, name)
    if end < len(doc) and doc[end].is_digit and words.has("numbered", doc[end - 1].lower_):
        end += 1
    first = doc[start].idx
    if end > name.end:
        return parsed.span(first, doc[end - 1].idx + len(doc[end - 1].text))
    last = doc[name.start].idx + len(name_words(parsed, name.start, name.end))
    return parsed.span(first, last)


def _kind_end(doc: Doc, name: Name) -> int:
    """Where a name ends that takes in its kind, in capitals, as the names of divisions do.

    A site that bears the name of a town that is known is no part of it: "Homs Airport".
    """
    if name.kind is None:
        return name.end
    own = doc[name.end : name.end + len(name.kind.word.split())]
    written = own.text.lower() == name.kind.word and own.text.istitle()
    whole = name.kind.group in _GROUND or not name.candidates
    return own.end if written and whole else name.end
