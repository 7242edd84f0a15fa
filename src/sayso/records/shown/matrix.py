"""The accounts of one incident side by side: who says what, where they agree and where not.

Nothing here is a finding: every value stands with the voice that gives it, and none with sayso.
"""

from __future__ import annotations

from enum import StrEnum

from sayso.records.attribution import Stance
from sayso.records.claim import Party
from sayso.records.event import Certainty, Status
from sayso.records.evidence import Record, Span
from sayso.records.incident import Incident, Sources
from sayso.records.review.settled import Correction


class Column(StrEnum):
    """What accounts are compared by.

    `responsibility` is what a voice does to a doer's part: admits, claims, accuses, denies. From
    `killed` on to `harmed` they are counts (`records.mention.Counted`).
    """

    ACTOR = "actor"
    RECIPIENT = "recipient"
    TARGET = "target"
    PLACE = "place"
    DATE = "date"
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
    MEANS = "means"
    RESPONSIBILITY = "responsibility"
    STATUS = "status"
    CERTAINTY = "certainty"


class Said(Record, frozen=True, kw_only=True):
    """One value of one cell, as one voice says it.

    `words` are null only for what no word of the report says (the day of publication, a status).
    `label` is what a person reads: the neutral name, the days, the bounds. `name` is the neutral
    name, null where sayso knows none; `epithet` marks words that judge. `low`, `best` and `high`
    are bounds of a count, `earliest` and `latest` ISO 8601 days, null where open or not meant.
    `stance` is what the voice does to this value. `compared` is false for what stands in the cell
    and is held against nothing: a running total, a part of a count, a borrowed place. `notes` say
    in words what a reader must know of it.
    """

    claim: str
    words: Span | None
    label: str
    name: str | None = None
    epithet: bool = False
    stance: Stance = Stance.ASSERTS
    low: int | None = None
    best: int | None = None
    high: int | None = None
    earliest: str | None = None
    latest: str | None = None
    compared: bool = True
    notes: tuple[str, ...] = ()


class Row(Record, frozen=True, kw_only=True):
    """One voice through one report: everything that it says of the incident.

    `number` counts from 1 in the order of publication; it is of this view, and new reports move
    it. `claims` are the ids of the claims that the row holds. `voice` is null where the outlet
    itself tells or nobody is named; `who` is what a person reads for it, and `through` the voices
    between, outermost first. `sources` are ids of `Sources.sources`, `shares_with` the numbers of
    rows that rest on one of the same sources: what they agree on is one voice, not two.
    """

    number: int
    claims: tuple[str, ...]
    doc_id: str
    report: str
    title: str | None = None
    publisher: str | None = None
    bloc: str | None = None
    published: str | None = None
    url: str | None = None
    credit: str | None = None
    voice: Party | None = None
    voice_key: str = ""
    who: str
    through: tuple[str, ...] = ()
    stances: tuple[Stance, ...]
    status: Status
    certainty: Certainty
    cells: dict[Column, tuple[Said, ...]]
    sentences: tuple[Span, ...] = ()
    sources: tuple[str, ...] = ()
    shares_with: tuple[int, ...] = ()


class Agreement(StrEnum):
    """How the accounts stand to each other in one column.

    `one`: a single account says anything; `open`: none does; `apart`: they say it in words that
    nothing here can hold against each other.
    """

    AGREE = "agree"
    DIFFER = "differ"
    ONE = "one"
    APART = "apart"
    OPEN = "open"


class Position(Record, frozen=True, kw_only=True):
    """One of the answers that a column gets, and who gives it.

    `rows` are numbers of rows, `voices` who speaks in them, `sources` the ids of the independent
    sources among them: two rows of one source are one. `blocs` are those of their publishers.
    `contested` tells that another row excludes or denies it; `fits` are the labels of other
    positions that this one leaves room for: "at least 9".
    """

    label: str
    rows: tuple[int, ...]
    voices: tuple[str, ...]
    sources: tuple[str, ...]
    blocs: tuple[str, ...] = ()
    contested: bool = False
    fits: tuple[str, ...] = ()


class Summary(Record, frozen=True, kw_only=True):
    """What the accounts together say in one column.

    `positions` are the answers, that of most sources first; `denied` those that somebody denies,
    with the rows that do; `contested` the values, by row and label, that another row excludes or
    denies; `silent` the rows that say nothing here, which is no disagreement.
    `words` is the sentence that a person reads.
    """

    column: Column
    agreement: Agreement
    positions: tuple[Position, ...] = ()
    denied: tuple[Position, ...] = ()
    contested: tuple[tuple[int, str], ...] = ()
    silent: tuple[int, ...] = ()
    words: str = ""

    @property
    def disputed(self) -> bool:
        """Whether two accounts cannot both hold, or one denies what another says."""
        return self.agreement is Agreement.DIFFER or bool(self.denied)


class Move(StrEnum):
    """What a version does to the last that the same voice gave."""

    FIRST = "first"
    SAME = "same"
    NARROWED = "narrowed"
    RAISED = "raised"
    LOWERED = "lowered"
    CHANGED = "changed"
    DENIED = "denied"


class Version(Record, frozen=True, kw_only=True):
    """What a voice said in one column on one day: added to what it said before, never over it.

    `day` is the ISO 8601 day of publication, null where the report has none; `until` the day on
    which the same voice said otherwise. `earlier` is the row of the version that it moves from.
    `correction` marks reports whose title calls them a correction or an update.
    """

    column: Column
    day: str | None
    row: int
    voice: str
    publisher: str | None = None
    said: Said
    move: Move
    earlier: int | None = None
    until: str | None = None
    correction: bool = False
    words: str = ""


class Standing(Record, frozen=True, kw_only=True):
    """What was known of one column as of a day: the answers that stood then, each once.

    `low` and `high` are the lowest and highest number that any voice left possible, null where
    open or where the column counts nothing.
    """

    day: str
    column: Column
    labels: tuple[str, ...]
    voices: int
    low: int | None = None
    high: int | None = None


class Range(Record, frozen=True, kw_only=True):
    """The lowest and the highest number that any account gives, null where none gives one.

    `open` tells that some account sets no upper bound ("at least"); `counts` how many counts
    there are.
    """

    low: int | None
    high: int | None
    open: bool
    counts: int


class Headline(Record, frozen=True, kw_only=True):
    """An incident on one line, of what its accounts say most; nothing in it is averaged.

    `places`, `days`, `actors` and `recipients` are the answers with those of most sources first,
    `day` the first of the days. `killed` and `injured` are null where no account counts.
    `accounts` counts claims, `reports` documents, `publishers` outlets, `sources` independent
    sources. `disputed` are the columns in which accounts differ or somebody denies. `statuses`,
    `stances`, `countries` and `blocs` are all that occur. `settled` is what people hold right of
    the incident as such: those values stand here in the place of its accounts'.
    """

    id: str
    day: str | None
    days: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    types: tuple[str, ...]
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    killed: Range | None = None
    injured: Range | None = None
    accounts: int
    reports: int
    publishers: int
    sources: int
    blocs: tuple[str, ...] = ()
    disputed: tuple[Column, ...] = ()
    statuses: tuple[Status, ...] = ()
    stances: tuple[Stance, ...] = ()
    settled: tuple[Correction, ...] = ()


class Sort(StrEnum):
    """By what incidents are listed: the latest day first, or the most of something first."""

    DAY = "day"
    ACCOUNTS = "accounts"
    REPORTS = "reports"
    SOURCES = "sources"
    KILLED = "killed"
    DISPUTED = "disputed"


class Matrix(Record, frozen=True, kw_only=True):
    """The accounts of one incident side by side.

    `summaries` have a column each, `versions` and `standings` tell what was known when, `sources`
    which rows rest on one origin.
    """

    incident: Incident
    headline: Headline
    rows: tuple[Row, ...]
    summaries: tuple[Summary, ...]
    versions: tuple[Version, ...]
    standings: tuple[Standing, ...]
    sources: Sources
