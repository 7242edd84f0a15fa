"""What a list of incidents is asked for, and what it gives: rows, counts, facets."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from sayso.records.evidence import Record
from sayso.records.shown.drawn import Look
from sayso.records.shown.matrix import Sort

NONE = "-"
"""The value of a facet for incidents that have none: no day, no country, no bloc, no outlet."""


class Facet(StrEnum):
    """By what a list can be narrowed with one value at a time.

    `month` is that of the headline's day, `dispute` a column in which accounts differ or somebody
    denies (`NONE` where in no column), `reviewed` whether people said anything of the incident or
    of a report of it ("yes", "no").
    """

    COUNTRY = "country"
    EVENT_TYPE = "event_type"
    INCIDENT_TYPE = "incident_type"
    MONTH = "month"
    BLOC = "bloc"
    PUBLISHER = "publisher"
    STATUS = "status"
    STANCE = "stance"
    DISPUTE = "dispute"
    REVIEWED = "reviewed"


class Named(StrEnum):
    """By what names an incident is found: whole places and actors, or any word of a name."""

    PLACE = "place"
    ACTOR = "actor"
    WORD = "word"


class ListFilter(Record, frozen=True, kw_only=True):
    """Which incidents a list has: those that fulfil every condition that is given.

    `since` and `until` are ISO days, both included: an incident is wanted when it may have been
    between them. `facets` has one value of each facet, `place` and `actor` are whole names, case
    and accents off. `text` are words and "phrases" of a report of the incident. `accounts`,
    `reports`, `sources` and `killed` are the least number of each; `disputed` wants only those in
    which accounts differ or somebody denies. `everything` also wants what one report alone says
    and that is only words, or nothing that was done. `names` are words of its title, places and
    actors, as a person types them.

    The rest is what bars and symbols lead to, see `records.drawn`: `kind` is PLOVER's class ("1"
    to "4") of its most frequent type, `told` a status, `located` how finely its place is known
    ("drawn" for what a map can show, "undrawn" for the rest), `tie` the name of one; `days` and
    `reported` are days of the headline and of the first report: "2031-05-01..2031-05-07", a day
    alone, or `NONE`.

    The last two are for who may not learn of all that the ledger has: `besides` are ids of
    incidents that the list leaves out, `untold` of reports in which `text` is not looked for.
    """

    since: str | None = None
    until: str | None = None
    facets: dict[Facet, str] = msgspec.field(default_factory=dict)
    place: str | None = None
    actor: str | None = None
    text: str | None = None
    names: str | None = None
    accounts: int = 0
    reports: int = 0
    sources: int = 0
    killed: int = 0
    disputed: bool = False
    everything: bool = False
    kind: str | None = None
    told: str | None = None
    located: str | None = None
    days: str | None = None
    reported: str | None = None
    tie: str | None = None
    sort: Sort = Sort.DAY
    besides: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()


class Entry(Record, frozen=True, kw_only=True):
    """An incident as lists find it: what `ledger.listing` keeps of it.

    `hidden` is 1 where a list leaves it out unless everything is asked for, 2 where people hold
    that it is none. `day` is the headline's, `first_day` and `last_day` those between which its
    accounts place it. `killed` is the highest number that any account gives, -1 where none does.
    `facets` are the values that it has, `names` its places and actors, `look` how it is drawn.
    """

    id: str
    hidden: int = 0
    day: str | None = None
    first_day: str | None = None
    last_day: str | None = None
    accounts: int = 0
    reports: int = 0
    sources: int = 0
    killed: int = -1
    disputed: int = 0
    title: str | None = None
    facets: tuple[tuple[Facet, str], ...] = ()
    names: tuple[tuple[Named, str], ...] = ()
    docs: tuple[str, ...] = ()
    look: Look = Look()


class Key(Record, frozen=True, kw_only=True):
    """Where a page of a list ends: the sorted value of its last row, and its id."""

    value: str | int
    id: str


class Listed(Record, frozen=True, kw_only=True):
    """A page of a list: the ids of its incidents in order, and whether people spoke of each.

    `total` counts the incidents of the whole list, `passed` those before this page; `next` is
    where the following page begins, null on the last one.
    """

    rows: tuple[tuple[str, bool], ...]
    total: int
    passed: int
    next: Key | None = None


class Count(Record, frozen=True, kw_only=True):
    """A value of a facet and how many incidents a list has when it is chosen."""

    value: str
    incidents: int
