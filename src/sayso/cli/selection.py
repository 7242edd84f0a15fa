"""Which incidents are asked for: one meaning of the options for every command that has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.cli.days import iso_day

if TYPE_CHECKING:
    from sayso.records.linking import IncidentFilter


def incident_filter(
    *, since: str, until: str, type_: str, reports: int = 0, sources: int = 0, **names: str
) -> IncidentFilter:
    """What the ledger finds by itself. A type in lower case is one of incident_types.tsv."""
    from msgspec.structs import replace

    from sayso.records.linking import IncidentFilter

    kind = "incident_type" if type_.islower() else "event_type"
    words = {name: word or None for name, word in {**names, kind: type_}.items()}
    days = IncidentFilter(
        since=iso_day(since), until=iso_day(until), reports=reports, sources=sources
    )
    return replace(days, **words)
