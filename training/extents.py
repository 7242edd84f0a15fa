"""How far the words of a filler reach, learnt from MUC-4's keys: `python -m training.extents`.

    SAYSO_MODEL=FOLD python -m training.extents collect --benchmarks FOLDER --parts 0 1 --out A
    python -m training.extents learn A B

`collect` reads the reports of some eighths of the texts (`evaluation.held`) with a recorder that
was not trained on them, and keeps, for each of its fillers that the keys have, the runs of words
around it and which of them the keys give. `learn` writes `extents.tsv`: the weights that make the
keys' runs the most probable of all (a conditional logit, McFadden 1974), for all fillers and with
a part of its own for each group of slots, both drawn to nought by their squares.
"""

from __future__ import annotations

import argparse
import json
import logging
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize

import sayso
from evaluation.held import HELD, part_of
from evaluation.items import read_items
from sayso.analysis.model import parse
from sayso.analysis.parsed import Parsed
from sayso.analysis.recorder import record
from sayso.analysis.signs import signs_of
from sayso.merging.extents import GROUPS, TABLE, runs_around
from sayso.merging.incidents import LEAST
from sayso.merging.recordings import comparable_words, find_recordings
from sayso.merging.word_forms import word_forms
from sayso.segment.passages import split_passages
from training.incidents import read_reports

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from sayso.analysis.recorder import Recorded
    from sayso.merging.recordings import Recording
    from sayso.records.mention import ActorMention
    from training.incidents import Report

_LEAST_PROBABLE = 0.3
_SHARED, _OWN = 1e-3, 1e-2
_STEPS = 60
_HEADER = (
    "# origin: learnt by training/extents.py from the dev part of MUC-4 (docs/model.md); "
    "licence: Apache-2.0\n"
)
log = logging.getLogger("training")


@dataclass(frozen=True)
class Choice:
    """The runs around a filler by their signs, and which of them are what the keys have."""

    group: str
    runs: list[dict[str, float]]
    right: list[bool]


def choices_of(
    parsed: Parsed, actors: Sequence[ActorMention], recorded: Recorded, report: Report
) -> Iterator[Choice]:
    """The choices of a report: of what the recorder fills where the keys have a filler."""
    text, language = parsed.document.text, parsed.document.language
    least = dict.fromkeys(LEAST.slots, _LEAST_PROBABLE)
    forms = [word_forms(parsed, window.words, actors) for window in recorded.windows]
    for recording in find_recordings(text, recorded, least, language):
        wanted = _wanted(report, recording, language)
        if recording.slot not in GROUPS or not wanted:
            continue
        words = recorded.windows[recording.window].words
        runs = runs_around(recording, recorded, forms[recording.window])
        quotes = (text[words[run.first].start : words[run.end - 1].end] for run in runs)
        right = [comparable_words(quote, language) in wanted for quote in quotes]
        if any(right):
            signs = [{k: v for part in run.signs for k, v in part.items()} for run in runs]
            yield Choice(GROUPS[recording.slot], signs, right)


def _wanted(report: Report, recording: Recording, language: str) -> set[str]:
    """The strings of the keys that share words with a recording, as they are compared."""
    return {
        comparable_words(report.text[one.start : one.end], language)
        for one in report.filled
        if one.slot == recording.slot and one.start < recording.end and recording.start < one.end
    }


def learn(choices: Sequence[Choice]) -> dict[str, dict[str, float]]:
    """By group of slots the weights of all signs."""
    names = sorted({name for one in choices for run in one.runs for name in run})
    groups = list(dict.fromkeys(GROUPS.values()))
    rows = np.array(
        [[run.get(n, 0.0) for n in names] for one in choices for run in one.runs],
        dtype=np.float32,
    )
    spread = rows.std(axis=0) + 1e-6
    taught = _Taught(
        rows / spread,
        np.array([one.right[n] for one in choices for n in range(len(one.runs))]),
        np.cumsum([0, *(len(one.runs) for one in choices[:-1])]),
        np.array([groups.index(one.group) for one in choices for _ in one.runs]),
        len(groups),
    )
    start = np.zeros((len(groups) + 1) * len(names))
    best = minimize(taught.loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    found = best.x.reshape(len(groups) + 1, len(names)).astype(np.float32)
    return {
        group: dict(zip(names, ((found[0] + found[n]) / spread).tolist(), strict=True))
        for n, group in enumerate(groups, 1)
    }


@dataclass(frozen=True)
class _Taught:
    """All runs one after the other: signs, which are right, where choices start, their groups."""

    rows: NDArray[np.float32]
    right: NDArray[np.bool_]
    starts: NDArray[np.int64]
    group: NDArray[np.int64]
    groups: int

    def loss(self, flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        """How unlikely the right runs are, with the penalty, and its slope."""
        weights = flat.reshape(self.groups + 1, -1)
        own = np.stack([self.rows @ (weights[0] + part) for part in weights[1:]])
        scores = own[self.group, np.arange(len(self.rows))]
        everywhere, share = self._shares(scores, np.ones_like(self.right))
        rightly, wanted = self._shares(scores, self.right)
        count = len(self.starts)
        error = (share - wanted) / count
        slope = np.zeros_like(weights)
        for n in range(self.groups):
            slope[n + 1] = self.rows.T @ np.where(self.group == n, error, 0.0)
        slope[0] = slope[1:].sum(axis=0) + 2 * _SHARED * weights[0]
        slope[1:] += 2 * _OWN * weights[1:]
        penalty = _SHARED * (weights[0] ** 2).sum() + _OWN * (weights[1:] ** 2).sum()
        return float((everywhere - rightly).mean() + penalty), slope.ravel()

    def _shares(
        self, scores: NDArray[np.float64], kept: NDArray[np.bool_]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The logarithm of each choice's sum of powers over kept runs, and each run's share."""
        told = np.where(kept, scores, -np.inf)
        sizes = np.diff([*self.starts, len(scores)])
        most = np.repeat(np.maximum.reduceat(told, self.starts), sizes)
        powers = np.exp(told - most)
        sums = np.add.reduceat(powers, self.starts)
        return np.log(sums) + most[self.starts], powers / np.repeat(sums, sizes)


def write_table(weights: dict[str, dict[str, float]], path: Path = TABLE) -> None:
    """The weights as a table with a row for each sign and a column for each group."""
    groups = list(dict.fromkeys(GROUPS.values()))
    lines = [_HEADER, "\t".join(["sign", *groups]) + "\n"]
    lines += [
        "\t".join([sign, *(f"{weights[g][sign]:.3f}" for g in groups)]) + "\n"
        for sign in sorted(weights[groups[0]])
    ]
    path.write_text("".join(lines), encoding="utf-8")


def collect(benchmarks: Path, parts: set[int]) -> Iterator[Choice]:
    """The choices of the reports of some eighths, as the installed recorder reads them."""
    known = {report.ident: report for report in read_reports(benchmarks, {})}
    for item in read_items(benchmarks / "data" / "muc4.input.jsonl.gz"):
        if part_of(item["text"]) not in parts:
            continue
        read = sayso.read(item["text"], published=item["date"], lang="en").read
        document, found = read.document, read.annotations
        passages = tuple(split_passages(document.text))
        parsed = Parsed(document, passages, parse(document.text, passages))
        recorded = record(document.text, signs_of(found))
        yield from choices_of(parsed, found.actors, recorded, known[item["id"]])


def main() -> None:
    """Keep the choices of reports, or learn the table from kept ones."""
    parser = argparse.ArgumentParser(prog="python -m training.extents", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    collecting = commands.add_parser("collect", help="read reports and keep what may be chosen")
    collecting.add_argument("--benchmarks", type=Path, required=True, help="folder with data")
    collecting.add_argument("--parts", type=int, nargs="+", required=True, help="eighths to read")
    collecting.add_argument("--out", type=Path, required=True, help="JSON Lines to write")
    learning = commands.add_parser("learn", help="write the table of weights")
    learning.add_argument("kept", type=Path, nargs="+", help="what collect has written")
    asked = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    if asked.command == "collect":
        if HELD in asked.parts:
            parser.error(f"part {HELD} is kept for measuring; give other parts")
        with asked.out.open("w", encoding="utf-8") as kept:
            for choice in collect(asked.benchmarks, set(asked.parts)):
                kept.write(json.dumps(asdict(choice)) + "\n")
        return
    choices = [Choice(**row) for path in asked.kept for row in read_items(path)]
    write_table(learn(choices))
    log.info("%s choices; written to %s", len(choices), TABLE)


if __name__ == "__main__":
    main()
