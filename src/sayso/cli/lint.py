"""`sayso lint`: are the word lists and rules in order?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.messages import USAGE, count, fail, say


def lint(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE", help="Your overlays; none: all of ours"),
    ] = None,
    examples: Annotated[bool, typer.Option(help="Run the rules' example sentences too")] = True,
) -> None:
    """Check word lists and rules: duplicates, unknown codes, rules that no example reaches.

    Example: sayso lint my-actors.tsv

    Exit status 1 when there is anything to mend.
    """
    from sayso.lexicons.check import check_overlay, check_tables
    from sayso.pipeline.examples import check_rules

    if files:
        if missing := [path for path in files if not path.is_file()]:
            fail(f"{missing[0]}: no such file", status=USAGE)
        findings = [finding for path in files for finding in check_overlay(path)]
    else:
        findings = list(check_tables())
        if examples:
            findings += check_rules()
    for finding in findings:
        typer.echo(str(finding))
    if findings:
        fail(f"{count(len(findings), 'thing')} to mend")
    say("nothing to mend")
