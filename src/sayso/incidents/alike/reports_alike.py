"""Whether two reports tell of the same incident, by their words, names, numbers and days."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from sayso.incidents.joining.clustering import CLOSE, Clusters, components
from sayso.lexicons.files.load import DATA, read_table
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from sayso.incidents.alike.report_words import Rarity, ReportWords

TABLE = DATA / "model" / "reports_alike.tsv"
START = "start"
_RARE_IN, _COMMON_BUCKET = 4.0, 400
_SHARED_WORDS, _SHARED_WEIGHT = 2, 0.04
_CAP_NAMES, _CAP_WORDS = 5, 8
_DAYS, _MONTH, _NO_DAY = 3, 30, 30


class SignRow(Record, frozen=True, kw_only=True):
    """A row of reports_alike.tsv: what a sign adds to the log odds, by one unit of it."""

    sign: str
    weight: float


@dataclass(frozen=True)
class Alike:
    """The weights of the signs that two reports tell of one incident."""

    weights: dict[str, float]

    @classmethod
    def load(cls, path: Path = TABLE) -> Alike:
        """The shipped weights, or others that `training.main_incidents` has written.

        Raises:
            DataFileError: when the table cannot be read.
        """
        return cls({row.sign: row.weight for row in read_table(path, SignRow)})

    def log_odds(self, signs: dict[str, float]) -> float:
        """How far signs speak for one incident; 0 is as likely as not."""
        added = (self.weights.get(sign, 0.0) * value for sign, value in signs.items())
        return self.weights[START] + math.fsum(added)


@cache
def load_alike() -> Alike:
    """The shipped weights, loaded once."""
    return Alike.load()


def shared_signs(one: ReportWords, other: ReportWords, rarity: Rarity) -> dict[str, float]:
    """What two reports share and where they differ, as figures by name."""
    names = one.names & other.names
    words = one.vector.keys() & other.vector.keys()
    days = _NO_DAY if one.day is None or other.day is None else abs(one.day - other.day)
    houses, places = one.houses & other.houses, one.places & other.places
    fewer = min(rarity.sum(one.names), rarity.sum(other.names))
    return {
        "words": math.fsum(one.vector[word] * other.vector[word] for word in sorted(words)),
        "title": _overlap(one.title, other.title, rarity),
        "lead": _overlap(one.lead, other.lead, rarity),
        "names": _overlap(one.names, other.names, rarity),
        "names of the shorter": rarity.sum(names) / max(1.0, fewer),
        "rarest names": _rarest(names, _CAP_NAMES, rarity),
        "rarest name": _rarest(names, 1, rarity),
        "rarest words": _rarest(words, _CAP_WORDS, rarity),
        "rarest word": _rarest(words, 1, rarity),
        "name pairs": math.log1p(len(one.pairs & other.pairs)),
        "rarest name pair": _rarest_pair(one.pairs & other.pairs, rarity),
        "same ages": float(len(one.ages & other.ages)),
        "other ages": float(min(len(one.ages - other.ages), len(other.ages - one.ages))),
        "same block": float(bool(houses)),
        "other block": float(bool(one.houses and other.houses and not houses)),
        "same numbers": math.log1p(len(one.numbers & other.numbers)),
        "days apart": math.log1p(days),
        "within three days": float(days <= _DAYS),
        "within a month": float(days <= _MONTH),
        "near day": _near_day(one.days, other.days),
        "same place": float(bool(places)),
        "other place": float(bool(one.places and other.places and not places)),
        "length of the shorter": math.log1p(min(one.length, other.length)),
    }


def _near_day(one: Mapping[int, float], other: Mapping[int, float]) -> float:
    """How likely the days of both are the same, or one day apart, as each of them tells it."""
    near = (o * t for day, o in one.items() for its, t in other.items() if abs(day - its) <= 1)
    return math.fsum(near)


def _overlap(one: frozenset[str], other: frozenset[str], rarity: Rarity) -> float:
    """The share of two sets' rarity that both have."""
    return rarity.sum(one & other) / (rarity.sum(one | other) or 1.0)


def _rarest(words: Iterable[str], most: int, rarity: Rarity) -> float:
    return math.fsum(sorted(map(rarity.of, words), reverse=True)[:most])


def _rarest_pair(pairs: Iterable[tuple[str, str]], rarity: Rarity) -> float:
    return max((rarity.sum(pair) for pair in pairs), default=0.0)


def candidates(reports: Sequence[ReportWords], rarity: Rarity) -> list[tuple[str, str]]:
    """Pairs worth comparing: at least two rare words shared, and some of their weight.

    A word that more than 400 of the reports have brings none together. Sorted, each pair once.
    """
    holders: defaultdict[str, list[ReportWords]] = defaultdict(list)
    for report in sorted(reports, key=lambda r: r.id):
        for word in report.vector:
            if rarity.of(word) >= _RARE_IN:
                holders[word].append(report)
    shared: Counter[tuple[str, str]] = Counter()
    weight: defaultdict[tuple[str, str], float] = defaultdict(float)
    for word, having in sorted(holders.items()):
        if len(having) > _COMMON_BUCKET:
            continue
        for n, one in enumerate(having):
            for other in having[n + 1 :]:
                shared[one.id, other.id] += 1
                weight[one.id, other.id] += one.vector[word] * other.vector[word]
    return sorted(
        pair
        for pair, count in shared.items()
        if count >= _SHARED_WORDS and weight[pair] >= _SHARED_WEIGHT
    )


def group_reports(
    reports: Sequence[ReportWords], rarity: Rarity, alike: Alike
) -> list[tuple[str, ...]]:
    """The reports' ids by incident, every report in one group, sorted; whatever their order.

    Two groups are joined while the average of their pairs speaks for one incident: what a single
    report shares with two others brings these not together.
    """
    by_id = {report.id: report for report in reports}
    known: dict[tuple[str, str], float] = {}

    def score(one: str, other: str) -> float:
        pair = (min(one, other), max(one, other))
        if pair not in known:
            signs = shared_signs(by_id[pair[0]], by_id[pair[1]], rarity)
            known[pair] = alike.log_odds(signs)
        return known[pair]

    edges: dict[str, set[str]] = {report.id: set() for report in reports}
    for one, other in candidates(reports, rarity):
        if score(one, other) >= CLOSE:
            edges[one].add(other)
            edges[other].add(one)
    groups: list[tuple[str, ...]] = []
    for part in components(edges):
        groups += Clusters({name: edges[name] for name in part}, score, {}).run(())
    return sorted(groups)
