"""The actors and places that a report names: what it calls them, and how else they are called."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from sayso.lexicons.actors.variants import spellings
from sayso.lexicons.places.gazetteer import Gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.records.evidence import Span
    from sayso.review.report.told import Told

_MOST = 60
"""Known names that are listed of one actor or place."""


def names_model(told: Told) -> dict[str, Any]:
    """The names of a report, by how often they stand in it."""
    actors: dict[str, list[Span]] = {}
    places: dict[tuple[str, int | None], list[Span]] = {}
    for actor in told.found.actors:
        if actor.name is not None:
            actors.setdefault(actor.name, []).append(actor.span)
    for place in told.found.places:
        if place.name is not None:
            places.setdefault((place.name, place.geonameid), []).append(place.span)
    numbers = sorted({number for _, number in places if number is not None})
    known = _gazetteer().spellings(numbers[:500])
    return {
        "report": {"id": told.document.id, "title": told.document.title or told.document.report},
        "actors": _listed((name, None, spans, spellings(name)) for name, spans in actors.items()),
        "places": _listed(
            (name, number, spans, known.get(number, ()) if number is not None else ())
            for (name, number), spans in places.items()
        ),
    }


def _listed(
    found: Iterable[tuple[str, int | None, list[Span], tuple[str, ...]]],
) -> list[dict[str, Any]]:
    rows = [
        {
            "name": name,
            "geonameid": number,
            "count": len(spans),
            "said": _said(spans),
            "known": [one for one in known if one != name][:_MOST],
        }
        for name, number, spans, known in found
    ]
    return sorted(rows, key=lambda row: (-row["count"], row["name"]))


def _said(spans: list[Span]) -> list[dict[str, Any]]:
    """The words for one actor or place, each once at its first place, with how often."""
    told: dict[str, list[Span]] = {}
    for span in spans:
        told.setdefault(span.quote, []).append(span)
    return [
        {"quote": quote, "count": len(own), "start": own[0].start, "end": own[0].end}
        for quote, own in told.items()
    ]


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer.open()
