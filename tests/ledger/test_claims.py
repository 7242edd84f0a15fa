"""Claims go into the ledger once for each reading and version, and come out with their reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from sayso.ledger.linkage.claiming import Claimed
from sayso.ledger.store import LedgerError
from tests.ledger.linked import VERSION, claimed, event_of, fill, link_groups, make_claim, reports
from tests.ledger.samples import TEXT, make_empty
from tests.strategies import make_document

if TYPE_CHECKING:
    from sayso.ledger.store import Ledger


def test_readings_lack_claims_until_they_are_recorded(ledger: Ledger, run_id: str) -> None:
    reads = reports(3)
    ids = sorted(read.document.id for read in reads)
    ledger.record(run_id, [*reads, make_document("Autre.", report="fr", language="fr")])
    assert ledger.unclaimed(VERSION) == ids
    assert ledger.record_claims(VERSION, [claimed(reads[0])]) == 2
    assert ledger.unclaimed(VERSION) == sorted({*ids} - {reads[0].document.id})
    assert ledger.unclaimed("0.2.0") == ledger.unclaimed(None) == ids
    assert ledger.check() == []


def test_the_same_claims_twice_add_nothing(ledger: Ledger) -> None:
    reads = reports(2)
    fill(ledger, reads)
    same = [claimed(read) for read in reads]
    assert ledger.record_claims(VERSION, same) == 0
    assert ledger.since_linking().bounds.claimed == 2
    assert ledger.record_claims(VERSION, [claimed(reads[0], credit="Quay News")]) == 2
    assert ledger.record_claims("0.2.0", same) == 4
    assert ledger.record_claims(VERSION, same) == 4
    assert ledger.check() == []


def test_a_reading_without_claims_has_been_looked_at(ledger: Ledger, run_id: str) -> None:
    calm = make_empty(make_document("Calm.", report="calm"))
    ledger.record(run_id, [calm])
    ledger.record_claims(VERSION, [Claimed(calm, ())])
    assert ledger.unclaimed(VERSION) == []


def test_a_new_reading_lacks_claims_again(ledger: Ledger) -> None:
    fill(ledger, reports(1))
    newer = reports(1, version="0.2.0")
    run_id = ledger.begin_run(version="0.2.0", configuration="c0", inputs=["in"], resume=False)
    ledger.record(run_id, newer)
    assert ledger.unclaimed(VERSION) == [newer[0].document.id]


def test_accounts_bring_their_report_the_earliest_first(ledger: Ledger, run_id: str) -> None:
    reads = reports(3)
    ledger.record(run_id, reads)
    ledger.record_claims(VERSION, [claimed(read, credit="Quay News") for read in reads[::-1]])
    events = [event_of(read) for read in reads]
    found = ledger.newest_accounts(events[::-1])
    assert [account.report for account in found] == ["r0", "r0", "r1", "r1", "r2", "r2"]
    assert [account.claim for account in found[:2]] == list(claimed(reads[0]).claims)
    first = found[0]
    assert (first.publisher, first.published) == ("Post 0", "2031-03-01")
    assert first.credit == "Quay News"
    assert {a.claim.event_id for a in ledger.newest_accounts(events[:1])} == {events[0]}


def test_accounts_are_those_of_the_linking(ledger: Ledger) -> None:
    (old,) = reports(1)
    fill(ledger, [old])
    assert ledger.accounts([event_of(old)]) == []
    link_groups(ledger, [[event_of(old)]])
    before = ledger.accounts([event_of(old)])
    changed = msgspec.structs.replace(make_claim(old), event_type="COERCE")
    ledger.record_claims("0.2.0", [Claimed(old, (changed,))])
    assert ledger.accounts([event_of(old)]) == before
    assert [a.claim for a in ledger.newest_accounts([event_of(old)])] == [changed]
    link_groups(ledger, [[event_of(old)]])
    assert [a.claim for a in ledger.accounts([event_of(old)])] == [changed]
    assert ledger.accounts([event_of(old)], as_of=1) == before


def test_claims_are_told_by_document_as_of_a_claiming(ledger: Ledger) -> None:
    reads = reports(3)
    fill(ledger, reads)
    told = list(ledger.told_claims(2))
    assert sorted(t.published or "" for t in told) == ["2031-03-01", "2031-03-02"]
    every = list(ledger.told_claims(3))
    assert [t.claims[0].doc_id for t in every] == sorted(r.document.id for r in reads)


def test_texts_are_given_by_document(ledger: Ledger) -> None:
    reads = reports(2)
    fill(ledger, reads)
    assert ledger.texts([reads[1].document.id, "d0"]) == {reads[1].document.id: f"{TEXT} 1"}


def test_an_event_that_begins_elsewhere_is_known_by_its_mentions(ledger: Ledger) -> None:
    (old,) = reports(1)
    fill(ledger, [old])
    (mention,) = old.annotations.whole_events[0].mentions
    now = [
        msgspec.structs.replace(make_claim(old), id="c1", event_id="w1", mentions=("e0", mention)),
        msgspec.structs.replace(make_claim(old), id="c2", event_id="w2", mentions=("e9",)),
    ]
    ledger.record_claims("0.2.0", [Claimed(old, tuple(now))])
    assert ledger.successors({event_of(old)}) == {event_of(old): "w1"}
    assert ledger.successors({"w1"}) == ledger.successors(set()) == {}


def test_a_claim_of_another_document_is_refused(ledger: Ledger, run_id: str) -> None:
    one, other = reports(2)
    ledger.record(run_id, [one, other])
    with pytest.raises(LedgerError, match="r0: a claim of another document"):
        ledger.record_claims(VERSION, [Claimed(one, (make_claim(other),))])
    with pytest.raises(LedgerError, match="r0: two of its claims share an id"):
        ledger.record_claims(VERSION, [Claimed(one, (make_claim(one),) * 2)])
    assert ledger.unclaimed(VERSION) == sorted(r.document.id for r in (one, other))


def test_claims_of_what_was_erased_meanwhile_are_passed_over(ledger: Ledger) -> None:
    one, other = reports(2)
    fill(ledger, [one, other])
    ledger.erase(one.document.id, who="A. Clerk", why="order 12")
    assert ledger.record_claims("0.2.0", [claimed(one), claimed(other)]) == 2
    assert ledger.newest_accounts([event_of(one)]) == []
    assert ledger.check() == []
