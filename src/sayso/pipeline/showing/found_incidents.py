"""The incidents that fulfil conditions as people hold them to be, not only as they were read."""

from __future__ import annotations

from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from sayso.incidents.reviewed.whole import right_summary, whole_of
from sayso.pipeline.joining.kept_lines import reviewed_incidents
from sayso.pipeline.showing.side_by_side import matrices
from sayso.records.linking import IncidentFilter, IncidentOrder
from sayso.records.shown.summary import summarize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sayso.ledger.store import Ledger
    from sayso.records.linking import IncidentSummary
    from sayso.records.review.settled import ReviewView

_SEVERAL = {
    "country": "countries",
    "event_type": "event_types",
    "incident_type": "incident_types",
    "place": "places",
    "actor": "actors",
    "bloc": "blocs",
}
"""The conditions that one of several words of a summary fulfils."""

_LEAST = ("reports", "publishers", "sources")


def found_incidents(
    ledger: Ledger,
    wanted: IncidentFilter,
    *,
    reviews: ReviewView | None,
    as_of: int | str | None = None,
) -> Iterator[IncidentSummary]:
    """The incidents wanted in the order wanted; a few in memory but for those people spoke of.

    What people hold of an incident, or of an account of it, is what conditions ask for. An
    incident that they rejected is found by what was read, as is all where nobody said anything.

    Args:
        ledger: an open ledger whose events are linked.
        wanted: which incidents.
        reviews: whose words are laid over; null for none.
        as_of: the number of a linking, or an ISO 8601 day or time: what was known then.

    Raises:
        LedgerError: when `as_of` is before the first linking.
    """
    spoken = reviewed_incidents(ledger, as_of) if reviews is not None else frozenset()
    if not spoken:
        yield from ledger.incidents(wanted, as_of=as_of)
        return
    rejected: set[str] = set()
    held = list(_held(ledger, sorted(spoken), reviews, as_of, rejected))
    ours = sorted((one for one in held if _fits(one, wanted)), key=_place(wanted.order))
    every = ledger.incidents(replace(wanted, limit=None), as_of=as_of)
    read = (one for one in every if one.id not in spoken or one.id in rejected)
    yield from islice(merge(read, ours, key=_place(wanted.order)), wanted.limit)


def _held(
    ledger: Ledger,
    ids: Iterable[str],
    reviews: ReviewView | None,
    as_of: int | str | None,
    rejected: set[str],
) -> Iterator[IncidentSummary]:
    """Incidents as people hold them to be; those that they rejected are noted."""
    for matrix, accounts in matrices(
        ledger, ids, as_of=as_of, reviews=reviews, on_rejected=rejected.add
    ):
        summary = summarize(matrix.incident, accounts, matrix.sources)
        yield right_summary(summary, whole_of(matrix.headline.settled))


def _fits(one: IncidentSummary, wanted: IncidentFilter) -> bool:
    """Whether an incident fulfils all conditions, as the ledger's own search understands them."""
    days = (
        wanted.since is None or (one.last_day is not None and one.last_day >= wanted.since),
        wanted.until is None or (one.first_day is not None and one.first_day <= wanted.until),
    )
    named = (
        _folded(word) in map(_folded, getattr(one, several))
        for name, several in _SEVERAL.items()
        if (word := getattr(wanted, name)) is not None
    )
    least = ((getattr(one, name) or 0) >= getattr(wanted, name) for name in _LEAST)
    return all(days) and all(named) and all(least)


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()


def _place(order: IncidentOrder) -> Callable[[IncidentSummary], tuple[Any, ...]]:
    """Where an incident stands in an order: by a count, the latest day first within it."""

    def place(one: IncidentSummary) -> tuple[Any, ...]:
        counts = {IncidentOrder.REPORTS: one.reports, IncidentOrder.SOURCES: one.sources or 0}
        day = one.first_day
        later_first = tuple(-ord(sign) for sign in day or "")
        return (-counts.get(order, 0), day is None, later_first, one.id)

    return place
