"""What an export was made of, what it holds and what was lost: enough to make it again."""

from __future__ import annotations

import msgspec

from sayso.records.evidence import Record
from sayso.records.linking import IncidentFilter


class ExportedFile(Record, frozen=True, kw_only=True):
    """One file: its name relative to the target, rows of data, null where none are counted."""

    name: str
    rows: int | None = None
    bytes: int
    sha256: str


class Selected(Record, frozen=True, kw_only=True):
    """Which incidents and accounts were asked for.

    `statuses` and `stances` are those of the accounts that go out, null for all. `as_of` is the
    state of the ledger that was asked for, null for the last.
    """

    incidents: IncidentFilter
    statuses: tuple[str, ...] | None = None
    stances: tuple[str, ...] | None = None
    as_of: str | None = None


class HeldBack(Record, frozen=True, kw_only=True):
    """What protects people: the options as given.

    `last_day` is the youngest day that went out, `restricted` how many incidents that were asked
    for stayed because they are restricted.
    """

    delay: str | None = None
    last_day: str | None = None
    coarsen: str | None = None
    weeks: bool = False
    persons: bool = False
    restricted: int = 0
    text_right: str = ""


class UsedProfile(Record, frozen=True, kw_only=True):
    """The rulebook for figures, and twelve digits that change with any choice of it."""

    name: str
    digest: str


class UnitCounts(Record, frozen=True, kw_only=True):
    """How many of each unit: none is another. `found` are the incidents that the filters found."""

    found: int
    incidents: int
    accounts: int
    reports: int
    sources: int
    left_out: int
    younger: int


class ExportManifest(Record, frozen=True, kw_only=True):
    """The manifest of an export. It holds no clock and no machine: the same again is the same.

    `version` is sayso's, `ledger` the digest of the ledger's content, `linking` the number of the
    linking that was asked, null where its state of a day was. `readings` counts the reports by the
    version and configuration that read them. `codebook` and `release` are what the rows are coded
    by and called. `left_out` counts accounts by the reason for which the format has no row, `lost`
    what its rows leave out, `held_back` what was taken out of what went.
    """

    version: str
    format: str
    level: str
    codebook: str
    release: str = ""
    ledger: str
    linking: int | None
    readings: dict[str, int] = msgspec.field(default_factory=dict)
    selected: Selected
    guards: HeldBack
    profile: UsedProfile | None = None
    options: dict[str, str] = msgspec.field(default_factory=dict)
    counts: UnitCounts
    files: tuple[ExportedFile, ...]
    left_out: dict[str, int] = msgspec.field(default_factory=dict)
    lost: dict[str, int] = msgspec.field(default_factory=dict)
    held_back: dict[str, int] = msgspec.field(default_factory=dict)
