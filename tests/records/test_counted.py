"""What is counted has a column in the matrix and types of events that can have the count."""

from __future__ import annotations

import pytest

from sayso.lexicons.codes.counted import counted_types, own_type
from sayso.records.mention import Counted
from sayso.records.shown.matrix import Column


@pytest.mark.parametrize("counted", Counted)
def test_every_count_has_a_column_and_an_event_type(counted: Counted) -> None:
    assert Column(counted.value) is Column[counted.name]
    assert own_type(counted) in counted_types(counted)
