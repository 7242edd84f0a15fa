"""What is compared of an event: small values without words of the text or voices."""

from __future__ import annotations

from sayso.records.event import Status
from sayso.records.evidence import Record
from sayso.records.mention import PlacePrecision


class Side(Record, frozen=True, kw_only=True):
    """Somebody who acts or suffers: a folded name, a country, kinds of people, a person's name.

    `person` is the words of a person's own name, folded; empty for bodies and nameless people.
    `of_state` marks those who act for their country: the state, its forces and offices.
    """

    name: str | None = None
    country: str | None = None
    kinds: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    of_state: bool = False


class Spot(Record, frozen=True, kw_only=True):
    """A place: gazetteer id, folded name and its consonants, country, point (WGS 84 degrees)."""

    geonameid: int | None = None
    name: str = ""
    skeleton: str | None = None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: PlacePrecision = PlacePrecision.EXACT
    borrowed: bool = False


class Window(Record, frozen=True, kw_only=True, order=True):
    """Days that a voice tells, both included, as ordinals of the proleptic Gregorian calendar."""

    first: int
    last: int

    @property
    def days(self) -> int:
        """How many days it has."""
        return self.last - self.first + 1

    def holds(self, other: Window) -> bool:
        """Whether it is longer than another one that lies within it."""
        return self.first <= other.first and other.last <= self.last and self.days > other.days


class Target(Record, frozen=True, kw_only=True, order=True):
    """A thing that was hit: its kind and, where the words have one, its folded name."""

    kind: str
    name: tuple[str, ...] = ()


class Count(Record, frozen=True, kw_only=True, order=True):
    """Bounds of a number of people; `high` null is open. `voice` is who gives it."""

    low: int
    high: int | None
    voice: str = ""


class Linkable(Record, frozen=True, kw_only=True):
    """An event of one report, as it is compared with those of others.

    `register` is the data set whose row it is, where that has one row for each happening.
    `start` is the code point of its first words, `beside` folded names in its sentences where no
    place of it was read, `windows` days that are told, `reported` the day
    by which it is told to have happened where no day is (of the report, or of what was said),
    `order` which of a series it is: a number, "another", "earlier" or nothing. `summary` marks
    running totals and long spells. `wordings` are keys of its words where they stand in a long
    sentence, `passages` the same with the sentence that its report tells of an event before or
    after. `scene` is the id of the event of the same report whose outcome
    this one tells as far as the report lets a reader see, or null.
    """

    id: str
    doc: str
    register: str = ""
    start: int = 0
    event_type: str
    families: tuple[str, ...]
    realm: str
    words: bool = False
    status: Status = Status.OCCURRED
    places: tuple[Spot, ...] = ()
    beside: tuple[str, ...] = ()
    windows: tuple[Window, ...] = ()
    reported: int | None = None
    actors: tuple[Side, ...] = ()
    recipients: tuple[Side, ...] = ()
    targets: tuple[Target, ...] = ()
    killed: tuple[Count, ...] = ()
    injured: tuple[Count, ...] = ()
    order: str = ""
    summary: bool = False
    wordings: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    scene: str | None = None

    @property
    def dated(self) -> bool:
        """Whether a day is known of it: its own, or one by which it had happened."""
        return bool(self.windows) or self.reported is not None
