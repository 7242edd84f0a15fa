"""Whether a field was read as expected."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import UNSET

from tests.reading.items import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sayso.records.rows.mentions import ActorRow, DateRow, EventRow, PlaceRow, QuantityRow
    from tests.reading.items import Expected, Voice

OPEN = ".."
LEADING = re.compile(r"^(?:the|a|an|its|his|their)\s+")


def wrong_fields(expected: Expected, row: EventRow) -> dict[str, str]:
    """The fields of `expected` that `row` has differently, each with what was read instead."""
    found = {}
    for field, compare in COMPARISONS.items():
        wanted = getattr(expected, field)
        if wanted is not UNSET and (read := compare(wanted, row)) is not None:
            found[field] = read
    return found


def given_fields(expected: Expected) -> list[str]:
    """The fields that `expected` asks for, sameness included."""
    return [name for name in (*COMPARISONS, "same") if getattr(expected, name) is not UNSET]


def _among(wanted: str, read: str) -> str | None:
    return None if read in wanted.split("|") else read


def _type(wanted: str, row: EventRow) -> str | None:
    return _among(wanted, row.event_type)


def _mode(wanted: str, row: EventRow) -> str | None:
    return None if set(wanted.split("|")) & set(row.modes) else ", ".join(row.modes) or "none"


def _status(wanted: str, row: EventRow) -> str | None:
    return _among(wanted, row.status.value)


def _certainty(wanted: str, row: EventRow) -> str | None:
    return _among(wanted, row.certainty.value)


def _actors(wanted: list[str], row: EventRow) -> str | None:
    return _people(wanted, row.actors)


def _recipients(wanted: list[str], row: EventRow) -> str | None:
    return _people(wanted, row.recipients)


def _people(wanted: list[str], rows: Sequence[ActorRow]) -> str | None:
    matched = {i for i, row in enumerate(rows) if any(same_actor(one, row) for one in wanted)}
    complete = all(any(same_actor(one, row) for row in rows) for one in wanted)
    if complete and len(matched) == len(rows):
        return None
    return "; ".join(row.name or row.text for row in rows) or "none"


def same_actor(wanted: str, row: ActorRow) -> bool:
    """Whether the words or the name of `row` hold the wanted words, or are a part of them."""
    read = [_words(text) for text in (row.text, row.name) if text]
    ways = [_words(one) for one in wanted.split("|")]
    return any(one in text or text in one for one in ways for text in read)


def _words(text: str) -> str:
    plain = re.sub(r"[^\w]+", " ", text).strip().casefold()
    return f" {LEADING.sub('', plain)} "


def _place(wanted: str | Place | None, row: EventRow) -> str | None:
    read = row.place
    if wanted is None or read is None:
        return None if wanted is None and read is None else _place_text(read)
    place = Place(name=wanted) if isinstance(wanted, str) else wanted
    right = (
        any(_words(name) in _words(text) for name in place.name.split("|")
            for text in (read.text, read.name or ""))
        and place.precision in {UNSET, read.precision.value}
        and place.country in {UNSET, read.country}
    )  # fmt: skip
    return None if right else _place_text(read)


def _place_text(read: PlaceRow | None) -> str:
    return f"{read.name or read.text} ({read.precision}, {read.country})" if read else "none"


def _date(wanted: str, row: EventRow) -> str | None:
    right = any(_same_date(one, row.date) for one in wanted.split("|"))
    return None if right else _date_text(row.date)


def _same_date(wanted: str, read: DateRow | None) -> bool:
    if read is None or read.basis == "publication":
        return wanted == "publication"
    first, _, last = wanted.partition("/")
    bounds = tuple(None if day == OPEN else day for day in (first, last or first))
    return bounds == (read.earliest, read.latest)


def _date_text(read: DateRow | None) -> str:
    return f"{read.earliest}/{read.latest} ({read.basis})" if read else "none"


def _quantities(wanted: list[str], row: EventRow) -> str | None:
    must = [text for text in wanted if not text.endswith(" part")]
    right = all(any(_same_count(text, q) for q in row.quantities) for text in must) and all(
        any(_same_count(text, q) for text in wanted) for q in row.quantities
    )
    return None if right else "; ".join(map(_count_text, row.quantities)) or "none"


def _same_count(wanted: str, read: QuantityRow) -> bool:
    what, bounds, *rest = wanted.removesuffix(" part").split()
    cumulative = "cumulative" in rest
    of = " ".join(word for word in rest if word != "cumulative")
    return (
        read.what in what.split("|")
        and _bounds(bounds) == (read.low, read.best, read.high)
        and read.cumulative == cumulative
        and of.casefold() in read.of.casefold()
    )


def _bounds(text: str) -> tuple[int | None, int | None, int | None]:
    low, dots, high = text.partition(OPEN)
    if not dots:
        return int(low), int(low), int(low)
    return int(low or 0), None, int(high) if high else None


def _count_text(read: QuantityRow) -> str:
    running = " cumulative" if read.cumulative else ""
    return f"{read.what} {read.low}<{read.best}<{read.high} {read.of}{running}"


def _weapon(wanted: list[str], row: EventRow) -> str | None:
    read = [_words(span.text) for span in row.weapon]
    right = len(read) == len(wanted) and all(
        any(_words(one) in text or text in _words(one) for text in read) for one in wanted
    )
    return None if right else "; ".join(span.text for span in row.weapon) or "none"


def _attribution(wanted: list[Voice], row: EventRow) -> str | None:
    """Beside voices with a name those left unnamed ("reports that") are not compared."""
    chain = row.attribution
    if any(isinstance(voice.source, str) for voice in wanted):
        wanted = [voice for voice in wanted if voice.source is not None]
        chain = tuple(link for link in chain if link.source is not None)
    right = len(chain) == len(wanted) and all(
        _same_voice(voice, link.source)
        and (voice.stance is UNSET or link.stance in voice.stance.split("|"))
        and (voice.kind is UNSET or link.kind in voice.kind.split("|"))
        for voice, link in zip(wanted, chain, strict=True)
    )
    if right:
        return None
    names = [
        f"{(link.source.name or link.source.text) if link.source else '?'} {link.stance}"
        for link in row.attribution
    ]
    return " > ".join(names) or "own voice"


def _same_voice(voice: Voice, read: ActorRow | None) -> bool:
    if voice.source is UNSET:
        return True
    if voice.source is None or read is None:
        return voice.source is None and read is None
    return same_actor(voice.source, read)


COMPARISONS: dict[str, Callable[..., str | None]] = {
    "type": _type, "mode": _mode, "status": _status, "certainty": _certainty,
    "actors": _actors, "recipients": _recipients, "place": _place, "date": _date,
    "quantities": _quantities, "weapon": _weapon, "attribution": _attribution,
}  # fmt: skip
