"""Figures: what a published rulebook makes of an incident's accounts, each back to its quotes."""

from __future__ import annotations

from enum import StrEnum

from sayso.records.claim import Victims
from sayso.records.evidence import Record, Span
from sayso.records.mention import Counted, QuantityOp


class Group(StrEnum):
    """Whose figure it is. `side_a` is the doer's side, as most tell it; `side_b` the other."""

    ALL = "all"
    CIVILIANS = "civilians"
    MILITANTS = "militants"
    SIDE_A = "side_a"
    SIDE_B = "side_b"
    UNKNOWN = "unknown"


class Flag(StrEnum):
    """What a reader must know of a figure before using it; each has its sentence in the steps."""

    NOT_TOLD = "not_told"
    SINGLE_SOURCE = "single_source"
    DISPUTED = "disputed"
    DENIED = "denied"
    BEST_FROM_LOW = "best_from_low"
    MAX_FROM_MIN = "max_from_min"
    OPEN_HIGH = "open_high"
    VICTIMS_UNKNOWN = "victims_unknown"
    UNRELIABLE_ONLY = "unreliable_only"
    UNVERIFIED_RULE = "unverified_rule"
    ATTACKER_LEFT_OUT = "attacker_left_out"
    DIVIDED = "divided"
    AGGREGATE = "aggregate"
    KNOWN_SUBTRACTED = "known_subtracted"
    BELOW_THRESHOLD = "below_threshold"


class Bound(StrEnum):
    """The ends of a figure, and the number that stands for it."""

    LOW = "low"
    BEST = "best"
    HIGH = "high"


class Step(Record, frozen=True, kw_only=True):
    """One decision on the way to a figure: the rule, and what it did, in words."""

    rule: str
    words: str


class CountUse(Record, frozen=True, kw_only=True):
    """One count of one claim, and what a profile did with it.

    `source` is the id of the independent source, empty where the incident's sources lack the
    claim. `voice` is who says so, in words. `op`, `said_low`, `said_best` and `said_high` are the
    count as the language bounds it, `low`, `best` and `high` as the profile reads it; null is
    open. `sets` are the ends of the figure that this count gave. `rule` and `reason` say how the
    count was read or why it was set aside.
    """

    claim: str
    toll: str
    source: str
    report: str
    publisher: str | None
    published: str | None
    voice: str
    span: Span
    sentence: Span | None
    whom: Victims
    op: QuantityOp
    said_low: int | None
    said_best: int | None
    said_high: int | None
    low: int | None
    best: int | None
    high: int | None
    sets: tuple[Bound, ...] = ()
    rule: str
    reason: str


class Share(Record, frozen=True, kw_only=True):
    """A part of a total that was told over several days or places. `day` is ISO 8601."""

    place: str | None
    day: str | None
    number: int


class Figure(Record, frozen=True, kw_only=True):
    """How many, by one profile: low <= best <= high; all null where no account tells.

    `high` alone is null where no account sets an upper bound and the profile leaves it open.
    `used` are the counts that stand behind it, `set_aside` those that do not count, each with its
    reason; `steps` are the decisions in their order. `shares` divide `best` where the profile
    divides.

    Raises:
        ValueError: when the bounds are out of order.
    """

    measure: Counted
    group: Group
    low: int | None
    best: int | None
    high: int | None
    flags: tuple[Flag, ...] = ()
    used: tuple[CountUse, ...] = ()
    set_aside: tuple[CountUse, ...] = ()
    steps: tuple[Step, ...] = ()
    shares: tuple[Share, ...] = ()

    def __post_init__(self) -> None:
        known = [n for n in (self.low, self.best, self.high) if n is not None]
        if known != sorted(known):
            raise ValueError(f"bounds of {self.measure} {self.group} are out of order: {known}")


class GradeName(StrEnum):
    """Airwars's grades of how surely civilians were harmed (schemas/airwars_grades.tsv)."""

    CONFIRMED = "Confirmed"
    FAIR = "Fair"
    WEAK = "Weak"
    CONTESTED = "Contested"
    DISCOUNTED = "Discounted"


class Grade(Record, frozen=True, kw_only=True):
    """A grade that a rule suggests, the rule, why it fired and the claims that made it fire.

    A suggestion for the person who grades, never a finding.
    """

    name: GradeName
    rule: str
    reason: str
    claims: tuple[str, ...] = ()


class Deadly(Record, frozen=True, kw_only=True):
    """A battle or strike with ten or more deaths in the ledger: where, when, which incident."""

    incident: str
    country: str
    month: str
    deaths: int


class Known(Record, frozen=True, kw_only=True):
    """An incident that is known by itself and lies inside the one that is computed."""

    incident: str
    killed: int = 0
    injured: int = 0


class Context(Record, frozen=True, kw_only=True):
    """What rules ask beyond an incident's own accounts; what is not given counts as not there.

    `incident` is the id of the one computed. `deadly` is a battle or strike of ten or more deaths
    in its country and month (ACLED's "3 or 10"), `inside` the incidents that its total includes,
    `actions` incidents near by, in place and time, in which a belligerent acted.
    """

    incident: str = ""
    deadly: Deadly | None = None
    inside: tuple[Known, ...] = ()
    actions: tuple[str, ...] = ()


class Figures(Record, frozen=True, kw_only=True):
    """An incident's figures by one profile. The first of each measure is the profile's own total.

    `digest` is that of the profile's rules, so that figures say which rules they are of.
    `caution` must be shown with every figure.
    """

    profile: str
    digest: str
    incident: str
    figures: tuple[Figure, ...]
    flags: tuple[Flag, ...] = ()
    steps: tuple[Step, ...] = ()
    grade: Grade | None = None
    reports: int
    publishers: int
    sources: int
    context: Context
    caution: str

    def of(self, measure: Counted, group: Group | None = None) -> Figure | None:
        """The figure of a measure, the profile's own total unless a group is named; or null."""
        wanted = (f for f in self.figures if f.measure is measure)
        return next((f for f in wanted if group is None or f.group is group), None)
