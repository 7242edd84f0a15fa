"""The search for cycles of objects: rarer in our own processes, and never off."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from sayso.analysis.seldom_collected import collect_seldom

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield
    gc.set_threshold(*before)


def test_searches_less_often_for_new_objects_and_as_often_for_old_ones() -> None:
    collect_seldom()
    first, *later = gc.get_threshold()
    assert first > 7_000
    assert later == [10, 10]


def test_cycles_are_still_found() -> None:
    collect_seldom()
    assert gc.isenabled()
