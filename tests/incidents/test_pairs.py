"""Sets of values against each other: as one pair of rows after the other would tell it."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from sayso.incidents.side_by_side.pairs import Pairs, set_against

_MOST = 5
SIGNS = st.lists(
    st.sampled_from([True, False, None]), min_size=_MOST * _MOST, max_size=_MOST * _MOST
)
ROWS = st.lists(
    st.lists(st.integers(0, _MOST - 1), min_size=1, max_size=3, unique=True), max_size=6
)


@given(SIGNS, ROWS)
def test_rows_are_set_against_each_other_as_pair_by_pair(
    signs: list[bool | None], rows: list[list[int]]
) -> None:
    between = {(n, n): True for n in range(_MOST)} | {
        pair: signs[min(pair) * _MOST + max(pair)]
        for pair in ((a, b) for a in range(_MOST) for b in range(_MOST) if a != b)
    }
    goes, excludes = (
        tuple(sum(1 << b for b in range(_MOST) if between[a, b] is sign) for a in range(_MOST))
        for sign in (True, False)
    )
    against: set[int] = set()
    meets = False
    for (one, values), (other, others) in combinations(enumerate(rows), 2):
        found = {between[a, b] for a in values for b in others}
        meets = meets or True in found
        if found == {False}:
            against |= {one, other}
    assert set_against(Pairs(goes, excludes), rows) == (against, meets)
