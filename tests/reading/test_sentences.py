"""The test set: each phenomenon is read at least as well as its floor says."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.reading.items import phenomena
from tests.reading.score import Score, score

FLOORS = yaml.safe_load((Path(__file__).parent / "floors.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    return {name: score(name) for name in phenomena()}


@pytest.mark.parametrize("name", phenomena())
def test_a_phenomenon_is_read_at_least_as_well_as_its_floor(
    name: str, scores: dict[str, Score]
) -> None:
    read, floor = scores[name], FLOORS[name]
    told = "\n".join(read.misses)
    assert read.share >= floor["fields_right"], f"{read.share:.1f} % of fields are right\n{told}"
    assert read.invented <= floor["invented"], f"{read.invented:.1f} % invent an event\n{told}"


def test_texts_with_nothing_to_code_hardly_ever_yield_an_event_that_occurred(
    scores: dict[str, Score],
) -> None:
    empty = [read for name, read in scores.items() if name.startswith("nothing_")]
    items = sum(read.items for read in empty)
    occurred = sum(read.occurred for read in empty)
    assert 100 * occurred / items <= FLOORS["empty_half"]["invented"], "\n".join(
        miss for read in empty for miss in read.misses
    )
