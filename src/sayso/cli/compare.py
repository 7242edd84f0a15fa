"""`sayso compare`: two ledgers or data sets side by side."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.messages import USAGE, fail, say
from sayso.cli.selection import Country, Selection, Since, Type, Until

if TYPE_CHECKING:
    from contextlib import ExitStack
    from typing import TextIO

    from sayso.pipeline.comparing.sides import Given
    from sayso.records.exchange.comparison import Comparison, Field
    from sayso.records.linking import IncidentFilter

_A = typer.Argument(metavar="A", help="A ledger, or a data set's file")
_B = typer.Argument(metavar="B", help="Another one")
_WIDTH = 140


class View(StrEnum):
    """How a comparison is written."""

    TABLE = "table"
    JSON = "json"
    HTML = "html"


def compare(
    a: Annotated[str, _A],
    b: Annotated[str, _B],
    a_format: Annotated[
        str, typer.Option(metavar="NAME", help="What A is: ledger, ged, plover, polecat …")
    ] = "",
    b_format: Annotated[str, typer.Option(metavar="NAME", help="What B is")] = "",
    since: Since = "",
    until: Until = "",
    country: Country = "",
    type_: Type = "",
    fields: Annotated[
        str, typer.Option(metavar="NAMES", help="Only these, between commas: place,date,killed")
    ] = "",
    profile: Annotated[
        str, typer.Option(help="Numbers by this rulebook: ucdp, acled, ibc, airwars, a file")
    ] = "ucdp",
    everything: Annotated[
        bool, typer.Option("--all", help="Also what one report alone says and nothing was done")
    ] = False,
    limit: Annotated[int, typer.Option(min=1, help="In the table, at most this many a list")] = 20,
    format_: Annotated[View, typer.Option("--format", help="table, json or html")] = View.TABLE,
    output: Annotated[
        str, typer.Option("--output", "-o", help="File, or - for standard output")
    ] = "-",
    as_of: Annotated[
        str, typer.Option(help="Ledgers as they were on this day or at this time (ISO 8601)")
    ] = "",
) -> None:
    """Hold two ledgers or data sets against each other: what both have, lack, tell differently.

    Example: sayso compare war.db GEDEvent_v25_1.csv --country SYR --format html -o compared.html

    Incidents are paired by the comparison that links reports, one to one; rows of GED, PLOVER,
    POLECAT, ICEWS or GDELT count as incidents. Each field has its raw agreement, Krippendorff's
    alpha and Cohen's kappa, with bounds. Neither side is the measure of the other.
    """
    from contextlib import ExitStack

    from sayso.ledger.store import LedgerError
    from sayso.pipeline.comparing.compare import Order, days_around
    from sayso.pipeline.comparing.compare import compare as hold
    from sayso.profiles.profile import find_profiles

    asked = Selection(since=since, until=until, country=country, type_=type_).filter()
    order = Order(asked, _fields(fields), find_profiles((profile,))[0], everything)
    with ExitStack() as stack:
        days = days_around(asked)
        first = _side(stack, a, a_format, days, as_of)
        second = _side(stack, b, b_format, days, as_of)
        try:
            told = hold(first, second, order)
        except LedgerError as error:
            fail(str(error), status=USAGE)
    _write(told, format_, output, limit)
    alone = f"{told.first.alone:,} in A alone, {told.second.alone:,} in B alone"
    say(f"{len(told.pairs):,} in both, {alone}")
    _check_read(told)


def _fields(names: str) -> tuple[Field, ...]:
    from sayso.pipeline.comparing.compare import all_fields

    known = {field.value: field for field in all_fields()}
    told = [name.strip().lower() for name in names.split(",") if name.strip()]
    for name in told:
        if name not in known:
            fail(f"{name!r} is no field; choose from {', '.join(known)}", status=USAGE)
    return tuple(field for name, field in known.items() if not told or name in told)


def _side(stack: ExitStack, path: str, kind: str, days: IncidentFilter, as_of: str) -> Given:
    """A side, opened; ends the command where it is nothing that can be compared."""
    from pathlib import Path

    from sayso.cli.terminal import opened
    from sayso.export.formats.registry import FormatError
    from sayso.pipeline.comparing.formats_known import LEDGER, kind_of
    from sayso.pipeline.comparing.sides import of_file, of_ledger

    is_url = "://" in path
    if not is_url and not Path(path).exists():
        fail(f"{path} is not there; name a ledger or a data set's file", status=USAGE)
    try:
        found = LEDGER if is_url else kind or kind_of(Path(path))
        if found != LEDGER:
            return of_file(Path(path), found, days)
    except (FormatError, OSError) as error:
        fail(str(error), status=USAGE)
    ledger = stack.enter_context(opened(path))
    if not ledger.linkings():
        fail(f"{path} has no incidents yet; run: sayso link {path}", status=USAGE)
    return of_ledger(path, ledger, days, as_of=as_of or None)


def _write(told: Comparison, view: View, output: str, limit: int) -> None:
    from sayso.cli.places import text_output

    with text_output(output) as out:
        if view is View.JSON:
            from sayso.records.exchange.codec import encode

            out.write(encode(told).decode() + "\n")
        elif view is View.HTML:
            from sayso.export.comparison_html import comparison_page

            out.write(comparison_page(told))
        else:
            _print(told, limit, out)


def _print(told: Comparison, limit: int, out: TextIO) -> None:
    from sayso.cli.terminal import console
    from sayso.export.comparison_text import comparison_text

    console(out, width=_WIDTH).print(comparison_text(told, limit))


def _check_read(told: Comparison) -> None:
    """Says what could not be read, and ends with the status for it."""
    from sayso.cli.messages import REJECTED
    from sayso.export import comparison_words as in_words

    lines = in_words.unread_lines(told)
    for line in lines:
        say(line)
    if lines:
        raise SystemExit(REJECTED)
