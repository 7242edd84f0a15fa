"""`sayso rejects`, `sayso coverage` and `sayso ledger …`: the state of a ledger and its care."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.messages import USAGE, count, fail, say

_LEDGER = typer.Argument(metavar="LEDGER", help="Ledger: a path or a database URL")

app = typer.Typer(
    help="Check, back up, upgrade and erase from a ledger.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


def rejects(
    ledger: Annotated[str, _LEDGER],
    jsonl: Annotated[bool, typer.Option("--jsonl", help="JSON Lines instead of text")] = False,
) -> None:
    """List what could not be read: file, line or record, reason and remedy.

    Example: sayso rejects war.db
    """
    from sayso.cli.terminal import opened
    from sayso.records.exchange.codec import encode

    number = 0
    with opened(ledger) as opened_ledger:
        for reject in opened_ledger.rejects():
            number += 1
            if jsonl:
                typer.echo(encode(reject).decode())
                continue
            where = f":{reject.where}" if reject.where is not None else ""
            typer.echo(f"{reject.path}{where}: {reject.reason}\n    {reject.remedy}")
    say(f"{count(number, 'document')} rejected")


def coverage(
    ledger: Annotated[str, _LEDGER],
    duplicates: Annotated[
        bool, typer.Option("--duplicates", help="Also list reports of nearly the same text")
    ] = False,
) -> None:
    """Tell how much was read: rejected, without events, events without place or date.

    Example: sayso coverage war.db --duplicates
    """
    from sayso.cli.terminal import console, opened
    from sayso.export.coverage import coverage_table, duplicates_text

    with opened(ledger) as opened_ledger:
        console().print(coverage_table(opened_ledger.coverage()))
        if duplicates:
            from sayso.incidents.sources.copies import near_duplicates
            from sayso.records.exchange.foreign import is_row

            groups = near_duplicates(
                lambda: ((d.id, d.text) for d in opened_ledger.documents() if not is_row(d.text))
            )
            wanted = frozenset(doc for group in groups for doc in group)
            told = {d.id: d for d in opened_ledger.documents() if d.id in wanted}
            typer.echo(duplicates_text([[told[doc] for doc in group] for group in groups]))


@app.command()
def check(ledger: Annotated[str, _LEDGER]) -> None:
    """Recompute every hash and quote; exit status 1 when anything does not agree.

    Example: sayso ledger check war.db
    """
    from sayso.cli.terminal import opened

    with opened(ledger) as opened_ledger:
        problems = list(opened_ledger.check())
        digest = opened_ledger.digest()
    for problem in problems:
        typer.echo(f"{problem.subject}: {problem.message}")
    if problems:
        fail(f"{count(len(problems), 'problem')} in {ledger}")
    typer.echo(f"sound; content {digest}")


@app.command()
def backup(
    ledger: Annotated[str, _LEDGER],
    path: Annotated[Path, typer.Argument(metavar="PATH", help="New SQLite file")],
) -> None:
    """Copy a ledger, also one in use or on a server, to a new SQLite file.

    Example: sayso ledger backup war.db war-2026-11.db
    """
    from sayso.cli.terminal import opened
    from sayso.ledger.store import LedgerError

    with opened(ledger) as opened_ledger:
        try:
            opened_ledger.backup(path)
        except LedgerError as error:
            fail(str(error), status=USAGE)
    say(f"{ledger} copied to {path}")


@app.command()
def upgrade(ledger: Annotated[str, _LEDGER]) -> None:
    """Bring a ledger of an earlier sayso to the present tables; data stays as it is.

    Example: sayso ledger upgrade war.db
    """
    from sayso.ledger.store import LedgerError, upgrade_ledger

    try:
        before, after = upgrade_ledger(ledger)
    except LedgerError as error:
        fail(str(error), status=USAGE)
    say(f"{ledger} is at {after}" + ("" if before == after else f" (was {before or 'empty'})"))


@app.command()
def history(
    ledger: Annotated[str, _LEDGER],
    output: Annotated[
        str, typer.Option("-o", "--output", help="File; - is standard output")
    ] = "-",
) -> None:
    """Write everything that people did as JSON Lines: who, when, why, what; undoings, too.

    Example: sayso ledger history war.db -o history.jsonl
    """
    from sayso.cli.places import text_output
    from sayso.cli.terminal import opened
    from sayso.records.exchange.codec import encode

    number = 0
    with opened(ledger) as opened_ledger, text_output(output) as file:
        for deed in opened_ledger.deeds():
            number += 1
            file.write(encode(deed).decode() + "\n")
    say(count(number, "act"))


@app.command()
def replay(
    ledger: Annotated[str, _LEDGER],
    path: Annotated[Path, typer.Argument(metavar="FILE", help="What sayso ledger history wrote")],
) -> None:
    """Do again in a ledger of the same reports what people did in another; twice adds nothing.

    Example: sayso ledger replay fresh.db history.jsonl
    """
    from sayso.cli.terminal import opened
    from sayso.ledger.store import LedgerError
    from sayso.pipeline.deciding.replaying import replay_file

    with opened(ledger) as opened_ledger:
        try:
            done = replay_file(opened_ledger, path)
        except LedgerError as error:
            fail(str(error), status=USAGE)
    say(f"{count(done.acts, 'act')}, {done.new} of them new; run sayso link {ledger}")


@app.command()
def erase(
    ledger: Annotated[str, _LEDGER],
    document: Annotated[
        str, typer.Argument(metavar="ID", help="A document's id, its first letters, or report")
    ],
    why: Annotated[str, typer.Option(help="The legal request, for the record")],
    who: Annotated[str, typer.Option(help="Who erases")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask")] = False,
) -> None:
    """Remove a document's text and everything read from it; a record that this was done stays.

    Example: sayso ledger erase war.db d41d8c --why "court order 12/2026"
    """
    from sayso.cli.terminal import opened
    from sayso.ledger.store import LedgerError

    with opened(ledger) as opened_ledger:
        try:
            found = opened_ledger.document(document)
            if not yes:
                typer.confirm(f"Erase {found.report} ({found.id}) for good?", abort=True)
            shared = opened_ledger.erase(found.id, who=who or getpass.getuser(), why=why)
        except LedgerError as error:
            fail(str(error), status=USAGE)
    say(f"{found.id} erased; the record of it stays in {ledger}")
    if shared:
        say(f"the same text stays in {count(len(shared), 'other document')}: {', '.join(shared)}")
