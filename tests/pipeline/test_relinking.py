"""A judgement is linked without linking anything else, and as linking all would have it."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from sayso.ledger.connect import reading, writing
from sayso.ledger.store import Ledger, LedgerError, open_ledger
from sayso.pipeline.deciding.judging import judge_pair
from sayso.pipeline.joining.linking import LinkSummary, link_ledger
from sayso.records.incident import Judgement
from tests.pipeline.linked import Told, groups, link, stages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

VERSION = "0.1.0"
ABOUT = {"who": "A. Reader", "why": "two mills, a day apart"}
TOLD = [Told(n, "Tarnow", 3 + n % 3) for n in range(5)] + [Told(9, "Odrabrod", 20)]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(str(tmp_path / "war.db"), create=True) as made:
        yield made


def relink(ledger: Ledger) -> LinkSummary:
    """Links what was judged, and fails where anything else would be compared."""

    def link_events(*_: Any, **__: Any) -> None:
        pytest.fail("everything was linked")

    return link_ledger(ledger, version=VERSION, stages=stages(link=link_events))


def traces(ledger: Ledger) -> list[tuple[object, ...]]:
    with reading(ledger._engine) as connection:
        rows = connection.execute(text("SELECT * FROM trace ORDER BY event_id"))
        return [tuple(row) for row in rows]


@settings(max_examples=8, deadline=None)
@given(st.data())
def test_judgements_one_by_one_are_as_linking_all_anew(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    pairs = list(combinations([told.event for told in TOLD], 2))
    said = data.draw(
        st.lists(
            st.tuples(st.sampled_from(pairs), st.sampled_from(list(Judgement))),
            min_size=1,
            max_size=3,
        )
    )
    with open_ledger(str(tmp_path_factory.mktemp("ledger") / "war.db"), create=True) as ledger:
        link(ledger, TOLD)
        for pair, judgement in said:
            try:
                judge_pair(ledger, *pair, judgement, **ABOUT)
            except LedgerError:  # it would contradict what was said before
                continue
            relink(ledger)
        quick = (groups(ledger), ledger.near_links(None), traces(ledger))
        assert ledger.check() == []
        link_ledger(ledger, version=VERSION, anew=True, stages=stages())
        assert quick == (groups(ledger), ledger.near_links(None), traces(ledger))


def test_a_report_that_comes_is_known_to_the_next_judgement(ledger: Ledger) -> None:
    link(ledger, TOLD[:2], TOLD[2:])
    judge_pair(ledger, TOLD[0].event, TOLD[5].event, Judgement.SAME, **ABOUT)
    done = relink(ledger)
    assert done.linking is not None
    assert ledger.incident(TOLD[0].event).id == ledger.incident(TOLD[5].event).id
    quick = traces(ledger)
    assert len(quick) == len(TOLD)
    link_ledger(ledger, version=VERSION, anew=True, stages=stages())
    assert quick == traces(ledger)


def test_a_ledger_without_traces_links_all_and_then_has_them(ledger: Ledger) -> None:
    link(ledger, TOLD)
    with writing(ledger._engine) as connection:
        connection.execute(text("DELETE FROM trace"))
    judge_pair(ledger, TOLD[0].event, TOLD[5].event, Judgement.SAME, **ABOUT)
    done = link(ledger)
    assert done.linking is not None
    assert ledger.incident(TOLD[0].event) == ledger.incident(TOLD[5].event)
    judge_pair(ledger, TOLD[0].event, TOLD[5].event, Judgement.DIFFERENT, **ABOUT)
    assert relink(ledger).linking is not None
