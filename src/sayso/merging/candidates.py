"""What in a report may be a body, day or place of an incident, each with its signs."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sayso.lexicons.leading_words import bare_words
from sayso.merging.kinds import is_named_person, kind_of
from sayso.merging.recordings import find_recordings
from sayso.records.attribution import Stance
from sayso.records.mention import PlacePrecision, PlaceUse, TimeBasis, TimeKind, TimePrecision
from sayso.records.whole import FillerKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.merging.draft import Draft
    from sayso.merging.standing import Signs, Standing
    from sayso.records.attribution import Attribution
    from sayso.records.mention import ActorMention, PlaceMention, TimeMention

_TRACE = 0.1
_SECTORS = ("REB", "CRM", "MIL", "GOV", "COP", "SPY", "PAR", "UAF", "OPP")
_LEAST = ("sentences apart", "far", "tied to other", "sentence")
_WEEK, _MONTH = 7, 30
_VAGUE = "_REF"
_REPORTED_FROM = 60
_OWNED = frozenset({Stance.CLAIMS_RESPONSIBILITY, Stance.ADMITS})
_CHARGED = frozenset({Stance.ACCUSES, Stance.SUSPECTS})


@dataclass(frozen=True)
class Naming:
    """Words for a candidate: code points, end-exclusive, and their record, where there is one."""

    start: int
    end: int
    record: str | None


@dataclass(frozen=True)
class Candidate:
    """What may fill a slot of an incident, wherever the report names it, with its signs."""

    namings: tuple[Naming, ...]
    signs: Signs


def bodies(standing: Standing, draft: Draft) -> list[Candidate]:
    """The bodies that a report names, by name, with signs of their part in an incident."""
    named = _named_bodies(standing)
    total = sum(map(len, named.values())) or 1
    found = []
    for actors, namings in ((_actors(standing, all_), all_) for all_ in named.values()):
        signs = [
            {
                **standing.near(draft, n.start, n.end, ("body", "person", "victims", "target")),
                **standing.told(draft, n.record or ""),
                **standing.seen(draft, n.start, n.end, "body"),
            }
            for n in namings
        ]
        sectors = {actor.sector for actor in actors}
        found.append(
            Candidate(
                tuple(namings),
                {
                    **_together(signs, "as body"),
                    "as body on average": float(np.mean([one["as body"] for one in signs])),
                    "often": math.log1p(len(namings)),
                    "share": len(namings) / total,
                    "named": float(any(actor.name for actor in actors)),
                    **{f"sector {code}": float(code in sectors) for code in _SECTORS},
                    "no sector": float(sectors <= {None}),
                    **_voice_signs(standing, namings),
                    **_side_signs(draft, actors),
                },
            )
        )
    return _compared(found, ("as body", "tied", "as body in sentence"))


def _named_bodies(standing: Standing) -> dict[str, list[Naming]]:
    named: dict[str, list[Naming]] = {}
    for actor in standing.tables.actors.values():
        if is_named_person(actor) or actor.antecedent is not None:
            continue
        kind = kind_of(standing.parsed, actor, standing.tables.actors)
        if kind is FillerKind.ORGANISATION or (actor.name and kind is not FillerKind.PERSON):
            key = actor.name or bare_words(actor.span.quote)
            named.setdefault(key, []).append(Naming(actor.span.start, actor.span.end, actor.id))
    document = standing.parsed.document
    least = {slot: _TRACE if slot == "body" else 2.0 for slot in standing.recorded.heads.slots}
    for one in find_recordings(document.text, standing.recorded, least, document.language):
        same = (
            key
            for key, all_ in named.items()
            if any(n.start < one.end and one.start < n.end for n in all_)
        )
        named.setdefault(next(same, one.words), []).append(Naming(one.start, one.end, None))
    return named


def _actors(standing: Standing, namings: Iterable[Naming]) -> list[ActorMention]:
    return [standing.tables.actors[n.record] for n in namings if n.record is not None]


def _voice_signs(standing: Standing, namings: Sequence[Naming]) -> Signs:
    """Whether it speaks, owns up, accuses, or is spoken of by who accuses."""
    links = standing.tables.attributions.values()
    own = [link for link in links if _speaks(link, namings)]
    return {
        "speaks": float(bool(own)),
        "owns up": float(any(link.stance in _OWNED for link in own)),
        "accuses": float(any(link.stance in _CHARGED for link in own)),
        "accused": float(
            any(
                part.start < n.end and n.start < part.end
                for link in links
                if link.stance in _CHARGED
                for part in link.content
                for n in namings
            )
        ),
    }


def _speaks(link: Attribution, namings: Iterable[Naming]) -> bool:
    who = link.source
    return who is not None and any(n.start < who.end and who.start < n.end for n in namings)


def _side_signs(draft: Draft, actors: Sequence[ActorMention]) -> Signs:
    """On which side of the incident's mentions it stands."""
    own = {actor.id for actor in actors}
    mentions = draft.group.mentions if draft.group is not None else ()
    return {
        "acts": float(any(not own.isdisjoint(m.actors) for m in mentions)),
        "is harmed": float(any(not own.isdisjoint(m.recipients) for m in mentions)),
    }


def dates(standing: Standing, draft: Draft) -> list[Candidate]:
    """The days that a report names, by their window, with signs that an incident was then."""
    named: dict[tuple[str | None, str], list[TimeMention]] = {}
    for date in standing.tables.dates.values():
        if date.span is not None and date.latest is not None:
            named.setdefault((date.earliest, date.latest), []).append(date)
    day = (standing.parsed.document.published or "")[:10] or None
    found = []
    for (earliest, latest), all_ in named.items():
        namings = [Naming(d.span.start, d.span.end, d.id) for d in all_ if d.span is not None]
        signs = [
            {
                **standing.near(draft, n.start, n.end, ("date",)),
                **standing.told(draft, n.record or ""),
                **standing.seen(draft, n.start, n.end, "date"),
                **_time_signs(date),
            }
            for n, date in zip(namings, all_, strict=True)
        ]
        found.append(
            Candidate(
                tuple(namings),
                {
                    **_together(signs, "as date"),
                    "often": math.log1p(len(all_)),
                    "days": float(len(named)),
                    "open": float(earliest is None),
                    **_calendar_signs(earliest, latest, day),
                },
            )
        )
    return _compared(found, ("as date",))


def _time_signs(date: TimeMention) -> Signs:
    return {
        "dateline": float(date.basis is TimeBasis.DATELINE),
        "stated": float(date.basis is TimeBasis.STATED),
        "length": float(date.duration or any(v.kind is TimeKind.DURATION for v in date.values)),
        "habit": float(any(v.kind is TimeKind.SET for v in date.values)),
        "deadline": float(date.deadline),
        "vague": float(any((v.value or "").endswith(_VAGUE) for v in date.values)),
        **{f"a {one}": float(date.precision is one) for one in TimePrecision},
    }


def _calendar_signs(earliest: str | None, latest: str, day: str | None) -> Signs:
    """How long before the report's own day."""
    if day is None:
        return {}
    ago = (dt.date.fromisoformat(day) - dt.date.fromisoformat(latest)).days
    return {
        "report's day": float(earliest == latest == day),
        "until report's day": float(latest == day),
        "after report's day": float(ago < 0),
        "days ago": math.log1p(max(0, ago)),
        "that week": float(0 <= ago <= _WEEK),
        "long ago": float(ago > _MONTH),
    }


def places(standing: Standing, draft: Draft) -> list[Candidate]:
    """The places finer than a country that a report names, with signs that it was there."""
    named: dict[int | str, list[PlaceMention]] = {}
    known = standing.tables.places.values()
    for place in known:
        if place.precision is not PlacePrecision.COUNTRY and place.use is not PlaceUse.PEOPLE:
            words = (place.toponym or place.span).quote
            named.setdefault(place.geonameid or bare_words(words), []).append(place)
    countries = Counter(place.country or "" for place in known)
    regions = Counter(place.admin1 for place in _seen_places(standing, draft))
    found = []
    for all_ in named.values():
        namings = [Naming(p.span.start, p.span.end, p.id) for p in all_]
        signs = [
            {
                **standing.near(draft, n.start, n.end, ("place", "target", "victims")),
                **standing.told(draft, n.record or ""),
                **standing.seen(draft, n.start, n.end, "place"),
                "no location": float(place.use is not PlaceUse.LOCATION),
            }
            for n, place in zip(namings, all_, strict=True)
        ]
        first = all_[0]
        found.append(
            Candidate(
                tuple(namings),
                {
                    **_together(signs, "as place"),
                    **{f"is {one}": float(first.precision is one) for one in PlacePrecision},
                    "not listed": float(first.geonameid is None),
                    "country's share": countries[first.country or ""] / max(1, countries.total()),
                    "no country": float(first.country is None),
                    "seen in region": float(bool(first.admin1 and regions[first.admin1])),
                    "often": math.log1p(len(all_)),
                    "places": float(len(named)),
                    "dateline alone": float(all(n.start < _REPORTED_FROM for n in namings)),
                },
            )
        )
    return _compared(found, ("as place", "as place in sentence", "as place tied", "tied"))


def _seen_places(standing: Standing, draft: Draft) -> list[PlaceMention]:
    """The places where the recorder sees an incident."""
    return [
        place
        for place in standing.tables.places.values()
        if standing.seen(draft, place.span.start, place.span.end, "place")["seen"] > 0
    ]


def _together(signs: Sequence[Signs], mark: str) -> Signs:
    """The signs of all words for one thing: the most of each, and the least of distances.

    `mark` is the sign that they fill the slot: it is put beside that they are near and tied.
    """
    most = {name: max(one[name] for one in signs) for name in signs[0] if name not in _LEAST}
    least = {name: min(one[name] for one in signs) for name in _LEAST}
    return {
        **most,
        **least,
        f"{mark} in sentence": max(one[mark] * one["same sentence"] for one in signs),
        f"{mark} tied": max(one[mark] * one["tied"] for one in signs),
        f"{mark} of kind": max(one[mark] * one["of kind"] for one in signs),
        "told in sentence": max(one["told"] * one["same sentence"] for one in signs),
    }


def _compared(candidates: Sequence[Candidate], names: Iterable[str]) -> list[Candidate]:
    """The candidates with signs of how far each stands behind the best."""
    best = {name: max((c.signs[name] for c in candidates), default=0.0) for name in names}
    behind = (
        {f"{name} behind": c.signs[name] - most for name, most in best.items()} for c in candidates
    )
    return [
        Candidate(c.namings, c.signs | more) for c, more in zip(candidates, behind, strict=True)
    ]
