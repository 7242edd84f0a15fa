"""What a linking did, what a list of incidents shows of each, and what can be asked of it."""

from __future__ import annotations

from enum import StrEnum

from sayso.records.evidence import Record
from sayso.records.incident import Link, Source
from sayso.records.mention import PlacePrecision
from sayso.records.shown.matrix import Headline
from sayso.records.shown.network import IncidentTie


class Cause(StrEnum):
    """Why the incidents were made anew: events were linked, or a document was erased."""

    LINK = "link"
    ERASE = "erase"


class Linking(Record, frozen=True, kw_only=True):
    """One time that events were linked: a state of all incidents that can be asked for later.

    `seq` counts from 1. Times are ISO 8601 in UTC. `version` is sayso's. `events`, `reports` and
    `incidents` are all that there were then, `shared` the incidents told by more than one report;
    `born` to `ended` count what became of incidents, `links` those that hold events together.
    """

    seq: int
    started_at: str
    finished_at: str
    version: str
    cause: Cause = Cause.LINK
    events: int
    reports: int
    incidents: int
    shared: int
    links: int = 0
    born: int = 0
    changed: int = 0
    merged: int = 0
    split: int = 0
    ended: int = 0


class Point(Record, frozen=True, kw_only=True):
    """A place of an incident on a map: what it is called, where (WGS 84 degrees), how exactly.

    `lat` and `lon` are null where only a province, a region or a country is told. `geonameid` is
    the gazetteer's number of it, `admin1` the name of the province that it is or lies in.
    """

    name: str
    geonameid: int | None = None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: PlacePrecision


class IncidentLine(Record, frozen=True, kw_only=True):
    """An incident on one line, as its accounts were read, with what a person picks it by.

    `title` is that of the earliest report that has one, `points` the places that its accounts
    name, those of most accounts first, `confidence` the lowest of its accounts, 0 to 1.
    `reported` is the ISO day on which the first report was published, `ties` are what its accounts
    tell of who acted on whom, by actor, country and sector.
    """

    headline: Headline
    title: str | None = None
    points: tuple[Point, ...] = ()
    confidence: float
    reported: str | None = None
    ties: tuple[IncidentTie, ...] = ()


class IncidentSummary(Record, frozen=True, kw_only=True):
    """What a list shows of an incident, and what it is searched by: no toll, nothing averaged.

    `first_day` and `last_day` are the ISO days between which its accounts place it, of those that
    tell it most precisely; null where none does. `event_types`, `incident_types`, `countries`,
    `places` and `actors` are all that any account names, sorted. `reports`, `publishers` and
    `sources` (independent ones) are counts of different things; `sources` is null where they are
    not counted: since a document was erased, until the next linking. `line` is null then, too, and
    in ledgers that were linked before there were lines. `origins` are those sources,
    empty where they are not counted and in ledgers of linkings that did not keep them.
    """

    id: str
    first_day: str | None = None
    last_day: str | None = None
    event_types: tuple[str, ...] = ()
    incident_types: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    blocs: tuple[str, ...] = ()
    events: int
    accounts: int
    reports: int
    publishers: int
    sources: int | None
    line: IncidentLine | None = None
    origins: tuple[Source, ...] = ()


class SuggestedPair(Record, frozen=True, kw_only=True):
    """Two incidents that may be one, for a person to judge.

    `link` is the pair of events, one of each, that is likeliest to be one happening: its score is
    a probability, its reasons speak for and against. `left` and `right` are the incidents of its
    two events.
    """

    left: str
    right: str
    link: Link


class IncidentOrder(StrEnum):
    """How incidents are listed: by day, the latest first, or by a count, the most first."""

    DAY = "day"
    REPORTS = "reports"
    SOURCES = "sources"


class IncidentFilter(Record, frozen=True, kw_only=True):
    """Which incidents are wanted: all that fulfil every condition that is given.

    `since` and `until` are ISO days, both included: an incident is wanted when it may have been
    between them. `country` is an ISO 3166 alpha-3 code, `event_type` and `incident_type` codes;
    `place`, `actor` and `bloc` are whole names in whatever case. `reports`, `publishers` and
    `sources` are the least number of each.
    """

    since: str | None = None
    until: str | None = None
    country: str | None = None
    event_type: str | None = None
    incident_type: str | None = None
    place: str | None = None
    actor: str | None = None
    bloc: str | None = None
    reports: int = 0
    publishers: int = 0
    sources: int = 0
    order: IncidentOrder = IncidentOrder.DAY
    limit: int | None = None
