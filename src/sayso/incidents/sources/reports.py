"""The reports of an incident, as far as it matters who stands behind their texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sayso.incidents.sources.informants import origin_key
from sayso.lexicons.actors.agencies import host_of, load_agencies

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.records.claim import Account


class Report(NamedTuple):
    """A report: its publisher and the credit for its text as keys to compare and words to read.

    `publisher` is the outlet, else the host of the address, else the report itself, which
    `is_published` then denies. `published` is an ISO date or "9" where nobody knows.
    """

    doc_id: str
    publisher: str
    name: str
    is_published: bool
    credit: str | None
    credited: str | None
    published: str
    bloc: str | None
    bloc_reason: str | None


def to_reports(accounts: Sequence[Account]) -> dict[str, Report]:
    """The reports of some accounts by document id, in the order of the accounts."""
    sites = _sites(accounts)
    found: dict[str, Report] = {}
    for account in accounts:
        if account.claim.doc_id not in found:
            found[account.claim.doc_id] = _report(account, sites)
    return found


def _sites(accounts: Sequence[Account]) -> dict[str, str]:
    """The outlet whose reports stand on a site: who credits the site credits the outlet."""
    told = {(host_of(account.url), account.publisher) for account in accounts}
    pairs = sorted((host, name) for host, name in told if host and name)
    return dict(reversed(pairs))


def _report(account: Account, sites: Mapping[str, str]) -> Report:
    agencies = load_agencies()
    outlet = account.publisher or host_of(account.url)
    credited = account.credit or agencies.named(account.publisher)
    credited = sites.get(credited or "", credited)
    return Report(
        doc_id=account.claim.doc_id,
        publisher=origin_key(outlet) if outlet else f"report {account.claim.doc_id}",
        name=outlet or account.report,
        is_published=outlet is not None,
        credit=origin_key(credited) if credited else None,
        credited=credited,
        published=account.published or "9",
        bloc=account.bloc,
        bloc_reason=account.bloc_reason,
    )
