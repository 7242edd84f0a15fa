"""What of the test set is read right: events found, fields right, events invented."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec
from msgspec import UNSET

import sayso
from tests.reading.fields import given_fields, wrong_fields
from tests.reading.items import Place, Voice, load

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.records.rows.mentions import EventRow
    from tests.reading.items import Expected, Item

Found = dict[int, "EventRow | None"]


@dataclass
class Score:
    """Counts for one sentence file, with each thing that went wrong in words.

    `occurred` counts the items that yield an event as having occurred where none is expected;
    `other` those that yield another event that the item does not allow.
    """

    name: str
    items: int = 0
    expected: int = 0
    missed: int = 0
    asked: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    occurred: int = 0
    other: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """Per cent of the fields asked for that are right; 100 where none is asked for."""
        asked = self.asked.total()
        return 100 * self.right.total() / asked if asked else 100.0

    @property
    def invented(self) -> float:
        """Per cent of the items with an event that occurred where the text has none."""
        return 100 * self.occurred / self.items if self.items else 0.0


def score(name: str, *, model: bool = True) -> Score:
    """Read one sentence file and compare; with `model` false by the rules alone."""
    sentences = load(name)
    result = Score(name)
    for item in sentences.texts():
        published = item.published or sentences.published
        rows = sayso.read(
            item.text, published=published, title=item.title, lang="en", model=model
        ).events
        score_item(result, item, rows)
    return result


def score_item(result: Score, item: Item, rows: list[EventRow]) -> None:
    """Add one item, with the events read from it, to `result`."""
    result.items += 1
    found = match(item, rows)
    wrong: list[str] = []
    for index, row in found.items():
        expected = item.events[index]
        asked = given_fields(expected)
        result.expected += 1
        result.asked.update(asked)
        if row is None:
            result.missed += 1
            wrong.append(f"    {expected.trigger}: not found")
            continue
        faults = _faults(item, expected, row, rows) | _wrong_sameness(item, index, found)
        result.right.update(name for name in asked if name not in faults)
        wrong += [
            f"    {row.quote}: {name} is {read}, not {_told(getattr(expected, name))}"
            for name, read in faults.items()
        ]
    wrong += _extras(result, item, rows)
    if wrong:
        result.misses.append("\n".join((item.text, *wrong)))


def _faults(item: Item, expected: Expected, row: EventRow, rows: list[EventRow]) -> dict[str, str]:
    """What neither `row` nor a mention linked to it, at words for the same event, has right."""
    spans = _spans(expected.trigger, item.text)
    linked = [one for one in rows if one.event == row.event and _stands_at(one, spans)]
    counted = tuple(quantity for one in linked for quantity in one.quantities)
    faults = wrong_fields(expected, msgspec.structs.replace(row, quantities=counted))
    for other in linked:
        also = wrong_fields(expected, other)
        faults = {name: read for name, read in faults.items() if name in also}
    return faults


def match(item: Item, rows: list[EventRow]) -> Found:
    """For each expected event the row at its trigger with the fewest wrong fields, used once."""
    found: Found = dict.fromkeys(range(len(item.events)))
    pairs = sorted(
        (len(wrong_fields(expected, row)), i, k)
        for i, expected in enumerate(item.events)
        for k, row in enumerate(rows)
        if _stands_at(row, _spans(expected.trigger, item.text))
    )
    used: set[int] = set()
    for _, i, k in pairs:
        if found[i] is None and k not in used:
            found[i] = rows[k]
            used.add(k)
    return found


def _wrong_sameness(item: Item, index: int, found: Found) -> dict[str, str]:
    label, row = item.events[index].same, found[index]
    if label is UNSET or row is None:
        return {}
    for other, against in found.items():
        theirs = item.events[other].same
        if other == index or theirs is UNSET or against is None:
            continue
        if (theirs == label) != (against.event == row.event):
            return {"same": f"{'not ' if theirs == label else ''}one with {against.quote!r}"}
    return {}


def _extras(result: Score, item: Item, rows: list[EventRow]) -> list[str]:
    """Count events that the item does not have, and tell of them."""
    known = [
        span
        for words in (*(expected.trigger for expected in item.events), *item.also)
        for span in _spans(words, item.text)
    ]
    extra = [row for row in rows if not _stands_at(row, known)]
    occurred = [row for row in extra if row.status == "occurred"]
    other = [row for row in extra if row.status not in {"occurred", *item.allowed}]
    result.occurred += bool(occurred)
    result.other += bool(other)
    return [f"    {row.quote}: invented {row.event_type} {row.status}" for row in occurred + other]


def _spans(words: str, text: str) -> list[tuple[int, int]]:
    return [span for one in words.split("|") for span in _occurrence(one, text)]


def _occurrence(words: str, text: str) -> Iterable[tuple[int, int]]:
    plain, _, number = words.partition("#")
    hits = [hit.span() for hit in re.finditer(rf"(?<!\w){re.escape(plain)}(?!\w)", text)]
    if not hits:
        raise ValueError(f"{plain!r} is not in {text!r}")
    return hits[int(number or 1) - 1 :][:1]


def _stands_at(row: EventRow, spans: list[tuple[int, int]]) -> bool:
    return any(row.start < end and start < row.end for start, end in spans)


def _told(wanted: object) -> str:
    if isinstance(wanted, list):
        return "; ".join(map(_told, wanted)) or "none"
    if isinstance(wanted, Voice):
        return " ".join(filter(None, (_told(wanted.source), _told(wanted.stance))))
    if isinstance(wanted, Place):
        return f"{wanted.name} ({_told(wanted.precision)}, {_told(wanted.country)})"
    return "" if wanted is UNSET else str(wanted or "none")
