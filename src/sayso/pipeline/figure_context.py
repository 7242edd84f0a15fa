"""What a ledger knows around an incident, as far as the rules of profiles ask for it."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from sayso.profiles.context import NEAR_DAYS, acted_near, deadly, scene_of
from sayso.records.figures import Context
from sayso.records.linking import IncidentFilter, IncidentOrder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.ledger.store import Ledger
    from sayso.profiles.context import Scene
    from sayso.records.claim import Account
    from sayso.records.figures import Deadly

_MOST = 200


def figure_context(
    ledger: Ledger,
    incident_id: str,
    accounts: Sequence[Account],
    *,
    as_of: int | str | None = None,
) -> Context:
    """The context in which an incident's figures are computed.

    Asked are the 200 incidents of its country and month, and of the days around it, that most
    reports tell of.

    Args:
        ledger: An open ledger whose events are linked.
        incident_id: The whole id of the incident.
        accounts: Its accounts.
        as_of: The number of a linking, or an ISO 8601 day or time: what was known then.
    """
    scene = scene_of(accounts)
    if scene.country is None or scene.first is None or scene.last is None:
        return Context(incident=incident_id)
    own = deadly(incident_id, accounts)
    return Context(
        incident=incident_id,
        deadly=own or _deadly(ledger, scene, as_of),
        actions=tuple(
            other
            for other, told in _around(ledger, _days_near(scene), as_of)
            if other != incident_id and acted_near(accounts, told)
        ),
    )


def _deadly(ledger: Ledger, scene: Scene, as_of: int | str | None) -> Deadly | None:
    """A battle or strike of ten or more deaths in the same country and month."""
    for other, told in _around(ledger, _month(scene), as_of):
        found = deadly(other, told)
        if found is not None and (found.country, found.month) == (scene.country, scene.month):
            return found
    return None


def _around(
    ledger: Ledger, wanted: IncidentFilter, as_of: int | str | None
) -> Iterator[tuple[str, list[Account]]]:
    for summary in list(ledger.incidents(wanted, as_of=as_of)):
        incident = ledger.incident(summary.id, as_of=as_of)
        yield incident.id, ledger.accounts(incident.event_ids, as_of=as_of)


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
