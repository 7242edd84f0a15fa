"""`sayso show` and `sayso explain`: what the ledger holds, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.messages import USAGE, count, fail, say
from sayso.cli.output import Format, open_writer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console

    from sayso.records.reading import ReadDocument
    from sayso.records.rows import EventRow

_LEAST_RULE = 4
_LEDGER = typer.Argument(metavar="LEDGER", help="Ledger: a path or a database URL")


def show(
    ledger: Annotated[str, _LEDGER],
    id_: Annotated[
        str, typer.Argument(metavar="ID", help="An event, report or their first letters")
    ] = "",
    format_: Annotated[
        Format | None, typer.Option("--format", help="Rows instead of cards")
    ] = None,
    output: Annotated[
        str, typer.Option("--output", "-o", help="File, or - for standard output")
    ] = "-",
) -> None:
    """Show events as cards: the quote with its parts marked, the chain of say-so above it.

    Example: sayso show war.db e3f2a

    ID is an event's or a document's id, or its first letters, or a report's name.
    """
    from sayso.cli.terminal import console

    found = list(_select(ledger, id_)) if id_ else None
    if format_ is not None:
        with open_writer(format_, output) as write:
            for read, _ in found if found is not None else _everything(ledger):
                write(read)
        return
    documents = events = 0

    def counted() -> Iterator[tuple[ReadDocument, list[EventRow]]]:
        nonlocal documents, events
        for read, rows in found if found is not None else _everything(ledger):
            documents += 1
            events += len(rows)
            yield read, rows

    print_cards(counted(), console())
    say(f"{count(events, 'event mention')} in {count(documents, 'report')}")


def explain(
    ledger: Annotated[str, _LEDGER],
    id_: Annotated[str, typer.Argument(metavar="ID", help="An event's id or its first letters")],
) -> None:
    """Explain an event: which rule or model gave each field, from which words, and why.

    Example: sayso explain war.db e3f2a
    """
    from sayso.cli.terminal import console
    from sayso.export.cards import event_card
    from sayso.export.explain import explanation
    from sayso.lexicons.examples import load_examples

    out = console()
    for read, rows in _select(ledger, id_):
        rules = load_examples(read.document.language)
        for row in rows:
            out.print(event_card(row, read.document))
            out.print(explanation(row, read, rules))


def print_cards(readings: Iterable[tuple[ReadDocument, list[EventRow]]], out: Console) -> None:
    """Cards of all events, by report, each report under its title, publisher and date."""
    from sayso.export.cards import event_card, heading, legend

    for number, (read, rows) in enumerate(readings):
        if number == 0 and out.is_terminal:
            out.print(legend())
        out.rule(heading(read.document, out.width - _LEAST_RULE), align="left")
        for row in rows:
            out.print(event_card(row, read.document))
        if not rows:
            out.print("  no event mentions\n", style="dim")


def _everything(target: str) -> Iterable[tuple[ReadDocument, list[EventRow]]]:
    from sayso.cli.terminal import opened
    from sayso.records.rows import to_rows

    with opened(target) as ledger:
        for read in ledger.readings():
            yield read, to_rows(read)


def _select(target: str, id_: str) -> Iterable[tuple[ReadDocument, list[EventRow]]]:
    """The readings that an id, its first letters or a report's name stands for."""
    from sayso.cli.terminal import opened
    from sayso.ledger.store import LedgerError
    from sayso.records.rows import to_rows

    with opened(target) as ledger:
        try:
            read, record_id = ledger.find(id_)
        except LedgerError as error:
            fail(str(error), status=USAGE)
        rows = to_rows(read)
        chosen = [row for row in rows if row.id == record_id]
        yield read, chosen or rows
