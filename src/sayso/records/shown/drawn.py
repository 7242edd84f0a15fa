"""What maps, timelines and networks draw of incidents: a symbol, a part of a bar, ties."""

from __future__ import annotations

from enum import StrEnum

from sayso.records.evidence import Record
from sayso.records.mention import PlacePrecision
from sayso.records.shown.network import IncidentTie, NodeKind, Telling

JOIN = "~"
"""Between the parts of a tie's name."""


class Located(StrEnum):
    """How finely an incident's place is known: each has a symbol of its own, the last two none.

    `exact`: a point; `near`: near one; `area`: somewhere within a ring (a district, an area, a
    stretch of water with a middle); `province`: somewhere in an outline; `country`: a country or a
    region of which no middle is told; `nowhere`: no account tells a place.
    """

    EXACT = "exact"
    NEAR = "near"
    AREA = "area"
    PROVINCE = "province"
    COUNTRY = "country"
    NOWHERE = "nowhere"


UNDRAWN = (Located.COUNTRY, Located.NOWHERE)
"""What no symbol on a map can stand for without telling more than is known."""


class Spot(Record, frozen=True, kw_only=True):
    """Where a map draws an incident: the place that most of its accounts name, as finely as known.

    `lat` and `lon` are WGS 84 degrees, null where nothing is drawn at a point. `precision` is null
    where no place is told.
    """

    located: Located = Located.NOWHERE
    name: str | None = None
    geonameid: int | None = None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: PlacePrecision | None = None


class Look(Record, frozen=True, kw_only=True):
    """How an incident is drawn.

    `quad` is PLOVER's class (1 to 4) of its most frequent type, null for none; `told` the status
    that tells most of it: `occurred` where any account does, else what comes next in
    `records.event.Status`; null for none. `reported` is the ISO day of its first report.
    """

    spot: Spot = Spot()
    quad: int | None = None
    told: str | None = None
    reported: str | None = None
    ties: tuple[IncidentTie, ...] = ()


class Part(StrEnum):
    """By what the bars of a timeline are parted: PLOVER's class, the status, the disagreement."""

    KIND = "kind"
    TOLD = "told"
    DISPUTED = "disputed"


class Clock(StrEnum):
    """The time of a timeline: when it happened, or when the first report of it was published."""

    EVENT = "event"
    REPORT = "report"


class DayCount(Record, frozen=True, kw_only=True):
    """How many incidents stand at a day or month, of one part; both empty where none is told."""

    day: str
    part: str
    incidents: int


class Box(Record, frozen=True, kw_only=True):
    """A window of a map in degrees; `west` is greater than `east` across the 180th meridian."""

    south: float
    west: float
    north: float
    east: float


class Cell(Record, frozen=True, kw_only=True):
    """Incidents of one symbol at one place or, for points, in one square of a grid.

    `lat` and `lon` are the middle of what is known, null for provinces; `spot` is what they have
    in common: its name is null where a square has several places.
    """

    spot: Spot
    incidents: int


class TieCount(Record, frozen=True, kw_only=True):
    """A tie between two nodes over the incidents asked for; see `records.network.Tie`."""

    id: int
    by: NodeKind
    actor: str
    recipient: str
    is_words: bool
    tie: str
    sign: int
    mutual: bool
    told: Telling
    incidents: int
    accounts: int
    sources: int

    @property
    def name(self) -> str:
        """What addresses call the tie: it stays the same when lists are made anew."""
        parts = (self.by, self.told, self.tie, self.actor, self.recipient)
        return JOIN.join(str(p).replace("%", "%25").replace(JOIN, "%7E") for p in parts)


class TieFilter(Record, frozen=True, kw_only=True):
    """Which ties are wanted: of which kind of nodes, in how many incidents at least.

    `words` also wants nodes that are words of a report which no table resolves; `told` only ties
    that the accounts make this of, `node` only those of one node by its id.
    """

    by: NodeKind = NodeKind.ACTOR
    words: bool = False
    least: int = 1
    told: Telling | None = None
    node: str | None = None
