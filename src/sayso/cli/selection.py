"""Which incidents are asked for: one meaning of the options for every command that has them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from sayso.cli.days import iso_day
from sayso.cli.messages import USAGE, fail

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.records.linking import IncidentFilter

Since = Annotated[str, typer.Option(help="Day, inclusive: may have been since then")]
Until = Annotated[str, typer.Option(help="Day, inclusive: may have been until then")]
Country = Annotated[str, typer.Option(help="ISO 3166-1 alpha-3 code: SYR")]
Type = Annotated[str, typer.Option("--type", help="ASSAULT, COERCE … or bombing …")]
AsOf = Annotated[
    str, typer.Option(help="As the ledger was on this day or at this time (ISO 8601)")
]

T = TypeVar("T", bound=StrEnum)

_ALL = "all"


@dataclass(frozen=True)
class Selection:
    """The options that choose incidents, each empty or 0 where nothing is asked.

    A type in lower case is one of incident_types.tsv.
    """

    since: Since = ""
    until: Until = ""
    country: Country = ""
    place: Annotated[str, typer.Option(help="Whole name of a place")] = ""
    type_: Type = ""
    actor: Annotated[str, typer.Option(help="Whole neutral name of somebody in it")] = ""
    bloc: Annotated[str, typer.Option(help="Some publisher is of this bloc")] = ""
    min_reports: Annotated[int, typer.Option(min=0, help="Reports")] = 0
    min_sources: Annotated[int, typer.Option(min=0, help="Independent sources")] = 0

    def filter(self) -> IncidentFilter:
        """What the ledger finds by itself; ends the command where a day is none."""
        from sayso.records.linking import IncidentFilter

        by_act = self.type_.islower()
        return IncidentFilter(
            since=iso_day(self.since),
            until=iso_day(self.until),
            country=self.country.upper() or None,
            place=self.place or None,
            actor=self.actor or None,
            bloc=self.bloc or None,
            incident_type=self.type_ if by_act else None,
            event_type=None if by_act else self.type_ or None,
            reports=self.min_reports,
            sources=self.min_sources,
        )


def among(
    kind: type[T], told: Sequence[str], otherwise: frozenset[T] | None
) -> frozenset[T] | None:
    """The members named; null for "all"; ends the command where one is unknown."""
    if not told:
        return otherwise
    known: list[str] = [*(member.value for member in kind), _ALL]
    for name in told:
        if name not in known:
            fail(f"{name!r} is none of {', '.join(known)}", status=USAGE)
    return None if _ALL in told else frozenset(kind(name) for name in told)
