"""Groups by average link: two groups become one only where all of both are alike on the whole.

Single links chain (a shooting, the trial for it, another trial); an average over all pairs of
two groups does not (Sokal and Michener 1958).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def average_link(alike: NDArray[np.float64], least: float) -> NDArray[np.int64]:
    """The number of each item's group; groups are numbered by their first items.

    Args:
        alike: symmetric, (items, items): how alike two items are.
        least: groups are joined as long as the mean of their pairs is this or more. Of equally
            good pairs that with the first items is joined first.
    """
    mean = alike.astype(np.float64).copy()
    np.fill_diagonal(mean, -np.inf)
    sizes = np.ones(len(mean))
    group = np.arange(len(mean))
    while len(mean) > 1:
        one, other = np.unravel_index(int(mean.argmax()), mean.shape)
        if mean[one, other] < least:
            break
        joined = (mean[one] * sizes[one] + mean[other] * sizes[other]) / (
            sizes[one] + sizes[other]
        )
        mean[one], mean[:, one] = joined, joined
        mean[one, one] = -np.inf
        mean[other], mean[:, other] = -np.inf, -np.inf
        sizes[one] += sizes[other]
        group[group == other] = one
    return group
