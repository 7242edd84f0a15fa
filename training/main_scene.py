"""Learns which of the days and places that a report names are those of its main incident."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression

from sayso.merging.main_scene import (
    DAY,
    PLACE,
    SceneWeights,
    day_candidates,
    place_candidates,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.merging.main_scene import Candidate
    from sayso.records.reading import ReadDocument
    from training.shooting_reports import Shooting

_TRUST = 0.3
_ASIDE = re.compile(r"\(.*?\)")


def learn_scene(reports: Sequence[tuple[Shooting, ReadDocument]]) -> SceneWeights:
    """A logistic regression each for days and places, over all candidates of all reports."""
    days = [(c, report.day) for report, read in reports for c in day_candidates(read)]
    places = [(c, report.city) for report, read in reports for c in place_candidates(read)]
    return SceneWeights(
        {
            DAY: _fit([(c, c.value == day) for c, day in days if day]),
            PLACE: _fit([(c, is_city(c.value, city)) for c, city in places if city]),
        }
    )


def is_city(name: str, city: str) -> bool:
    """Whether a place's name has all words of a city's, without what stands in brackets."""
    return _words(_ASIDE.sub("", city)) <= _words(name)


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.lower()))


def _fit(rows: Sequence[tuple[Candidate, bool]]) -> dict[str, float]:
    """The weights by one unit of each sign; where all candidates begin says nothing."""
    names = list(rows[0][0].signs)
    signs = np.array([[candidate.signs[name] for name in names] for candidate, _ in rows])
    spread = signs.std(axis=0)
    spread[spread == 0] = 1.0
    right = [truth for _, truth in rows]
    scaled = (signs - signs.mean(axis=0)) / spread
    fitted = LogisticRegression(C=_TRUST, max_iter=1_000).fit(scaled, right)
    weights = (fitted.coef_[0] / spread).tolist()
    return {name: round(weight, 4) for name, weight in zip(names, weights, strict=True)}
