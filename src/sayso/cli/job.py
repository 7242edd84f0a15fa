"""One reading job as the commands run it: progress while it works, a summary at the end."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from sayso.cli.messages import INTERRUPTED, USAGE, count, fail, say
from sayso.ingest.options import IngestOptions
from sayso.ingest.sources import read_sources
from sayso.pipeline.reading.run import Into, Summary, read_sources_into
from sayso.records.document import Document
from sayso.records.reading import ReadDocument
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.pipeline.reading.config import ReadConfig
    from sayso.pipeline.reading.run import Item


@dataclass(frozen=True)
class Job:
    """What to read, how, and where it goes.

    `into` is a ledger's path or URL, or null; `progress` is whether a line may show the work;
    `rows` whether anybody wants the readings, also those that the ledger knew before.
    """

    paths: list[str]
    ingest: IngestOptions
    config: ReadConfig
    into: str | None = None
    resume: bool = False
    workers: int = 1
    progress: bool = True
    rows: bool = True

    def run(self, write: Callable[[ReadDocument], None]) -> Summary:
        """Reads everything; `write` gets each reading in the order of the input.

        Without `rows` it does not get those that the ledger knew.
        """
        sources = read_sources(self.paths, self.ingest)
        into = self._open()
        with progress_line(wanted=self.progress) as progress:
            task = progress.add_task("reading", total=None, documents=0, events=0)
            events = documents = 0

            def on_item(item: Item) -> None:
                nonlocal events, documents
                if isinstance(item, ReadDocument):
                    write(item)
                    events += len(item.annotations.events)
                if not isinstance(item, Document):
                    documents += 1
                progress.update(task, documents=documents, events=events)

            def on_known(_: Document) -> None:
                nonlocal documents
                documents += 1
                progress.update(task, documents=documents)

            try:
                summary = read_sources_into(
                    sources,
                    self.config,
                    into=into,
                    workers=self.workers,
                    on_item=on_item,
                    on_known=None if self.rows else on_known,
                )
            except KeyboardInterrupt:
                progress.stop()
                fail(self._stopped(documents), status=INTERRUPTED)
        if into is not None:
            into.ledger.finish_run(into.run_id)
            into.ledger.close()
        return summary

    def _stopped(self, documents: int) -> str:
        done = f"stopped after {count(documents, 'document')}"
        if self.into is None:
            return f"{done}; with --into a run can go on where it was stopped"
        return f"{done}, kept in {self.into}; go on with the same command and --resume"

    def _open(self) -> Into | None:
        if self.into is None:
            return None
        from sayso.ledger.store import LedgerError, open_ledger

        try:
            ledger = open_ledger(self.into, create=True)
        except LedgerError as error:
            fail(str(error), status=USAGE)
        run_id = ledger.begin_run(
            version=VERSION,
            configuration=self.config.digest(),
            inputs=self.paths,
            resume=self.resume,
        )
        return Into(ledger, run_id)


def progress_line(before: str = "", *, wanted: bool = True) -> Progress:
    """A line on standard error that shows documents and events; silent where nobody watches.

    `before` is a column of rich's that stands before them.
    """
    return Progress(
        SpinnerColumn(),
        TextColumn(
            f"{before}{{task.fields[documents]:,}} documents, "
            "{task.fields[events]:,} event mentions"
        ),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
        disable=not (wanted and Console(stderr=True).is_terminal),
    )


def report(summary: Summary, into: str | None) -> None:
    """The closing summary, for a person: every count names its unit."""
    known = f"; {count(summary.known, 'report')} known already" if summary.known else ""
    say(f"{count(summary.read, 'report')} read, {count(summary.events, 'event mention')}{known}")
    if summary.refused:
        erased = count(len(summary.refused), "report")
        say(f"{erased} not stored again: erased from this ledger on request")
    if not summary.rejects:
        return
    say(f"{count(len(summary.rejects), 'document')} rejected:")
    reasons = Counter(reject.reason.split(":")[0] for reject in summary.rejects)
    for reason, number in reasons.most_common(5):
        say(f"  {number:>5}  {reason}")
    first = summary.rejects[0]
    where = f":{first.where}" if first.where else ""
    say(f"  first: {first.path}{where}: {first.reason}; {first.remedy}")
    if into:
        say(f"  all of them: sayso rejects {into}")
