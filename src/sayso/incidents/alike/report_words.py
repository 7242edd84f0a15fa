"""A report as its words: what two reports are compared by, with a fixed table of rarity."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from sayso.lexicons.files.load import DATA

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from sayso.records.main_incident import MainIncident

TABLE = DATA / "model" / "report_words.npz"
_CHARACTERS, _LEAD = 6_000, 500
_LONGEST_AGE, _SHORTEST_NUMBER = 2, 3
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+")
_NAME = re.compile(r"\b[^\W\d_a-z][^\W\d_]*(?:['’][^\W\d_]+)?")
_AGE = re.compile(r"\b(\d{1,2})[- ](?:year|month)s?[- ]old|, (\d{1,2})(?=,)|\bage (\d{1,2})\b")
_HOUSE = re.compile(r"\b(\d+)(?: |-)block\b")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class Rarity:
    """How rare words are in news: the logarithm of the share of reports without them.

    Learnt once from other reports (docs/model.md); a word that is not in the table is as rare as
    the rarest there. It never depends on what else is read.
    """

    known: Mapping[str, float]
    rarest: float

    @classmethod
    def load(cls, path: Path = TABLE) -> Rarity:
        """The shipped table, or another that `training.main_incidents` has written."""
        with np.load(path) as stored:
            words = bytes(stored["words"]).decode().split("\n")
            values = stored["rarity"].astype(float).tolist()
        return cls(dict(zip(words, values, strict=True)), max(values, default=0.0))

    def of(self, word: str) -> float:
        """How rare a word in lower case is; 0 for one that nearly all reports have."""
        return self.known.get(word, self.rarest)

    def sum(self, words: Iterable[str]) -> float:
        """The rarity of several words together."""
        return math.fsum(sorted(map(self.of, words)))


@cache
def load_rarity() -> Rarity:
    """The shipped table, loaded once."""
    return Rarity.load()


class ToldReport(NamedTuple):
    """A report as it was published: `published` is an ISO 8601 date or time, or null."""

    id: str
    title: str | None
    text: str
    published: str | None


@dataclass(frozen=True, slots=True)
class ReportWords:
    """What a report is compared by. `day` is that of its publication as an ordinal, or null.

    `vector` holds the weights of its words (tf-idf of length 1), `names` its words in capitals
    that nowhere stand in lower case, `pairs` such words side by side, `houses` the blocks of
    streets ("the 400 block"), `numbers` the other numbers of three figures or more. `days` are the
    ordinals of the days on which its main incident may have been, with their shares, `places` the
    names of the places, in lower case; both are empty where nobody has read them.
    """

    id: str
    day: int | None
    vector: Mapping[str, float]
    title: frozenset[str]
    lead: frozenset[str]
    names: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    ages: frozenset[str]
    houses: frozenset[str]
    numbers: frozenset[str]
    length: int
    days: Mapping[int, float]
    places: frozenset[str]


def all_words(text: str) -> list[str]:
    """The words and numbers of a text in lower case."""
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def to_report_words(
    told: ToldReport, rarity: Rarity, main: MainIncident | None = None
) -> ReportWords:
    """The words of a report's title and first 6,000 characters, with its main incident if read."""
    ident, text, published, title = told.id, told.text, told.published, told.title
    title, body = title or "", text[:_CHARACTERS]
    whole = f"{title} . {body}"
    counts = Counter(all_words(whole))
    lower = {word.replace("’", "'") for word in _WORD.findall(body) if word.islower()}
    named = [match.lower().replace("’", "'") for match in _NAME.findall(whole)]
    figures = {word for word in counts if word.isdigit() and len(word) >= _SHORTEST_NUMBER}
    return ReportWords(
        id=ident,
        day=_ordinal(published) if published else None,
        vector=_vector(counts, rarity),
        title=frozenset(all_words(title)),
        lead=frozenset(all_words(f"{title} {body[:_LEAD]}")),
        names=frozenset(name for name in named if name not in lower),
        pairs=frozenset(pairwise(named)),
        ages=frozenset(age for found in _AGE.findall(whole) for age in found if age),
        houses=frozenset(_HOUSE.findall(whole)),
        numbers=frozenset(word for word in figures if not _YEAR.fullmatch(word)),
        length=len(body),
        days={_ordinal(str(c.value)): c.share for c in main.days} if main else {},
        places=frozenset(str(c.value).lower() for c in main.places) if main else frozenset(),
    )


def _ordinal(day: str) -> int:
    return dt.date.fromisoformat(day[:10]).toordinal()


def _vector(counts: Counter[str], rarity: Rarity) -> dict[str, float]:
    """The weights of the words; those that a third of all reports have are none."""
    common = math.log(3)
    weights = {
        word: (1 + math.log(count)) * rarity.of(word)
        for word, count in sorted(counts.items())
        if rarity.of(word) >= common
    }
    length = math.sqrt(math.fsum(value * value for value in weights.values())) or 1.0
    return {word: value / length for word, value in weights.items()}
