"""Who held an office of state on a day: "the Syrian president" of a report."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sayso.lexicons.words.names import name_key
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Tenure(Record, frozen=True, kw_only=True):
    """One person's time in an office. `since` and `until` are ISO days; null `until` is open."""

    office: str
    country: str
    name: str
    since: str
    until: str | None = None


Offices = dict[tuple[tuple[str, ...], str], tuple[Tenure, ...]]


def office_index(tenures: Iterable[Tenure]) -> Offices:
    """The tenures by the words of the office and the country."""
    index: dict[tuple[tuple[str, ...], str], list[Tenure]] = defaultdict(list)
    for tenure in tenures:
        index[name_key(tenure.office), tenure.country].append(tenure)
    return {key: tuple(found) for key, found in index.items()}


def holder(
    offices: Mapping[tuple[tuple[str, ...], str], tuple[Tenure, ...]],
    office: tuple[str, ...],
    country: str | None,
    day: str | None,
) -> str | None:
    """The one who held an office of a country on an ISO day; null where the table is silent."""
    if country is None or day is None:
        return None
    held = [
        tenure.name
        for tenure in offices.get((office, country), ())
        if tenure.since <= day and (tenure.until is None or day <= tenure.until)
    ]
    return held[0] if len(held) == 1 else None
