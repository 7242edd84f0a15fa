"""What the address of a list asks for, and the address that asks for it: one for one list."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

from sayso.records.shown.listing import Facet, Key, ListFilter
from sayso.records.shown.matrix import Sort

if TYPE_CHECKING:
    from collections.abc import Mapping

_DAYS = ("since", "until")
_WORDS = {"place": "place", "actor": "actor", "q": "text", "name": "names"}
_DRAWN = ("kind", "told", "located", "days", "reported", "tie")
_LEAST = {
    "min_accounts": "accounts",
    "min_reports": "reports",
    "min_sources": "sources",
    "min_killed": "killed",
}
_TICKS = {"disputed": "disputed", "all": "everything"}
_FACETS = tuple(facet.value for facet in Facet)
NAMES = (*_DAYS, *_FACETS, *_WORDS, *_DRAWN, *_LEAST, *_TICKS, "sort", "as_of")
"""The parameters of a list in the order in which its address has them."""

_AFTER = "after"
_JOIN = "~"
_LONGEST = 2_000
_MOST = 10**9


class AskingError(ValueError):
    """An address asks for what no list can be asked for: it says what is wrong and what to do."""


class Page(NamedTuple):
    """A page of a list: its conditions, and where the page before ended."""

    wanted: ListFilter
    after: Key | None


def asked(parameters: Mapping[str, str]) -> dict[str, str]:
    """The parameters of a list that are given, in the order of `NAMES`.

    `type` is either of both kinds of type, as in `sayso incidents --type`.
    """
    given = {key: value.strip() for key, value in parameters.items()}
    kind = given.pop("type", "")
    if kind:
        given.setdefault(
            Facet.INCIDENT_TYPE.value if kind.islower() else Facet.EVENT_TYPE.value, kind
        )
    if given.get("sort") == Sort.DAY:
        del given["sort"]
    return {name: given[name] for name in NAMES if given.get(name)}


def page_of(parameters: Mapping[str, str]) -> Page:
    """What the parameters of an address ask for.

    Raises:
        AskingError: for a day, a number or a sort that is none.
    """
    given = asked(parameters)
    told: dict[str, Any] = {name: day(name, given[name]) for name in _DAYS if name in given}
    told |= {field: given[name][:_LONGEST] for name, field in _WORDS.items() if name in given}
    told |= {name: given[name][:_LONGEST] for name in _DRAWN if name in given}
    told |= {field: _number(name, given[name]) for name, field in _LEAST.items() if name in given}
    told |= {field: True for name, field in _TICKS.items() if name in given}
    facets = {Facet(name): _value(name, given[name]) for name in _FACETS if name in given}
    sort = _sort(given.get("sort", ""))
    wanted = ListFilter(facets=facets, sort=sort, **told)
    return Page(wanted, _key(parameters.get(_AFTER, ""), sort))


def address(
    path: str, given: Mapping[str, str], *, after: Key | None = None, **changed: str | None
) -> str:
    """The address of a list: what was given, with some of it changed or, where null, taken out."""
    merged = {**given, **{key: value or "" for key, value in changed.items()}}
    parts = asked(merged)
    if after is not None:
        parts[_AFTER] = f"{after.value}{_JOIN}{after.id}"
    return f"{path}?{urlencode(parts)}" if parts else path


def _value(name: str, value: str) -> str:
    return value.upper() if name in {Facet.COUNTRY, Facet.EVENT_TYPE} else value


def day(name: str, told: str) -> str:
    """An ISO 8601 day as an address has it.

    Raises:
        AskingError: when it is none.
    """
    try:
        return date.fromisoformat(told).isoformat()
    except ValueError as error:
        raise AskingError(f"{name}: {told[:40]!r} is not a day; write it as 2016-08-31") from error


def _number(name: str, told: str) -> int:
    if told.isascii() and told.isdigit() and int(told[:12]) <= _MOST:
        return int(told)
    raise AskingError(f"{name}: {told[:40]!r} is not a number; write it as 10")


def _sort(told: str) -> Sort:
    try:
        return Sort(told or Sort.DAY)
    except ValueError as error:
        known = ", ".join(Sort)
        raise AskingError(f"sort: {told[:40]!r} is not known; it is one of {known}") from error


def _key(told: str, sort: Sort) -> Key | None:
    value, found, id_ = told.rpartition(_JOIN)
    if not found:
        return None
    if sort is Sort.DAY:
        return Key(value=value, id=id_)
    number = value.removeprefix("-")
    if not (number.isascii() and number.isdigit() and len(number) < 12):
        raise AskingError("after: this is no place in the list; begin with its first page")
    return Key(value=int(value), id=id_)
