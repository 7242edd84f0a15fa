"""What the address of a list of reports asks for, and the address that asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

from sayso.records.shown.listing import NONE
from sayso.records.shown.report_list import ReportFacet, ReportFilter, ReportKey
from sayso.review.lists.asking import AskingError, day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.records.shown.report_list import ReportCount

PATH = "/reports"
NAMES = ("since", "until", *(facet.value for facet in ReportFacet), "reject")

TITLES = {
    ReportFacet.PUBLISHER: "Outlet",
    ReportFacet.BLOC: "Bloc of the outlet",
    ReportFacet.LANGUAGE: "Language",
    ReportFacet.STATE: "Reading",
    ReportFacet.TOLD: "Events",
}
_WORDS = {
    (ReportFacet.PUBLISHER, NONE): "no outlet named",
    (ReportFacet.BLOC, NONE): "no bloc told",
    (ReportFacet.STATE, "read"): "read",
    (ReportFacet.STATE, "unread"): "not read: no words and rules for its language",
    (ReportFacet.TOLD, "yes"): "with events",
    (ReportFacet.TOLD, "no"): "without events",
}
_JOIN = "~"
_AT_ONCE = 8
_MOST = 300


class Asked(NamedTuple):
    """A page of a list of reports: its conditions, and where the page before ended."""

    wanted: ReportFilter
    after: ReportKey | None


def asked(parameters: Mapping[str, str]) -> dict[str, str]:
    """The parameters of a list that are given, in the order of `NAMES`."""
    return {name: value for name in NAMES if (value := parameters.get(name, "").strip())}


def page_of(parameters: Mapping[str, str]) -> Asked:
    """What the parameters of an address ask for.

    Raises:
        AskingError: for a day or a place in the list that is none.
    """
    given = asked(parameters)
    facets = {facet: given[facet.value] for facet in ReportFacet if facet.value in given}
    days = {name: day(name, given[name]) for name in ("since", "until") if name in given}
    published, found, number = parameters.get("after", "").rpartition(_JOIN)
    if found and not (number.isascii() and number.isdigit() and len(number) < 12):
        raise AskingError("after: this is no place in the list; begin with its first page")
    after = ReportKey(published=published, doc=int(number)) if found else None
    return Asked(ReportFilter(facets=facets, **days), after)


def address(given: Mapping[str, str], *, after: str = "") -> str:
    """The address of a list; parameters that are empty are left out."""
    parts = asked(given) | ({"after": after} if after else {})
    return f"{PATH}?{urlencode(parts)}" if parts else PATH


def key_words(key: ReportKey) -> str:
    """Where a page ends, as an address has it."""
    return f"{key.published}{_JOIN}{key.doc}"


def label(facet: ReportFacet, value: str) -> str:
    """A value of a facet as a person reads it."""
    return _WORDS.get((facet, value), value)


def facet_views(
    given: Mapping[str, str], counted: Mapping[ReportFacet, Sequence[ReportCount]]
) -> list[dict[str, Any]]:
    """Each facet with its values, the address that each leads to, and the one chosen."""
    return [
        {
            "name": facet.value,
            "title": TITLES[facet],
            "values": [_value(given, facet, one) for one in counts[:_AT_ONCE]],
            "more": [_value(given, facet, one) for one in counts[_AT_ONCE:_MOST]],
            "left_out": max(0, len(counts) - _MOST),
        }
        for facet, counts in counted.items()
    ]


def chosen(given: Mapping[str, str]) -> list[dict[str, str]]:
    """What a list is narrowed by, in words, each with the address of the list without it."""
    return [
        {"name": name, "words": _said(name, value), "without": address({**given, name: ""})}
        for name, value in given.items()
    ]


def _value(given: Mapping[str, str], facet: ReportFacet, one: ReportCount) -> dict[str, Any]:
    return {
        "value": one.value,
        "label": label(facet, one.value),
        "meaning": "",
        "reports": one.reports,
        "chosen": given.get(facet.value) == one.value,
        "address": address({**given, "reject": "", facet.value: one.value}),
    }


def _said(name: str, value: str) -> str:
    if name in {"since", "until"}:
        return f"published {name} {value}"
    if name == "reject":
        return f"could not be read: {value}"
    facet = ReportFacet(name)
    return f"{TITLES[facet].lower()}: {label(facet, value)}"
