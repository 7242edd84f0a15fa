"""A limited ledger on both databases, as of every linking: what is restricted never was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.ledger.store import open_ledger
from sayso.pipeline.deciding.safety import restrict
from sayso.records.linking import IncidentFilter
from sayso.records.review.queue import QueueFilter
from tests.ledger.linked import event_of, fill, judged, link_groups, reports

if TYPE_CHECKING:
    from sayso.ledger.store import Ledger


def told(ledger: Ledger, as_of: int | None = None) -> set[tuple[str, ...]]:
    """The incidents that a ledger lists, by their events."""
    found = [one.id for one in ledger.incidents(as_of=as_of)]
    assert ledger.count_incidents(as_of=as_of) == len(found)
    return {ledger.incident(key, as_of=as_of).event_ids for key in found}


def test_it_never_was_as_of_any_linking(ledger: Ledger) -> None:
    reads = reports(4)
    fill(ledger, reads)
    one, two, three, four = sorted(event_of(read) for read in reads)
    for state in ([(one,), (two,), (three,), (four,)], [(one, two), (three,), (four,)]):
        link_groups(ledger, state)
    kept = ledger.incident(two).id
    restrict(ledger, kept, by="rosa", why="danger")
    limited = ledger.limited()
    assert told(limited) == {(three,), (four,)}
    assert told(limited, 1) == {(three,), (four,)}
    assert told(ledger, 1) == {(one,), (two,), (three,), (four,)}
    assert limited.homes([one, two, three]).keys() == {three}
    assert {key for step in limited.near_links() for key in (step.left_id,)} <= {three, four}
    assert limited.count_queue(QueueFilter()) == 2
    assert limited.kept_back(IncidentFilter()) == 1
    assert ledger.kept_back(IncidentFilter()) == 0
    ledger.judge(judged((two, three)))
    assert limited.links(ledger.incident(three).id) == []
    assert len(ledger.links(ledger.incident(three).id)) == 1
    assert told(limited.whole()) == told(ledger)
    assert ledger.check() == []


def test_a_limited_ledger_shares_the_connections_of_the_whole_one(target: str) -> None:
    with open_ledger(target, create=True) as ledger:
        fill(ledger, reports(1))
        assert [d.id for d in ledger.limited().documents()] == [d.id for d in ledger.documents()]
