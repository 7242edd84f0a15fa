"""`sayso sql`: questions in SQL to a ledger's views."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sayso.cli.messages import USAGE, count, fail, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TextIO

    from sayso.ledger.sql.asking import Answer, Row

_WIDTH_OF_A_TABLE = 160
_TABLE_ROWS = 1000
_SECONDS = 60.0


class AnswerFormat(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"


def sql(
    ledger: Annotated[
        str, typer.Argument(metavar="LEDGER", help="Ledger: a path or a database URL")
    ],
    query: Annotated[
        str, typer.Argument(metavar="QUERY", help="One SELECT, or - for standard input")
    ] = "",
    format_: Annotated[
        AnswerFormat | None,
        typer.Option("--format", help="table, csv, jsonl or parquet; else by the name of FILE"),
    ] = None,
    output: Annotated[str, typer.Option("--output", "-o", help="FILE, or - for output")] = "-",
    param: Annotated[
        list[str] | None,
        typer.Option("--param", "-p", metavar="NAME=VALUE", help="Stands for :NAME in the query"),
    ] = None,
    limit: Annotated[int | None, typer.Option(min=0, help="At most so many rows")] = None,
    timeout: Annotated[
        float, typer.Option(min=0, help="Seconds that the database may take; 0 is no end")
    ] = _SECONDS,
    views: Annotated[
        bool, typer.Option("--views", help="List the views and their columns instead")
    ] = False,
) -> None:
    """Ask a ledger by SQL; nothing can be changed so.

    Example: sayso sql war.db "SELECT incident, places FROM v_incident WHERE sources > 1"

    Views: v_report, v_text, v_mention, v_event, v_attribution, v_quantity, v_entity, v_claim,
    v_account, v_actor, v_place, v_date, v_toll, v_incident, v_source, v_link, v_change, v_linking,
    v_review, v_act, v_reject, v_run; --views tells their columns. The values of --param are
    numbers where they look so, text in double quotes: -p id='"007"'.
    """
    if views or not query:
        _list_views()
        return
    from sayso.ledger.sql.viewed import ViewedLedger
    from sayso.ledger.store import LedgerError, open_engine

    asked = sys.stdin.read() if query == "-" else query
    kind = format_ or _format_of(output)
    parameters = _parameters(param or [])
    try:
        engine = open_engine(ledger)
        try:
            with ViewedLedger(engine).ask(asked, parameters, seconds=timeout or None) as answer:
                _write(answer, kind, output, limit)
        finally:
            engine.dispose()
    except LedgerError as error:
        fail(str(error), status=USAGE)


def _list_views() -> None:
    from sayso.ledger.sql.views import views

    for view in views().values():
        typer.echo(f"{view.name}: {view.rows}")
        for column in view.columns:
            typer.echo(f"  {column.name:<18}{column.kind:<9}{column.meaning}")


def _format_of(output: str) -> AnswerFormat:
    """The format that the name of an output tells, else a table."""
    name = output.lower().removesuffix(".gz").removesuffix(".zst")
    named = (one for one in AnswerFormat if name.endswith(f".{one}"))
    return next(named, AnswerFormat.TABLE)


def _parameters(given: Sequence[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not (equals and name.isidentifier()):
            fail(f"--param {one}: write NAME=VALUE, as in --param day=2016-08-01", status=USAGE)
        if name in found:
            fail(f"--param {name} is given twice", status=USAGE)
        found[name] = _value(value)
    return found


def _value(written: str) -> Any:
    """A number where it looks so; text in double quotes is what stands between them."""
    if len(written) > 1 and written[0] == written[-1] == '"':
        return written[1:-1]
    for kind in (int, float):
        try:
            return kind(written)
        except ValueError:
            continue
    return written


def _write(answer: Answer, kind: AnswerFormat, output: str, limit: int | None) -> None:
    cap = _TABLE_ROWS if limit is None and kind is AnswerFormat.TABLE else limit
    rows = _Rows(answer, cap)
    if kind is AnswerFormat.PARQUET:
        _parquet(answer.columns, rows, output)
    else:
        from sayso.cli.places import text_output

        with text_output(output) as out:
            _WRITERS[kind](answer.columns, rows, out)
    more = f"; the first {cap:,}, there are more (--limit)" if rows.has_more else ""
    say(f"{count(rows.number, 'row')}{more}")


class _Rows:
    """The rows of an answer up to a limit, counted as they pass."""

    def __init__(self, answer: Answer, limit: int | None) -> None:
        self._answer = answer
        self._limit = limit
        self.number = 0
        self.has_more = False

    def __iter__(self) -> Iterator[Row]:
        for batch in self._answer.batches:
            for row in batch:
                if self._limit is not None and self.number == self._limit:
                    self.has_more = True
                    return
                self.number += 1
                yield row


def _table(columns: Sequence[str], rows: _Rows, out: TextIO) -> None:
    from rich.markup import escape
    from rich.table import Table
    from rich.text import Text

    from sayso.cli.terminal import console

    table = Table(*map(escape, columns), pad_edge=False)
    for row in rows:
        table.add_row(*(Text("" if value is None else str(value)) for value in row))
    console(out, width=_WIDTH_OF_A_TABLE).print(table)


def _csv(columns: Sequence[str], rows: _Rows, out: TextIO) -> None:
    import csv

    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows(rows)


def _jsonl(columns: Sequence[str], rows: _Rows, out: TextIO) -> None:
    import msgspec

    encode = msgspec.json.Encoder(enc_hook=str).encode
    out.writelines(encode(dict(zip(columns, row, strict=True))).decode() + "\n" for row in rows)


def _parquet(columns: Sequence[str], rows: _Rows, output: str) -> None:
    from pathlib import Path

    import pyarrow.parquet as pq

    from sayso.cli.places import new_file, new_object
    from sayso.export.answers import answer_table
    from sayso.ingest.stores import is_address

    table = answer_table(columns, [list(rows)])
    if output == "-":
        pq.write_table(table, sys.stdout.buffer, compression="zstd")
        return
    place = new_object(output) if is_address(output) else new_file(Path(output))
    with place as file:
        pq.write_table(table, file, compression="zstd")


_WRITERS = {AnswerFormat.TABLE: _table, AnswerFormat.CSV: _csv, AnswerFormat.JSONL: _jsonl}
