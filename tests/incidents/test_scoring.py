"""Scores that are kept are those that a comparison gives; pairs are parted by what they join."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.incidents.joining import scoring
from sayso.incidents.joining.comparison import Compared, score
from sayso.incidents.joining.scored_pairs import ScoredPairs
from sayso.incidents.joining.scoring import Prepared, Scorer
from tests.incidents.linkables import worlds

if TYPE_CHECKING:
    from sayso.incidents.joining.features import Linkable


@given(worlds(), st.sampled_from([2, 400_000]))
@settings(deadline=None, max_examples=60)
def test_a_kept_score_is_that_of_the_comparison_to_the_last_digit(
    world: list[Linkable], kept: int
) -> None:
    with patch.object(scoring, "_MOST_KEPT", kept):
        scorer = Scorer()
        prepared = [Prepared(one, scorer) for one in world]
        for a, b in product(prepared, repeat=2):
            assert scorer.score(a, b) == score(Compared(a.event), Compared(b.event))


def test_parts_are_what_pairs_join_with_the_places_of_their_pairs() -> None:
    pairs = ScoredPairs(["a", "b", "c", "d", "e"])
    for one, other, odds in (("e", "b", 1.0), ("c", "a", 0.5), ("b", "e", 1.0)):
        pairs.add(one, other, odds)
    parts = pairs.parts(["e", "c", "b", "a"])
    assert [names for names, _ in parts] == [("a", "c"), ("b", "e")]
    assert [list(pairs.at(places)) for _, places in parts] == [
        [("a", "c", 0.5)],
        [("b", "e", 1.0), ("b", "e", 1.0)],
    ]
