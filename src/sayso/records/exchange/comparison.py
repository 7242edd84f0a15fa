"""Two ledgers or data sets side by side: what both have, what one lacks, where they disagree.

Nothing here says which of the two is right: agreement is a property of two codings, not of either.
"""

from __future__ import annotations

from enum import StrEnum

from sayso.records.evidence import Record
from sayso.records.incident import Reason
from sayso.records.review.agreement import Measured, Partitions, Scale


class Field(StrEnum):
    """What two sides are compared by; scale and rule of each are in compared_fields.tsv."""

    TYPE = "type"
    ACTOR = "actor"
    RECIPIENT = "recipient"
    COUNTRY = "country"
    ADMIN1 = "admin1"
    PLACE = "place"
    PRECISION = "precision"
    DATE = "date"
    KILLED = "killed"
    INJURED = "injured"
    STATUS = "status"
    STANCE = "stance"


class FieldRow(Record, frozen=True, kw_only=True):
    """How a field is measured: its title, its scale, and in words when two answers agree."""

    field: Field
    title: str
    scale: Scale
    agrees: str


class Standing(StrEnum):
    """How two answers stand to each other.

    `told`: the answers differ, but some account of one side gives the other's. `apart`: nothing
    here can hold the two against each other, as a name against words. `first` and `second`: only
    that side says anything; `open`: neither does.
    """

    AGREE = "agree"
    TOLD = "told"
    DIFFER = "differ"
    APART = "apart"
    FIRST = "first"
    SECOND = "second"
    OPEN = "open"


class Compared(Record, frozen=True, kw_only=True):
    """One field of one pair: what either side says most, null where it says nothing.

    `note` is how far apart they are, in words ("12 km apart"), or empty.
    """

    field: Field
    standing: Standing
    first: str | None = None
    second: str | None = None
    note: str = ""


class Listed(Record, frozen=True, kw_only=True):
    """One incident, or row of a data set, in a list: day (ISO 8601), place, types as told most."""

    id: str
    day: str | None = None
    place: str | None = None
    types: tuple[str, ...] = ()
    actor: str | None = None
    recipient: str | None = None
    killed: str | None = None
    reports: int = 0


class Rival(Record, frozen=True, kw_only=True):
    """An incident of the other side that could also be the one meant, and went to another pair."""

    id: str
    score: float


class Pair(Record, frozen=True, kw_only=True):
    """An incident of the first side and the one of the second that it is held to be.

    `score` is the probability that the comparison of events gives, `shared` the number of events
    or rows that both sides hold under one id, `reasons` what speaks for and against the pair.
    """

    first: Listed
    second: Listed
    score: float
    shared: int
    reasons: tuple[Reason, ...] = ()
    fields: tuple[Compared, ...]


class Alone(Record, frozen=True, kw_only=True):
    """An incident that the other side lacks, or has already in another pair (`rivals`)."""

    incident: Listed
    rivals: tuple[Rival, ...] = ()


class Side(Record, frozen=True, kw_only=True):
    """One of the two: its name, what it is ("ledger", or a data set's format), and its counts.

    `incidents` counts all that were asked for, `paired` those that the other side has too, `alone`
    those that are listed as lacking there, `minor` those that are lacking and not listed: of one
    report, and only words or nothing done. `unread` are rows that could not be read, each with
    its place, the first of `unread_rows`.
    """

    name: str
    kind: str
    incidents: int
    paired: int
    alone: int
    minor: int = 0
    unread_rows: int = 0
    unread: tuple[str, ...] = ()


class FieldMeasures(Record, frozen=True, kw_only=True):
    """A field over all pairs: how many stand how, and the measures over those that both tell.

    `share` is the raw agreement by the field's own rule, `exact` that of equal values alone.
    """

    field: Field
    scale: Scale
    agree: int
    told: int
    differ: int
    apart: int
    first: int
    second: int
    share: Measured
    exact: Measured
    alpha: Measured
    kappa: Measured


class Comparison(Record, frozen=True, kw_only=True):
    """Two sides side by side.

    `filters` are those asked for, by name; `profile` is the rulebook of the numbers. `partition`
    says how far both put the same `things` together: "events" that both hold under one id, else
    "pairs" and the incidents left over that go with one of a pair.
    """

    first: Side
    second: Side
    filters: dict[str, str]
    profile: str
    pairs: tuple[Pair, ...]
    only_first: tuple[Alone, ...]
    only_second: tuple[Alone, ...]
    fields: tuple[FieldMeasures, ...]
    partition: Partitions
    things: str
    version: str
