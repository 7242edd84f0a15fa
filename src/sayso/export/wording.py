"""The values of an event in a few words, the same in every view."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.records.rows.events import DateValue, PartyValue, PlaceValue, QuantityValue, TollRow
    from sayso.records.rows.mentions import (
        ActorRow,
        AttributionRow,
        DateRow,
        EventRow,
        PlaceRow,
        QuantityRow,
    )

R = TypeVar("R", bound=msgspec.Struct)

JOIN = " | "
"""What stands between the values of a cell."""

_LINE_ENDS = str.maketrans("\n\t", "  ")


def unwrapped(record: R) -> R:
    """The record with a space for every line end and tab in its strings; offsets stay.

    Reports break their lines anywhere; views break them where they are full.
    """
    return msgspec.convert(_unwrapped(msgspec.to_builtins(record)), type(record))


def unwrap(text: str) -> str:
    """The text with a space for every line end and tab."""
    return text.translate(_LINE_ENDS)


def _unwrapped(value: Any) -> Any:
    match value:
        case str():
            return unwrap(value)
        case list() | tuple():
            return [_unwrapped(item) for item in value]
        case dict():
            return {key: _unwrapped(item) for key, item in value.items()}
        case _:
            return value


def window(row: EventRow) -> str:
    """The days of an event mention, as `days` writes them; empty when unknown."""
    return days(row.date)


def days(date: DateRow | DateValue | None) -> str:
    """The days of a date: one, or the first and last of a window; empty when unknown."""
    if date is None or (date.earliest is None and date.latest is None):
        return ""
    if date.earliest == date.latest:
        return str(date.earliest)
    return f"{date.earliest or ''}… {date.latest or ''}".strip()


def party(actor: ActorRow | PartyValue) -> str:
    """Whom words for an actor stand for, with codes; "unknown" where that is not known."""
    codes = ", ".join(code for code in (actor.country, actor.sector) if code)
    return (actor.name or "unknown") + (f" ({codes})" if codes else "")


def whereabouts(place: PlaceRow | PlaceValue) -> str:
    """The place that words stand for, inwards out: "Sirte, Sirte, LBY" is "Sirte, LBY"."""
    names = (place.name, place.admin1, place.country)
    return ", ".join(dict.fromkeys(n for n in names if n)) or "unknown"


def bounds(quantity: QuantityRow | QuantityValue | TollRow) -> str:
    """The lowest and highest number that the words allow: "12", "24 to open"."""
    low = "?" if quantity.low is None else f"{quantity.low:,}"
    high = "open" if quantity.high is None else f"{quantity.high:,}"
    return low if low == high else f"{low} to {high}"


def voice(link: AttributionRow) -> str:
    """Who speaks: the words, with the name in brackets where they do not hold it."""
    if link.source is None:
        return "somebody unnamed"
    words, name = link.source.text, link.source.name
    return words if name is None or name in words else f"{words} [{name}]"


def stance(link: AttributionRow) -> str:
    """What a voice does to what it speaks of: "asserts", "claims responsibility"."""
    return link.stance.value.replace("_", " ")


def chain_words(chain: Iterable[AttributionRow]) -> str:
    """The chain of voices in words, outermost first; "the report" where none is named."""
    links = [
        f"{_name(link.source) if link.source else 'somebody'} ({stance(link)})" for link in chain
    ]
    return " › ".join(links) or "the report"


def _name(actor: ActorRow) -> str:
    return actor.name or f"“{actor.text}”"
