"""`sayso network`: who fights, arms, supports or accuses whom, and by whose account."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.days import iso_day
from sayso.cli.messages import USAGE, count, fail, say
from sayso.cli.selection import AsOf, Since, Until

if TYPE_CHECKING:
    from sayso.pipeline.showing.network import Asked
    from sayso.records.linking import IncidentFilter
    from sayso.records.shown.network import Network

_WIDTH_OF_A_TABLE = 140


class By(StrEnum):
    """What a node is."""

    ACTOR = "actor"
    COUNTRY = "country"
    SECTOR = "sector"


class NetworkFormat(StrEnum):
    """How a network is written."""

    TABLE = "table"
    JSON = "json"
    GRAPHML = "graphml"


def network(
    ledger: Annotated[
        str, typer.Argument(metavar="LEDGER", help="Ledger: a path or a database URL")
    ],
    since: Since = "",
    until: Until = "",
    month: Annotated[bool, typer.Option("--month", help="Each tie apart by month")] = False,
    country: Annotated[
        str, typer.Option(help="Where the incidents were: ISO 3166-1 alpha-3 code")
    ] = "",
    type_: Annotated[
        str, typer.Option("--type", metavar="TYPE", help="One event type: ASSAULT, AID, ACCUSE …")
    ] = "",
    bloc: Annotated[str, typer.Option(help="By accounts of this bloc's outlets alone")] = "",
    publisher: Annotated[str, typer.Option(help="By accounts of this outlet alone")] = "",
    by: Annotated[
        By, typer.Option(help="What a node is: an actor, a country, or a sector of it")
    ] = By.ACTOR,
    min_incidents: Annotated[int, typer.Option(min=1, help="Only ties in this many")] = 1,
    words: Annotated[
        bool, typer.Option("--words", help="Also sides that no table resolves, by their words")
    ] = False,
    format_: Annotated[
        NetworkFormat | None, typer.Option("--format", help="table, json or graphml")
    ] = None,
    output: Annotated[
        str, typer.Option("--output", "-o", help="File, or - for standard output")
    ] = "-",
    as_of: AsOf = "",
    restricted: Annotated[
        bool, typer.Option("--restricted", help="Also ties of restricted incidents")
    ] = False,
) -> None:
    """Show who fights, arms, supports or accuses whom: a tie each, with whose account it is.

    Example: sayso network war.db --since 2016-08-01 --min-incidents 2 -o war.graphml

    A tie counts incidents, accounts and independent sources apart: a story in fifty papers is one
    incident. Ties that a voice denies, and those only threatened or planned, are kept apart from
    what is told as done. The sign is that of the event type: cooperation +, conflict −.
    """
    from sayso.cli.terminal import opened
    from sayso.incidents.drawn.network import Shape
    from sayso.ledger.store import LedgerError
    from sayso.pipeline.showing.network import Asked, read_network
    from sayso.records.shown.network import NodeKind

    asked = Asked(
        incidents=_filter(since, until, country.upper(), _type(type_), bloc),
        publisher=publisher or None,
        bloc=bloc or None,
        shape=Shape(
            by=NodeKind(by.value),
            words=words,
            least=min_incidents,
            event_type=_type(type_),
            monthly=month,
        ),
    )
    with opened(ledger) as whole:
        opened_ledger = whole if restricted else whole.limited()
        if not opened_ledger.linkings():
            fail(f"{ledger} has no incidents yet; run: sayso link {ledger}", status=USAGE)
        try:
            found = read_network(opened_ledger, asked, as_of=as_of or None)
        except LedgerError as error:
            fail(str(error), status=USAGE)
    _write(found, format_ or _format_of(output), output)
    say(_told(found, asked))


def _filter(
    since: str, until: str, country: str, event_type: str | None, bloc: str
) -> IncidentFilter:
    from sayso.records.linking import IncidentFilter

    return IncidentFilter(
        since=iso_day(since),
        until=iso_day(until),
        country=country or None,
        event_type=event_type,
        bloc=bloc or None,
    )


def _type(told: str) -> str | None:
    """A PLOVER type in whatever case; ends the command where there is no such type."""
    from sayso.lexicons.codes.ties import tie_kinds

    known = sorted({kind.event_type for kind in tie_kinds()})
    if told and told.upper() not in known:
        fail(f"{told!r} is no event type; known are {', '.join(known)}", status=USAGE)
    return told.upper() or None


def _format_of(output: str) -> NetworkFormat:
    """The format that the name of a file tells; a table where it tells none."""
    ending = output.lower().removesuffix(".gz").removesuffix(".zst").rpartition(".")[2]
    return next((each for each in NetworkFormat if each == ending), NetworkFormat.TABLE)


def _write(found: Network, format_: NetworkFormat, output: str) -> None:
    from sayso.cli.places import text_output
    from sayso.cli.terminal import console
    from sayso.export.network import network_table, to_graphml
    from sayso.records.exchange.codec import encode

    with text_output(output) as out:
        if format_ is NetworkFormat.JSON:
            out.write(encode(found).decode() + "\n")
        elif format_ is NetworkFormat.GRAPHML:
            out.write(to_graphml(found).decode())
        elif found.ties:
            console(out, width=_WIDTH_OF_A_TABLE).print(network_table(found))


def _told(found: Network, asked: Asked) -> str:
    """How many ties of how many accounts there are, and why the others make none."""
    left = found.left_out
    reasons = (
        (left.one_side, "name one side alone"),
        (left.unresolved, "name somebody whom no table knows (--words shows them)"),
        (left.itself, "name one party on both sides"),
        (left.no_tie, "are of a type that ties nobody"),
    )
    whole = f"{count(found.accounts, 'account')} in {count(found.incidents, 'incident')}"
    ties = f"{count(len(found.ties), 'tie')} between {count(len(found.nodes), 'node')}"
    parts = [f"{ties}, from {found.tied:,} of {whole}"]
    parts += [f"{number:,} {why}" for number, why in reasons if number]
    if left.rare:
        parts.append(f"{count(left.rare, 'tie')} in fewer than {asked.shape.least} left out")
    return "; ".join(parts)
