"""Learns when two reports tell of one incident: the rarity of words, and the weights of signs."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from sayso.incidents.alike.report_words import Rarity, ToldReport, all_words, to_report_words
from sayso.incidents.alike.reports_alike import START, Alike, candidates, shared_signs
from sayso.merging.main_incident import to_main_incident

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sayso.incidents.alike.report_words import ReportWords
    from sayso.records.reading import ReadDocument
    from training.shooting_reports import Shooting

_RAREST = 3
_LEAN = 0.7  # log odds: where B³ of groups was best, in cross-validation
_TRUST = 1.0


def learn_rarity(reports: Sequence[Shooting]) -> Rarity:
    """How rare each word is that three reports or more have."""
    counts = Counter(w for r in reports for w in set(all_words(f"{r.title} . {r.text[:6000]}")))
    known = {
        word: round(math.log(len(reports) / count), 2)
        for word, count in sorted(counts.items())
        if count >= _RAREST
    }
    return Rarity(known, math.log(len(reports) / _RAREST))


def to_arrays(rarity: Rarity) -> dict[str, NDArray[Any]]:
    """The table as `Rarity.load` reads it."""
    words = "\n".join(rarity.known)
    return {
        "words": np.frombuffer(words.encode(), dtype=np.uint8),
        "rarity": np.array(list(rarity.known.values()), dtype=np.float16),
    }


def to_words(report: Shooting, read: ReadDocument, rarity: Rarity) -> ReportWords:
    """A report as the comparison sees it."""
    told = ToldReport(report.ident, report.title, report.text, report.published)
    return to_report_words(told, rarity, to_main_incident(read, model=False))


def learn_alike(reports: Sequence[tuple[Shooting, ReadDocument]], rarity: Rarity) -> Alike:
    """Logistic regression over the pairs that would be compared."""
    incident = {report.ident: report.incident for report, _ in reports}
    words = {report.ident: to_words(report, read, rarity) for report, read in reports}
    pairs = candidates(list(words.values()), rarity)
    signs = [shared_signs(words[a], words[b], rarity) for a, b in pairs]
    truth = np.array([incident[a] == incident[b] for a, b in pairs])
    return fit_alike(signs, truth)


def fit_alike(signs: Sequence[dict[str, float]], truth: NDArray[np.bool_]) -> Alike:
    """The weights by one unit of each sign."""
    names = list(signs[0])
    rows = np.array([[row[name] for name in names] for row in signs])
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    spread[spread == 0] = 1.0
    fitted = LogisticRegression(C=_TRUST, max_iter=2_000).fit((rows - mean) / spread, truth)
    weights = fitted.coef_[0] / spread
    start = float(fitted.intercept_[0] - (weights * mean).sum())
    each = {name: round(float(w), 4) for name, w in zip(names, weights, strict=True)}
    return Alike({START: round(start + _LEAN, 4), **each})
