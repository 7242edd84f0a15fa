"""Which incidents are asked for: one meaning of the options for every command that has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.days import iso_day

if TYPE_CHECKING:
    from sayso.records.linking import IncidentFilter

Since = Annotated[str, typer.Option(help="Day, inclusive: may have been since then")]
Until = Annotated[str, typer.Option(help="Day, inclusive: may have been until then")]
Country = Annotated[str, typer.Option(help="ISO 3166-1 alpha-3 code: SYR")]
Place = Annotated[str, typer.Option(help="Whole name of a place")]
Type = Annotated[str, typer.Option("--type", help="ASSAULT, COERCE … or bombing …")]
Actor = Annotated[str, typer.Option(help="Whole neutral name of somebody in it")]
Bloc = Annotated[str, typer.Option(help="Some publisher is of this bloc")]
MinReports = Annotated[int, typer.Option(min=0, help="Reports")]
MinSources = Annotated[int, typer.Option(min=0, help="Independent sources")]
AsOf = Annotated[
    str, typer.Option(help="As the ledger was on this day or at this time (ISO 8601)")
]


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
