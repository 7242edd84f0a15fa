"""The lines of incidents: those kept since the last linking, made anew where they do not hold."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from sayso.ledger.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sayso.ledger.store import Ledger
    from sayso.records.claim import Account
    from sayso.records.linking import IncidentSummary
    from sayso.records.shown.matrix import Headline, Matrix

    Make = Callable[[Iterable[str]], Iterator[tuple[Matrix, Sequence[Account]]]]

_BATCH = 500


def kept_or_made(
    ledger: Ledger,
    summaries: Iterable[IncidentSummary],
    make: Make,
    *,
    anew: bool = False,
    as_of: int | str | None = None,
) -> Iterator[tuple[Headline, Sequence[Account]]]:
    """The headline of each incident in the order given; its accounts where it was made anew.

    A line holds as it was kept at the linking, but for incidents of which, or of whose reports,
    people said anything since: these are made anew with their words.

    Args:
        ledger: a ledger whose events are linked.
        summaries: the incidents.
        make: makes the matrices of incidents by id, in the order given; it may leave some out.
        anew: whether all are made anew: where their accounts are asked for.
        as_of: the linking that the incidents are of; null for the last.
    """
    spoken_of = frozenset() if anew else reviewed_incidents(ledger, as_of)
    rest = iter(summaries)
    while batch := list(islice(rest, _BATCH)):
        stale = [s.id for s in batch if anew or s.line is None or s.id in spoken_of]
        made = {matrix.incident.id: (matrix.headline, told) for matrix, told in make(stale)}
        for summary in batch:
            if summary.id in made:
                yield made[summary.id]
            elif summary.line is not None and summary.id not in stale:
                yield summary.line.headline, ()


def reviewed_incidents(ledger: Ledger, as_of: int | str | None = None) -> frozenset[str]:
    """The incidents of which people said something, or of any report that they rest on.

    They are those of a linking, by its number or an ISO 8601 day or time; null for the last.
    """
    reviews = ledger.reviews()
    docs = {review.doc_id for review in reviews if review.doc_id}
    named = {review.target for review in reviews if not review.doc_id}
    homes = frozenset(ledger.homes_of_reports(docs, as_of=as_of))
    return homes | {_present(ledger, key, as_of) for key in named}


def _present(ledger: Ledger, incident_id: str, as_of: int | str | None) -> str:
    """The incident that a former id leads to; the id itself where the incident is no more."""
    try:
        return ledger.incident(incident_id, as_of=as_of).id
    except LedgerError:
        return incident_id
