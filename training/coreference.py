"""Reproduce the judge of two mentions of events: `python -m training.coreference`.

    python -m training.coreference --benchmarks FOLDER

learns `events_alike.tsv` from the topics of the task `coreference` (all but the eighth kept for
measuring), and prints how well weights do that saw other topics: the topics are parted in five,
each part is grouped by what was learnt from the other four. No two mentions of one topic are ever
on both sides. The deviation is that of topics drawn anew, with replacement, forty times.
"""

from __future__ import annotations

import argparse
import hashlib
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from evaluation.coreference import to_report
from evaluation.held import HELD, part_of, text_of
from evaluation.items import read_items
from evaluation.report import load_scorer
from sayso.linking.across.groups import average_link
from sayso.linking.across.judge import START, TABLE, probabilities
from sayso.linking.coreference import LEAST, signs_of, told_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from evaluation.items import Item

FOLDS = 5
BOUNDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
_TRUST = 1e-4
_STEPS = 25
_ENOUGH = 1e-4
_DRAWS = 40
_HEADER = (
    "# origin: learnt by training/coreference.py from ECB+ (Cybulska and Vossen 2014, annotations "
    "CC BY 3.0; docs/model.md); licence: Apache-2.0\nsign\tweight\n"
)
log = logging.getLogger("training")


@dataclass(frozen=True)
class Topic:
    """The mentions of a topic, their true groups, and the signs of every two (mentions, mentions).

    `held` topics are measured on and never learnt from.
    """

    ident: str
    mentions: tuple[str, ...]
    true: tuple[str, ...]
    signs: dict[str, NDArray[np.float32]]
    held: bool

    @property
    def pairs(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The signs (pairs, signs) and whether the two are one event, each two mentions once."""
        one, other = np.triu_indices(len(self.mentions), 1)
        rows = np.stack([self.signs[name][one, other] for name in sorted(self.signs)], axis=-1)
        true = np.array(self.true)
        return rows.astype(np.float64), (true[one] == true[other]).astype(float)


def read_topics(benchmarks: Path) -> Iterator[Topic]:
    """Every topic with what `same_events` compares in it."""
    data = benchmarks / "data"
    gold = {g["id"]: g["clusters"] for g in read_items(data / "coreference.gold.jsonl.gz")}
    for item in read_items(data / "coreference.input.jsonl.gz"):
        yield to_topic(item, gold[item["id"]])


def to_topic(item: Item, true: dict[str, str]) -> Topic:
    """A topic of the benchmark with its true groups, as its mentions are compared."""
    reports = sorted((to_report(doc) for doc in item["docs"]), key=lambda report: report.name)
    told = told_in(reports)
    names = {
        (doc["doc"], mention["start"], mention["end"]): mention["m"]
        for doc in item["docs"]
        for mention in doc["mentions"]
    }
    mentions = tuple(names[reports[one.report].name, one.start, one.end] for one in told)
    found = signs_of(reports, told)
    return Topic(
        ident=item["id"],
        mentions=mentions,
        true=tuple(true[mention] for mention in mentions),
        signs={name: table.astype(np.float32) for name, table in found.items()},
        held=part_of(text_of(item)) == HELD,
    )


def learn(topics: Sequence[Topic]) -> dict[str, float]:
    """The weights of the signs, by logistic regression with a small square penalty.

    Newton's method on standardised signs; weights are given for the signs as they are.
    """
    names = sorted(topics[0].signs)
    parts = [topic.pairs for topic in topics]
    rows = np.concatenate([signs for signs, _ in parts])
    same = np.concatenate([labels for _, labels in parts])
    mean, spread = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-9)
    table = np.column_stack([np.ones(len(rows)), (rows - mean) / spread])
    penalty = np.full(len(names) + 1, _TRUST * len(rows))
    penalty[0] = 0.0
    weights = np.zeros(len(names) + 1)
    for _ in range(_STEPS):
        sure = 1.0 / (1.0 + np.exp(-(table @ weights)))
        slope = table.T @ (sure - same) + penalty * weights
        curve = (table * (sure * (1.0 - sure))[:, None]).T @ table + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < _ENOUGH:
            break
    raw = weights[1:] / spread
    learnt = dict(zip(names, map(float, raw), strict=True))
    return {START: float(weights[0] - raw @ mean), **learnt}


def predict(topic: Topic, weights: dict[str, float], least: float) -> dict[str, str]:
    """The name of each mention's group."""
    tables = {name: table.astype(np.float64) for name, table in topic.signs.items()}
    groups = average_link(probabilities(tables, weights), least)
    return {m: f"e{group}" for m, group in zip(topic.mentions, groups.tolist(), strict=True)}


def folds(topics: Sequence[Topic]) -> list[list[Topic]]:
    """The topics parted in five by a hash of their id."""
    ordered = sorted(topics, key=lambda t: hashlib.sha256(t.ident.encode()).hexdigest())
    return [ordered[n::FOLDS] for n in range(FOLDS)]


def measure(topics: Sequence[Topic], scorer: Any) -> Iterator[str]:
    """A line for each bound of the groups: CoNLL F1 by weights that saw other topics."""
    learnt = []
    for part in folds(topics):
        inside = {topic.ident for topic in part}
        weights = learn([topic for topic in topics if topic.ident not in inside])
        learnt += [(topic, weights) for topic in part]
    for least in BOUNDS:
        predicted = {t.ident: predict(t, weights, least) for t, weights in learnt}
        yield f"{least:.2f}  {_figures(topics, predicted, scorer)}"
    predicted = {t.ident: predict(t, weights, LEAST) for t, weights in learnt}
    drawn = np.random.default_rng(0).integers(0, len(topics), (_DRAWS, len(topics)))
    found = [_conll([topics[n] for n in draw], predicted, scorer) for draw in drawn]
    yield f"topics drawn anew: standard deviation {np.std(found):.1f}"


def _conll(topics: Sequence[Topic], predicted: dict[str, dict[str, str]], scorer: Any) -> float:
    return 100.0 * float(_scores(topics, predicted, scorer)["conll_f1"])


def _figures(topics: Sequence[Topic], predicted: dict[str, dict[str, str]], scorer: Any) -> str:
    found = _scores(topics, predicted, scorer)
    names = ("conll_f1", "muc_f1", "b3_f1", "ceafe_f1")
    return "  ".join(f"{name} {100 * found[name]:.1f}" for name in names)


def _scores(
    topics: Sequence[Topic], predicted: dict[str, dict[str, str]], scorer: Any
) -> dict[str, Any]:
    gold = {
        f"{n}": {"clusters": dict(zip(topic.mentions, topic.true, strict=True))}
        for n, topic in enumerate(topics)
    }
    ours = {f"{n}": {"clusters": predicted[topic.ident]} for n, topic in enumerate(topics)}
    found: dict[str, Any] = scorer.TASKS["coreference"].score(gold, ours)
    return found


def write(weights: dict[str, float], path: Path) -> None:
    """The table as it ships."""
    start = weights[START]
    rows = [(START, start), *sorted((n, w) for n, w in weights.items() if n != START)]
    lines = [f"{name}\t{weight:.4f}\n" for name, weight in rows]
    path.write_text(_HEADER + "".join(lines), encoding="utf-8")


def main() -> None:
    """Measure on the topics that are learnt from and on those kept from it, and write."""
    parser = argparse.ArgumentParser(prog="python -m training.coreference", description=__doc__)
    parser.add_argument("--benchmarks", type=Path, required=True, help="folder of the dev data")
    parser.add_argument("--out", type=Path, default=TABLE, help="the table to write")
    asked = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    scorer = load_scorer(asked.benchmarks / "score.py")
    topics = list(read_topics(asked.benchmarks))
    seen = [topic for topic in topics if not topic.held]
    for line in measure(seen, scorer):
        log.info("%s", line)
    weights = learn(seen)
    held = [topic for topic in topics if topic.held]
    predicted = {topic.ident: predict(topic, weights, LEAST) for topic in held}
    log.info("%d held topics  %s", len(held), _figures(held, predicted, scorer))
    write(weights, asked.out)


if __name__ == "__main__":
    main()
