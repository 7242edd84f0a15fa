"""`sayso incidents` and `sayso incident`: happenings, and every account of each."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.messages import USAGE, count, fail, say
from sayso.cli.option_groups import with_groups
from sayso.cli.selection import AsOf, Selection
from sayso.records.attribution import Stance
from sayso.records.event import Status
from sayso.records.shown.matrix import Sort

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

    from sayso.pipeline.showing.incident_lists import Asked, Passed
    from sayso.records.shown.matrix import Headline
    from sayso.records.shown.side_by_side import SideBySide

_LEDGER = typer.Argument(metavar="LEDGER", help="Ledger: a path or a database URL")
_OUTPUT = typer.Option("--output", "-o", help="File, or - for standard output")
_WIDTH_OF_A_LIST = 160
_WIDTH_OF_A_MATRIX = 100


class ListFormat(StrEnum):
    """How a list of incidents is written."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


class View(StrEnum):
    """How one incident is written."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


@with_groups
def incidents(
    ledger: Annotated[str, _LEDGER],
    selection: Selection,
    status: Annotated[Status | None, typer.Option(help="Some account tells it so")] = None,
    stance: Annotated[Stance | None, typer.Option(help="Some voice takes it")] = None,
    publisher: Annotated[str, typer.Option(help="Some report is of this outlet")] = "",
    min_accounts: Annotated[int, typer.Option(min=0, help="Accounts: voices in reports")] = 0,
    min_killed: Annotated[int, typer.Option(min=0, help="Some account gives this many")] = 0,
    disputed: Annotated[
        bool, typer.Option("--disputed", help="Only where accounts differ")
    ] = False,
    text: Annotated[str, typer.Option(help="Words that stand in a quote")] = "",
    sort: Annotated[Sort, typer.Option(help="Latest day first, or most of something")] = Sort.DAY,
    limit: Annotated[int | None, typer.Option(min=1, help="At most this many")] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also what one report alone says and nothing was done")
    ] = False,
    format_: Annotated[
        ListFormat, typer.Option("--format", help="table, jsonl or csv")
    ] = ListFormat.TABLE,
    output: Annotated[str, _OUTPUT] = "-",
    as_of: AsOf = "",
) -> None:
    """List incidents, a line each: who, to whom, where, how many over all accounts, what differs.

    Example: sayso incidents war.db --since 2016-08-01 --disputed --min-sources 2

    Left out, unless you give --all: what a single report tells and that is only words (a demand,
    an accusation, a threat), or nothing that was done (a plan, a condition). Killed is the span
    over all accounts. Accounts, reports and independent sources are different counts.
    """
    from sayso.cli.terminal import opened
    from sayso.ledger.store import LedgerError
    from sayso.pipeline.showing.incident_lists import Asked, Passed, headlines

    asked = Asked(
        columns=selection.filter(),
        status=status,
        stance=stance,
        publisher=publisher or None,
        text=text or None,
        accounts=min_accounts,
        killed=min_killed,
        disputed=disputed,
        everything=everything,
        sort=sort,
        limit=limit,
    )
    passed = Passed()
    with opened(ledger) as opened_ledger:
        if not opened_ledger.linkings():
            fail(f"{ledger} has no incidents yet; run: sayso link {ledger}", status=USAGE)
        try:
            found = headlines(opened_ledger, asked, passed, as_of=as_of or None)
            shown = _write_list(found, format_, output)
        except LedgerError as error:
            fail(str(error), status=USAGE)
    say(_told(shown, passed, asked))


def _told(shown: int, passed: Passed, asked: Asked) -> str:
    """How many there are, and what was left out."""
    parts = [count(shown, "incident")]
    if asked.limit is not None and shown == asked.limit:
        parts.append(f"the first {asked.limit:,}, there may be more")
    if passed.hidden:
        alone = f"{passed.hidden:,} of one report and without a deed"
        parts.append(f"{alone} left out (--all shows them)")
    if passed.rejected:
        parts.append(f"{passed.rejected:,} rejected by people left out")
    return "; ".join(parts)


def _write_list(found: Iterator[Headline], format_: ListFormat, output: str) -> int:
    from sayso.cli.places import text_output
    from sayso.cli.terminal import console
    from sayso.export.incident_list import COLUMNS, flat, incident_table
    from sayso.records.exchange.codec import encode

    shown = 0

    def counted() -> Iterator[Headline]:
        nonlocal shown
        for head in found:
            shown += 1
            yield head

    with text_output(output) as out:
        if format_ is ListFormat.JSONL:
            out.writelines(encode(head).decode() + "\n" for head in counted())
        elif format_ is ListFormat.CSV:
            import csv

            writer = csv.DictWriter(out, COLUMNS)
            writer.writeheader()
            writer.writerows(flat(head) for head in counted())
        else:
            table = incident_table(counted())
            if shown:
                console(out, width=_WIDTH_OF_A_LIST).print(table)
    return shown


def incident(
    ledger: Annotated[str, _LEDGER],
    id_: Annotated[
        str,
        typer.Argument(metavar="ID", help="An incident's or event's id, or its first letters"),
    ],
    format_: Annotated[View, typer.Option("--format", help="text, json or html")] = View.TEXT,
    output: Annotated[str, _OUTPUT] = "-",
    profile: Annotated[
        list[str] | None,
        typer.Option(help="Figures by this rulebook only: ucdp, acled, ibc, airwars, a file"),
    ] = None,
    as_of: AsOf = "",
) -> None:
    """Show every account of an incident side by side: what agrees, differs, and is denied.

    Example: sayso incident war.db i84b16 --format html -o sirte.html

    A row is one voice through one report. Under the table stand the quotes, what was known when,
    the independent sources, and figures by published rulebooks. A former id leads to the incident
    that it became.
    """
    from sayso.cli.places import text_output
    from sayso.cli.terminal import opened
    from sayso.ledger.store import LedgerError
    from sayso.pipeline.showing.side_by_side import read_side_by_side
    from sayso.profiles.profile import find_profiles

    profiles = find_profiles(tuple(profile or ()))
    with opened(ledger) as opened_ledger:
        try:
            told = read_side_by_side(opened_ledger, id_, profiles=profiles, as_of=as_of or None)
        except LedgerError as error:
            fail(str(error), status=USAGE)
    with text_output(output) as out:
        _write_incident(told, format_, out)


def _write_incident(told: SideBySide, view: View, out: TextIO) -> None:
    from sayso.records.exchange.codec import encode

    if view is View.JSON:
        out.write(encode(told).decode() + "\n")
    elif view is View.HTML:
        from sayso.export.figures_html import figures_html
        from sayso.export.incident_html import incident_page

        out.write(incident_page(told.matrix, figures_html(told.figures)))
    else:
        from sayso.cli.terminal import console
        from sayso.export.figures import figures_table
        from sayso.export.incident_text import incident_text

        figures = figures_table(told.figures) if told.figures else None
        console(out, width=_WIDTH_OF_A_MATRIX).print(incident_text(told.matrix, figures))
