"""What holds of several people's words, and what came of it in an account."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from sayso.records.claim import Party, When, Where
from sayso.records.evidence import Record, Span
from sayso.records.review.judgement import Review, Verdict


class Outcome(StrEnum):
    """Why a question is settled, or that it is not.

    `ruled` by the referee, `agreed` by all coders who spoke, `one` of whom alone spoke; `open`
    where they differ: then the disagreement is kept and what sayso read stands.
    """

    RULED = "ruled"
    AGREED = "agreed"
    ONE = "one"
    OPEN = "open"


class Settled(Record, frozen=True, kw_only=True):
    """One question that people spoke of: a record, a part of it, one value of that part.

    `target` and `field` are those of the reviews, `words` the words of the value where it has
    some. `said` is the last word of each person, the earliest first; `holds` the one that holds,
    null where the question is open.
    """

    target: str
    field: str
    words: Span | None = None
    outcome: Outcome
    said: tuple[Review, ...]
    holds: Review | None = None


class ReviewView(Record, frozen=True, kw_only=True):
    """Whose words are laid over what sayso read.

    `by` names one person, as for coders who may not see each other; null for all. `roles` are
    those that people have ("referee", "coder", "reader"); who adjudicated is a referee anyway.
    """

    by: str | None = None
    roles: dict[str, str] = msgspec.field(default_factory=dict)


WHAT_HOLDS = ReviewView()
"""What holds of everybody's words."""


class Correction(Record, frozen=True, kw_only=True):
    """What a person's word did to one account: what sayso had read, what stands now, and why.

    `claim` is the account's id, `review` that of the word that holds; `target` differs from
    `claim` where the person spoke of the event, or of a claim that goes by another id since. `was`
    and `now` are values as `values.format_value` writes them, null for none. `applied` is false
    where the word could not be followed; `note` says why.

    Where the word is on the incident as such `claim` is empty and `target` the incident: `was` is
    what its accounts say most, `now` what a person wrote (`reviewed.whole.parse_whole`).
    """

    claim: str
    target: str
    field: str
    verdict: Verdict
    outcome: Outcome
    words: Span | None = None
    was: str | None = None
    now: str | None = None
    by: tuple[str, ...]
    at: str
    why: str = ""
    review: str
    applied: bool = True
    note: str = ""


class Whole(Record, frozen=True, kw_only=True):
    """What people hold right of an incident as such; null where its accounts alone tell it.

    An empty field is a person's word that none of what is told there is right. The words of places
    and parties are those that the person wrote: they stand in no report.
    """

    places: tuple[Where, ...] | None = None
    dates: tuple[When, ...] | None = None
    event_type: tuple[str, ...] | None = None
    incident_type: tuple[str, ...] | None = None
    actors: tuple[Party, ...] | None = None
    recipients: tuple[Party, ...] | None = None
