"""`sayso validate`: what is wrong with a file of a format, ours or somebody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.messages import USAGE, count, fail, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.export.formats.contract import Problem

_WIDTH = 140
_SHOWN = 100


def validate(
    path: Annotated[str, typer.Argument(metavar="PATH", help="File or folder of the format")],
    format_: Annotated[
        str, typer.Option("--format", metavar="NAME", help="plover, ged, acled, geojson, csv …")
    ],
    jsonl: Annotated[bool, typer.Option("--jsonl", help="A JSON object for each finding")] = False,
    everything: Annotated[
        bool, typer.Option("--all", help=f"More than the first {_SHOWN} findings")
    ] = False,
) -> None:
    """Check a file of the field's formats: types, enumerations, invariants, each with its place.

    Example: sayso validate war.jsonl --format plover

    Errors are what no reader should have to guess at; warnings are what published files are known
    to have. Exit status: 0 without errors (warnings or not), 1 with errors, 2 for a usage error.
    """
    from pathlib import Path

    from sayso.export.formats.registry import FormatError
    from sayso.export.formats.validating import validated

    if not Path(path).exists():
        fail(f"{path} is not there; name a file or folder", status=USAGE)
    try:
        found = validated(Path(path), format_)
    except FormatError as error:
        fail(str(error), status=USAGE)
    errors, warnings = _shown(found, jsonl=jsonl, everything=everything)
    if errors or warnings:
        say(f"{path}: {count(errors, 'error')}, {count(warnings, 'warning')}")
    else:
        say(f"{path}: nothing to mend")
    raise SystemExit(1 if errors else 0)


def _shown(found: Iterator[Problem], *, jsonl: bool, everything: bool) -> tuple[int, int]:
    """Prints the findings; how many errors and warnings there were."""
    import sys

    from rich.table import Table

    from sayso.cli.terminal import console

    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    for name in ("", "where", "column", "what", "remedy"):
        table.add_column(name, overflow="fold")
    counts = [0, 0]
    for problem in found:
        counts[not problem.severe] += 1
        if jsonl:
            sys.stdout.write(_json(problem) + "\n")
        elif everything or sum(counts) <= _SHOWN:
            table.add_row(*_cells(problem))
    if table.row_count:
        console(width=_WIDTH).print(table)
    if table.row_count and sum(counts) > table.row_count:
        say(f"the first {table.row_count:,} of {sum(counts):,} (--all shows every one)")
    return counts[0], counts[1]


def _cells(problem: Problem) -> tuple[str, ...]:
    from rich.markup import escape

    where = problem.path if problem.line is None else f"{problem.path}:{problem.line}"
    kind = "error" if problem.severe else "warning"
    told = (kind, where, problem.column or "", problem.message, problem.remedy)
    return tuple(escape(words) for words in told)


def _json(problem: Problem) -> str:
    import msgspec

    return msgspec.json.encode(problem).decode()
