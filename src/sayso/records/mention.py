"""What a text names: actors, places, times and quantities, each at its words."""

from __future__ import annotations

from enum import StrEnum

from sayso.records.evidence import Provenance, Record, Span


class ActorMention(Record, frozen=True, kw_only=True):
    """Words that stand for somebody: a state, an army, a group, a person, an epithet, a pronoun.

    `span` is the words as said. `head` is the code-point offset of the head word, by which
    syntax finds the mention. `name` is the neutral resolved name, or null; `country` an
    ISO 3166-1 alpha-3 or PLOVER international code; `sector` a PLOVER sector code.
    `antecedent` is the id of the mention that a pronoun or definite description stands for.
    """

    id: str
    span: Span
    head: int
    name: str | None = None
    country: str | None = None
    sector: str | None = None
    epithet: bool = False
    antecedent: str | None = None
    provenance: Provenance


class PlacePrecision(StrEnum):
    """How finely a place is known (coding rules, place_precision.tsv)."""

    EXACT = "exact"
    NEAR = "near"
    ADMIN2 = "admin2"
    ADMIN1 = "admin1"
    AREA = "area"
    COUNTRY = "country"
    WATER = "water"


class PlaceMention(Record, frozen=True, kw_only=True):
    """Words that name a place. Coordinates (WGS 84 degrees) only where the precision bears them.

    Raises:
        ValueError: for coordinates on an admin1, area or country mention.
    """

    id: str
    span: Span
    head: int
    name: str | None = None
    geonameid: int | None = None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: PlacePrecision
    provenance: Provenance

    def __post_init__(self) -> None:
        coarse = {PlacePrecision.ADMIN1, PlacePrecision.AREA, PlacePrecision.COUNTRY}
        if self.precision in coarse and (self.lat is not None or self.lon is not None):
            raise ValueError(
                f"{self.precision} place {self.span.quote!r} must have no coordinates"
            )


class TimePrecision(StrEnum):
    """How finely a date is known (coding rules, time_precision.tsv)."""

    DAY = "day"
    DAYS = "days"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class TimeBasis(StrEnum):
    """What a date rests on."""

    STATED = "stated"
    RELATIVE = "relative"
    DATELINE = "dateline"
    PUBLICATION = "publication"


class TimeMention(Record, frozen=True, kw_only=True):
    """A time as a window of ISO 8601 days, both ends included; null ends are open.

    `span` is null only for the publication date, which no word of the text states. `deadline`
    and `duration` mark expressions that are no date of an event ("by Friday", "for two weeks").
    """

    id: str
    span: Span | None
    earliest: str | None
    latest: str | None
    precision: TimePrecision
    basis: TimeBasis
    deadline: bool = False
    duration: bool = False
    provenance: Provenance


class Counted(StrEnum):
    """What a quantity counts."""

    KILLED = "killed"
    INJURED = "injured"
    MISSING = "missing"
    DETAINED = "detained"
    ABDUCTED = "abducted"
    DISPLACED = "displaced"
    SURRENDERED = "surrendered"
    DESTROYED = "destroyed"
    DAMAGED = "damaged"
    CAPTURED = "captured"
    FORCE = "force"


class QuantityOp(StrEnum):
    """How a number is bounded by its words (casualty_words.tsv)."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    APPROX = "approx"
    RANGE = "range"
    VAGUE = "vague"


class QuantityMention(Record, frozen=True, kw_only=True):
    """A count as the text gives it: low <= best <= high, null where the words leave it open.

    `of` is the words for whom or what ("terrorists", "tanks"); `head` the code-point offset of
    the counted noun; `tie` that of the word that says what became of those counted ("killed"), or
    null; `part_of` the id of a quantity of which this is a part ("including three
    children"); `cumulative` marks a running total that is not this event's own.

    Raises:
        ValueError: when the bounds are out of order.
    """

    id: str
    span: Span
    head: int
    tie: int | None = None
    what: Counted
    of: str
    low: int | None
    best: int | None
    high: int | None
    op: QuantityOp
    cumulative: bool = False
    part_of: str | None = None
    provenance: Provenance

    def __post_init__(self) -> None:
        known = [n for n in (self.low, self.best, self.high) if n is not None]
        if known != sorted(known):
            raise ValueError(f"bounds of {self.span.quote!r} are out of order: {known}")
