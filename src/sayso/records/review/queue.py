"""What an incident is worth looking at, why, and which of the queue is wanted."""

from __future__ import annotations

from enum import StrEnum

from sayso.records.evidence import Record
from sayso.records.linking import IncidentSummary


class Reason(StrEnum):
    """Why a person should look at an incident before others."""

    DISAGREEMENT = "disagreement"
    TOLL = "toll"
    CONFIDENCE = "confidence"
    SINGLE_SOURCE = "single_source"


class Share(Record, frozen=True, kw_only=True):
    """What one reason adds to an incident's score: `points` of at most `of`, and what was found.

    `told` is what the reason is drawn from: the columns that are disputed, a count, a confidence;
    empty where there is nothing to tell.
    """

    reason: Reason
    points: int
    of: int
    told: tuple[str, ...] = ()


class Queued(Record, frozen=True, kw_only=True):
    """An incident in the queue: its score is the sum of its shares, as of the last linking."""

    summary: IncidentSummary
    score: int
    shares: tuple[Share, ...]


class Need(StrEnum):
    """What of the queue a person wants to see.

    `mine`: given to them, and not yet decided, skipped or flagged by them; `open`: that of all;
    `asked`: somebody asks them; `flagged`: marked for another look; `all`: whatever they did.
    """

    MINE = "mine"
    OPEN = "open"
    ASKED = "asked"
    FLAGGED = "flagged"
    ALL = "all"


class Place(Record, frozen=True, kw_only=True):
    """Where an incident stands in the queue: by score, the highest first, then by id."""

    score: int
    id: str


class QueueFilter(Record, frozen=True, kw_only=True):
    """Which incidents of the queue are wanted: all that fulfil every condition that is given.

    `country` is an ISO 3166 alpha-3 code, `event_type` a code; `bloc`, `place` and `actor` are
    whole names in whatever case. `disputed` wants those in which accounts differ or somebody
    denies. `not_by` wants those that this person has not yet decided, skipped or flagged; `among`
    only these ids, `without` none of these.
    """

    disputed: bool = False
    country: str | None = None
    event_type: str | None = None
    bloc: str | None = None
    place: str | None = None
    actor: str | None = None
    not_by: str | None = None
    among: frozenset[str] | None = None
    without: frozenset[str] = frozenset()
