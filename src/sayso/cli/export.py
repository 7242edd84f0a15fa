"""`sayso export`: a ledger's incidents in the formats of the field."""

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
    from collections.abc import Sequence
    from pathlib import Path

    from sayso.export.formats.registry import FormatRow
    from sayso.export.guards.view import Guards
    from sayso.pipeline.sending.export_files import Order, Written
    from sayso.pipeline.sending.wanted import Wanted
    from sayso.profiles.profile import Profile
    from sayso.records.linking import IncidentFilter


@with_groups
def export(
    ledger: Annotated[
        str, typer.Argument(metavar="LEDGER", help="Ledger: a path or a database URL")
    ],
    format_: Annotated[str, typer.Option("--format", metavar="NAME", help="See the list below")],
    output: Annotated[str, typer.Option("--output", "-o", help="File or folder")],
    selection: Selection,
    guarding: Guarding,
    status: Annotated[
        list[str] | None, typer.Option(help="Accounts told so go out; several, or all")
    ] = None,
    stance: Annotated[
        list[str] | None, typer.Option(help="Accounts of a voice that does so go out; or all")
    ] = None,
    profile: Annotated[
        str, typer.Option(help="Figures by this rulebook: ucdp, acled, ibc, airwars, a file")
    ] = "",
    restricted: Annotated[
        bool, typer.Option("--restricted", help="Restricted incidents go out, too")
    ] = False,
    text_right: Annotated[
        str, typer.Option(help="The right to publish the reports' text: CC BY 4.0")
    ] = "",
    option: Annotated[
        list[str] | None, typer.Option(metavar="NAME[=VALUE]", help="A switch of the format")
    ] = None,
    release: Annotated[str, typer.Option(help="What this release of your data is called")] = "",
    manifest: Annotated[
        str, typer.Option(help="File for what was written, lost and left out")
    ] = "",
    replace: Annotated[
        bool, typer.Option("--replace", help="A folder that is there may go")
    ] = False,
    as_of: AsOf = "",
) -> None:
    """Write the incidents of a ledger in a format of the field.

    Example: sayso export war.db --format plover -o war.jsonl --since 2016-08-01 --delay 7d

    Formats: plover, polecat, gdelt, icews, ged, acled, hapi, airwars, geojson, gpkg,
    webannotation, brat, csv, xlsx, parquet, graphml. Into a format that knows no speaker goes
    what is told as occurred or attempted and not denied by its voice; --status and --stance
    change that. Restricted incidents stay. What is left out is beside the file, in
    NAME.left_out.csv, with who says so.
    """
    from pathlib import Path

    row = _format(format_)
    wanted = _wanted(row, selection.filter(), status or [], stance or [], as_of)
    guards, delay = guarding.guards(text_right), guarding.delay
    rulebook = profile_of(profile)
    _write(
        ledger,
        _order(row, wanted, guards, delay, profile, option or [], release, replace=replace),
        Path(output),
        Path(manifest) if manifest else None,
        rulebook,
        restricted=restricted,
    )


def _order(
    row: FormatRow,
    wanted: Wanted,
    guards: Guards,
    delay: str,
    profile: str,
    options: Sequence[str],
    release: str,
    *,
    replace: bool,
) -> Order:
    from sayso.pipeline.sending.export_files import Order

    switches = {}
    for told in options:
        name, _, value = told.partition("=")
        switches[name.strip()] = value.strip() or "yes"
    return Order(
        format=row,
        wanted=wanted,
        guards=guards,
        delay=delay or None,
        profile=profile or None,
        options=switches,
        release=release,
        replace=replace,
    )


def _format(name: str) -> FormatRow:
    from sayso.export.formats.registry import FormatError, find_format

    try:
        return find_format(name)
    except FormatError as error:
        fail(str(error), status=USAGE)


def _wanted(
    row: FormatRow,
    incidents: IncidentFilter,
    statuses: Sequence[str],
    stances: Sequence[str],
    as_of: str,
) -> Wanted:
    """The selection: that of the format, where nothing else is asked for."""
    from sayso.pipeline.sending.wanted import Wanted

    usual = Wanted.usual(row)
    return Wanted(
        incidents=incidents,
        statuses=among(Status, statuses, usual.statuses),
        stances=among(Stance, stances, usual.stances),
        as_of=as_of or None,
        beside=frozenset() if stances else usual.beside,
    )


def profile_of(name: str) -> Profile | None:
    """The rulebook of a name or file; null where none is named."""
    from sayso.profiles.profile import find_profiles

    return find_profiles((name,))[0] if name else None


def _write(
    ledger: str,
    order: Order,
    target: Path,
    manifest: Path | None,
    profile: Profile | None,
    *,
    restricted: bool,
) -> None:
    import msgspec

    from sayso.cli.places import new_file
    from sayso.cli.terminal import opened
    from sayso.export.formats.registry import FormatError
    from sayso.ledger.store import LedgerError
    from sayso.pipeline.sending.export_files import make_manifest, write_export
    from sayso.records.exchange.codec import encode

    with opened(ledger) as whole:
        opened_ledger = whole if restricted else whole.limited()
        if not opened_ledger.linkings():
            fail(f"{ledger} has no incidents yet; run: sayso link {ledger}", status=USAGE)
        try:
            written = write_export(opened_ledger, order, target)
            if manifest is not None:
                made = make_manifest(opened_ledger, order, target, written, profile)
                with new_file(manifest) as out:
                    out.write(msgspec.json.format(encode(made), indent=2) + b"\n")
        except (FormatError, LedgerError) as error:
            fail(str(error), status=USAGE)
    say(_told(written, target))


def _told(written: Written, target: Path) -> str:
    """What was written, and what was not."""
    passed, lost = written.passed, written.tally.lost.total()
    incidents, accounts = count(passed.incidents, "incident"), count(passed.accounts, "account")
    parts = [f"{target}: {incidents}, {accounts} of {count(len(passed.reports), 'report')}"]
    if out := passed.left_out.total():
        parts.append(f"{count(out, 'account')} left out, in {written.left_out}")
    if passed.younger:
        parts.append(f"{count(passed.younger, 'account')} too young for the delay")
    if lost:
        parts.append(f"{count(lost, 'thing')} that the format has no room for")
    return "; ".join(parts)
