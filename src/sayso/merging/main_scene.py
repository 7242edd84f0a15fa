"""The day and the place of what a report is about, chosen among all that it names."""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from sayso.analysis.forest import shares
from sayso.lexicons.files.load import DATA, read_table
from sayso.merging.incident_words import words_of_part
from sayso.merging.tied_numbers import fate_of
from sayso.records.evidence import Record
from sayso.records.main_incident import Choice
from sayso.records.mention import PlacePrecision, TimePrecision

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from sayso.merging.signs import Signs
    from sayso.records.evidence import Span
    from sayso.records.mention import PlaceMention
    from sayso.records.reading import ReadDocument

TABLE = DATA / "model" / "main_scene.tsv"
START, DAY, PLACE = "start", "day", "place"
_EARLY, _NOWHERE, _LAST, _NEAR_WORDS = 600, 3_000, 5, 60
_WIDE = frozenset({PlacePrecision.COUNTRY, PlacePrecision.AREA, PlacePrecision.WATER})
_WORD = re.compile(r"[^\W\d_]+")
_CLOCK = re.compile(r"\d\s?[ap]\.?m\b|\d:\d\d|night|morning|evening|afternoon", re.IGNORECASE)


class SceneRow(Record, frozen=True, kw_only=True):
    """A row of main_scene.tsv: what one unit of a sign adds for a day or a place (log odds)."""

    what: str
    sign: str
    weight: float


class Candidate(NamedTuple):
    """A day or a place that a report names, its signs, and the words that first tell it."""

    value: str
    signs: Signs
    span: Span | None


@dataclass(frozen=True)
class SceneWeights:
    """The weights of the signs, for days and for places."""

    weights: Mapping[str, Mapping[str, float]]

    @classmethod
    def load(cls, path: Path = TABLE) -> SceneWeights:
        """The shipped weights, or others that `training.main_incidents` has written.

        Raises:
            DataFileError: when the table cannot be read.
        """
        rows = list(read_table(path, SceneRow))
        kinds = (DAY, PLACE)
        return cls({kind: {r.sign: r.weight for r in rows if r.what == kind} for kind in kinds})

    def choose(self, kind: str, candidates: Sequence[Candidate]) -> tuple[Choice, ...]:
        """The candidates as choices, the likeliest first; equals in the order of the text."""
        if not candidates:
            return ()
        weights = self.weights[kind]
        scores = [
            math.fsum(weights.get(sign, 0.0) * value for sign, value in c.signs.items())
            for c in candidates
        ]
        likely = shares(np.array(scores)).tolist()
        ranked = sorted(zip(candidates, likely, strict=True), key=lambda pair: -pair[1])
        return tuple(Choice(value=c.value, share=p, span=c.span) for c, p in ranked)


@cache
def load_scene_weights() -> SceneWeights:
    """The shipped weights, loaded once."""
    return SceneWeights.load()


def day_candidates(read: ReadDocument) -> list[Candidate]:
    """The single days that a report names up to its own, and its own day."""
    published = (read.document.published or "")[:10]
    told: dict[str, list[Span]] = {}
    for date in read.annotations.dates:
        usable = date.precision is TimePrecision.DAY and not (date.duration or date.deadline)
        if date.span is None or date.latest is None or not usable:
            continue
        if date.earliest in {None, date.latest} and date.latest <= (published or date.latest):
            told.setdefault(date.latest, []).append(date.span)
    if published:
        told.setdefault(published, [])
    order = sorted(told, key=lambda day: (told[day][0].start if told[day] else math.inf, day))
    total = sum(map(len, told.values())) or 1
    return [
        Candidate(
            day,
            _day_signs(read.document.text, told[day], total)
            | _calendar_signs(day, published, order)
            | {"rank": float(min(order.index(day), _LAST))},
            next(iter(told[day]), None),
        )
        for day in order
    ]


def _day_signs(text: str, spans: Sequence[Span], total: int) -> Signs:
    """How often a day is named, how early, and beside which words."""
    count = len(spans) or 1
    fates = [_has_fate(text, span) for span in spans]
    return _naming_signs(spans, total, fates) | {
        "with a clock": float(any(_CLOCK.search(_with_after(text, s)) for s in spans)),
        "after a deed": float(min(3, sum(_is_after_deed(text, s) for s in spans))),
        "after a later step": float(any(_is_after_later(text, s) for s in spans)),
        "only published": float(not spans),
        "deeds beside": sum(fates) / count,
    }


def _naming_signs(spans: Sequence[Span], total: int, fates: Sequence[bool]) -> Signs:
    first = spans[0].start if spans else _NOWHERE
    return {
        "often": math.log1p(len(spans)),
        "share": len(spans) / total,
        "late": math.log(first + 1),
        "deeds early": float(
            min(3, sum(f and s.start < _EARLY for s, f in zip(spans, fates, strict=True)))
        ),
    }


def _calendar_signs(day: str, published: str, order: Sequence[str]) -> Signs:
    """How long before the report's own day, and whether it is the first of all days named."""
    own = {"earliest": float(day == min(order)), "alone": float(len(order) == 1)}
    if not published:
        return own
    ago = (dt.date.fromisoformat(published) - dt.date.fromisoformat(day)).days
    return own | {
        "same day": float(ago == 0),
        "day before": float(ago == 1),
        "that week": float(1 < ago < 8),
        "days ago": min(math.log1p(ago), 7.0),
        "long ago": float(ago > 40),
    }


def place_candidates(read: ReadDocument) -> list[Candidate]:
    """The places within a country that a report names, by name."""
    text, title = read.document.text, (read.document.title or "").lower()
    told: dict[str, list[PlaceMention]] = {}
    for place in read.annotations.places:
        if place.precision not in _WIDE:
            told.setdefault(place.name or place.span.quote, []).append(place)
    total = sum(map(len, told.values())) or 1
    regions = [p.admin1 for places in told.values() for p in places if p.admin1]
    found = []
    for rank, (name, places) in enumerate(told.items()):
        spans = [place.span for place in places]
        fates = [_has_fate(text, span) for span in spans]
        region = places[0].admin1
        signs = _naming_signs(spans, total, fates) | {
            "rank": float(min(rank, _LAST)),
            "first": float(rank == 0),
            "in title": float(any(s.quote.lower() in title for s in spans)),
            "capitals": float(any(s.quote.isupper() and s.start < _EARLY for s in spans)),
            "known": float(places[0].country is not None),
            "division": float(places[0].precision is PlacePrecision.ADMIN2),
            "region": float(places[0].precision is PlacePrecision.ADMIN1),
            "region's share": regions.count(region) / len(regions) if region else 0.0,
            "its police": float(any(_is_of_body(text, s) for s in spans)),
            "street": float(any(_is_numbered(text, s) for s in spans)),
            "several words": float(" " in name),
            "deeds beside": sum(fates) / len(fates),
        }
        found.append(Candidate(name, signs, spans[0]))
    return found


def _is_numbered(text: str, span: Span) -> bool:
    """Whether words name a street by a number before: "the 400 block of Oak Street"."""
    return bool(re.search(r"\d[\w\s]{0,12}$", text[max(0, span.start - 15) : span.start]))


def _sentence(text: str, span: Span) -> tuple[int, int]:
    start = max(text.rfind(". ", 0, span.start), text.rfind("\n", 0, span.start)) + 1
    ends = [end for end in (text.find(". ", span.end), text.find("\n", span.end)) if end >= 0]
    return start, min(ends, default=len(text))


def _has_fate(text: str, span: Span) -> bool:
    """Whether the sentence around words tells of death, wounds or shots."""
    start, end = _sentence(text, span)
    return _any_fate(_WORD.findall(text[start:end]))


def _is_after_deed(text: str, span: Span) -> bool:
    """Whether such a word stands shortly before: "was shot outside a shop on Sunday"."""
    start = max(_sentence(text, span)[0], span.start - _NEAR_WORDS)
    return _any_fate(_WORD.findall(text[start : span.start])[-6:])


def _is_after_later(text: str, span: Span) -> bool:
    """Whether a later step stands shortly before: "was charged on Monday"."""
    start = max(_sentence(text, span)[0], span.start - _NEAR_WORDS)
    before = _WORD.findall(text[start : span.start].lower())[-4:]
    return not words_of_part("later").isdisjoint(before)


def _is_of_body(text: str, span: Span) -> bool:
    """Whether the place's own force follows its name: "Oakville police"."""
    after = _WORD.match(text, span.end + 1)
    return after is not None and after[0].lower() in words_of_part("body")


def _any_fate(words: Iterable[str]) -> bool:
    return any(fate_of(word.lower()) for word in words)


def _with_after(text: str, span: Span) -> str:
    return text[span.start : span.end + 12]
