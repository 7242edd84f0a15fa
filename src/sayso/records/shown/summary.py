"""An incident's line in a list: what any of its accounts names, and how many they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.records.linking import IncidentSummary
from sayso.records.mention import TimeBasis, TimePrecision

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.records.claim import Account, When, Where
    from sayso.records.incident import Incident, Sources

_PRECISIONS = tuple(TimePrecision)


def summarize(
    incident: Incident, accounts: Sequence[Account], sources: Sources | None
) -> IncidentSummary:
    """The summary of an incident by its accounts; `sources` is null where nobody counted them."""
    claims = [account.claim for account in accounts]
    first, last = _days(when for claim in claims for when in claim.dates)
    places = _told([where for claim in claims for where in claim.places])
    parties = [party for claim in claims for party in (*claim.actors, *claim.recipients)]
    return IncidentSummary(
        id=incident.id,
        first_day=first,
        last_day=last,
        event_types=_unique(claim.event_type for claim in claims),
        incident_types=_unique(claim.incident_type for claim in claims),
        countries=_unique(where.country for where in places),
        places=_unique(where.name for where in places),
        actors=_unique(party.name for party in parties),
        blocs=_unique(account.bloc for account in accounts),
        events=len(incident.event_ids),
        accounts=len(accounts),
        reports=len({claim.doc_id for claim in claims}),
        publishers=_publishers(accounts) if sources is None else sources.publishers,
        sources=None if sources is None else len(sources.sources),
        origins=() if sources is None else sources.sources,
    )


def _days(dates: Iterable[When]) -> tuple[str | None, str | None]:
    """The days between which the most precise dates lie; that of publication as a last resort."""
    ranked: dict[tuple[bool, int], list[When]] = {}
    for when in dates:
        if when.earliest or when.latest:
            rank = (when.basis is TimeBasis.PUBLICATION, _PRECISIONS.index(when.precision))
            ranked.setdefault(rank, []).append(when)
    if not ranked:
        return None, None
    best = ranked[min(ranked)]
    ends = [day for when in best for day in (when.earliest, when.latest) if day]
    return min(ends), max(ends)


def _told(places: list[Where]) -> list[Where]:
    """The places that the events' own sentences tell; the borrowed ones where they tell none."""
    return [where for where in places if not where.borrowed] or places


def _unique(words: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted({word for word in words if word}))


def _publishers(accounts: Sequence[Account]) -> int:
    """Outlets by name in whatever case; reports of which none is known are of one outlet each."""
    return len({(account.publisher or account.report).casefold() for account in accounts})
