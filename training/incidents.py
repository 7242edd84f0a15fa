"""The incidents of MUC-4's dev part as labelled words: what the recorder learns from.

The keys give strings; every place in the report where such a string stands is labelled, as the
scorer compares them: without case, punctuation and articles (MUC-4 keys as distributed with GTT).
"""

from __future__ import annotations

import re
import string
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import sayso
from evaluation.held import part_of
from evaluation.items import read_items
from sayso.analysis.signs import signs_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sayso.analysis.signs import Sign

SLOTS = (
    "person", "body", "target", "victim", "victims", "weapon", "place", "killed", "injured",
    "date",
)  # fmt: skip
KINDS = ("attack", "bombing", "kidnapping", "arson", "robbery")
STAGES = ("ACCOMPLISHED", "ATTEMPTED", "THREATENED")
STANCES = (
    "REPORTED AS FACT", "CLAIMED OR ADMITTED", "SUSPECTED OR ACCUSED",
    "SUSPECTED OR ACCUSED BY AUTHORITIES", "POSSIBLE", "ACQUITTED",
)  # fmt: skip
FATES = ("unhurt", "killed", "injured")
_KEYS = {
    "person": "perp_individual",
    "body": "perp_org",
    "target": "target",
    "victim": "victim",
    "victims": "victim_description",
    "weapon": "weapon",
}
_ARTICLES = {"a", "an", "the"}
_CHUNK = re.compile(r"\S+")
_NUMBER = re.compile(r"\b(\d[\d,]*|[a-z]+)\b")
_WORDS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty",
)  # fmt: skip
_NUMBERS = {word: number for number, word in enumerate(_WORDS, 1)}

Key = dict[str, Any]
Day = tuple[int, int, str | None, str | None]


@dataclass(frozen=True)
class Filled:
    """A place in a report where a filler's string stands, for the incidents that it fills."""

    start: int
    end: int
    slot: str
    incidents: set[int] = field(default_factory=set)
    fillers: set[tuple[int, str, int]] = field(default_factory=set)


@dataclass(frozen=True)
class Report:
    """A report with its incidents' keys and the places of all their fillers."""

    ident: str
    text: str
    keys: tuple[Key, ...]
    filled: tuple[Filled, ...]

    @property
    def part(self) -> int:
        """The eighth of all texts to which it belongs; see `evaluation.held`."""
        return part_of(self.text)


@dataclass(frozen=True)
class Known:
    """What was read from a report before: the signs on its words, and its expressions of time."""

    signs: list[Sign]
    days: list[Day]


def read_before(folder: Path) -> dict[str, Known]:
    """By report, what `sayso read` finds in it: what the recorder is told at run time, too."""
    known = {}
    for item in read_items(folder / "data" / "muc4.input.jsonl.gz"):
        found = sayso.read(item["text"], published=item["date"], lang="en").read.annotations
        days = [
            (day.span.start, day.span.end, day.earliest, day.latest)
            for day in found.dates
            if day.span is not None
        ]
        known[item["id"]] = Known(list(signs_of(found)), days)
    return known


def read_reports(folder: Path, days: dict[str, list[Day]]) -> Iterator[Report]:
    """All reports of the dev part.

    Args:
        folder: a folder with the benchmarks' `data`.
        days: by report, the expressions of time with their code points and first and last day.
    """
    data = folder / "data"
    keys = {item["id"]: item for item in read_items(data / "muc4.gold.jsonl.gz")}
    for item in read_items(data / "muc4.input.jsonl.gz"):
        incidents = keys[item["id"]]["incidents"]
        filled = _filled(item["text"], incidents, days.get(item["id"], []))
        yield Report(item["id"], item["text"], tuple(incidents), tuple(filled))


def _filled(text: str, incidents: list[Key], days: list[Day]) -> list[Filled]:
    bare, at = _bare(text)
    found: dict[tuple[int, int, str], Filled] = {}

    def add(start: int, end: int, slot: str, incident: int, filler: int) -> None:
        one = found.setdefault((start, end, slot), Filled(start, end, slot))
        one.incidents.add(incident)
        one.fillers.add((incident, slot, filler))

    for number, key in enumerate(incidents):
        for slot, filler, words in _strings(key):
            for start, end in _places(bare, at, words):
                add(start, end, slot, number, filler)
        for slot in ("killed", "injured"):
            for start, end in _counts(text, key[slot]):
                add(start, end, slot, number, 0)
        for start, end, first, last in days:
            if any(_is_day(told, first, last) for told in key["date"] or ()):
                add(start, end, "date", number, 0)
    return list(found.values())


def _strings(key: Key) -> Iterator[tuple[str, int, str]]:
    for slot, name in _KEYS.items():
        for number, filler in enumerate(key[name]):
            yield from ((slot, number, words) for words in filler["alternatives"])
    for names in key["place"]:
        yield from (("place", number, name) for number, name in enumerate(names))


def _bare(text: str) -> tuple[str, list[int]]:
    """The text as the scorer compares strings, and where each of its characters stands."""
    bare: list[str] = []
    at: list[int] = []
    for chunk in _CHUNK.finditer(text.lower()):
        kept = [
            (c, chunk.start() + n) for n, c in enumerate(chunk[0]) if c not in string.punctuation
        ]
        if not kept or "".join(c for c, _ in kept) in _ARTICLES:
            continue
        if bare:
            bare.append(" ")
            at.append(kept[0][1])
        bare += [c for c, _ in kept]
        at += [place for _, place in kept]
    return "".join(bare), at


def _places(bare: str, at: list[int], words: str) -> Iterator[tuple[int, int]]:
    wanted, _ = _bare(words)
    if not wanted:
        return
    for match in re.finditer(rf"(?:^|(?<= )){re.escape(wanted)}(?= |$)", bare):
        yield at[match.start()], at[match.end() - 1] + 1


def _counts(text: str, bounds: list[int | None] | None) -> Iterator[tuple[int, int]]:
    """The numbers of a text that are the least count of an interval that is not nought."""
    if not bounds or not bounds[0]:
        return
    for match in _NUMBER.finditer(text.lower()):
        told = match[0].replace(",", "")
        number = int(told) if told.isdigit() else _NUMBERS.get(told)
        if number == bounds[0]:
            yield match.span()


def _is_day(told: Key, first: str | None, last: str | None) -> bool:
    if last != told["end"]:
        return False
    if told["start"] is None:
        return first in {None, last}
    return bool(first == told["start"])
