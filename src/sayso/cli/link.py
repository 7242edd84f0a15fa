"""`sayso link`: events to incidents, and what people judge of them."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.link_pairs import PairFormat, list_pairs
from sayso.cli.messages import INTERRUPTED, REJECTED, USAGE, count, fail, say

if TYPE_CHECKING:
    from sayso.ledger.store import Ledger
    from sayso.pipeline.joining.linking import LinkSummary, Watcher
    from sayso.records.linking import Linking

_PAIR = "ID ID"
_SAID = {"same": "the same happening", "different": "different happenings", "unsure": "left open"}
_DOING = {
    "claims": "making claims",
    "events": "loading events",
    "linking": "comparing events",
    "comparing": "comparing events",
    "grouping": "bringing events together",
    "sources": "counting sources",
    "recording": "recording",
}


def link(
    ledger: Annotated[str, typer.Argument(metavar="LEDGER", help="Ledger: a path or URL")],
    same: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar=_PAIR, help="Judge that two events or incidents are one"),
    ] = None,
    apart: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar=_PAIR, help="Judge that two events or incidents are not one"),
    ] = None,
    unsure: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar=_PAIR, help="Take back what was judged of two"),
    ] = None,
    why: Annotated[str, typer.Option(help="The reason for what is judged, for the record")] = "",
    who: Annotated[str, typer.Option(help="Who judges; the name of your account if none")] = "",
    anew: Annotated[
        bool, typer.Option("--anew", help="Make all claims and links anew, not what is new alone")
    ] = False,
    pairs: Annotated[
        bool,
        typer.Option("--pairs", help="Link nothing; list pairs of incidents that may be one"),
    ] = False,
    limit: Annotated[
        int | None, typer.Option(min=1, help="With --pairs: at most this many")
    ] = None,
    format_: Annotated[
        PairFormat, typer.Option("--format", help="With --pairs: text or jsonl")
    ] = PairFormat.TEXT,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary")] = False,
) -> None:
    """Link the events of all reports to incidents: one happening, every account of it.

    Example: sayso link war.db

    Example: sayso link war.db --apart i84b160 icef098 --why "two raids, a day apart"

    Example: sayso link war.db --pairs --limit 20

    Only what is new since the last time is compared; incidents keep their ids. What a person
    judges holds whatever is read or linked later, until it is judged anew.
    """
    from sayso.cli.terminal import opened
    from sayso.ledger.store import LedgerError
    from sayso.pipeline.joining.linking import link_ledger

    if pairs:
        list_pairs(ledger, limit, format_)
        return
    judged = [(word, pair) for word, pair in _judged(same, apart, unsure) if pair is not None]
    if judged and not why:
        fail("say why you judge so: --why '…'; it is kept with the judgement", status=USAGE)
    if why and not judged:
        fail("--why is the reason for --same, --apart or --unsure: name a pair", status=USAGE)
    with opened(ledger) as opened_ledger:
        try:
            for word, pair in judged:
                _judge(opened_ledger, word, pair, who=who or getpass.getuser(), why=why)
        except LedgerError as error:
            fail(str(error), status=USAGE)
        try:
            with _watching(wanted=not quiet) as watch:
                summary = link_ledger(opened_ledger, anew=anew, watch=watch)
        except LedgerError as error:
            fail(str(error))
        except KeyboardInterrupt:
            fail(
                "stopped; the incidents are as they were, and claims that were made are kept:"
                " go on with the same command",
                status=INTERRUPTED,
            )
    if not quiet:
        _report(summary, ledger)
    if summary.made.rejects:
        raise typer.Exit(REJECTED)


def _judged(
    same: tuple[str, str] | None, apart: tuple[str, str] | None, unsure: tuple[str, str] | None
) -> Iterator[tuple[str, tuple[str, str] | None]]:
    yield "unsure", unsure
    yield "different", apart
    yield "same", same


def _judge(ledger: Ledger, word: str, pair: tuple[str, str], *, who: str, why: str) -> None:
    from sayso.pipeline.deciding.judging import judge_pair
    from sayso.records.incident import Judgement

    links = judge_pair(ledger, *pair, Judgement(word), who=who, why=why)
    events = f" ({count(len(links), 'pair')} of events)" if len(links) > 1 else ""
    say(f"{pair[0]} and {pair[1]}: {_SAID[word]}, says {who}{events}")


@contextmanager
def _watching(*, wanted: bool) -> Iterator[Watcher]:
    """A line on standard error that says what is being done; silent where nobody watches."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    errors = Console(stderr=True)
    progress = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}{task.fields[share]}"),
        TimeElapsedColumn(),
        console=errors,
        transient=True,
        disable=not (wanted and errors.is_terminal),
    )
    with progress:
        task = progress.add_task("linking", share="")

        def watch(doing: str, done: int, total: int | None) -> None:
            share = "" if total is None else f" {done:,} of {total:,}"
            progress.update(task, description=_DOING[doing], share=share)

        yield watch


def _report(summary: LinkSummary, target: str) -> None:
    """The closing summary, for a person: every count names its unit."""
    made = summary.made
    if made.readings:
        say(f"{count(made.claims, 'claim')} made of {count(made.readings, 'report')}")
    for reject in made.rejects[:5]:
        say(f"  no claims of {reject.report}: {reject.reason}; {reject.remedy}")
    if summary.carried:
        say(f"{count(summary.carried, 'judgement')} carried over to reports that were read anew")
    if summary.linking is None:
        say("nothing is new since the last linking: nothing to do")
        return
    say(told(summary.linking))
    if summary.uncounted:
        many = count(len(summary.uncounted), "incident")
        say(f"sources of {many} could not be counted, which is a bug; {summary.uncounted[0]}")
    say(f"list them: sayso incidents {target}")


def told(linking: Linking) -> str:
    """A linking in one line: "63 events in 11 reports: 31 incidents, 4 told by more than …"."""
    parts = [
        f"{count(linking.incidents, 'incident')}",
        f"{linking.shared:,} told by more than one report",
    ]
    if linking.seq > 1:
        parts += [
            f"{number:,} {word}"
            for number, word in (
                (linking.born, "new"),
                (linking.changed, "changed"),
                (linking.merged, "merged"),
                (linking.split, "split"),
                (linking.ended, "ended"),
            )
        ]
    where = f"{count(linking.events, 'event')} in {count(linking.reports, 'report')}"
    return f"{where}: {', '.join(parts)}"
