"""Writes an export: under temporary names first, then in place, with side table and manifest."""

from __future__ import annotations

import hashlib
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sayso.export.formats.contract import Context
from sayso.export.formats.registry import FormatError, load_exporter
from sayso.export.left_out import LeftOut
from sayso.export.review_table import write_reviews
from sayso.pipeline.sending.export_manifest import Made, describe
from sayso.pipeline.sending.exporting import Outgoing
from sayso.pipeline.showing.figure_context import figure_context
from sayso.records.exchange.export_manifest import ExportedFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sayso.export.formats.contract import Tally
    from sayso.export.formats.registry import FormatRow
    from sayso.export.guards.view import Guards
    from sayso.ledger.store import Ledger
    from sayso.pipeline.sending.exporting import Passed
    from sayso.pipeline.sending.wanted import Wanted
    from sayso.profiles.profile import Profile
    from sayso.records.exchange.export_manifest import ExportManifest
    from sayso.records.shown.dossier import Dossier
    from sayso.records.shown.figures import Context as Around

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
    """What an export wrote: the tally of the format, what came by, and where side tables are.

    `left_out` and `reviews` are null where there is no such table.
    """

    tally: Tally
    passed: Passed
    left_out: Path | None
    reviews: Path | None = None


def write_export(ledger: Ledger, order: Order, target: Path) -> Written:
    """Writes an export to a file or folder that takes its name when it is whole.

    Beside it, `NAME.left_out.csv` gets the accounts for which the format has no row, and
    `NAME.reviews.csv` what people said of those that came by, where they said anything.

    Raises:
        FormatError: when the target cannot be written, or is a folder that holds something.
        LedgerError: when the ledger cannot be asked so.
    """
    exporter = load_exporter(order.format)
    check_target(target, folder=exporter.FOLDER, replace=order.replace)
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
        with in_place(target) as part, _side_table(side) as left_out:
            tally = exporter.write(outgoing.dossiers(left_out), part, context)
        reviews = _reviews(target, outgoing.passed, order.guards)
    except OSError as error:
        raise FormatError(
            f"{target} cannot be written: {error.strerror or error}; name another with -o"
        ) from error
    return Written(tally, outgoing.passed, side, reviews)


def make_manifest(
    ledger: Ledger, order: Order, target: Path, written: Written, profile: Profile | None
) -> ExportManifest:
    """The manifest of an export that was just written."""
    return describe(
        ledger,
        order.wanted,
        written.passed,
        Made(
            format=order.format.name,
            level=load_exporter(order.format).LEVEL.value,
            guards=order.guards,
            delay=order.delay,
            profile=profile,
            options=order.options,
            release=order.release,
            files=tuple(_files(target, written)),
            lost=written.tally.lost,
        ),
    )


def check_target(target: Path, *, folder: bool, replace: bool) -> None:
    """Refuses a target that cannot be what an export writes.

    Raises:
        FormatError: with the remedy.
    """
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


def _reviews(target: Path, passed: Passed, guards: Guards) -> Path | None:
    """The table of what people said beside the target; one of an earlier export goes."""
    path = target.with_name(f"{target.name}.reviews.csv")
    _remove(path)
    if not passed.corrections:
        return None
    with in_place(path) as part:
        write_reviews(part, passed.corrections, guarded=guards.needs_readings)
    return path


@contextmanager
def in_place(target: Path) -> Iterator[Path]:
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
    with in_place(path) as part, LeftOut(part.open("w", encoding="utf-8", newline="")) as table:
        yield table


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _around(ledger: Ledger, dossier: Dossier, wanted: Wanted) -> Around:
    return figure_context(ledger, dossier.incident.id, dossier.accounts, as_of=wanted.as_of)


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
    if written.reviews is not None:
        yield _file(written.reviews, written.reviews.name, len(written.passed.corrections))


def _file(path: Path, name: str, rows: int | None) -> ExportedFile:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return ExportedFile(name=name, rows=rows, bytes=path.stat().st_size, sha256=digest.hexdigest())
