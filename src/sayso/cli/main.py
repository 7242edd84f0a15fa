"""The command `sayso`: every subcommand is registered here; each loads what it needs itself."""

from __future__ import annotations

import io
import sys

import typer

from sayso.cli import (
    agreement,
    compare,
    demo,
    export,
    imports,
    incidents,
    ledger,
    link,
    lint,
    network,
    read,
    report,
    serve,
    show,
    sql,
    users,
    validate,
)
from sayso.cli.messages import USAGE, fail

_ABOUT = """Reads reports of armed and political conflict: who did what to whom, where, when,
and on whose say-so.

Data goes to standard output, messages to standard error. Exit status: 0 all read; 3 some
documents rejected; 2 usage or configuration error; 1 failure."""

app = typer.Typer(
    name="sayso",
    help=_ABOUT,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

app.command("demo")(demo.demo)
app.command("read")(read.read)
app.command("show")(show.show)
app.command("explain")(show.explain)
app.command("link")(link.link)
app.command("incidents")(incidents.incidents)
app.command("incident")(incidents.incident)
app.command("network")(network.network)
app.command("export")(export.export)
app.command("validate")(validate.validate)
app.command("import")(imports.import_)
app.command("compare")(compare.compare)
app.command("report")(report.report)
app.command("serve")(serve.serve)
app.command("agreement")(agreement.agreement)
app.command("sql")(sql.sql)
app.command("rejects")(ledger.rejects)
app.command("coverage")(ledger.coverage)
app.command("lint")(lint.lint)
ledger.app.command("users")(users.users)
app.add_typer(ledger.app, name="ledger")


def run() -> None:
    """The console script: known errors become one line on standard error, never a traceback."""
    from sayso.analysis.lean_spacy import leave_out_commands
    from sayso.analysis.seldom_collected import collect_seldom

    leave_out_commands()
    collect_seldom()
    for stream in (sys.stdout, sys.stderr):
        # Quotes and names are Unicode, whatever the locale says.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    try:
        app()
    except ValueError as error:
        from sayso.lexicons.files.load import DataFileError
        from sayso.pipeline.reading.config import ConfigError

        if not isinstance(error, ConfigError | DataFileError):
            raise
        fail(str(error), status=USAGE)
