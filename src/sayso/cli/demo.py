"""`sayso demo`: the bundled reports, read and shown."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.messages import say


def demo(
    into: Annotated[Path | None, typer.Option(help="Keep the ledger in this file")] = None,
) -> None:
    """Read and show the bundled demo: three real incidents, told by the outlets of the parties.

    Example: sayso demo --into demo.db

    The outlets are invented; the incidents are documented: the fall of Al-Qusayr (June 2013),
    the strike on the hospital in Kunduz (October 2015), the strikes on Sirte (August 2016).
    """
    import tempfile

    from sayso.cli.job import Job, report
    from sayso.cli.show import print_cards
    from sayso.cli.terminal import console, opened
    from sayso.ingest.options import IngestOptions
    from sayso.lexicons.load import DATA
    from sayso.pipeline.config import ReadConfig
    from sayso.records.rows import to_rows

    with tempfile.TemporaryDirectory() as folder:
        target = str(into or Path(folder) / "demo.db")
        job = Job([str(DATA / "demo")], IngestOptions(), ReadConfig(), into=target)
        summary = job.run(lambda _: None)
        with opened(target) as ledger:
            readings = sorted(ledger.readings(), key=lambda r: Path(r.document.report).name)
        print_cards(((read, to_rows(read)) for read in readings), console())
    report(summary, str(into) if into else None)
    if into:
        say(f"the ledger is {into}; try: sayso explain {into} ID, sayso coverage {into}")
