"""B-cubed: how far two partitions of the same things agree.

Bagga, A. and Baldwin, B. (1998), Algorithms for Scoring Coreference Chains.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sayso.records.review.agreement import Partitions

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable


def b_cubed(things: Iterable[tuple[Hashable, Hashable]]) -> Partitions:
    """How far two partitions put the same things together.

    Args:
        things: for each thing its group in the first and in the second partition.
    """
    both = Counter(things)
    units = both.total()
    if not units:
        return Partitions(precision=None, recall=None, f1=None, units=0)
    first: Counter[Hashable] = Counter()
    second: Counter[Hashable] = Counter()
    for (one, other), size in both.items():
        first[one] += size
        second[other] += size
    # sorted sums: the same to the last digit whatever the order of the things
    precision = sum(sorted(n * n / second[other] for (_, other), n in both.items())) / units
    recall = sum(sorted(n * n / first[one] for (one, _), n in both.items())) / units
    return Partitions(
        precision=precision,
        recall=recall,
        f1=2 * precision * recall / (precision + recall),
        units=units,
    )
