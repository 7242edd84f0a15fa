"""Writes an export: under temporary names first, then in place, with side table and manifest."""

from __future__ import annotations

import hashlib
import shutil
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from sayso.export.formats.contract import Context
from sayso.export.formats.registry import FormatError, load_exporter
from sayso.export.left_out import LeftOut
from sayso.pipeline.exporting import Outgoing
from sayso.pipeline.figure_context import figure_context
from sayso.records.export_manifest import (
    ExportedFile,
    ExportManifest,
    HeldBack,
    Selected,
    UnitCounts,
    UsedProfile,
)
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from sayso.export.formats.contract import Tally
    from sayso.export.formats.registry import FormatRow
    from sayso.export.guards.view import Guards
    from sayso.ledger.store import Ledger
    from sayso.pipeline.exporting import Passed, Wanted
    from sayso.profiles.profile import Profile
    from sayso.records.dossier import Dossier
    from sayso.records.figures import Context as Around

CODEBOOK = "plover-base-2.0"
_BATCH = 200
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Order:
    """One export as it is asked for.

    `delay` is told as given; `guards` holds the day that it comes to. `replace` lets a folder
    that is there be replaced. `profile` is the rulebook for figures, by whose name or file the
    format knows it, null for the format's own.
    """

    format: FormatRow
    wanted: Wanted
    guards: Guards
    delay: str | None = None
    profile: str | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    release: str = ""
    replace: bool = False


@dataclass(frozen=True)
class Written:
    """What an export wrote: the tally of the format, what came by, and where the side table is."""

    tally: Tally
    passed: Passed
    left_out: Path | None


def write_export(ledger: Ledger, order: Order, target: Path) -> Written:
    """Writes an export to a file or folder that takes its name when it is whole.

    Beside it, `NAME.left_out.csv` gets the accounts for which the format has no row.

    Raises:
        FormatError: when the target cannot be written, or is a folder that holds something.
        LedgerError: when the ledger cannot be asked so.
    """
    exporter = load_exporter(order.format)
    _check_target(target, folder=exporter.FOLDER, replace=order.replace)
    outgoing = Outgoing(ledger, order.wanted, order.guards)
    context = Context(
        reading=outgoing.reading,
        profile=order.profile,
        options=order.options,
        release=order.release,
        text_right=order.guards.text_right,
        position=outgoing.position,
        around=lambda dossier: _around(ledger, dossier, order.wanted),
    )
    side = _side(target) if order.wanted.selects_accounts else None
    try:
        with _in_place(target) as part, _side_table(side) as left_out:
            tally = exporter.write(outgoing.dossiers(left_out), part, context)
    except OSError as error:
        raise FormatError(
            f"{target} cannot be written: {error.strerror or error}; name another with -o"
        ) from error
    return Written(tally, outgoing.passed, side)


def make_manifest(
    ledger: Ledger, order: Order, target: Path, written: Written, profile: Profile | None
) -> ExportManifest:
    """The manifest of an export that was just written."""
    passed, wanted, guards = written.passed, order.wanted, order.guards
    exporter = load_exporter(order.format)
    return ExportManifest(
        version=VERSION,
        format=order.format.name,
        level=exporter.LEVEL.value,
        codebook=CODEBOOK,
        release=order.release,
        ledger=ledger.digest(),
        linking=_linking(ledger, wanted),
        readings=_readings(ledger, passed.reports),
        selected=Selected(
            incidents=wanted.incidents,
            statuses=_sorted(wanted.statuses),
            stances=_sorted(wanted.stances),
            as_of=str(wanted.as_of) if wanted.as_of is not None else None,
        ),
        guards=HeldBack(
            delay=order.delay,
            last_day=guards.last,
            coarsen=guards.coarsen.value if guards.coarsen else None,
            weeks=guards.weeks,
            persons=guards.persons,
            text_right=guards.text_right,
        ),
        profile=UsedProfile(name=profile.name, digest=profile.digest()) if profile else None,
        options=dict(sorted(order.options.items())),
        counts=UnitCounts(
            found=passed.found,
            incidents=passed.incidents,
            accounts=passed.accounts,
            reports=len(passed.reports),
            sources=passed.sources,
            left_out=passed.left_out.total(),
            younger=passed.younger,
        ),
        files=tuple(_files(target, written)),
        left_out=dict(sorted(passed.left_out.items())),
        lost=dict(sorted((+written.tally.lost).items())),
        held_back=dict(sorted((+passed.held_back).items())),
    )


def _check_target(target: Path, *, folder: bool, replace: bool) -> None:
    if not target.parent.is_dir():
        raise FormatError(f"{target.parent} is no folder; make it first, or name another with -o")
    if not folder and target.is_dir():
        raise FormatError(f"{target} is a folder; this format is one file: name it with -o")
    if folder and target.exists() and not target.is_dir():
        raise FormatError(f"{target} is a file; this format is a folder: name a new one with -o")
    if folder and target.is_dir() and any(target.iterdir()) and not replace:
        raise FormatError(
            f"{target} holds something already; name a new folder with -o, or give --replace"
        )


def _side(target: Path) -> Path:
    return target.with_name(f"{target.name}.left_out.csv")


@contextmanager
def _in_place(target: Path) -> Iterator[Path]:
    """The same name in a folder beside the target: it is moved into place when it is whole."""
    nest = target.with_name(f".{target.name}.part")
    _remove(nest)
    nest.mkdir()
    try:
        part = nest / target.name
        yield part
        if target.is_dir():
            target.rename(nest / "old")
        part.replace(target)
    finally:
        _remove(nest)


@contextmanager
def _side_table(path: Path | None) -> Iterator[LeftOut | None]:
    if path is None:
        yield None
        return
    with _in_place(path) as part, LeftOut(part.open("w", encoding="utf-8", newline="")) as table:
        yield table


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _around(ledger: Ledger, dossier: Dossier, wanted: Wanted) -> Around:
    return figure_context(ledger, dossier.incident.id, dossier.accounts, as_of=wanted.as_of)


def _linking(ledger: Ledger, wanted: Wanted) -> int | None:
    """The number of the linking whose state was asked for, null where a day was asked for."""
    if wanted.as_of is None:
        return ledger.linkings()[-1].seq
    return wanted.as_of if isinstance(wanted.as_of, int) else None


def _readings(ledger: Ledger, doc_ids: Iterable[str]) -> dict[str, int]:
    """The reports by the version and configuration that read them."""
    counts = Counter[str]()
    ids = iter(sorted(doc_ids))
    while batch := list(islice(ids, _BATCH)):
        counts.update(f"{r.version} {r.configuration}" for r in ledger.readings_of(batch))
    return dict(sorted(counts.items()))


def _sorted(values: Iterable[str] | None) -> tuple[str, ...] | None:
    return tuple(sorted(values)) if values is not None else None


def _files(target: Path, written: Written) -> Iterator[ExportedFile]:
    """The files of the target and the side table, with their hashes."""
    rows = dict(written.tally.rows)
    if target.is_dir():
        paths = sorted(path for path in target.rglob("*") if path.is_file())
        names = {path: path.relative_to(target).as_posix() for path in paths}
    else:
        names = {target: target.name}
        if len(rows) == 1:
            rows = dict.fromkeys(names.values(), next(iter(rows.values())))
    for path, name in names.items():
        yield _file(path, name, rows.get(name))
    if written.left_out is not None:
        name = written.left_out.name
        yield _file(written.left_out, name, written.passed.left_out.total())


def _file(path: Path, name: str, rows: int | None) -> ExportedFile:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return ExportedFile(name=name, rows=rows, bytes=path.stat().st_size, sha256=digest.hexdigest())
