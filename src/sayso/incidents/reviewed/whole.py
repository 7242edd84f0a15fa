"""What people hold right of an incident as such: its place, days, type and sides.

Accounts keep what they say: a person's word on the incident changes none of them. It stands in the
one answer that a list, a map or a format without speakers has room for, and says whose it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from sayso.incidents.reviewed.codes import parse_codes
from sayso.incidents.reviewed.settling import agreeing
from sayso.incidents.reviewed.values import COUNTS, parse_value
from sayso.incidents.side_by_side.labels import date_label, party_label, place_label
from sayso.records.claim import Party, When, Where
from sayso.records.evidence import Span
from sayso.records.linking import Point
from sayso.records.review.judgement import Verdict
from sayso.records.review.settled import Correction, Whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sayso.records.linking import IncidentLine, IncidentSummary
    from sayso.records.review.settled import Settled
    from sayso.records.shown.matrix import Headline

WHOLE_FIELDS = ("places", "dates", "event_type", "incident_type", "actors", "recipients")
"""The fields of an incident as such that a person can set right."""

SEVERAL = ("places", "actors", "recipients")
"""Those that may have more than one value, written with ";" between."""

_LABELS: dict[str, Callable[[Any], str]] = {
    "places": place_label,
    "dates": date_label,
    "actors": party_label,
    "recipients": party_label,
}
_IN_HEAD = {
    "places": "places",
    "dates": "days",
    "event_type": "types",
    "actors": "actors",
    "recipients": "recipients",
}
_SOMEBODY = "a person"
_PART = "said of a part of it,"
_CODES = frozenset({"event_type", "incident_type"})
_KINDS: dict[str, Any] = {"places": Where, "dates": When, "actors": Party, "recipients": Party}


def parse_whole(field: str, value: str) -> tuple[Any, ...]:
    """The values of a field of an incident as such, in the order written.

    Args:
        field: one of `WHOLE_FIELDS`.
        value: what a person wrote, in the grammars of `reviewed.values`.

    Raises:
        ValueError: for a field that an incident as such does not have, with the remedy, and a
            value that is none, with the grammar.
    """
    if field in COUNTS:
        raise ValueError(
            f"an incident has no count of its own: set {field} right in the account that tells it,"
            " or code an event in its report"
        )
    if field not in WHOLE_FIELDS:
        known = ", ".join(WHOLE_FIELDS)
        raise ValueError(f"{field!r} is not set for an incident as such: that can be {known}")
    parts = value.split(";") if field in SEVERAL else [value]
    found = tuple(_parsed(field, part.strip()) for part in parts if part.strip())
    if not found:
        raise ValueError(f"write the {field} that are right")
    return found


def whole_of(settled: Iterable[Correction]) -> Whole:
    """The values that corrections of an incident as such put in the place of its accounts'."""
    told = {
        one.field: parse_whole(one.field, one.now) if one.now is not None else ()
        for one in settled
        if one.applied and not one.claim
    }
    return Whole(**told)


def right_headline(
    head: Headline, questions: Iterable[Settled], homes: Mapping[str, str] | None = None
) -> Headline:
    """A headline with what people hold right of the incident as such.

    Args:
        head: what the accounts say most.
        questions: what people settled, of this and of other incidents and records.
        homes: the present id of each incident that was merged since somebody spoke of it.
    """
    found = _own(head.id, questions, homes or {})
    if not found:
        return head
    settled = tuple(_correction(head, one) for one in found)
    return set_in(head, settled, whole_of(settled))


def guarded_settled(settled: Iterable[Correction], whole: Whole) -> tuple[Correction, ...]:
    """What people set of an incident, where only some of it may be told: values, and no more.

    Args:
        settled: what they set.
        whole: the values as far as they may be told.
    """
    return tuple(
        replace(one, was=None, now="; ".join(labels) or None, by=(_SOMEBODY,), why="", note="")
        for one in settled
        if one.applied and (labels := _labels(whole, one.field)) is not None
    )


def right_summary(summary: IncidentSummary, whole: Whole) -> IncidentSummary:
    """What a list is narrowed by, with what people hold right of the incident as such."""
    told: dict[str, Any] = {}
    if whole.places is not None:
        told["places"] = _names(place.name for place in whole.places)
        told["countries"] = _names(place.country for place in whole.places)
    if whole.dates is not None:
        told["first_day"] = next((one.earliest or one.latest for one in whole.dates), None)
        told["last_day"] = next((one.latest or one.earliest for one in whole.dates), None)
    if whole.event_type is not None:
        told["event_types"] = whole.event_type
    if whole.incident_type is not None:
        told["incident_types"] = whole.incident_type
    if whole.actors is not None or whole.recipients is not None:
        own = (*(whole.actors or ()), *(whole.recipients or ()))
        kept = summary.actors if None in {whole.actors, whole.recipients} else ()
        told["actors"] = _names((*kept, *(party.name for party in own)))
    return replace(summary, **told) if told else summary


def right_line(line: IncidentLine, head: Headline) -> IncidentLine:
    """A line under a headline that has what people hold right: with the points of their places."""
    places = whole_of(head.settled).places
    points = line.points if places is None else tuple(_point(place) for place in places)
    return replace(line, headline=head, points=points)


def _own(id_: str, questions: Iterable[Settled], homes: Mapping[str, str]) -> list[Settled]:
    """What holds of an incident: said of itself first, else what was said last of a part of it."""
    found: dict[str, Settled] = {}
    for one in questions:
        if one.holds is None or not one.field or homes.get(one.target, one.target) != id_:
            continue
        known = found.get(one.field)
        if known is None or _rank(one, id_) > _rank(known, id_):
            found[one.field] = one
    return [found[field] for field in sorted(found)]


def _rank(one: Settled, id_: str) -> tuple[bool, str]:
    return one.target == id_, one.holds.at if one.holds is not None else ""


def _correction(head: Headline, one: Settled) -> Correction:
    """What a word on the incident as such does: it stands, or why it cannot."""
    said = one.holds
    assert said is not None
    now = None if said.verdict is Verdict.REJECT else said.value or said.shown
    wrong = _wrong(one.field, now)
    return Correction(
        claim="",
        target=one.target,
        field=one.field,
        verdict=said.verdict,
        outcome=one.outcome,
        was="; ".join(answers(head, one.field)) or None,
        now=now,
        by=agreeing(one),
        at=said.at,
        why=said.why,
        review=said.id,
        applied=not wrong,
        note=wrong or (f"{_PART} {one.target}" if one.target != head.id else ""),
    )


def _wrong(field: str, value: str | None) -> str:
    """Why a value cannot stand for an incident as such; empty where it can."""
    if value is None:
        needed = field not in _KINDS
        return f"an incident cannot be without {field}: say which is right" if needed else ""
    try:
        parse_whole(field, value)
    except ValueError as error:
        return str(error)
    return ""


def _parsed(field: str, value: str) -> Any:
    if field in _CODES:
        return parse_codes(field, value)[field]
    words = None if field == "dates" else Span(start=0, end=len(value), quote=value)
    return _KINDS[field](span=words, **parse_value(field, value))


def answers(head: Headline, field: str) -> tuple[str, ...]:
    """What the accounts of an incident say in a field, as its headline has it."""
    told: tuple[str, ...] = getattr(head, _IN_HEAD[field]) if field in _IN_HEAD else ()
    return told


def set_in(head: Headline, settled: tuple[Correction, ...], whole: Whole) -> Headline:
    """A headline with the values that people set of the incident as such, and what they said."""
    told: dict[str, Any] = {"settled": settled}
    for field, name in _IN_HEAD.items():
        labels = _labels(whole, field)
        if labels is not None:
            told[name] = labels
    if whole.places is not None:
        told["countries"] = _names(place.country for place in whole.places)
    if whole.dates is not None:
        told["day"] = next((one.earliest or one.latest for one in whole.dates), None)
    return replace(head, **told)


def _labels(whole: Whole, field: str) -> tuple[str, ...] | None:
    """The values of a field as a reader sees them; null where nobody set it."""
    values = getattr(whole, field)
    label = _LABELS.get(field, str)
    return None if values is None else tuple(label(value) for value in values)


def _names(words: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))


def _point(place: Where) -> Point:
    return Point(
        name=place.name or place.country or "",
        geonameid=place.geonameid,
        country=place.country,
        admin1=place.admin1,
        lat=place.lat,
        lon=place.lon,
        precision=place.precision,
    )
