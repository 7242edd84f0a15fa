"""What an export was made of: the same of the same ledger, whatever is written and where."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from sayso.records.exchange.export_manifest import (
    ExportManifest,
    HeldBack,
    Selected,
    UnitCounts,
    UsedProfile,
)
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sayso.export.guards.view import Guards
    from sayso.ledger.store import Ledger
    from sayso.pipeline.sending.exporting import Passed
    from sayso.pipeline.sending.wanted import Wanted
    from sayso.profiles.profile import Profile
    from sayso.records.exchange.export_manifest import ExportedFile

CODEBOOK = "plover-base-2.0"
_BATCH = 200


@dataclass(frozen=True)
class Made:
    """What was made of the accounts that came by.

    `delay` is told as it was asked for, `guards` holds the day that it comes to. `lost` counts
    what the format has no room for.
    """

    format: str
    level: str
    guards: Guards
    delay: str | None = None
    profile: Profile | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    release: str = ""
    files: tuple[ExportedFile, ...] = ()
    lost: Counter[str] = field(default_factory=Counter)


def describe(ledger: Ledger, wanted: Wanted, passed: Passed, made: Made) -> ExportManifest:
    """The manifest of what was made.

    Args:
        ledger: the ledger of which it is, with the sight that the export had.
        wanted: what was asked for.
        passed: what came by while it was written.
        made: what it became.
    """
    profile = made.profile
    return ExportManifest(
        version=VERSION,
        format=made.format,
        level=made.level,
        codebook=CODEBOOK,
        release=made.release,
        ledger=ledger.digest(),
        linking=_linking(ledger, wanted),
        readings=_readings(ledger, passed.reports),
        selected=_selected(wanted),
        guards=_held_back(ledger, wanted, made),
        profile=UsedProfile(name=profile.name, digest=profile.digest()) if profile else None,
        options=dict(sorted(made.options.items())),
        counts=_counts(passed),
        files=made.files,
        left_out=dict(sorted(passed.left_out.items())),
        lost=dict(sorted((+made.lost).items())),
        held_back=dict(sorted((+passed.held_back).items())),
    )


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


def _selected(wanted: Wanted) -> Selected:
    return Selected(
        incidents=wanted.incidents,
        statuses=_sorted_or_all(wanted.statuses),
        stances=_sorted_or_all(wanted.stances),
        as_of=str(wanted.as_of) if wanted.as_of is not None else None,
    )


def _sorted_or_all(values: Iterable[str] | None) -> tuple[str, ...] | None:
    """The values in order; null, which stands for all, stays."""
    return tuple(sorted(values)) if values is not None else None


def _held_back(ledger: Ledger, wanted: Wanted, made: Made) -> HeldBack:
    guards = made.guards
    return HeldBack(
        delay=made.delay,
        last_day=guards.last,
        coarsen=guards.coarsen.value if guards.coarsen else None,
        weeks=guards.weeks,
        persons=guards.persons,
        restricted=ledger.kept_back(wanted.incidents, as_of=wanted.as_of),
        text_right=guards.text_right,
    )


def _counts(passed: Passed) -> UnitCounts:
    return UnitCounts(
        found=passed.found,
        incidents=passed.incidents,
        accounts=passed.accounts,
        reports=len(passed.reports),
        sources=passed.sources,
        left_out=passed.left_out.total(),
        younger=passed.younger,
    )
