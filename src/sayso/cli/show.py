"""`sayso show` and `sayso explain`: what the ledger holds, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.messages import USAGE, count, fail, say
from sayso.cli.output import Format, Level, open_writer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import Console, RenderableType

    from sayso.records.reading import ReadDocument
    from sayso.records.rows.events import WholeEventRow
    from sayso.records.rows.mentions import EventRow

    Row = EventRow | WholeEventRow

_LEAST_RULE = 4
_LEDGER = typer.Argument(metavar="LEDGER", help="Ledger: a path or a database URL")


def show(
    ledger: Annotated[str, _LEDGER],
    id_: Annotated[
        str, typer.Argument(metavar="ID", help="A mention, event, report or their first letters")
    ] = "",
    level: Annotated[
        Level, typer.Option(help="A card or row per mention, or per event of a report")
    ] = Level.MENTION,
    format_: Annotated[
        Format | None, typer.Option("--format", help="Rows instead of cards")
    ] = None,
    output: Annotated[
        str, typer.Option("--output", "-o", help="File, or - for standard output")
    ] = "-",
) -> None:
    """Show events as cards: the quote with its parts marked, the chain of say-so above it.

    Example: sayso show war.db e3f2a

    ID is the id of a mention, an event or a document, or its first letters, or a report's name.
    """
    from sayso.cli.terminal import console

    found = [_select(ledger, id_, level)] if id_ else None
    if format_ is not None:
        with open_writer(format_, output, level) as write:
            for read, _ in found if found is not None else _everything(ledger, level):
                write(read)
        return
    documents = shown = 0
    unit = "event" if level is Level.EVENT else "event mention"

    def counted() -> Iterator[tuple[ReadDocument, Sequence[Row]]]:
        nonlocal documents, shown, unit
        for read, rows in found if found is not None else _everything(ledger, level):
            documents += 1
            shown += len(rows)
            unit = _unit(rows) if rows else unit
            yield read, rows

    print_cards(counted(), console())
    say(f"{count(shown, unit)} in {count(documents, 'report')}")


def explain(
    ledger: Annotated[str, _LEDGER],
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="Id of a mention, event, claim, incident, link; first letters"
        ),
    ],
) -> None:
    """Explain an event or a mention: what gave each value, from which words, and why.

    Example: sayso explain war.db e3f2a

    Of an incident or a link: what joins the events, with every reason's weight, and the history.
    Of a claim: who says it, through whom, in which sentences. Of a figure, whose address is
    INCIDENT:PROFILE:MEASURE: the rules and the counts behind it.

    Example: sayso explain war.db i3f2a:ucdp:killed
    """
    from sayso.cli.terminal import console
    from sayso.cli.why import explain_linked
    from sayso.cli.why_told import explain_told
    from sayso.export.explain import explanation
    from sayso.export.whole_explain import whole_explanation
    from sayso.lexicons.rules.examples import load_examples
    from sayso.records.rows.mentions import EventRow

    if explain_told(ledger, id_) or explain_linked(ledger, id_):
        return
    out = console()
    read, rows = _select(ledger, id_, Level.MENTION)
    rules = load_examples(read.document.language)
    for row in rows:
        out.print(_card(row, read))
        if isinstance(row, EventRow):
            out.print(explanation(row, read, rules))
        else:
            out.print(whole_explanation(row, read, rules))


def print_cards(readings: Iterable[tuple[ReadDocument, Sequence[Row]]], out: Console) -> None:
    """Cards of all events, by report, each report under its title, publisher and date."""
    from sayso.export.cards import heading, legend

    for number, (read, rows) in enumerate(readings):
        if number == 0 and out.is_terminal:
            out.print(legend())
        out.rule(heading(read.document, out.width - _LEAST_RULE), align="left")
        for row in rows:
            out.print(_card(row, read))
        if not rows:
            out.print("  no event mentions\n", style="dim")


def _card(row: Row, read: ReadDocument) -> RenderableType:
    from sayso.export.cards import event_card
    from sayso.export.whole_cards import whole_event_card
    from sayso.records.rows.mentions import EventRow

    if isinstance(row, EventRow):
        return event_card(row, read.document)
    return whole_event_card(row)


def _unit(rows: Sequence[Row]) -> str:
    from sayso.records.rows.mentions import EventRow

    return "event mention" if isinstance(rows[0], EventRow) else "event"


def _everything(target: str, level: Level) -> Iterator[tuple[ReadDocument, Sequence[Row]]]:
    from sayso.cli.terminal import opened

    with opened(target) as ledger:
        for read in ledger.readings():
            yield read, _rows(read, level)


def _select(target: str, id_: str, level: Level) -> tuple[ReadDocument, Sequence[Row]]:
    """The reading that an id, its first letters or a report's name stands for, and its rows.

    They are the one with that id, be it a mention or an event, else all of the level.
    """
    from sayso.cli.terminal import opened
    from sayso.ledger.store import LedgerError

    with opened(target) as ledger:
        try:
            read, record_id = ledger.find(id_)
        except LedgerError as error:
            fail(str(error), status=USAGE)
    every = [row for each in Level for row in _rows(read, each)]
    chosen = [row for row in every if row.id == record_id]
    return read, chosen or _rows(read, level)


def _rows(read: ReadDocument, level: Level) -> Sequence[Row]:
    from sayso.records.rows.events import to_whole_rows
    from sayso.records.rows.mentions import to_rows

    return to_rows(read) if level is Level.MENTION else to_whole_rows(read)
