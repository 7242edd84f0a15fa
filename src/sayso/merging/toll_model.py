"""How many were killed and injured in what a report is about, as probabilities of each number."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from sayso.analysis.forest import Forest, RunWeights, shares
from sayso.lexicons.files.load import DATA
from sayso.merging.incident_words import words_of_part
from sayso.merging.toll_signs import MOST, runs_of, signs_of, weights_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from sayso.merging.toll_signs import Told

TOLLS = ("killed", "injured")
NUMBERS = MOST + 1
MODEL = DATA / "model" / "main_incident.npz"
FATE_WORDS = {"killed": "dead", "injured": "hurt"}


@dataclass(frozen=True)
class TollModel:
    """What was learnt: weights of runs of words and trees, for the killed and the injured."""

    runs: Mapping[str, RunWeights]
    forests: Mapping[str, Forest]

    @classmethod
    def load(cls, path: Path = MODEL) -> TollModel:
        """The shipped model, or another one that `training.main_incidents` has written."""
        with np.load(path) as stored:
            known = {run: n for n, run in enumerate(bytes(stored["runs"]).decode().split("\n"))}
            return cls(
                {toll: RunWeights(known, stored[f"{toll}.weights"]) for toll in TOLLS},
                {toll: Forest.of(stored, toll) for toll in TOLLS},
            )

    def likelihoods(self, told: Told) -> dict[str, NDArray[np.float64]]:
        """For each toll the probabilities of 0 to 5 and of six or more."""
        runs = runs_of(told)
        first = {toll: shares(self.runs[toll].scores(runs)) for toll in TOLLS}
        row = np.array([*signs_of(told), *(p for toll in TOLLS for p in first[toll])])
        return {toll: shares(self.forests[toll].scores(row)) for toll in TOLLS}


@cache
def load_toll_model() -> TollModel:
    """The shipped model, loaded once."""
    return TollModel.load()


def large_number(told: Told, toll: str) -> int:
    """The number of six or more that the words most speak for; six where they tell none."""
    weights = {v: w for v, w in weights_of(told, (FATE_WORDS[toll],)).items() if v >= MOST}
    return max(weights, key=lambda value: (weights[value], -value), default=MOST)


def told_number(told: Told, toll: str) -> int:
    """The number by the rules alone: the one most often tied, title and lead before the rest.

    Where no number is tied, one if the title or the lead has a word of that fate, else none.
    """
    weights = weights_of(told, (FATE_WORDS[toll],))
    if weights:
        return max(weights, key=lambda value: (weights[value], -value))
    runs = runs_of(told)
    return int(any(f"{z} {w}" in runs for z in "tl" for w in words_of_part(FATE_WORDS[toll])))
