"""How far the people who code a ledger agree, with each other and with what sayso read.

Nothing here says who is right: agreement is a property of codings.
"""

from __future__ import annotations

from sayso.records.evidence import Record
from sayso.records.review.agreement import Measured, Scale

ASSIGNED = "assigned:"
"""Begins the field of reviews by which a referee gives an incident to the coder whose name
follows: who accepts gives it, who rejects takes it away."""

NAMED = "@"
"""Begins the subject by which an act is addressed to the person whose name follows."""


class FieldRow(Record, frozen=True, kw_only=True):
    """A field that people code: what it is called and on which scale its values are."""

    field: str
    title: str
    scale: Scale


class CodedField(Record, frozen=True, kw_only=True):
    """How far coders agree in one field.

    A unit is one question: a record, a field of it, one value of that field; `coded` counts those
    that anybody coded, `units` those that two or more did. `share` is the percent agreement (0 to
    1) over pairs of answers, `alpha` Krippendorff's on `scale`, `kappa` Cohen's, of two coders
    and categories only.
    """

    field: str
    scale: Scale
    coded: int
    units: int
    share: Measured
    alpha: Measured
    kappa: Measured


class CoderPair(Record, frozen=True, kw_only=True):
    """Two coders in one field: units that both coded, and the measures of those."""

    first: str
    second: str
    field: str
    scale: Scale
    units: int
    share: Measured
    alpha: Measured
    kappa: Measured


class ReadingField(Record, frozen=True, kw_only=True):
    """What people made of sayso's values of one field, by what holds of their words.

    `accepted`, `corrected` and `rejected` count values that sayso read; `precision` is the share
    accepted of these. `added` counts values that sayso had not read, `open` those of which people
    differ, which count for nothing else.
    """

    field: str
    accepted: int = 0
    corrected: int = 0
    rejected: int = 0
    added: int = 0
    open: int = 0
    precision: Measured


class MadeBy(Record, frozen=True, kw_only=True):
    """The same for what one component and rule made of a field; `rule` is empty for none."""

    field: str
    component: str
    rule: str
    accepted: int = 0
    corrected: int = 0
    rejected: int = 0


class Coders(Record, frozen=True, kw_only=True):
    """Agreement in a ledger: of coders with each other, and of people with what was read.

    `since` is the ISO 8601 day from which on decisions count, null for all. `coders` are those
    whose words count, by name. `act` is the number of the last act that is counted in. `made` are
    the rules of which most was not accepted, first.
    """

    since: str | None
    act: int
    coders: tuple[str, ...]
    fields: tuple[CodedField, ...] = ()
    pairs: tuple[CoderPair, ...] = ()
    reading: tuple[ReadingField, ...] = ()
    made: tuple[MadeBy, ...] = ()
