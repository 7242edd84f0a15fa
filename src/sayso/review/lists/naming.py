"""Facets and their values in words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from sayso.export.matrix import stance_name, title
from sayso.lexicons.codes.quads import event_types
from sayso.lexicons.places.country_codes import CountryCodes
from sayso.records.attribution import Stance
from sayso.records.shown.drawn import JOIN
from sayso.records.shown.listing import NONE, Facet
from sayso.records.shown.matrix import Column
from sayso.review.lists.asking import address

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.records.shown.listing import Count

TITLES = {
    Facet.COUNTRY: "Country",
    Facet.EVENT_TYPE: "Event type",
    Facet.INCIDENT_TYPE: "Kind of attack",
    Facet.MONTH: "Month",
    Facet.BLOC: "Bloc of an outlet",
    Facet.PUBLISHER: "Outlet",
    Facet.STATUS: "Status in an account",
    Facet.STANCE: "Stance of a voice",
    Facet.DISPUTE: "What accounts differ in",
    Facet.REVIEWED: "Review",
}
_WITHOUT = {
    Facet.COUNTRY: "no country told",
    Facet.INCIDENT_TYPE: "none",
    Facet.MONTH: "no day told",
    Facet.BLOC: "no bloc told",
    Facet.PUBLISHER: "no outlet named",
    Facet.DISPUTE: "nothing disputed",
}
_TIE_PARTS = 5
_REVIEWED = {"yes": "people spoke of it", "no": "nobody spoke of it yet"}
_AT_ONCE = 8
"""Values that a facet shows before a person asks for all."""

_MOST = 300


def label(facet: Facet, value: str) -> str:
    """A value of a facet as a person reads it."""
    if value == NONE:
        return _WITHOUT.get(facet, "none told")
    if facet is Facet.COUNTRY:
        known = _countries().of(value)
        return known.name if known is not None else value
    if facet is Facet.DISPUTE and value in set(Column):
        return title(Column(value))
    if facet is Facet.STANCE and value in set(Stance):
        return stance_name(Stance(value))
    if facet is Facet.REVIEWED:
        return _REVIEWED.get(value, value)
    return value


def meaning(facet: Facet, value: str) -> str:
    """What the codebook says of a value; empty where it says nothing."""
    if facet is not Facet.EVENT_TYPE:
        return ""
    row = event_types().get(value)
    return "" if row is None else row.definition


def facet_views(
    path: str, given: Mapping[str, str], counted: Mapping[Facet, Sequence[Count]]
) -> list[dict[str, Any]]:
    """Each facet with its values, the address that each leads to, and the one chosen."""
    return [_facet(path, given, facet, counts) for facet, counts in counted.items()]


def chosen(path: str, given: Mapping[str, str]) -> list[dict[str, str]]:
    """What a list is narrowed by, in words, each with the address of the list without it."""
    return [
        {
            "name": name,
            "words": _said(name, value),
            "without": address(path, {**given, name: ""}),
        }
        for name, value in given.items()
        if name != "sort"
    ]


def _facet(
    path: str, given: Mapping[str, str], facet: Facet, counts: Sequence[Count]
) -> dict[str, Any]:
    values = [
        {
            "value": one.value,
            "label": label(facet, one.value),
            "meaning": meaning(facet, one.value),
            "incidents": one.incidents,
            "chosen": given.get(facet.value) == one.value,
            "address": address(path, {**given, facet.value: one.value}),
        }
        for one in counts[:_MOST]
    ]
    return {
        "name": facet.value,
        "title": TITLES[facet],
        "values": values[:_AT_ONCE],
        "more": values[_AT_ONCE:],
        "left_out": max(0, len(counts) - _MOST),
    }


_SAID = {
    "since": "since {}",
    "until": "until {}",
    "place": "place: {}",
    "actor": "actor: {}",
    "q": "words in a report: {}",
    "name": "words of a place, actor or title: {}",
    "kind": "class of event: {}",
    "told": "told as {}",
    "located": "how exactly placed: {}",
    "days": "on {}",
    "reported": "first reported {}",
    "tie": "with a tie: {}",
    "min_accounts": "at least {} accounts",
    "min_reports": "at least {} reports",
    "min_sources": "at least {} independent sources",
    "min_killed": "some account gives {} or more killed",
    "disputed": "disputed",
    "as_of": "as the ledger was on {}",
    "all": "words alone and nothing done included",
}


def _said(name: str, value: str) -> str:
    if name == "kind":
        quads = {str(row.quad): row.quad_name for row in event_types().values()}
        value = quads.get(value, value)
    if name == "tie":
        value = _tie_words(value)
    if name in _SAID:
        return _SAID[name].format(value)
    facet = Facet(name)
    return f"{TITLES[facet].lower()}: {label(facet, value)}"


def _tie_words(name: str) -> str:
    """A tie as a person reads it, by `records.drawn.TieCount.name`; what is none as it is."""
    parts = [unquote(part) for part in name.split(JOIN)]
    if len(parts) != _TIE_PARTS:
        return name
    _, told, tie, actor, recipient = parts
    return f"{actor} {tie} {recipient} ({told.replace('_', ' ')})"


@cache
def _countries() -> CountryCodes:
    return CountryCodes.load()
