"""What each sign of a candidate for an incident's slot adds, as was learnt."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from sayso.lexicons.files.load import DATA, read_table
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sayso.merging.signs import Signs

TABLE = DATA / "model" / "incident_slots.tsv"
START = "start"


class SlotRow(Record, frozen=True, kw_only=True):
    """A row of incident_slots.tsv: what one unit of a sign adds to a slot's log odds."""

    slot: str
    sign: str
    weight: float


@dataclass(frozen=True)
class SlotWeights:
    """By slot, the weight of each sign."""

    weights: Mapping[str, Mapping[str, float]]

    @classmethod
    def load(cls, path: Path = TABLE) -> SlotWeights:
        """The shipped weights, or others that `training.incident_slots` has written.

        Raises:
            DataFileError: when the table cannot be read.
        """
        weights: dict[str, dict[str, float]] = {}
        for row in read_table(path, SlotRow):
            weights.setdefault(row.slot, {})[row.sign] = row.weight
        return cls(weights)

    def likely(self, slot: str, signs: Signs) -> float:
        """How probable it is that what has these signs fills a slot."""
        weights = self.weights[slot]
        score = math.fsum(weights.get(sign, 0.0) * value for sign, value in signs.items())
        return 1.0 / (1.0 + math.exp(-(score + weights[START])))


@cache
def load_slot_weights() -> SlotWeights:
    """The shipped weights, loaded once."""
    return SlotWeights.load()
