"""What a list of reports is asked for, and what it gives."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from sayso.records.evidence import Record


class ReportFacet(StrEnum):
    """By what a list of reports can be narrowed; `NONE` stands for reports that have none.

    `state` is "read" or "unread" (stored, in a language without words and rules), `told` "yes"
    where events were found in it, else "no".
    """

    PUBLISHER = "publisher"
    BLOC = "bloc"
    LANGUAGE = "language"
    STATE = "state"
    TOLD = "told"


class ReportFilter(Record, frozen=True, kw_only=True):
    """Which reports a list has: all that fulfil every condition that is given.

    `facets` has one value of each facet; `since` and `until` are ISO days of publication.
    """

    facets: dict[ReportFacet, str] = msgspec.field(default_factory=dict)
    since: str | None = None
    until: str | None = None


class ReportLine(Record, frozen=True, kw_only=True):
    """A report on one line; `events` are those found in it, `read` false where it was not read."""

    id: str
    report: str
    title: str | None = None
    publisher: str | None = None
    bloc: str | None = None
    published: str | None = None
    language: str
    read: bool
    events: int = 0


class ReportCount(Record, frozen=True, kw_only=True):
    """A value of a facet and how many reports a list has when it is chosen."""

    value: str
    reports: int


class ReportKey(Record, frozen=True, kw_only=True):
    """Where a page of a list of reports ends."""

    published: str
    doc: int


class ReportPage(Record, frozen=True, kw_only=True):
    """A page of a list of reports, the latest published first; `passed` come before it."""

    rows: tuple[ReportLine, ...]
    total: int
    passed: int
    next: ReportKey | None = None


class Rejected(Record, frozen=True, kw_only=True):
    """What could not be read, as a list shows it: where it stood, why, and what to do."""

    seq: int
    path: str
    report: str | None
    reason: str
    remedy: str
