"""What a linking notes of each incident that became different."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import structs

from sayso.incidents.reviewed.coding import of_view
from sayso.records.shown.summary import summarize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sayso.ledger.store import Ledger
    from sayso.pipeline.joining.stages import Stages
    from sayso.records.claim import Account
    from sayso.records.incident import Incident
    from sayso.records.linking import IncidentSummary

    Watcher = Callable[[str, int, int | None], None]

_BATCH = 200
"""Incidents whose accounts and texts are in memory at a time."""


def summaries(
    ledger: Ledger, incidents: Sequence[Incident], stages: Stages, watch: Watcher
) -> Iterator[IncidentSummary]:
    """The summary of each incident by its newest accounts; a few in memory at a time.

    It tells what was read: what people coded is laid over for whoever may see it.
    """
    for start in range(0, len(incidents), _BATCH):
        watch("sources", start, len(incidents))
        batch = incidents[start : start + _BATCH]
        home = {event: one.id for one in batch for event in one.event_ids}
        accounts: dict[str, list[Account]] = defaultdict(list)
        for account in of_view(ledger.newest_accounts(home), ()):
            accounts[home[account.claim.event_id]].append(account)
        texts = ledger.texts({a.claim.doc_id for told in accounts.values() for a in told})
        for one in batch:
            own = accounts[one.id]
            if not own:
                yield summarize(one, own, None)
                continue
            own_texts = {a.claim.doc_id: texts[a.claim.doc_id] for a in own}
            sources = stages.sources(own, own_texts)
            line = None if sources is None else stages.line(one, own, sources)
            yield structs.replace(summarize(one, own, sources), line=line)
