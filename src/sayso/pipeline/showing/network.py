"""The actor network of a ledger: which incidents and accounts are asked for, and what they tie."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from sayso.incidents.drawn.network import Material, Shape, to_network
from sayso.incidents.sources.independence import independent_sources
from sayso.pipeline.deciding.reviewed import lay_over
from sayso.pipeline.showing.found_incidents import found_incidents
from sayso.records.linking import IncidentFilter
from sayso.records.review.settled import WHAT_HOLDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.ledger.store import Ledger
    from sayso.records.claim import Account
    from sayso.records.incident import Sources
    from sayso.records.review.settled import ReviewView
    from sayso.records.shown.network import Network

_BATCH = 200


@dataclass(frozen=True)
class Asked:
    """What a network is made of: the incidents, whose accounts of them, and which ties.

    `publisher` and `bloc` are whole names in whatever case: only accounts of that outlet, of an
    outlet of that bloc, are counted. What is an independent source hangs on all accounts.
    `reviews` is whose words are laid over them, null for none.
    """

    incidents: IncidentFilter = field(default_factory=IncidentFilter)
    publisher: str | None = None
    bloc: str | None = None
    shape: Shape = field(default_factory=Shape)
    reviews: ReviewView | None = WHAT_HOLDS


def read_network(ledger: Ledger, asked: Asked, *, as_of: int | str | None = None) -> Network:
    """The actor network of a ledger's incidents.

    Args:
        ledger: an open ledger whose events are linked.
        asked: which incidents, accounts and ties are wanted.
        as_of: the number of a linking, or an ISO 8601 day or time: what was known then.

    Raises:
        LedgerError: when `as_of` is before the first linking.
    """
    return to_network(_materials(ledger, asked, as_of), asked.shape)


def _materials(ledger: Ledger, asked: Asked, as_of: int | str | None) -> Iterator[Material]:
    """The incidents with the accounts asked for; the texts of a few in memory at a time."""
    found = found_incidents(ledger, asked.incidents, reviews=asked.reviews, as_of=as_of)
    ids = (summary.id for summary in found)
    while batch := list(islice(ids, _BATCH)):
        whole = [ledger.incident(incident_id, as_of=as_of) for incident_id in batch]
        homes = {event: incident.id for incident in whole for event in incident.event_ids}
        told: defaultdict[str, list[Account]] = defaultdict(list)
        read = ledger.accounts(homes, as_of=as_of)
        ids_here = [incident.id for incident in whole]
        laid = lay_over(ledger, read, ids_here, reviews=asked.reviews, as_of=as_of)
        for account in laid.accounts.accounts:
            told[homes[account.claim.event_id]].append(account)
        for incident in (one for one in whole if one.id not in laid.rejected):
            accounts = told[incident.id]
            if wanted := [account for account in accounts if _is_wanted(account, asked)]:
                yield Material(incident.id, wanted, _sources(ledger, accounts))


def _is_wanted(account: Account, asked: Asked) -> bool:
    pairs = ((asked.publisher, account.publisher), (asked.bloc, account.bloc))
    return all(name is None or (told or "").casefold() == name.casefold() for name, told in pairs)


def _sources(ledger: Ledger, accounts: Sequence[Account]) -> Sources:
    texts = ledger.texts({account.claim.doc_id for account in accounts})
    return independent_sources(accounts, texts)
