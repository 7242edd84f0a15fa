"""One row of somebody else's event data, in words and codes that all data sets share."""

from __future__ import annotations

import msgspec

from sayso.records.event import Status
from sayso.records.evidence import Record
from sayso.records.mention import Counted, PlacePrecision


class ForeignParty(Record, frozen=True, kw_only=True):
    """Somebody in a row: the name that the data set gives, and the codes.

    `country` is an ISO 3166-1 alpha-3 code or PLOVER's international one, null where the row has
    none or one that no table knows (then it is in `ForeignEvent.unread`). `sectors` are the data
    set's own words or codes, the main one first. `said` is the text that was coded, or null.
    """

    name: str
    country: str | None = None
    sectors: tuple[str, ...] = ()
    said: str | None = None


class ForeignPlace(Record, frozen=True, kw_only=True):
    """Where a row has its event. WGS 84 degrees, null where the point stands for a whole area.

    `names` go from the finest to the coarsest (town, district, province), without the country.
    """

    names: tuple[str, ...] = ()
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: PlacePrecision
    geonameid: int | None = None


class ForeignToll(Record, frozen=True, kw_only=True):
    """A number of people. `of` is whom the data set counts ("side_a", "civilians", "all")."""

    counted: Counted
    of: str = "all"
    low: int | None = None
    best: int | None = None
    high: int | None = None


class ForeignSource(Record, frozen=True, kw_only=True):
    """A report on which a row rests, as far as the row names it. `published` is ISO 8601."""

    name: str | None = None
    url: str | None = None
    published: str | None = None


class ForeignEvent(Record, frozen=True, kw_only=True):
    """One row of a data set.

    `dataset` is its short name ("gdelt"), `release` its version or null. `path`, `line` (from 1,
    a header is line 1) are where the row lies, `key` what identifies it in the data set: an id
    that repeats is joined with the day. `first_day` and `last_day` are ISO 8601 days, both
    included. `event_type`, `mode` and `contexts` are PLOVER's, null or empty where the row has a
    code that becomes none; `further_modes` those beyond the first where a data set has several;
    `cameo` is a code as text. `status` is whether it is told as done. `once` is whether the data
    set has one row for each happening, so that two rows are two happenings to it. `codes` keeps
    values of the data set that no field here has, by column; `unread` are the columns whose value
    could not be read, each with the reason. `mentions` counts reports or mentions by the data
    set's own count.
    """

    dataset: str
    release: str | None = None
    path: str
    line: int
    key: str
    first_day: str | None = None
    last_day: str | None = None
    event_type: str | None = None
    mode: str | None = None
    further_modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    status: Status = Status.OCCURRED
    once: bool = False
    actors: tuple[ForeignParty, ...] = ()
    recipients: tuple[ForeignParty, ...] = ()
    place: ForeignPlace | None = None
    tolls: tuple[ForeignToll, ...] = ()
    sources: tuple[ForeignSource, ...] = ()
    mentions: int | None = None
    codes: dict[str, str] = msgspec.field(default_factory=dict)
    unread: dict[str, str] = msgspec.field(default_factory=dict)


ONCE = "import.once"
"""The rule of claims that are rows of a data set with one row for each happening."""

ROW = "Row of a data set: "
"""What the text of a document begins with that is no report but a row of a data set."""


def is_row(text: str) -> bool:
    """Whether a document's text is a row of a data set, whose words nobody wrote."""
    return text.startswith(ROW)
