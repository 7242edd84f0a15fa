"""`sayso demo`: the bundled reports, read, linked and shown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.ledger.store import Ledger
    from sayso.records.shown.matrix import Matrix

_WIDTH = 100


def demo(
    into: Annotated[Path | None, typer.Option(help="Keep the ledger in this file")] = None,
) -> None:
    """Read, link and show the bundled demo: three real incidents, told by the parties' outlets.

    Example: sayso demo --into demo.db

    The outlets are invented; the incidents are documented: the fall of Al-Qusayr (June 2013),
    the strike on the hospital in Kunduz (October 2015), the strikes on Sirte (August 2016). What
    more than one report tells is shown account by account.
    """
    import tempfile

    from sayso.cli.job import Job, report
    from sayso.cli.terminal import console, opened
    from sayso.export.incident_text import incident_text
    from sayso.ingest.options import IngestOptions
    from sayso.lexicons.files.load import DATA
    from sayso.pipeline.joining.linking import link_ledger
    from sayso.pipeline.reading.config import ReadConfig

    with tempfile.TemporaryDirectory() as folder:
        target = str(into or Path(folder) / "demo.db")
        job = Job([str(DATA / "demo")], IngestOptions(), ReadConfig(), into=target)
        summary = job.run(lambda _: None)
        out = console(width=_WIDTH)
        with opened(target) as ledger:
            link_ledger(ledger)
            for matrix in _told_by_several(ledger):
                out.rule()
                out.print(incident_text(matrix, brief=True))
    report(summary, str(into) if into else None)
    if into:
        say(f"the ledger is {into}; try: sayso incidents {into}, sayso incident {into} ID,")
        say(f"sayso show {into}, sayso explain {into} ID, sayso coverage {into}")


def _told_by_several(ledger: Ledger) -> Iterator[Matrix]:
    """The incidents that more than one report tells of, the earliest first."""
    from sayso.pipeline.showing.side_by_side import matrices
    from sayso.records.linking import IncidentFilter

    found = list(ledger.incidents(IncidentFilter(reports=2)))
    yield from (matrix for matrix, _ in matrices(ledger, [one.id for one in reversed(found)]))
