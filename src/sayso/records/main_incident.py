"""What a report is about: the one incident that its title and its first sentences tell."""

from __future__ import annotations

from sayso.records.evidence import Provenance, Record, Span


class Choice(Record, frozen=True, kw_only=True):
    """One of the values that a report leaves open, and how likely it is the one meant.

    `value` is a number, an ISO 8601 day or the name of a place; `share` from 0 to 1, those of all
    choices of one kind add up to 1. `span` is the words that tell it, null where none does.
    """

    value: int | str
    share: float
    span: Span | None = None


class MainIncident(Record, frozen=True, kw_only=True):
    """The main incident of a report: choices for its dead, injured, day and place.

    Each list begins with the likeliest, and may be empty. It is a reading of one report as a whole
    and no account of anybody: claims, with their voices and words, stand beside it.
    """

    doc_id: str
    killed: tuple[Choice, ...] = ()
    injured: tuple[Choice, ...] = ()
    days: tuple[Choice, ...] = ()
    places: tuple[Choice, ...] = ()
    provenance: Provenance
