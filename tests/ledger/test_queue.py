"""The review queue: scores of stated shares, pages by key over many, linkings, erasure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.ledger.acts.acting import Doing
from sayso.ledger.lists.scoring import shares
from sayso.ledger.store import Ledger, open_ledger
from sayso.lexicons.queue_weights import queue_weights
from sayso.records.review.act import ActKind
from sayso.records.review.judgement import Review, Verdict
from sayso.records.review.queue import Place, QueueFilter, Reason
from tests.ledger.linked import event_of, fill, link_groups, reports
from tests.ledger.queues import decided, fill_queue, summary

if TYPE_CHECKING:
    from sayso.records.linking import IncidentSummary
    from sayso.records.review.act import Act

MANY = 10_000


def points(of: IncidentSummary) -> dict[Reason, int]:
    """The points of an incident by reason."""
    return {share.reason: share.points for share in shares(of, queue_weights())}


def test_each_reason_gives_its_points_alone() -> None:
    assert points(summary(1)) == {}
    assert points(summary(1, disputed=1)) == {Reason.DISAGREEMENT: 13}
    assert points(summary(1, disputed=3)) == {Reason.DISAGREEMENT: 40}
    assert points(summary(1, disputed=4)) == {Reason.DISAGREEMENT: 40}
    assert points(summary(1, killed=100)) == {Reason.TOLL: 25}
    assert points(summary(1, killed=5000)) == {Reason.TOLL: 25}
    assert points(summary(1, confidence=0.7)) == {Reason.CONFIDENCE: 10}
    assert points(summary(1, sources=1)) == {Reason.SINGLE_SOURCE: 15}


def test_more_of_a_reason_never_gives_less() -> None:
    tolls = [points(summary(1, killed=n)).get(Reason.TOLL, 0) for n in range(1, 150)]
    assert tolls == sorted(tolls)
    assert tolls[0] > 0


def test_the_weights_are_whole_and_add_up_to_a_hundred() -> None:
    weights = queue_weights()
    assert set(weights) == set(Reason)
    assert sum(weight.points for weight in weights.values()) == 100
    assert all(weight.full > 0 and weight.name for weight in weights.values())


@pytest.fixture
def many(ledger: Ledger, target: str) -> Ledger:
    """A ledger with a linking, in whose queue ten thousand incidents stand."""
    fill_queue(ledger, target, MANY)
    return ledger


def test_ten_thousand_are_paged_by_key_in_the_order_of_the_score(many: Ledger) -> None:
    seen: list[tuple[int, str]] = []
    after: Place | None = None
    while page := many.queue(QueueFilter(), after=after, limit=2500):
        assert len(page) == 2500
        seen += [(-one.score, one.summary.id) for one in page]
        after = Place(score=page[-1].score, id=page[-1].summary.id)
    assert len(seen) == len(set(seen)) == many.count_queue(QueueFilter()) == MANY
    assert seen == sorted(seen)
    middle = Place(score=-seen[5000][0], id=seen[5000][1])
    before = many.queue(QueueFilter(), before=middle, limit=3)
    assert [one.summary.id for one in before] == [key for _, key in seen[4997:5000]]
    for one in before:
        assert one.score == sum(share.points for share in one.shares)


def test_ten_thousand_are_walked_once_each_while_people_decide(many: Ledger) -> None:
    mine = QueueFilter(not_by="ana")
    order = [one.summary.id for one in many.queue(QueueFilter(), limit=MANY)]
    seen: list[str] = []
    done: set[str] = set()
    after: Place | None = None
    while page := many.queue(mine, after=after, limit=500):
        keys = [one.summary.id for one in page]
        after = Place(score=page[-1].score, id=keys[-1])
        seen += keys
        place = order.index(keys[-1])
        behind, ahead = keys[::5], order[place + 8 : place + 9]
        decided(many, [*behind, *ahead], by="ana")
        decided(many, [keys[1], *order[-3:]], by="ben")
        done.update(behind, ahead)
    ahead_of_ana = [key for key in order if key not in seen]
    assert seen == [key for key in order if key not in ahead_of_ana]
    assert done.issuperset(ahead_of_ana)
    assert len(ahead_of_ana) >= MANY // 500 - 1
    left = [one.summary.id for one in many.queue(mine, limit=MANY)]
    assert left == [key for key in order if key not in done]
    assert many.count_queue(mine) == len(left) == MANY - many.count_done(QueueFilter(), "ana")


def test_filters_count_what_they_show(many: Ledger) -> None:
    for wanted, number in (
        (QueueFilter(disputed=True), 7500),
        (QueueFilter(country="ltu"), 1000),
        (QueueFilter(country="LTU", disputed=True), 500),
        (QueueFilter(among=frozenset({f"i{7:020}", "i0"})), 1),
        (QueueFilter(without=frozenset({f"i{7:020}"})), MANY - 1),
    ):
        assert many.count_queue(wanted) == len(many.queue(wanted, limit=MANY)) == number
    assert many.queue_choices()["country"] == ["ltu", "pol"]


def decide(ledger: Ledger, key: str, verdict: Verdict, by: str = "ana") -> Act:
    """Somebody says something of an incident as such."""
    review = Review.make(key, verdict, doc_id=None, by=by, at="2031-06-01", origin="room")
    return ledger.record_act(Doing(by=by, kind=ActKind.DECIDE, reviews=[review]))


@pytest.fixture
def pair(ledger: Ledger) -> tuple[Ledger, str, str]:
    """A ledger of two incidents, with their ids."""
    reads = reports(2)
    fill(ledger, reads)
    link_groups(ledger, [[event_of(read)] for read in reads])
    first, second = (one.summary.id for one in ledger.queue(QueueFilter()))
    return ledger, first, second


@pytest.mark.parametrize("verdict", [Verdict.ACCEPT, Verdict.REJECT, Verdict.SKIP, Verdict.FLAG])
def test_what_one_person_is_done_with_is_left_to_the_others(
    pair: tuple[Ledger, str, str], verdict: Verdict
) -> None:
    ledger, first, second = pair
    act = decide(ledger, first, verdict)
    assert [one.summary.id for one in ledger.queue(QueueFilter(not_by="ana"))] == [second]
    assert (ledger.count_done(QueueFilter(), "ana"), ledger.count_done(QueueFilter(), "ben")) == (
        1,
        0,
    )
    assert ledger.count_queue(QueueFilter(not_by="ben")) == 2
    undone = ledger.undo_act(act.id, by="rosa")
    assert ledger.count_queue(QueueFilter(not_by="ana")) == 2
    ledger.undo_act(undone.id, by="rosa")
    assert ledger.count_queue(QueueFilter(not_by="ana")) == 1
    assert ledger.count_queue(QueueFilter(not_by="rosa")) == 2
    assert ledger.count_done(QueueFilter(), "rosa") == 0


def test_flags_lead_to_their_incidents_until_taken_back(pair: tuple[Ledger, str, str]) -> None:
    ledger, first, _ = pair
    act = decide(ledger, first, Verdict.FLAG)
    assert [key for key, _ in ledger.noted(Verdict.FLAG)] == [first]
    ledger.undo_act(act.id, by="ana")
    assert ledger.noted(Verdict.FLAG) == []


def test_an_incident_that_is_no_more_leaves_the_queue(ledger: Ledger) -> None:
    reads = reports(2)
    fill(ledger, reads)
    events = [event_of(read) for read in reads]
    link_groups(ledger, [[event] for event in events])
    assert ledger.count_queue(QueueFilter()) == 2
    link_groups(ledger, [events])
    (left,) = ledger.queue(QueueFilter())
    assert left.summary.reports == 2
    assert ledger.queued(left.summary.id) == left
    ledger.erase(reads[0].document.id, who="ana", why="asked to")
    (less,) = ledger.queue(QueueFilter())
    assert less.summary.reports == 1
    ledger.erase(reads[1].document.id, who="ana", why="asked to")
    assert ledger.queue(QueueFilter()) == []
    assert ledger.queued(left.summary.id) is None


def test_opening_again_keeps_the_queue(pair: tuple[Ledger, str, str], target: str) -> None:
    ledger, *_ = pair
    before = ledger.queue(QueueFilter())
    ledger.close()
    with open_ledger(target) as again:
        assert again.queue(QueueFilter()) == before
