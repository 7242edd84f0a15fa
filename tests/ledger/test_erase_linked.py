"""Erasing takes a report out of its incidents, of now and of every linking before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from sayso.ledger.connect import connect, reading
from sayso.ledger.store import LedgerError
from sayso.ledger.tables import metadata
from sayso.records.incident import ChangeKind
from sayso.records.linking import Cause
from tests.ledger.linked import event_of, fill, judged, link_groups, reports

if TYPE_CHECKING:
    from sayso.ledger.store import Ledger
    from sayso.records.reading import ReadDocument


@pytest.fixture
def reads(ledger: Ledger) -> list[ReadDocument]:
    """Three reports: two tell of one incident, the third of another; people judged them."""
    made = reports(3)
    fill(ledger, made)
    events = [event_of(read) for read in made]
    link_groups(ledger, [[event] for event in events])
    link_groups(ledger, [events[:2], events[2:]])
    ledger.judge(judged(events[:2]), judged(events[1:]))
    return made


def test_its_incidents_go_on_without_it(ledger: Ledger, reads: list[ReadDocument]) -> None:
    gone, kept, _ = (event_of(read) for read in reads)
    shared = ledger.incident(kept).id
    ledger.erase(reads[0].document.id, who="A. Clerk", why="order 12")
    assert ledger.check() == []
    assert ledger.incident(shared).event_ids == (kept,)
    last = ledger.history(shared)[-1]
    assert (last.change.kind, last.change.removed) == (ChangeKind.CHANGED, (gone,))
    (summary,) = (one for one in ledger.incidents() if one.id == shared)
    assert (summary.reports, summary.accounts, summary.sources) == (1, 2, None)
    assert [link.by for link in ledger.links(shared)] == ["A. Reader"]
    assert [(j.left_id, j.right_id) for j in ledger.judgements()] == [
        tuple(sorted(event_of(read) for read in reads[1:]))
    ]
    linking = ledger.linkings()[-1]
    assert linking.cause is Cause.ERASE
    assert (linking.events, linking.reports, linking.incidents, linking.shared) == (2, 2, 2, 0)


def test_an_incident_of_its_own_ends(ledger: Ledger, reads: list[ReadDocument]) -> None:
    alone = ledger.incident(event_of(reads[2])).id
    ledger.erase(reads[2].document.id, who="A. Clerk", why="order 12")
    with pytest.raises(LedgerError, match="ended on"):
        ledger.incident(alone)
    assert [one.id for one in ledger.incidents()] != [alone]
    assert ledger.linkings()[-1].ended == 1
    assert ledger.check() == []


def test_what_was_linked_before_is_told_without_it(
    ledger: Ledger, reads: list[ReadDocument]
) -> None:
    kept = event_of(reads[1])
    ledger.erase(reads[0].document.id, who="A. Clerk", why="order 12")
    assert ledger.incident(kept, as_of=2).event_ids == (kept,)
    assert {one.publishers for one in ledger.incidents(as_of=2)} == {1}
    assert ledger.count_incidents(as_of=1) == 2
    assert ledger.since_linking().version == ""


def test_no_table_holds_a_word_of_it(
    ledger: Ledger, target: str, reads: list[ReadDocument]
) -> None:
    for read in reads:
        ledger.erase(read.document.id, who="A. Clerk", why="order 12")
    engine = connect(target)
    with reading(engine) as connection:
        rows = [
            str(row)
            for table in metadata.sorted_tables
            for row in connection.execute(select(table))
        ]
    engine.dispose()
    assert not [row for row in rows if any(w in row for w in ("Tarnow", "Quay", "mill"))]
    assert list(ledger.incidents()) == []
    assert ledger.check() == []


def test_a_report_that_was_never_linked_leaves_no_linking(ledger: Ledger) -> None:
    (read,) = reports(1)
    fill(ledger, [read])
    ledger.erase(read.document.id, who="A. Clerk", why="order 12")
    assert ledger.linkings() == []
    assert ledger.check() == []
