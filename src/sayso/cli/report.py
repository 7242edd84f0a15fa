"""`sayso report`: incidents and their reports as pages in files, to mail or to print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.guarding import Guarding
from sayso.cli.messages import USAGE, count, fail, say
from sayso.cli.option_groups import with_groups
from sayso.cli.selection import AsOf, Selection, among
from sayso.records.attribution import Stance
from sayso.records.event import Status

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sayso.ledger.store import Ledger
    from sayso.records.exchange.export_manifest import ExportManifest
    from sayso.review.paper.edition import Edition


@with_groups
def report(
    ledger: Annotated[
        str, typer.Argument(metavar="LEDGER", help="Ledger: a path or a database URL")
    ],
    output: Annotated[
        str, typer.Option("--output", "-o", help="NAME.html for one file; else a folder")
    ],
    selection: Selection,
    guarding: Guarding,
    incident: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="This incident alone; several")
    ] = None,
    status: Annotated[
        list[str] | None, typer.Option(help="Accounts told so alone; several, or all")
    ] = None,
    stance: Annotated[
        list[str] | None, typer.Option(help="Accounts of a voice that does so alone; or all")
    ] = None,
    profile: Annotated[
        str, typer.Option(help="Tell how the figures of this rulebook came about")
    ] = "",
    text_right: Annotated[
        str,
        typer.Option(
            "--with-text", "--text-right", help="The right to publish the reports' text: CC BY 4.0"
        ),
    ] = "",
    restricted: Annotated[
        bool, typer.Option("--restricted", help="Restricted incidents go in, too")
    ] = False,
    graphic: Annotated[
        bool, typer.Option("--graphic", help="Words of what is marked graphic go in, too")
    ] = False,
    manifest: Annotated[str, typer.Option(help="File for what was written and left out")] = "",
    replace: Annotated[
        bool, typer.Option("--replace", help="A folder that is there may go")
    ] = False,
    as_of: AsOf = "",
) -> None:
    """Write the pages of incidents and reports as files, to mail or to print.

    Example: sayso report war.db -o war.html --since 2016-08-01 --delay 7d

    One file where the name ends in .html; else a folder with a page for each incident and report,
    which opens without a server. Of the reports' text only the quotes go in, unless you state
    the right to it; restricted incidents stay out.
    """
    from pathlib import Path

    from sayso.cli.terminal import opened
    from sayso.ledger.connect import shown
    from sayso.pipeline.sending.wanted import Wanted
    from sayso.profiles.profile import find_profiles
    from sayso.records.review.settled import ReviewView
    from sayso.review.paper.edition import Edition

    profiles = find_profiles()
    explained = find_profiles((profile,))[0] if profile else None
    if explained is not None:
        profiles = (explained, *(one for one in profiles if one.name != explained.name))
    with opened(ledger) as open_ledger:
        if not open_ledger.linkings():
            fail(f"{ledger} has no incidents yet; run: sayso link {ledger}", status=USAGE)
        seen = open_ledger if restricted else open_ledger.limited()
        wanted = Wanted(
            incidents=selection.filter(),
            statuses=among(Status, status or [], None),
            stances=among(Stance, stance or [], None),
            as_of=as_of or None,
            reviews=ReviewView(roles={one.name: one.role.value for one in open_ledger.users()}),
            ids=_ids(seen, incident, as_of),
        )
        edition = Edition(
            name=shown(ledger) if "://" in ledger else Path(ledger).name,
            wanted=wanted,
            guards=guarding.guards(text_right),
            delay=guarding.delay or None,
            profiles=profiles,
            explained=explained.name if explained is not None else None,
            restricted=restricted,
            graphic=graphic,
            replace=replace,
        )
        _write(open_ledger, edition, Path(output), Path(manifest) if manifest else None)


def _ids(ledger: Ledger, told: Iterable[str] | None, as_of: str) -> frozenset[str] | None:
    """The whole ids of incidents; ends the command where one is unknown."""
    from sayso.ledger.store import LedgerError

    if not told:
        return None
    try:
        return frozenset(ledger.incident(one, as_of=as_of or None).id for one in told)
    except LedgerError as error:
        fail(str(error), status=USAGE)


def _write(ledger: Ledger, edition: Edition, target: Path, manifest: Path | None) -> None:
    import msgspec

    from sayso.cli.places import new_file
    from sayso.export.formats.registry import FormatError
    from sayso.ledger.store import LedgerError
    from sayso.records.exchange.codec import encode
    from sayso.review.paper.binding import write_report

    try:
        told = write_report(ledger, edition, target)
    except (FormatError, LedgerError) as error:
        fail(str(error), status=USAGE)
    if manifest is not None:
        with new_file(manifest) as out:
            out.write(msgspec.json.format(encode(told), indent=2) + b"\n")
    say(_told(told, target))


def _told(told: ExportManifest, target: Path) -> str:
    """What was written, and what was not."""
    counts = told.counts
    what = f"{count(counts.incidents, 'incident')}, {count(counts.accounts, 'account')}"
    parts = [f"{target}: {what} of {count(counts.reports, 'report')}"]
    if counts.left_out:
        parts.append(f"{count(counts.left_out, 'account')} left out")
    if counts.younger:
        parts.append(f"{count(counts.younger, 'account')} too young for the delay")
    return "; ".join(parts)
