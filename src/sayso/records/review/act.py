"""One decision of a person: the unit of undoing and of the audit."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from sayso.records.evidence import Record, content_id
from sayso.records.incident import Link
from sayso.records.review.judgement import Review


class ActKind(StrEnum):
    """What a person did.

    `decide` says something of records, `bulk` the same of many at once, `adjudicate` as the
    referee, `assign` gives incidents to coders, `note` and `ask` are without a verdict. `merge`
    and `split` are of incidents, `judge` of single pairs of events. `update` takes over what sayso
    reads anew, `keep` holds on to what was decided. `annotate` came from another tool's file,
    `earlier` was said before acts were kept. `undo` takes another act back. `save` names a view
    of the room, `unsave` takes it away. The rest changes nothing that anybody said: it is the
    audit.
    """

    DECIDE = "decide"
    BULK = "bulk"
    ADJUDICATE = "adjudicate"
    ASSIGN = "assign"
    NOTE = "note"
    ASK = "ask"
    MERGE = "merge"
    SPLIT = "split"
    JUDGE = "judge"
    UPDATE = "update"
    KEEP = "keep"
    ANNOTATE = "annotate"
    EARLIER = "earlier"
    UNDO = "undo"
    ACCESS = "access"
    RESTRICT = "restrict"
    ACCOUNT = "account"
    LOGIN = "login"
    LOGOUT = "logout"
    UNBLUR = "unblur"
    EXPORT = "export"
    SAVE = "save"
    UNSAVE = "unsave"


AUDIT = (
    ActKind.LOGIN,
    ActKind.LOGOUT,
    ActKind.ACCESS,
    ActKind.ACCOUNT,
    ActKind.RESTRICT,
    ActKind.UNBLUR,
    ActKind.EXPORT,
)
"""Acts that only referees may see: who came, who looked at what, what is kept from whom."""


class Act(Record, frozen=True, kw_only=True):
    """What one person did at one time, with everything that it added to the ledger.

    `seq` counts the ledger's acts from 1; `at` is ISO 8601 in UTC. `why` is the person's reason,
    `shown` what was shown when they decided (short text or JSON). `subjects` are the ids that the
    act is about, sorted; `reviews` those of the reviews that it added, in order, `links` the pairs
    of events that it judged. `undoes` is the act that it takes back, else null. `erased` tells
    that the words of the act went with a report that was erased.
    """

    id: str
    seq: int
    at: str
    by: str
    kind: ActKind
    why: str = ""
    shown: str = ""
    subjects: tuple[str, ...] = ()
    reviews: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    undoes: str | None = None
    erased: bool = False


def act_id(act: Act, number: int = 1) -> str:
    """The id of an act by what it is, wherever it is recorded.

    Args:
        act: the act; its `id` and `seq` do not count.
        number: above 1 for an act that has a twin in the same millisecond.
    """
    pairs = (f"{left} {right}" for left, right in act.links)
    said = (act.at, act.by, act.kind, act.why, act.shown, act.undoes or "", str(number))
    return content_id("k", *said, *act.subjects, *act.reviews, *pairs)


class Deed(Record, frozen=True, kw_only=True):
    """An act with all that it added: one line of a ledger's history.

    `reviews` and `links` are what was said, in order. `incidents` has, for each incident that is
    spoken of, its events of now: ids of incidents hang on what was linked first, those of events
    do not.
    """

    act: Act
    reviews: tuple[Review, ...] = ()
    links: tuple[Link, ...] = ()
    incidents: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
