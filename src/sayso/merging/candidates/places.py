"""The places where an incident may have been."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from sayso.lexicons.words.leading_words import bare_words
from sayso.merging.candidates.candidate import Candidate, Naming, compared, together
from sayso.records.mention import PlacePrecision, PlaceUse

if TYPE_CHECKING:
    from sayso.merging.draft import Draft
    from sayso.merging.standing import Standing
    from sayso.records.mention import PlaceMention

_REPORTED_FROM = 60


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
                    **together(signs, "as place"),
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
    return compared(found, ("as place", "as place in sentence", "as place tied", "tied"))


def _seen_places(standing: Standing, draft: Draft) -> list[PlaceMention]:
    """The places where the recorder sees an incident."""
    return [
        place
        for place in standing.tables.places.values()
        if standing.seen(draft, place.span.start, place.span.end, "place")["seen"] > 0
    ]
