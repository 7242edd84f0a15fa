"""A row of a data set as lines that people can read, and where in them each value stands."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from sayso.datasets.tables import counts, lines
from sayso.lexicons.places.country_codes import country_codes
from sayso.records.event import Status
from sayso.records.exchange.foreign import ROW

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.records.exchange.foreign import (
        ForeignEvent,
        ForeignParty,
        ForeignPlace,
        ForeignSource,
        ForeignToll,
    )


_NOBODY = "UNK"
"""PLOVER's code for somebody of whom nothing is known."""


class Stretch(NamedTuple):
    """Where something stands in the text: code points, end-exclusive."""

    start: int
    end: int


class CountText(NamedTuple):
    """A count: where it stands with its bounds, its noun, and whose side it is, if it is told."""

    toll: ForeignToll
    whole: Stretch
    noun: Stretch
    side: Stretch | None


@dataclass(frozen=True)
class RowText:
    """The text of a row. Parties without a word that can be written are left out."""

    text: str
    event: Stretch
    block: Stretch
    actors: tuple[tuple[ForeignParty, Stretch], ...]
    recipients: tuple[tuple[ForeignParty, Stretch], ...]
    place: Stretch | None
    days: Stretch | None
    tolls: tuple[CountText, ...]


@dataclass
class _Sheet:
    parts: list[str] = field(default_factory=list)
    at: int = 0

    def add(self, words: str) -> Stretch:
        """Writes words as they are; where they now stand."""
        start, self.at = self.at, self.at + len(words)
        self.parts.append(words)
        return Stretch(start, self.at)

    def label(self, words: str) -> None:
        self.add(f"\n{words}: ")


def row_text(event: ForeignEvent, publisher: str, origin: str) -> RowText:
    """The text of a row: event, parties, place, days, tolls, and below them what else it has.

    Args:
        event: the row, with an event type.
        publisher: as whom the data set speaks, with its release.
        origin: on whom the row rests, for its last line.
    """
    label = {name: line.label for name, line in lines(event.dataset).items()}
    sheet = _Sheet()
    sheet.add(f"{ROW}{one_line(publisher)}, {one_line(event.key)}")
    sheet.label(label["event"])
    told = sheet.add(_event_words(event))
    if event.cameo:
        sheet.add(f" (CAMEO {one_line(event.cameo)})")
    if event.status is not Status.OCCURRED:
        sheet.add(f", told as {event.status}")
    actors = _write_parties(sheet, label["actors"], event.actors)
    recipients = _write_parties(sheet, label["recipients"], event.recipients)
    place = _write_place(sheet, label["place"], event.place) if event.place else None
    days = _write_days(sheet, label["days"], event)
    sides = {"actors": actors, "recipients": recipients}
    tolls = [_write_toll(sheet, toll, sides) for toll in event.tolls if _has_number(toll)]
    end = sheet.at
    _write_rest(sheet, label, event, origin)
    return RowText(
        text="".join(sheet.parts),
        event=told,
        block=Stretch(told.start, end),
        actors=actors,
        recipients=recipients,
        place=place,
        days=days,
        tolls=tuple(tolls),
    )


def one_line(words: str) -> str:
    """Words as a text can hold them: NFC, one line, without control characters."""
    if words.isprintable():
        return unicodedata.normalize("NFC", " ".join(words.split()))
    known = words.encode("utf-8", "replace").decode("utf-8")
    kept = "".join(" " if unicodedata.category(c) in {"Cc", "Cs"} else c for c in known)
    return unicodedata.normalize("NFC", " ".join(kept.split()))


def source_words(source: ForeignSource) -> str:
    """A source of a row: its name, its address, its day, as far as the row has them."""
    told = (source.name, source.url, source.published)
    return ", ".join(one_line(word) for word in told if word)


def _event_words(event: ForeignEvent) -> str:
    """Type and modes in small letters: a name in capitals would pass for a place."""
    codes = (event.event_type, event.mode, *event.further_modes)
    return ", ".join(word.lower() for word in codes if word)


def _write_parties(
    sheet: _Sheet, label: str, parties: Iterable[ForeignParty]
) -> tuple[tuple[ForeignParty, Stretch], ...]:
    written: list[tuple[ForeignParty, Stretch]] = []
    for party in parties:
        words = one_line(party.name)
        if not words or (words == _NOBODY and party.country is None):
            continue
        if written:
            sheet.add("; ")
        else:
            sheet.label(label)
        written.append((party, sheet.add(words)))
        said = one_line(party.said) if party.said else ""
        notes = [f"“{said}”"] if said and said != words else []
        notes += [one_line(note) for note in (party.country or "", *party.sectors) if note]
        if notes:
            sheet.add(f" ({', '.join(notes)})")
    return tuple(written)


def _write_place(sheet: _Sheet, label: str, place: ForeignPlace) -> Stretch | None:
    row = country_codes().of(place.country)
    country = (row.name if row else place.country) or ""
    names = [words for words in map(one_line, (*place.names, country)) if words]
    if not names:
        return None
    sheet.label(label)
    first = sheet.add(names[0])
    sheet.add("".join(f", {name}" for name in names[1:]))
    point = f"{place.lat}, {place.lon}; " if place.lat is not None else ""
    sheet.add(f" ({point}{place.precision})")
    return first


def _write_days(sheet: _Sheet, label: str, event: ForeignEvent) -> Stretch | None:
    days = list(dict.fromkeys(day for day in (event.first_day, event.last_day) if day))
    if not days:
        return None
    sheet.label(label)
    return sheet.add(" to ".join(days))


def _has_number(toll: ForeignToll) -> bool:
    return {toll.low, toll.best, toll.high} != {None}


def _write_toll(
    sheet: _Sheet,
    toll: ForeignToll,
    sides: dict[str, tuple[tuple[ForeignParty, Stretch], ...]],
) -> CountText:
    row = counts().get(toll.of)
    words = row.words if row else one_line(toll.of) or counts()["all"].words
    sheet.add("\n")
    noun = sheet.add(words)
    side = sides.get(row.side, ()) if row else ()
    of_side = None
    if side:
        sheet.add(" (")
        of_side = sheet.add(one_line(side[0][0].name))
        sheet.add(")")
    told = {"best": toll.best, "low": toll.low, "high": toll.high}
    numbers = ", ".join(f"{name} {number}" for name, number in told.items() if number is not None)
    sheet.add(f" {toll.counted}: {numbers}")
    return CountText(toll, Stretch(noun.start, sheet.at), noun, of_side)


def _write_rest(sheet: _Sheet, label: dict[str, str], event: ForeignEvent, origin: str) -> None:
    """What no field of ours has, what could not be read, the sources, and whom it rests on."""
    codes = [f"{one_line(name)} {one_line(value)}" for name, value in sorted(event.codes.items())]
    unread = [f"{one_line(name)}: {one_line(why)}" for name, why in sorted(event.unread.items())]
    sources = [words for words in map(source_words, event.sources) if words]
    for name, told in (("codes", codes), ("unread", unread), ("sources", sources)):
        if told:
            sheet.label(label[name])
            sheet.add("; ".join(told))
    sheet.label(label["origin"])
    sheet.add(one_line(origin))
