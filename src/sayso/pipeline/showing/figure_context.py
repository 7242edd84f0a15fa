"""What a ledger knows around an incident, as far as the rules of profiles ask for it."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from sayso.pipeline.deciding.reviewed import lay_over
from sayso.profiles.context import NEAR_DAYS, acted_near, deadly, scene_of
from sayso.records.linking import IncidentFilter, IncidentOrder
from sayso.records.review.settled import WHAT_HOLDS
from sayso.records.shown.figures import Context

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.ledger.store import Ledger
    from sayso.profiles.context import Scene
    from sayso.records.claim import Account
    from sayso.records.review.settled import ReviewView
    from sayso.records.shown.figures import Deadly

_MOST = 200
_AT_A_TIME = 40


class _Look(NamedTuple):
    """How the ledger is asked for the incidents around."""

    ledger: Ledger
    as_of: int | str | None
    reviews: ReviewView | None


def figure_context(
    ledger: Ledger,
    incident_id: str,
    accounts: Sequence[Account],
    *,
    as_of: int | str | None = None,
    reviews: ReviewView | None = WHAT_HOLDS,
) -> Context:
    """The context in which an incident's figures are computed.

    Asked are the 200 incidents of its country and month, and of the days around it, that most
    reports tell of.

    Args:
        ledger: An open ledger whose events are linked.
        incident_id: The whole id of the incident.
        accounts: Its accounts.
        as_of: The number of a linking, or an ISO 8601 day or time: what was known then.
        reviews: Whose words are laid over the accounts around; null for none.
    """
    look = _Look(ledger, as_of, reviews)
    scene = scene_of(accounts)
    if scene.country is None or scene.first is None or scene.last is None:
        return Context(incident=incident_id)
    own = deadly(incident_id, accounts)
    return Context(
        incident=incident_id,
        deadly=own or _deadly(look, scene),
        actions=tuple(
            other
            for other, told in _around(look, _days_near(scene))
            if other != incident_id and acted_near(accounts, told)
        ),
    )


def _deadly(look: _Look, scene: Scene) -> Deadly | None:
    """A battle or strike of ten or more deaths in the same country and month."""
    for other, told in _around(look, _month(scene)):
        found = deadly(other, told)
        if found is not None and (found.country, found.month) == (scene.country, scene.month):
            return found
    return None


def _around(look: _Look, wanted: IncidentFilter) -> Iterator[tuple[str, Sequence[Account]]]:
    """The incidents wanted with their accounts; a few are read at a time."""
    ledger, as_of, reviews = look
    ids = iter([summary.id for summary in ledger.incidents(wanted, as_of=as_of)])
    while batch := list(islice(ids, _AT_A_TIME)):
        found = ledger.incidents_with(batch, as_of=as_of)
        homes = {event: one.id for one in found for event in one.event_ids}
        read = ledger.accounts(homes, as_of=as_of)
        laid = lay_over(ledger, read, batch, reviews=reviews, as_of=as_of)
        told: dict[str, list[Account]] = defaultdict(list)
        for account in laid.accounts.accounts:
            told[homes[account.claim.event_id]].append(account)
        yield from ((key, told[key]) for key in batch if key in told and key not in laid.rejected)


def _month(scene: Scene) -> IncidentFilter:
    first = date.fromisoformat(f"{scene.month}-01")
    last = first.replace(day=monthrange(first.year, first.month)[1])
    return _between(scene, first, last)


def _days_near(scene: Scene) -> IncidentFilter:
    first, last = date.fromisoformat(scene.first or ""), date.fromisoformat(scene.last or "")
    return _between(scene, first - NEAR_DAYS, last + NEAR_DAYS)


def _between(scene: Scene, first: date, last: date) -> IncidentFilter:
    return IncidentFilter(
        since=first.isoformat(),
        until=last.isoformat(),
        country=scene.country,
        order=IncidentOrder.REPORTS,
        limit=_MOST,
    )
