"""What an Airwars-like file holds: an incident, ranges by category, a suggested grade."""

from __future__ import annotations

from typing import Literal

import msgspec

from sayso.records.claim import Victims
from sayso.records.evidence import Record
from sayso.records.shown.figures import GradeName


class Range(Record, frozen=True, kw_only=True):
    """How many, over all accounts that tell: null where none does.

    `flags` say what to know of it (docs/howto/casualties.md), `claims` what stands behind it.
    """

    min: int | None = None
    max: int | None = None
    flags: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


class Harm(Record, frozen=True, kw_only=True):
    """The ranges of one group of people."""

    killed: Range
    injured: Range


class Totals(Record, frozen=True, kw_only=True):
    """What one kind of voices tells of civilians and fighters: `voices` in words."""

    civilians: Harm
    militants: Harm
    voices: tuple[str, ...] = ()


class SuggestedGrade(Record, frozen=True, kw_only=True):
    """A grade that a rule suggests, the rule, why it fired, on which claims: a person grades."""

    suggested: GradeName
    rule: str
    reason: str
    claims: tuple[str, ...] = ()


class Belligerent(Record, frozen=True, kw_only=True):
    """A party that is told to have done it, or to have been struck as a fighter.

    `sources` counts the independent sources that tell of it.
    """

    name: str
    country: str | None = None
    role: Literal["doer", "struck"]
    sources: int


class Victim(Record, frozen=True, kw_only=True):
    """A person who is named as harmed, and by which claims."""

    name: str
    fate: Literal["killed", "injured"]
    claims: tuple[str, ...]


class Place(Record, frozen=True, kw_only=True):
    """Where; a point (WGS 84 degrees) only for a place known at least as near."""

    name: str
    admin1: str | None = None
    country: str | None = None
    precision: str
    lat: float | None = None
    lon: float | None = None


class Count(Record, frozen=True, kw_only=True):
    """One count of an account, as its words bound it; null is open."""

    counted: str
    whom: Victims
    words: str
    low: int | None = None
    best: int | None = None
    high: int | None = None


class Telling(Record, frozen=True, kw_only=True):
    """One account: who says so, where, what the voice does to the event, the words, the counts."""

    claim: str
    voice: str
    belligerent: bool
    stance: str
    status: str
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    quote: str
    counts: tuple[Count, ...] = ()


class SourceCounts(Record, frozen=True, kw_only=True):
    """Reports, publishers and independent sources, none of which is another."""

    reports: int
    publishers: int
    independent: int


class AirwarsIncident(Record, frozen=True, kw_only=True):
    """One incident. `day_stated` is false where the days are those of publication."""

    id: str
    first_day: str | None = None
    last_day: str | None = None
    day_stated: bool = True
    place: Place | None = None
    grade: SuggestedGrade
    civilians: Harm
    militants: Harm
    children: Harm
    women: Harm
    men: Harm
    named_victims: tuple[Victim, ...] = ()
    belligerents: tuple[Belligerent, ...] = ()
    locally_reported: Totals
    belligerent_reported: Totals
    sources: SourceCounts
    below_threshold: bool = False
    steps: tuple[str, ...] = ()
    accounts: tuple[Telling, ...]


class AirwarsFile(Record, frozen=True, kw_only=True):
    """A file: which rules made it, the caution to be shown, the incidents."""

    format: Literal["sayso-airwars"] = "sayso-airwars"
    version: Literal[1] = 1
    release: str = ""
    profile: str
    digest: str
    caution: str
    incidents: tuple[AirwarsIncident, ...] = msgspec.field(default=())
