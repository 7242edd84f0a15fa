"""Which events are compared does not hang on who asks first, also where blocks are too large."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.incidents.joining import blocking
from sayso.incidents.joining.blocking import Blocks
from tests.incidents.linkables import worlds

if TYPE_CHECKING:
    from sayso.incidents.joining.features import Linkable


@given(worlds(most=16), st.sampled_from([1, 2, 3, 256]))
@settings(deadline=None, max_examples=100)
def test_who_counts_on_being_asked_for_is_asked_for(world: list[Linkable], largest: int) -> None:
    with patch.object(blocking, "LARGEST", largest), patch.object(blocking, "NEIGHBOURS", 1):
        blocks = Blocks({one.id: one for one in world})
        asked = {one.id: blocks.candidates(one.id) for one in world}
    for name, (mutual, _) in asked.items():
        for other in mutual:
            back, others = asked[other]
            assert name in back | others
