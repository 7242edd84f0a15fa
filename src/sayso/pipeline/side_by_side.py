"""Incidents of a ledger, ready to be shown: accounts, sources, matrix, figures, history."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from sayso.incidents.independence import independent_sources
from sayso.incidents.matrix import to_matrix
from sayso.pipeline.figure_context import figure_context
from sayso.profiles.figures import compute
from sayso.records.side_by_side import SideBySide

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sayso.ledger.store import Ledger
    from sayso.profiles.profile import Profile
    from sayso.records.claim import Account
    from sayso.records.incident import Incident
    from sayso.records.matrix import Matrix

_BATCH = 200


def read_side_by_side(
    ledger: Ledger,
    wanted: str,
    *,
    profiles: Sequence[Profile] = (),
    as_of: int | str | None = None,
) -> SideBySide:
    """Everything that a ledger knows of an incident.

    Args:
        ledger: An open ledger whose events are linked.
        wanted: The id of an incident, of an event of it, or the first letters of one.
        profiles: The rulebooks by which its figures are computed.
        as_of: The number of a linking, or an ISO 8601 day or time: what was known then.

    Raises:
        LedgerError: when nothing, or more than one thing, goes by that id.
    """
    incident = ledger.incident(wanted, as_of=as_of)
    accounts = tuple(ledger.accounts(incident.event_ids, as_of=as_of))
    texts = ledger.texts({account.claim.doc_id for account in accounts})
    matrix = _matrix(incident, accounts, texts)
    context = figure_context(ledger, incident.id, accounts, as_of=as_of)
    history = ledger.history(incident.id, as_of=as_of)
    return SideBySide(
        matrix=matrix,
        accounts=accounts,
        figures=tuple(compute(one, accounts, matrix.sources, context) for one in profiles),
        links=tuple(ledger.links(incident.id, as_of=as_of)),
        history=tuple(step.change for step in history),
    )


def matrices(
    ledger: Ledger, incident_ids: Iterable[str], *, as_of: int | str | None = None
) -> Iterator[tuple[Matrix, Sequence[Account]]]:
    """The matrix and accounts of each incident, in the order given; a few in memory at a time."""
    ids = iter(incident_ids)
    while batch := list(islice(ids, _BATCH)):
        yield from _of_batch(ledger, ledger.incidents_with(batch, as_of=as_of), as_of)


def _of_batch(
    ledger: Ledger, batch: Sequence[Incident], as_of: int | str | None
) -> Iterator[tuple[Matrix, Sequence[Account]]]:
    homes = {event: incident.id for incident in batch for event in incident.event_ids}
    told: dict[str, list[Account]] = defaultdict(list)
    for account in ledger.accounts(homes, as_of=as_of):
        told[homes[account.claim.event_id]].append(account)
    docs = {account.claim.doc_id for accounts in told.values() for account in accounts}
    texts = ledger.texts(docs)
    for incident in batch:
        accounts = told[incident.id]
        yield _matrix(incident, accounts, texts), accounts


def _matrix(incident: Incident, accounts: Sequence[Account], texts: Mapping[str, str]) -> Matrix:
    own = {key: texts[key] for key in {a.claim.doc_id for a in accounts} if key in texts}
    return to_matrix(incident, accounts, independent_sources(accounts, own))
