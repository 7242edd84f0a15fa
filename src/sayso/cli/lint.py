"""`sayso lint`: are the word lists and rules in order?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.messages import USAGE, count, fail, say


def lint(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="FILE", help="Your overlays, or a configuration with all it names; none: ours"
        ),
    ] = None,
    examples: Annotated[bool, typer.Option(help="Run the rules' example sentences too")] = True,
) -> None:
    """Check word lists and rules: duplicates, unknown codes, rules that no example reaches.

    Example: sayso lint war.toml

    Overlays given together are also checked against each other. Exit status 1 when there is
    anything to mend; everything that there is gets said.
    """
    from sayso.lexicons.files.check import check_tables
    from sayso.pipeline.examples import check_rules
    from sayso.pipeline.lint import check_files

    if files:
        if missing := [path for path in files if not path.is_file()]:
            fail(f"{missing[0]}: no such file", status=USAGE)
        findings = check_files(files, examples=examples)
    else:
        findings = list(check_tables())
        if examples:
            findings += check_rules()
    for finding in findings:
        typer.echo(str(finding))
    if findings:
        fail(f"{count(len(findings), 'thing')} to mend")
    say("nothing to mend")
