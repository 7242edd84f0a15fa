"""Incidents as of any linking: lists, members, links, redirects, history."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.incidents.joining.identity import replay
from sayso.ledger.linkage.found import Found
from sayso.ledger.store import LedgerError, open_ledger
from sayso.records.incident import ChangeKind, Judgement
from sayso.records.linking import IncidentFilter, IncidentOrder
from tests.ledger.linked import (
    VERSION,
    event_of,
    fill,
    judged,
    link_groups,
    make_link,
    reports,
)

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.ledger.store import Ledger


@pytest.fixture
def events(ledger: Ledger) -> list[str]:
    """The events of four reports in the ledger, the smallest first."""
    reads = reports(4)
    fill(ledger, reads)
    return sorted(event_of(read) for read in reads)


def groups(ledger: Ledger, as_of: int | None = None) -> set[tuple[str, ...]]:
    found = ledger.incidents(as_of=as_of)
    return {ledger.incident(one.id, as_of=as_of).event_ids for one in found}


def test_incidents_are_as_of_any_linking(ledger: Ledger, events: list[str]) -> None:
    one, two, three, four = events
    states = [
        [(one, two), (three,), (four,)],
        [(one, two, three), (four,)],
        [(one,), (three,), (two, four)],
    ]
    for state in states:
        link_groups(ledger, state)
    for number, state in enumerate(states, start=1):
        assert groups(ledger, number) == set(state)
        assert ledger.count_incidents(as_of=number) == len(state)
    assert groups(ledger) == set(states[-1])
    assert [linking.incidents for linking in ledger.linkings()] == [3, 2, 3]
    assert ledger.check() == []


def test_a_summary_tells_what_any_account_names(ledger: Ledger, events: list[str]) -> None:
    link_groups(ledger, [events])
    (summary,) = ledger.incidents()
    assert (summary.first_day, summary.last_day) == ("2031-03-03", "2031-03-03")
    assert (summary.places, summary.countries) == (("Tarnow",), ("POL",))
    assert summary.actors == ("Quay Militia",)
    assert (summary.events, summary.accounts) == (4, 8)
    assert (summary.reports, summary.publishers, summary.sources) == (4, 4, None)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (IncidentFilter(), 2),
        (IncidentFilter(since="2031-03-03", until="2031-03-03"), 2),
        (IncidentFilter(since="2031-03-04"), 0),
        (IncidentFilter(until="2031-03-02"), 0),
        (IncidentFilter(country="POL", place="tarnow", actor="QUAY  militia"), 2),
        (IncidentFilter(country="PO"), 0),
        (IncidentFilter(place="Tar%"), 0),
        (IncidentFilter(event_type="ASSAULT", incident_type="attack"), 2),
        (IncidentFilter(bloc="none"), 0),
        (IncidentFilter(reports=2), 1),
        (IncidentFilter(publishers=4), 0),
        (IncidentFilter(sources=1), 0),
        (IncidentFilter(limit=1), 1),
    ],
)
def test_incidents_are_chosen(
    ledger: Ledger, events: list[str], wanted: IncidentFilter, found: int
) -> None:
    link_groups(ledger, [events[:3], events[3:]])
    assert len(list(ledger.incidents(wanted))) == found
    if wanted.limit is None:
        assert ledger.count_incidents(wanted) == found


def test_incidents_come_in_the_order_wanted(ledger: Ledger, events: list[str]) -> None:
    link_groups(ledger, [events[:1], events[1:]])
    most = ledger.incidents(IncidentFilter(order=IncidentOrder.REPORTS))
    assert [one.reports for one in most] == [3, 1]


def test_a_former_id_leads_to_the_present_incident(ledger: Ledger, events: list[str]) -> None:
    one, two, three, four = events
    link_groups(ledger, [(one,), (two,), (three,), (four,)])
    former = {key: ledger.incident(key) for key in events}
    link_groups(ledger, [(one,), (two, three), (four,)])
    link_groups(ledger, [(one, two, three), (four,)])
    (last,) = (i for i in ledger.incidents() if i.reports == 3)
    for key in (one, two, three):
        assert ledger.incident(former[key].id).id == last.id
        assert ledger.incident(former[key].id[:8]).id == last.id
        assert ledger.incident(key).id == last.id
    assert ledger.incident(former[three].id, as_of=1) == former[three]
    assert ledger.has_incident(former[two].id[:6])


def test_an_incident_is_found_by_a_mention_of_its_event(ledger: Ledger) -> None:
    (read,) = reports(1)
    fill(ledger, [read])
    link_groups(ledger, [[event_of(read)]])
    (mention,) = read.annotations.whole_events[0].mentions
    assert ledger.incident(mention).event_ids == (event_of(read),)
    assert ledger.events_of(mention[:9]) == (event_of(read),)


def test_history_tells_merges_and_splits(ledger: Ledger, events: list[str]) -> None:
    one, two, three, four = events
    link_groups(ledger, [(one, two), (three,), (four,)])
    link_groups(ledger, [(one, two, three), (four,)])
    link_groups(ledger, [(one, two), (three,), (four,)])
    kept = ledger.incident(one).id
    kinds = [(step.linking, step.change.kind) for step in ledger.history(kept)]
    assert sorted(kinds) == sorted(
        [
            (1, ChangeKind.BORN),
            (2, ChangeKind.CHANGED),
            (2, ChangeKind.MERGED),
            (3, ChangeKind.CHANGED),
            (3, ChangeKind.SPLIT),
        ]
    )
    assert ledger.history(kept, as_of=1)[-1].linking == 1
    own = [step.change for step in ledger.history(kept) if step.change.incident_id == kept]
    assert replay(own) == {kept: frozenset({one, two})}


def test_links_hold_as_long_as_they_are_found(ledger: Ledger, events: list[str]) -> None:
    link_groups(ledger, [events[:3], events[3:]])
    first = ledger.incident(events[0]).id
    assert [(k.left_id, k.right_id) for k in ledger.links(first)] == [
        (events[0], events[1]),
        (events[1], events[2]),
    ]
    link_groups(ledger, [events[:2], events[2:]])
    assert ledger.links(first) == [make_link(events[:2])]
    assert ledger.links(ledger.incident(events[3]).id) == [make_link(events[2:])]
    assert len(ledger.links(first, as_of=1)) == 2
    found = ledger.link_like(make_link(events[1:3]).id[:10])
    assert found == make_link(events[1:3])
    assert ledger.link_like("l0000000") is None


def test_the_last_judgement_of_a_pair_holds(ledger: Ledger, events: list[str]) -> None:
    link_groups(ledger, [events])
    ledger.judge(judged(events[:2]), judged(events[2:]))
    ledger.judge(judged(events[:2], Judgement.SAME))
    assert ledger.judgements() == [
        judged(events[:2], Judgement.SAME),
        judged(events[2:]),
    ]
    assert ledger.since_linking().changed == set(events)
    shown = ledger.links(ledger.incident(events[0]).id)
    assert [link.judgement for link in shown if link.by] == [Judgement.SAME, Judgement.DIFFERENT]
    assert ledger.link_like(judged(events[:2]).id) == judged(events[:2], Judgement.SAME)
    assert ledger.check() == []


def test_judgements_need_events_and_a_name(ledger: Ledger, events: list[str]) -> None:
    nobody = make_link(events[:2])
    with pytest.raises(LedgerError, match="who judges"):
        ledger.judge(nobody)
    with pytest.raises(LedgerError, match="no event w0"):
        ledger.judge(judged(["w0", events[0]]))
    with pytest.raises(LedgerError, match="no pair"):
        ledger.judge(judged(events[:1] * 2))
    assert ledger.judgements() == []


def test_what_cannot_be_found_is_told(ledger: Ledger, events: list[str]) -> None:
    assert list(ledger.incidents()) == []
    with pytest.raises(LedgerError, match="sayso link LEDGER makes them"):
        ledger.incident(events[0])
    with pytest.raises(LedgerError, match="nothing was linked as of 2026-01-01"):
        ledger.count_incidents(as_of="2026-01-01")
    link_groups(ledger, [events[:2], events[2:3]])
    assert ledger.count_incidents(as_of="2999-01-01T00:00:00+05:00") == 2
    with pytest.raises(LedgerError, match="yesterday: not an ISO 8601 day"):
        ledger.count_incidents(as_of="yesterday")
    with pytest.raises(LedgerError, match="nothing by the id"):
        ledger.incident("i9zz")
    with pytest.raises(LedgerError, match="give more letters"):
        ledger.incident("i")
    with pytest.raises(LedgerError, match="say which"):
        ledger.incident("")
    gone = ledger.incident(events[2]).id
    link_groups(ledger, [events[:2]])
    with pytest.raises(LedgerError, match=f"{gone} ended on .*no longer read, or were erased"):
        ledger.incident(gone)


def test_a_linking_of_what_has_moved_on_is_refused(
    ledger: Ledger, target: str, events: list[str]
) -> None:
    since = ledger.since_linking()
    with open_ledger(target) as other:
        link_groups(other, [events])
    found = Found((), (), (), (), events=0, reports=0, incidents=0, shared=0)
    with pytest.raises(LedgerError, match="link again"):
        ledger.record_linking(found, at=since.bounds, version=VERSION, started_at="")
    assert groups(ledger) == {tuple(events)}


def test_a_reader_sees_one_state_while_another_links(
    ledger: Ledger, target: str, events: list[str]
) -> None:
    link_groups(ledger, [(event,) for event in events])
    with open_ledger(target) as reader:
        stream = reader.incidents()
        seen = [next(stream)]
        link_groups(ledger, [events])
        seen += stream
        assert sorted(one.events for one in seen) == [1, 1, 1, 1]
        assert [one.events for one in reader.incidents()] == [4]


def test_a_backup_holds_the_incidents(ledger: Ledger, events: list[str], tmp_path: Path) -> None:
    link_groups(ledger, [events[:2], events[2:]])
    ledger.judge(judged(events[:2]))
    ledger.backup(tmp_path / "copy.db")
    with open_ledger(str(tmp_path / "copy.db")) as copy:
        assert list(copy.incidents()) == list(ledger.incidents())
        assert copy.judgements() == ledger.judgements()
        assert copy.digest() == ledger.digest()
        assert copy.check() == []


def test_the_digest_is_of_the_partition_not_of_how_it_came(
    ledger: Ledger, events: list[str]
) -> None:
    link_groups(ledger, [events[:2], events[2:]])
    direct = ledger.digest()
    link_groups(ledger, [events[:1], events[1:]])
    assert ledger.digest() != direct
    link_groups(ledger, [events[:2], events[2:]])
    assert ledger.digest() == direct
    ledger.judge(judged(events[:2]))
    assert ledger.digest() != direct
