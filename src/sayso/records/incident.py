"""Incidents: the events of many reports that are one happening, and what joins them."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from sayso.records.evidence import Provenance, Record


class Judgement(StrEnum):
    """Whether two events are one happening."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


class Reason(Record, frozen=True, kw_only=True):
    """One comparison that speaks for or against a link: "3 km apart".

    `feature` is what was compared ("place"), `level` how it came out (a row of the table of
    levels), `weight` what that adds to the score (log odds, negative against), `words` the
    sentence that a person reads.
    """

    feature: str
    level: str
    weight: float
    words: str


class Link(Record, frozen=True, kw_only=True):
    """A judgement on a pair of events, by the comparison or by a person; a person's holds.

    `left_id` < `right_id` are ids of whole events. `score` is a probability, null for a person's.
    `by` and `why` are who judged and for what reason, empty for the comparison.
    """

    id: str
    left_id: str
    right_id: str
    judgement: Judgement
    score: float | None = None
    reasons: tuple[Reason, ...] = ()
    by: str = ""
    why: str = ""
    provenance: Provenance


class Incident(Record, frozen=True, kw_only=True):
    """One happening: the events held to be one. Holds no number of its own.

    The id is minted at birth and kept; `event_ids` are sorted.
    """

    id: str
    event_ids: tuple[str, ...]


class ChangeKind(StrEnum):
    """What became of an incident at a linking."""

    BORN = "born"
    CHANGED = "changed"
    MERGED = "merged"
    SPLIT = "split"
    ENDED = "ended"


class Change(Record, frozen=True, kw_only=True):
    """One step in the history of an incident.

    `added` and `removed` are event ids. `other` is the incident into which this one was `merged`
    (its redirect), or from which it was `split` at birth; else null.
    """

    incident_id: str
    kind: ChangeKind
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    other: str | None = None


class Source(Record, frozen=True, kw_only=True):
    """One independent source of an incident: the accounts that rest on one origin.

    `name` is what a person reads ("the Observatory", "Levant Wire"); `claims` ids of claims;
    `known` false where only the publisher is known to stand behind them. `reasons` say what joins
    the accounts: "the same text", "credits AFP", "quotes the same sentence".
    """

    id: str
    name: str
    claims: tuple[str, ...]
    known: bool
    reasons: tuple[str, ...] = ()


class Sources(Record, frozen=True, kw_only=True):
    """Where an incident's accounts come from, counted apart: none of the counts is another.

    `blocs` counts publishers by bloc, "" for those of which no table tells one; `bloc_reasons` is
    why the user's table says so, by the publisher's name.
    """

    reports: int
    publishers: int
    sources: tuple[Source, ...]
    blocs: dict[str, int]
    bloc_reasons: dict[str, str] = msgspec.field(default_factory=dict)
