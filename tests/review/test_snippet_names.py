"""What a search shows of a report holds no half of a name that a person must not read."""

from __future__ import annotations

import pytest

from sayso.ledger.searching.folding import terms
from sayso.review.lists.snippets import snippets
from sayso.review.veil import Veil, covered, names_pattern


@pytest.mark.parametrize("gap", range(70, 100))
def test_a_snippet_cuts_no_name_in_two(gap: int) -> None:
    text = f"The clinic of Anna Berg {'x ' * (gap // 2)}market {'y ' * (gap // 2)}Anna Berg left."
    told = covered(text, Veil(names_pattern(["Anna Berg"])))
    assert len(told) == len(text)
    for hit in snippets(told, terms("market")):
        assert "Anna" not in str(hit)
        assert "Berg" not in str(hit)
