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


class PlaceUse(StrEnum):
    """What words for a place do in their sentence.

    `location` says where something may be, and so does `description`, without a name ("the
    capital"): only these may be an event's place. `associated`: part of another name ("Aleppo
    University"); `people`: a people, a union or an adjective ("the Syrians", "Syrian").
    """

    LOCATION = "location"
    DESCRIPTION = "description"
    ASSOCIATED = "associated"
    PEOPLE = "people"


EVENT_USES = frozenset({PlaceUse.LOCATION, PlaceUse.DESCRIPTION})


BORROWED_PLACES = frozenset({"place.scene", "place.headline", "event.scene"})
"""The rules that give an event a place which its own sentence does not tell."""


class PlaceCentre(Record, frozen=True, kw_only=True):
    """The gazetteer's reference point of a whole place: never where an event happened.

    It serves maps and counts of what a report speaks of. `of` names the place whose point it is:
    the place itself or, where nothing tells where that lies, the one that the report is most
    about. `guess` marks the likeliest of several places and such a stand-in. WGS 84 degrees.
    """

    lat: float
    lon: float
    of: str
    guess: bool = False


class PlaceMention(Record, frozen=True, kw_only=True):
    """Words that name a place. Coordinates (WGS 84 degrees) only where the precision bears them.

    `toponym` is the name within the words, without its kind or part ("Syria" of "northern
    Syria"); null where the words are the name. `centre` is the reference point of the whole
    place, which every name may have: see `PlaceCentre`.

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
    use: PlaceUse = PlaceUse.LOCATION
    toponym: Span | None = None
    centre: PlaceCentre | None = None
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


class TimeKind(StrEnum):
    """What words for a time tell: the types of TIMEX3 (ISO 24617-1:2012, ISO-TimeML)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class TimeValue(Record, frozen=True, kw_only=True):
    """One expression of time as TIMEX3 writes it (ISO 24617-1:2012).

    `span` is the expression without the preposition that opens or closes it ("since", "by").
    `value` is ISO 8601 and its extensions: `2016-08-01T06:00`, `2016-W31`, `2016-08-01TNI` (a
    night), `P3D` (three days), `PXY` (some years), `XXXX-WXX-5` (Fridays), `PAST_REF`; null where
    nothing tells it.
    """

    span: Span
    kind: TimeKind
    value: str | None = None


class TimeMention(Record, frozen=True, kw_only=True):
    """A time as a window of ISO 8601 days, both ends included; null ends are open.

    `span` is null only for the publication date, which no word of the text states. `deadline`
    and `duration` mark expressions that are no date of an event: "by Friday"; a length ("for two
    weeks"), a habit ("every Friday") or a vague reference ("recent"). `values` has the clock
    times, lengths and habits that no window of days can tell: one of each expression in the
    words, so two of "from Monday to Wednesday".
    """

    id: str
    span: Span | None
    earliest: str | None
    latest: str | None
    precision: TimePrecision
    basis: TimeBasis
    deadline: bool = False
    duration: bool = False
    values: tuple[TimeValue, ...] = ()
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
    HARMED = "harmed"


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
