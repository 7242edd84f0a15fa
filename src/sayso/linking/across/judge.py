"""How probable it is that two mentions tell of one event: a sum of weighted signs.

A logistic regression over the signs of `across/pairs.py`, learnt on ECB+ (Cybulska and Vossen
2014) by `training/coreference.py`; its weights are a table that can be read.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from sayso.lexicons.files.load import DATA, DataFileError, read_table
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

TABLE = DATA / "model" / "events_alike.tsv"
START = "start"


class SignWeight(Record, frozen=True, kw_only=True):
    """What a sign adds to the log odds that two mentions tell of one event, by one unit of it."""

    sign: str
    weight: float


@cache
def load_weights() -> dict[str, float]:
    """The shipped weights by their signs; `start` is what every pair has."""
    return {row.sign: row.weight for row in read_table(TABLE, SignWeight)}


def probabilities(
    signs: Mapping[str, NDArray[np.float64]], weights: Mapping[str, float]
) -> NDArray[np.float64]:
    """How probable it is for every two mentions that they tell of one event.

    Raises:
        DataFileError: when signs and weights are not of the same names.
    """
    if unlike := sorted(signs.keys() ^ weights.keys() - {START}):
        raise DataFileError(
            f"{TABLE}: the signs {', '.join(unlike)} stand either here or in the code, not in "
            "both; write the table anew with python -m training.coreference"
        )
    odds = sum((weights[name] * signs[name] for name in sorted(signs)), start=weights[START])
    sure: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-np.clip(odds, -30.0, 30.0)))
    return (sure + sure.T) / 2.0
