"""The values of a whole event in words, slot by slot: what cards and explanations share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sayso.export.wording import bounds, days, party, whereabouts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.records.rows.events import (
        DateValue,
        PartyValue,
        QuantityValue,
        TollRow,
        Value,
        WholeEventRow,
    )


class Told(NamedTuple):
    """A value: its words, what they stand for, and the value itself."""

    words: str
    meaning: str
    value: Value


def slots(row: WholeEventRow) -> Iterator[tuple[str, list[Told]]]:
    """The slots of an event with their values, the surest first in each."""
    yield "actors", [_party(value) for value in row.actors]
    yield "recipients", [_party(value) for value in row.recipients]
    yield "targets", [_party(value) for value in row.targets]
    yield "weapon", [Told(value.text, "a means", value) for value in row.weapon]
    yield (
        "places",
        [
            Told(value.text, f"{whereabouts(value)} ({value.precision})", value)
            for value in row.places
        ],
    )
    yield "dates", [_date(value) for value in row.dates]
    yield "quantities", [_quantity(value) for value in row.quantities]


def toll_words(toll: TollRow | None) -> str:
    """A toll in words: its bounds, and of how many counts it is the sum."""
    if toll is None:
        return ""
    added = len(toll.quantities)
    return bounds(toll) + (f", the sum of {added} counts" if added > 1 else "")


def _party(value: PartyValue) -> Told:
    kind = f"{value.kind}, " if value.kind else ""
    fate = f", {value.fate}" if value.fate else ""
    return Told(value.text, f"{kind}{party(value)}{fate}", value)


def _date(value: DateValue) -> Told:
    meaning = f"{days(value) or 'unknown'} ({value.precision}, {value.basis})"
    return Told(value.text or "the day of publication", meaning, value)


def _quantity(value: QuantityValue) -> Told:
    op = value.op.replace("_", " ")
    return Told(value.text, f"{value.what} {bounds(value)} ({op})", value)
