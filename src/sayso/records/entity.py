"""Whatever a text names by its kind: bodies, people, places, times, weapons, documents."""

from __future__ import annotations

from enum import StrEnum

from sayso.records.evidence import Provenance, Record, Span


class EntityKind(StrEnum):
    """Kinds of things that words stand for, under the names of re3d (Dstl, 2017).

    Several people are an organisation there ("the soldiers"), one is a person; a nationality is
    the adjective alone; a quantity is the number with its "at least", without what it counts.
    """

    ORGANISATION = "Organisation"
    LOCATION = "Location"
    PERSON = "Person"
    TEMPORAL = "Temporal"
    QUANTITY = "Quantity"
    DOCUMENT = "DocumentReference"
    WEAPON = "Weapon"
    NATIONALITY = "Nationality"
    PLATFORM = "MilitaryPlatform"
    MONEY = "Money"


class EntityMention(Record, frozen=True, kw_only=True):
    """Words that stand for something of a kind. Entities of one reading never overlap.

    `of` is the id of the actor, place, time or quantity that the same words are, or null: there
    stands whom, where or when they mean.
    """

    id: str
    span: Span
    kind: EntityKind
    of: str | None = None
    provenance: Provenance
