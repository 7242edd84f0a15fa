"""An incident by some of its accounts or events alone: its sources and counts follow."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from sayso.records.incident import Sources
from sayso.records.shown.dossier import Dossier

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sayso.records.claim import Account
    from sayso.records.incident import Incident


def by_accounts(dossier: Dossier, accounts: Sequence[Account]) -> Dossier:
    """The incident by some of its accounts alone: events, sources and counts follow."""
    if len(accounts) == len(dossier.accounts):
        return dossier
    events = {account.claim.event_id for account in accounts}
    return Dossier(
        incident=by_events(dossier.incident, events),
        accounts=tuple(accounts),
        sources=_of_claims(dossier.sources, accounts),
        whole=dossier.whole,
    )


def by_events(incident: Incident, events: Collection[str]) -> Incident:
    """The incident with those of its events that are among these ids."""
    return replace(incident, event_ids=tuple(e for e in incident.event_ids if e in events))


def _of_claims(sources: Sources, accounts: Sequence[Account]) -> Sources:
    claims = {account.claim.id for account in accounts}
    publishers = {account.publisher: account for account in accounts if account.publisher}
    kept = (
        replace(source, claims=tuple(claim for claim in source.claims if claim in claims))
        for source in sources.sources
    )
    return Sources(
        reports=len({account.claim.doc_id for account in accounts}),
        publishers=len(publishers),
        sources=tuple(source for source in kept if source.claims),
        blocs=_blocs(publishers),
        bloc_reasons={
            name: reason for name, reason in sources.bloc_reasons.items() if name in publishers
        },
    )


def _blocs(publishers: Mapping[str, Account]) -> dict[str, int]:
    counts = Counter(account.bloc or "" for account in publishers.values())
    return dict(sorted(counts.items()))
