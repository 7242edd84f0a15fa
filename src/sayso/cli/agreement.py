"""`sayso agreement`: how far the people who code a ledger agree."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from sayso.cli.messages import USAGE, fail

_LEDGER = typer.Argument(metavar="LEDGER", help="Ledger: a path or a database URL")
_WIDTH = 140


class View(StrEnum):
    """How agreement is written."""

    TABLE = "table"
    JSON = "json"


def agreement(
    ledger: Annotated[str, _LEDGER],
    field: Annotated[
        list[str] | None, typer.Option(help="Only this field, again for more: killed, places …")
    ] = None,
    by_pair: Annotated[bool, typer.Option("--by-pair", help="Also each two coders")] = False,
    since: Annotated[str, typer.Option(help="Day, inclusive: only what was said since")] = "",
    format_: Annotated[View, typer.Option("--format", help="table or json")] = View.TABLE,
    output: Annotated[
        str, typer.Option("--output", "-o", help="File, or - for standard output")
    ] = "-",
) -> None:
    """Tell how far coders agree, with each other and with what sayso read.

    Example: sayso agreement war.db --field killed --by-pair

    Each field has its percent agreement, Krippendorff's alpha and Cohen's kappa, with bounds; then
    what people made of the values that sayso read, by field, component and rule. What referees
    said when adjudicating counts for nothing between coders: they had seen the others.
    """
    from datetime import date

    from sayso.cli.places import text_output
    from sayso.cli.terminal import console, opened
    from sayso.export.agreement_text import agreement_text
    from sayso.pipeline.coders.agreeing import agreement as measured
    from sayso.records.exchange.codec import encode

    try:
        day = date.fromisoformat(since).isoformat() if since else None
    except ValueError:
        fail(f"--since {since!r} is no day: write it like 2031-05-02", status=USAGE)
    with opened(ledger) as opened_ledger:
        try:
            told = measured(opened_ledger, fields=tuple(field or ()), since=day, by_pair=by_pair)
        except ValueError as error:
            fail(str(error), status=USAGE)
    with text_output(output) as out:
        if format_ is View.JSON:
            out.write(encode(told).decode() + "\n")
        else:
            console(out, width=_WIDTH).print(agreement_text(told))
