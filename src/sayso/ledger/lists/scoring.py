"""What an incident is worth looking at: points for each reason, which add up to its score."""

from __future__ import annotations

from math import log1p
from typing import TYPE_CHECKING

from sayso.records.review.queue import Reason, Share

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.lexicons.queue_weights import Weight
    from sayso.records.linking import IncidentSummary


def shares(summary: IncidentSummary, weights: Mapping[Reason, Weight]) -> tuple[Share, ...]:
    """The points of each reason, in the order of the weights; those that give none are left out.

    Args:
        summary: an incident; one without a line has nothing to be judged by, and gets no points.
        weights: by `lexicons.queue_weights`.
    """
    found = (_share(summary, weight) for weight in weights.values())
    return tuple(share for share in found if share.points)


def _share(summary: IncidentSummary, weight: Weight) -> Share:
    part, told = _part(summary, weight)
    points = round(weight.points * min(1.0, max(0.0, part)))
    return Share(reason=weight.reason, points=points, of=weight.points, told=told)


def _part(summary: IncidentSummary, weight: Weight) -> tuple[float, tuple[str, ...]]:
    """How much of a reason holds, from 0 to 1 and beyond, and what it is drawn from."""
    line = summary.line
    if line is None:
        return 0.0, ()
    head = line.headline
    match weight.reason:
        case Reason.DISAGREEMENT:
            columns = tuple(column.value for column in head.disputed)
            return len(columns) / weight.full, columns
        case Reason.TOLL:
            ends = (head.killed.high, head.killed.low) if head.killed else ()
            most = max((end for end in ends if end is not None), default=0)
            return log1p(most) / log1p(weight.full), (str(most),)
        case Reason.CONFIDENCE:
            return (1 - line.confidence) / weight.full, (f"{line.confidence:.2f}",)
        case Reason.SINGLE_SOURCE:
            return float(summary.sources == 1), ()
