"""B-cubed by values that are computed by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.agreement.partitions import b_cubed


def test_one_group_cut_in_two() -> None:
    # five things: the first partition has {1 2 3} {4 5}, the second {1 2} {3 4 5}.
    # precision, by the groups of the second: 2/2 2/2 1/3 2/3 2/3; recall: 2/3 2/3 1/3 2/2 2/2
    found = b_cubed([("a", "x"), ("a", "x"), ("a", "y"), ("b", "y"), ("b", "y")])
    assert found.precision == pytest.approx((1 + 1 + 1 / 3 + 2 / 3 + 2 / 3) / 5)
    assert found.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5)
    assert found.units == 5


def test_nothing_to_compare_has_no_value() -> None:
    nothing = b_cubed([])
    assert (nothing.precision, nothing.recall, nothing.f1, nothing.units) == (None, None, None, 0)


_GROUPS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=20)


@given(_GROUPS)
def test_names_of_groups_and_order_change_nothing(things: list[tuple[int, int]]) -> None:
    renamed = [(f"g{a}", 9 - b) for a, b in reversed(things)]
    assert b_cubed(renamed) == b_cubed(things)


@given(_GROUPS)
def test_the_other_way_round_precision_is_recall(things: list[tuple[int, int]]) -> None:
    one, other = b_cubed(things), b_cubed([(b, a) for a, b in things])
    assert (one.precision, one.recall) == (other.recall, other.precision)


@given(st.lists(st.integers(0, 4), min_size=1, max_size=20))
def test_equal_partitions_agree_wholly(groups: list[int]) -> None:
    found = b_cubed([(group, group) for group in groups])
    assert (found.precision, found.recall, found.f1) == (1.0, 1.0, 1.0)
