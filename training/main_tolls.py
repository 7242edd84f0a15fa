"""Learns how many were killed and injured in what a report is about.

First a logistic regression over runs of words, asked for each report by weights that did not see
its incident; then boosted trees over that and the signs of `merging.toll_signs`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.feature_selection import chi2
from sklearn.linear_model import LogisticRegression

from sayso.merging.toll_model import NUMBERS, TOLLS
from sayso.merging.toll_signs import runs_of, signs_of, told_by
from training.shooting_reports import FOLDS, Shooting, fold_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_RAREST, _RUNS, _TRUST = 4, 3_000, 0.1
_ROUNDS, _STEP, _LEAVES, _LEAST, _PENALTY, _SHARE = 70, 0.08, 8, 15, 3.0, 0.3


@dataclass(frozen=True)
class Counted:
    """A report's runs, signs and true numbers (the largest class is six or more)."""

    incident: str
    runs: frozenset[str]
    signs: list[float]
    truth: dict[str, int]


def to_counted(report: Shooting) -> Counted | None:
    """What is learnt from a report, null where no numbers are known."""
    if report.killed is None or report.injured is None:
        return None
    told = told_by(report.title, report.text)
    truth = {"killed": report.killed, "injured": report.injured}
    return Counted(
        report.incident,
        runs_of(told),
        signs_of(told),
        {toll: min(number, NUMBERS - 1) for toll, number in truth.items()},
    )


def learn_tolls(reports: Sequence[Counted]) -> dict[str, NDArray[Any]]:
    """The arrays of the model as `TollModel.load` reads them."""
    known = _choose_runs(reports)
    first = _first_opinions(reports)
    rows = np.hstack([np.array([r.signs for r in reports]), *(first[toll] for toll in TOLLS)])
    arrays: dict[str, NDArray[Any]] = {
        "runs": np.frombuffer("\n".join(known).encode(), dtype=np.uint8)
    }
    for toll in TOLLS:
        truth = np.array([report.truth[toll] for report in reports])
        arrays[f"{toll}.weights"] = _weights(_matrix(reports, known), truth).astype(np.float16)
        arrays |= {f"{toll}.{k}": v for k, v in _forest(rows, truth).items()}
    return arrays


def _choose_runs(reports: Sequence[Counted]) -> list[str]:
    """The runs that tell most of either number (chi squared)."""
    counts = Counter(run for report in reports for run in report.runs)
    frequent = sorted(run for run, count in counts.items() if count >= _RAREST)
    matrix = _matrix(reports, frequent)
    worth = np.zeros(len(frequent))
    for toll in TOLLS:
        found, _ = chi2(matrix, [report.truth[toll] for report in reports])
        worth += np.nan_to_num(found)
    best = np.argsort(-worth, kind="stable")[:_RUNS]
    return sorted(frequent[n] for n in best)


def _matrix(reports: Sequence[Counted], known: Sequence[str]) -> csr_matrix:
    place = {run: n for n, run in enumerate(known)}
    rows = [sorted(place[run] for run in r.runs if run in place) for r in reports]
    ends = np.cumsum([0, *map(len, rows)])
    columns = np.array([n for row in rows for n in row], dtype=np.int64)
    return csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), len(known)))


def _weights(matrix: csr_matrix, truth: NDArray[np.int64]) -> NDArray[np.float64]:
    """A row of weights for each run and one to begin with; classes never seen stay far below."""
    fitted = LogisticRegression(C=_TRUST, max_iter=300, tol=1e-3).fit(matrix, truth)
    weights = np.zeros((matrix.shape[1] + 1, NUMBERS))
    weights[-1] = -10.0
    weights[:-1, fitted.classes_] = fitted.coef_.T
    weights[-1, fitted.classes_] = fitted.intercept_
    return weights


def _first_opinions(reports: Sequence[Counted]) -> dict[str, NDArray[np.float64]]:
    """The regression's probabilities for each report, learnt from the reports of other folds."""
    folds = np.array([fold_of(report.incident) for report in reports])
    found = {toll: np.zeros((len(reports), NUMBERS)) for toll in TOLLS}
    for fold in range(FOLDS):
        others = [r for r, its in zip(reports, folds, strict=True) if its != fold]
        asked = [r for r, its in zip(reports, folds, strict=True) if its == fold]
        known = _choose_runs(others)
        for toll in TOLLS:
            truth = np.array([report.truth[toll] for report in others])
            weights = _weights(_matrix(others, known), truth)
            scores = _matrix(asked, known) @ weights[:-1] + weights[-1]
            powers = np.exp(scores - scores.max(axis=1, keepdims=True))
            found[toll][folds == fold] = powers / powers.sum(axis=1, keepdims=True)
    return found


def _forest(rows: NDArray[np.float64], truth: NDArray[np.int64]) -> dict[str, NDArray[Any]]:
    """Boosted trees as the arrays of `analysis.forest.Forest`."""
    fitted = HistGradientBoostingClassifier(
        max_iter=_ROUNDS,
        learning_rate=_STEP,
        max_leaf_nodes=_LEAVES,
        min_samples_leaf=_LEAST,
        l2_regularization=_PENALTY,
        max_features=_SHARE,
        early_stopping=False,
        random_state=0,
    ).fit(rows, truth)
    if len(fitted.classes_) != NUMBERS:
        raise ValueError(f"every number from 0 to {NUMBERS - 1} must occur among the reports")
    trees = [tree.nodes for one_round in fitted._predictors for tree in one_round]  # noqa: SLF001
    size = max(map(len, trees))

    def column(name: str, kind: type, rest: float) -> NDArray[Any]:
        table: NDArray[Any] = np.full((len(trees), size), rest, dtype=kind)
        for n, nodes in enumerate(trees):
            table[n, : len(nodes)] = nodes[name]
        return table

    leaf = column("is_leaf", np.bool_, 1)
    return {
        "feature": np.where(leaf, -1, column("feature_idx", np.int16, 0)).astype(np.int16),
        "threshold": column("num_threshold", np.float32, 0),
        "left": column("left", np.int16, 0),
        "right": column("right", np.int16, 0),
        "value": column("value", np.float32, 0),
        "start": np.asarray(fitted._baseline_prediction, dtype=np.float32).ravel(),  # noqa: SLF001
    }
