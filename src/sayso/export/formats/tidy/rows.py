"""Dossiers as rows of six tidy tables: incidents, events, accounts, actors, quantities, chains.

Each row has one value a column and the ids by which the tables join. Nothing is averaged; where a
cell holds several values they are joined by "; ".
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from sayso.export.formats.tidy.account_rows import account_row, chain_rows, party_rows, toll_rows
from sayso.export.formats.tidy.event_rows import event_row
from sayso.export.formats.tidy.incident_rows import incident_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.export.formats.contract import Context
    from sayso.export.formats.tidy.values import Row
    from sayso.records.shown.dossier import Dossier


def rows_of(dossier: Dossier, context: Context) -> Iterator[tuple[str, Row]]:
    """The rows of an incident, each with the name of its table (tidy.tsv)."""
    yield "incidents", incident_row(dossier, context)
    by_event = sorted(dossier.accounts, key=lambda account: account.claim.event_id)
    for event_id, told in groupby(by_event, key=lambda account: account.claim.event_id):
        yield "events", event_row(dossier.incident.id, event_id, list(told))
    sources = {claim: one for one in dossier.sources.sources for claim in one.claims}
    for account in dossier.accounts:
        source = sources.get(account.claim.id)
        yield "accounts", account_row(dossier.incident.id, account, source, context)
        ids = {"account": account.claim.id, "incident": dossier.incident.id}
        yield from (("actors", ids | row) for row in party_rows(account.claim))
        yield from (("quantities", ids | row) for row in toll_rows(account.claim))
        yield from (("attributions", ids | row) for row in chain_rows(account.claim, context))
