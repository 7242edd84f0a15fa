"""Which of ACLED's sub-event types an incident is: rows of a table, asked in their order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from sayso.export.formats.cells.actor_types import ARMED, EXTERNAL, STATE
from sayso.export.formats.files.columns import SCHEMAS
from sayso.lexicons.files.load import read_table
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Iterable

_STATES = frozenset({STATE, EXTERNAL})
_WORDS = re.compile(r"[\w-]+")
NOT_WRITTEN = "-"

Condition = Literal[
    "both_armed",
    "recipient_armed",
    "on_people",
    "mutual",
    "state",
    "state_acts",
    "harmed",
    "unharmed",
    "unkilled",
]


class MappingRow(Record, frozen=True, kw_only=True):
    """A row of acled_from_plover.tsv: what an event must be, and the sub-event type it becomes.

    `matches` is an event for which the row alone holds, `rejects` one for which it does not.
    """

    event_type: str
    modes: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    doer_words: tuple[str, ...] = ()
    recipient_words: tuple[str, ...] = ()
    weapon_words: tuple[str, ...] = ()
    detained: int | None = None
    sub_event_type: str
    matches: str
    rejects: str


class SubEvent(Record, frozen=True, kw_only=True):
    """A sub-event type (acled_events.tsv) with what follows from it."""

    rank: int
    event_type: str
    sub_event_type: str
    disorder_type: str
    political_violence: int
    demonstration: int


@dataclass(frozen=True)
class Deed:
    """An event in the terms of the table.

    `doer` and `recipient` are actor types, null where nobody is told; people who are harmed and of
    whom nothing is told are civilians. Words are the phrases for a
    party or weapon. `detained` is how many at least.
    """

    event_type: str
    modes: frozenset[str] = frozenset()
    doer: int | None = None
    recipient: int | None = None
    doer_words: tuple[str, ...] = ()
    recipient_words: tuple[str, ...] = ()
    weapon_words: tuple[str, ...] = ()
    mutual: bool = False
    state_acts: bool = False
    harmed: bool = False
    killed: bool = False
    detained: int = 0


@cache
def mapping() -> tuple[MappingRow, ...]:
    """The rows, in the order in which they are asked."""
    return tuple(read_table(SCHEMAS / "acled_from_plover.tsv", MappingRow))


@cache
def sub_events() -> dict[str, SubEvent]:
    """The sub-event types by name."""
    table = read_table(SCHEMAS / "acled_events.tsv", SubEvent)
    return {row.sub_event_type: row for row in table}


def sub_event(deeds: Iterable[Deed]) -> SubEvent | None:
    """The type of an incident of several deeds: the lowest rank of those that become any."""
    found = (row_for(deed) for deed in deeds)
    names = {row.sub_event_type for row in found if row is not None} - {NOT_WRITTEN}
    return min((sub_events()[name] for name in names), key=lambda row: row.rank, default=None)


def row_for(deed: Deed) -> MappingRow | None:
    """The first row that fits a deed."""
    return next((row for row in mapping() if fits(row, deed)), None)


def fits(row: MappingRow, deed: Deed) -> bool:
    """Whether a row holds for a deed."""
    return (
        row.event_type == deed.event_type
        and (not row.modes or not deed.modes.isdisjoint(row.modes))
        and all(_holds(condition, deed) for condition in row.conditions)
        and _says(row.doer_words, deed.doer_words)
        and _says(row.recipient_words, deed.recipient_words)
        and _says(row.weapon_words, deed.weapon_words)
        and (row.detained is None or deed.detained >= row.detained)
    )


def _holds(condition: Condition, deed: Deed) -> bool:
    doer, recipient = deed.doer in ARMED, deed.recipient in ARMED
    return {
        "both_armed": doer and recipient,
        "recipient_armed": recipient,
        "on_people": deed.recipient is not None and not recipient,
        "mutual": deed.mutual,
        "state": not {deed.doer, deed.recipient}.isdisjoint(_STATES),
        "state_acts": deed.state_acts,
        "harmed": deed.harmed,
        "unharmed": not deed.harmed,
        "unkilled": not deed.killed,
    }[condition]


def _says(wanted: tuple[str, ...], told: tuple[str, ...]) -> bool:
    """Whether a phrase has one of the words, and none of those that are marked with "!"."""
    if not wanted:
        return True
    barred = {word[1:] for word in wanted if word.startswith("!")}
    phrases = [f" {' '.join(_WORDS.findall(phrase.casefold()))} " for phrase in told]
    return any(
        any(f" {word} " in phrase for word in wanted)
        and not any(f" {word} " in phrase for word in barred)
        for phrase in phrases
    )
