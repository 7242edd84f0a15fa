"""Acts: who did what, refused where somebody else was quicker, undone by one more act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from sayso.ledger.connect import connect, writing
from sayso.ledger.store import LedgerError, StaleError, open_ledger
from sayso.pipeline.deciding.deciding import decide, undo
from sayso.pipeline.deciding.judging import judge_pair, judged
from sayso.records.exchange.codec import decode
from sayso.records.incident import Judgement
from sayso.records.review.act import ActKind
from sayso.records.review.judgement import Review, Verdict
from tests.ledger.linked import event_of, fill, link_groups, make_claim, reports

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.ledger.store import Ledger
    from sayso.records.claim import Claim
    from sayso.records.reading import ReadDocument
    from sayso.records.review.act import Act

MADE: dict[str, Any] = {"by": "A. Reader", "at": "2031-04-02", "origin": "review room"}


@pytest.fixture
def reads(ledger: Ledger) -> list[ReadDocument]:
    """Three reports; the first two are of one incident."""
    return filled(ledger)


def filled(ledger: Ledger) -> list[ReadDocument]:
    made = reports(3)
    fill(ledger, made)
    link_groups(ledger, [[event_of(one) for one in made[:2]], [event_of(made[2])]])
    return made


def said(claim: Claim, verdict: Verdict, **more: Any) -> Review:
    given_ = {"doc_id": claim.doc_id, "field": "actors", "words": claim.actors[0].span, **MADE}
    return Review.make(claim.id, verdict, **(given_ | more))


def act(ledger: Ledger, *reviews: Review, seen: int | None = None, **more: Any) -> Act:
    by = reviews[0].by if reviews else "A. Reader"
    given_ = {"by": by, "kind": ActKind.DECIDE, "seen": seen, **more}
    return decide(ledger, reviews=reviews, **given_)


def test_an_act_tells_who_did_what_to_which(ledger: Ledger, reads: list[ReadDocument]) -> None:
    claim = make_claim(reads[0])
    review = said(claim, Verdict.ACCEPT, shown="Quay Militia [POL]")
    assert ledger.last_act() == 0
    made = act(ledger, review, why="as in the text", shown="the row of the Post")
    assert (made.seq, made.by, made.kind, made.why) == (1, "A. Reader", "decide", "as in the text")
    assert (made.reviews, made.links, made.subjects) == ((review.id,), (), (claim.id,))
    assert ledger.acts() == ledger.acts(target=claim.id) == ledger.acts(by="A. Reader") == [made]
    assert ledger.act(made.id[:8]) == made
    assert ledger.acts(target="c0") == ledger.acts(by="B. Reader") == ledger.acts(after=1) == []
    assert ledger.last_act() == 1
    assert ledger.check() == []


def test_acts_are_listed_from_either_end(ledger: Ledger, reads: list[ReadDocument]) -> None:
    made = [act(ledger, said(make_claim(one), Verdict.ACCEPT)) for one in reads]
    assert ledger.acts(limit=2) == made[:2]
    assert ledger.acts(limit=2, latest=True) == made[:0:-1]
    assert ledger.acts(kind=ActKind.DECIDE, after=1) == made[1:]
    assert ledger.acts(kind=ActKind.BULK) == []


def test_who_saw_less_is_refused_and_told_by_whom(
    ledger: Ledger, reads: list[ReadDocument]
) -> None:
    claim = make_claim(reads[0])
    seen = ledger.last_act()
    first = act(ledger, said(claim, Verdict.ACCEPT), seen=seen)
    second = said(claim, Verdict.REJECT, by="B. Reader")
    with pytest.raises(StaleError, match=r"A\. Reader decided on it .*look at it again") as stale:
        act(ledger, second, seen=seen)
    assert stale.value.acts == (first,)
    assert ledger.acts() == [first]
    act(ledger, second, seen=first.seq)
    assert len(ledger.reviews()) == 2


def test_only_the_same_field_or_pair_is_in_the_way(
    ledger: Ledger, reads: list[ReadDocument]
) -> None:
    claim = make_claim(reads[0])
    act(ledger, said(claim, Verdict.ACCEPT), seen=0)
    act(ledger, said(claim, Verdict.NOTE, by="B. Reader", why="who is this?"), seen=0)
    act(ledger, said(claim, Verdict.CORRECT, field="status", value="planned", words=None), seen=0)
    act(ledger, said(make_claim(reads[1]), Verdict.ACCEPT, by="B. Reader"), seen=0)
    assert len(ledger.acts()) == 4


def test_a_blind_coder_learns_nothing_of_the_other(
    ledger: Ledger, reads: list[ReadDocument]
) -> None:
    claim = make_claim(reads[0])
    act(ledger, said(claim, Verdict.ACCEPT), seen=0)
    own = act(ledger, said(claim, Verdict.REJECT, by="B. Reader"), seen=0, blind=True)
    with pytest.raises(StaleError) as stale:
        act(ledger, said(claim, Verdict.ACCEPT, by="B. Reader"), seen=0, blind=True)
    assert stale.value.acts == (own,)


def test_pairs_are_guarded_like_fields(ledger: Ledger, reads: list[ReadDocument]) -> None:
    one, two, three = sorted(event_of(read) for read in reads)
    link = judged(one, two, Judgement.DIFFERENT, who="A. Reader", why="two mills")
    made = act(ledger, kind=ActKind.SPLIT, links=[link], seen=0)
    assert made.links == ((one, two),)
    assert made.subjects == tuple(sorted([one, two]))
    again = judged(two, one, Judgement.SAME, who="B. Reader", why="one mill")
    with pytest.raises(StaleError):
        act(ledger, kind=ActKind.MERGE, links=[again], seen=0)
    other = judged(two, three, Judgement.SAME, who="B. Reader", why="one mill")
    act(ledger, kind=ActKind.MERGE, links=[other], seen=0)


def test_nothing_of_an_act_that_cannot_be_is_kept(
    ledger: Ledger, reads: list[ReadDocument]
) -> None:
    one, two, three = sorted(event_of(read) for read in reads)
    judge_pair(ledger, one, two, Judgement.SAME, who="A. Reader", why="one mill")
    judge_pair(ledger, two, three, Judgement.SAME, who="A. Reader", why="one mill")
    before = ledger.digest()
    apart = judged(one, three, Judgement.DIFFERENT, who="B. Reader", why="two")
    with pytest.raises(LedgerError, match="cannot be different"):
        act(ledger, said(make_claim(reads[0]), Verdict.ACCEPT), links=[apart])
    with pytest.raises(LedgerError, match="has no c0"):
        act(
            ledger,
            said(make_claim(reads[0]), Verdict.ACCEPT),
            Review.make("c0", Verdict.REJECT, doc_id=None, **MADE),
        )
    with pytest.raises(LedgerError, match="says who acts"):
        act(ledger, by=" ")
    assert ledger.digest() == before
    assert [one.kind for one in ledger.acts()] == [ActKind.JUDGE, ActKind.JUDGE]
    assert ledger.check() == []


def test_undoing_a_first_word_opens_the_matter(ledger: Ledger, reads: list[ReadDocument]) -> None:
    claim = make_claim(reads[0])
    before = ledger.digest()
    made = act(ledger, said(claim, Verdict.REJECT))
    back = undo(ledger, made.id, by="A. Reader", why="slipped")
    assert (back.kind, back.undoes, back.why) == (ActKind.UNDO, made.id, "slipped")
    assert [one.verdict for one in ledger.reviews()] == [Verdict.REJECT, Verdict.WITHDRAW]
    assert ledger.digest() == before
    assert ledger.check() == []


def test_undoing_a_second_word_brings_back_the_first(
    ledger: Ledger, reads: list[ReadDocument]
) -> None:
    claim = make_claim(reads[0])
    act(ledger, said(claim, Verdict.ACCEPT))
    before = ledger.digest()
    made = act(ledger, said(claim, Verdict.REJECT))
    back = undo(ledger, made.id, by="B. Reader")
    assert ledger.digest() == before
    undo(ledger, back.id, by="A. Reader")
    assert ledger.digest() != before
    assert ledger.reviews()[-1].verdict is Verdict.REJECT
    assert ledger.check() == []


def test_fifty_decisions_are_undone_in_one_step(ledger: Ledger) -> None:
    made = reports(9)
    fill(ledger, made)
    before = ledger.digest()
    fields = ["actors", "recipients", "killed", "status", "stance", "certainty"]
    reviews = [
        said(make_claim(one), Verdict.REJECT, field=field) for one in made for field in fields
    ][:50]
    bulk = act(ledger, *reviews, kind=ActKind.BULK, why="all of one outlet")
    assert len(bulk.reviews) == 50
    undo(ledger, bulk.id, by="A. Reader")
    assert ledger.digest() == before
    assert len(ledger.acts()) == 2
    assert ledger.check() == []


def test_what_was_changed_since_is_not_undone(ledger: Ledger, reads: list[ReadDocument]) -> None:
    claim = make_claim(reads[0])
    made = act(ledger, said(claim, Verdict.ACCEPT))
    later = act(ledger, said(claim, Verdict.REJECT))
    act(ledger, said(claim, Verdict.REJECT, by="B. Reader"))
    with pytest.raises(StaleError, match=r"A\. Reader decided .*undo that first") as stale:
        undo(ledger, made.id, by="B. Reader")
    assert stale.value.acts == (later,)


def test_acts_are_undone_one_after_the_other(ledger: Ledger, reads: list[ReadDocument]) -> None:
    claim = make_claim(reads[0])
    words = [Verdict.ACCEPT, Verdict.REJECT, Verdict.ACCEPT]
    before, done = [ledger.digest()], []
    for word in words:
        done.append(act(ledger, said(claim, word)))
        before.append(ledger.digest())
    for number in (2, 1, 0):
        undo(ledger, done[number].id, by="A. Reader")
        assert ledger.digest() == before[number]
    assert ledger.check() == []


def test_an_undone_pair_is_left_to_the_comparison(
    ledger: Ledger, reads: list[ReadDocument]
) -> None:
    one, two = sorted(event_of(read) for read in reads[:2])
    before = ledger.digest()
    judge_pair(ledger, one, two, Judgement.DIFFERENT, who="A. Reader", why="two mills")
    (made,) = ledger.acts()
    undo(ledger, made.id, by="B. Reader", why="one mill after all")
    (link,) = ledger.judgements()
    assert (link.judgement, link.by) == (Judgement.UNSURE, "B. Reader")
    assert ledger.digest() == before
    assert ledger.check() == []


@pytest.mark.parametrize("kind", [ActKind.LOGIN, ActKind.EXPORT, ActKind.UNBLUR])
def test_what_decides_nothing_is_kept_and_has_no_undo(ledger: Ledger, kind: ActKind) -> None:
    made = decide(ledger, by="A. Reader", kind=kind, subjects=["x1"], why="for the file", seen=0)
    assert ledger.acts(target="x1") == [made]
    with pytest.raises(LedgerError, match="decided nothing"):
        undo(ledger, made.id, by="A. Reader")
    with pytest.raises(LedgerError, match="has no act kzz"):
        undo(ledger, "kzz", by="A. Reader")


def test_imported_annotations_are_an_act_of_each_person(
    ledger: Ledger, reads: list[ReadDocument]
) -> None:
    claim = make_claim(reads[0])
    reviews = [said(claim, Verdict.ACCEPT), said(claim, Verdict.REJECT, by="B. Reader")]
    assert ledger.add_reviews(reviews) == 2
    assert [(one.kind, one.by) for one in ledger.acts()] == [
        (ActKind.ANNOTATE, "A. Reader"),
        (ActKind.ANNOTATE, "B. Reader"),
    ]
    assert ledger.add_reviews(reviews) == 0
    assert len(ledger.acts()) == 2


def test_erasing_a_report_takes_the_words_of_acts(
    ledger: Ledger, reads: list[ReadDocument]
) -> None:
    first, second = make_claim(reads[0]), make_claim(reads[2])
    both = [said(first, Verdict.ACCEPT), said(second, Verdict.ACCEPT)]
    bulk = act(ledger, *both, kind=ActKind.BULK, why="the militia at Tarnow", shown="Tarnow")
    link = judged(event_of(reads[0]), event_of(reads[2]), Judgement.SAME, who="A", why="Tarnow")
    act(ledger, links=[link], kind=ActKind.MERGE, why="Tarnow")
    kept = act(ledger, said(second, Verdict.REJECT), why="no militia")
    ledger.erase(reads[0].document.id, who="A. Clerk", why="order 12")
    silent, merged, last = ledger.acts()
    assert (silent.why, silent.shown, silent.erased, silent.id) == ("", "", True, bulk.id)
    assert (merged.why, merged.erased) == ("", True)
    assert last == kept
    assert ledger.check() == []
    with pytest.raises(LedgerError, match="went with a report"):
        undo(ledger, merged.id, by="A. Reader")
    undo(ledger, kept.id, by="A. Reader")
    undo(ledger, ledger.acts()[-1].id, by="A. Reader")
    assert ledger.check() == []


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("UPDATE act SET body = replace(body, 'A. Reader', 'B. Reader')", "was changed"),
        ("UPDATE act SET kind = 'bulk'", "column kind is not what its body says"),
        ("DELETE FROM act_subject", "its subjects are not those"),
        ("UPDATE review SET act = NULL", "what it added is not what its body names"),
        ("UPDATE review SET act = 7", "act 7: is missing, and rows name it"),
    ],
)
def test_whoever_changes_an_act_is_found_out(
    ledger: Ledger, target: str, reads: list[ReadDocument], statement: str, message: str
) -> None:
    act(ledger, said(make_claim(reads[0]), Verdict.ACCEPT))
    engine = connect(target)
    with writing(engine) as connection:
        connection.execute(text(statement))
    engine.dispose()
    problems = [f"{one.subject}: {one.message}" for one in ledger.check()]
    assert any(message in problem for problem in problems)


def test_a_review_from_before_reads_as_it_was_written() -> None:
    body = (
        '{"id":"b1","target":"c1","doc_id":"d1","field":"actors","words":null,'
        '"verdict":"accept","value":null,"right":null,"by":"A","why":"","at":"2031",'
        '"origin":"x"}'
    )
    old = decode(body, Review)
    assert (old.shown, old.withdraws) == (None, None)


VERDICTS = [Verdict.ACCEPT, Verdict.REJECT, Verdict.SKIP, Verdict.FLAG, Verdict.NOTE]
STEP = st.one_of(
    st.tuples(
        st.just("say"),
        st.sampled_from([0, 1, 2]),
        st.sampled_from(VERDICTS),
        st.sampled_from(["A", "B"]),
    ),
    st.tuples(
        st.just("judge"),
        st.sampled_from([(0, 1), (1, 2), (0, 2)]),
        st.sampled_from(Judgement),
        st.sampled_from(["A", "B"]),
    ),
    st.tuples(st.just("undo"), st.integers(0, 9), st.none(), st.sampled_from(["A", "B"])),
)


@settings(max_examples=15, deadline=None)
@given(st.lists(STEP, min_size=1, max_size=8))
def test_any_acts_and_undoings_leave_a_sound_ledger(
    new_target: Callable[[], str], steps: list[tuple[str, Any, Any, str]]
) -> None:
    with open_ledger(new_target(), create=True) as ledger:
        made = filled(ledger)
        states = {0: ledger.digest()}
        for step in steps:
            try:
                play(ledger, made, step)
            except LedgerError:
                assert ledger.last_act() == len(states) - 1
                continue
            if ledger.last_act() == len(states):
                states[ledger.last_act()] = ledger.digest()
        assert ledger.check() == []
        for one in reversed(ledger.acts()):
            if not one.reviews and not one.links:
                continue
            undo(ledger, one.id, by="A")
            assert ledger.digest() == states[one.seq - 1]
            undo(ledger, ledger.acts(latest=True, limit=1)[0].id, by="B")
            assert ledger.digest() == states[one.seq]
            undo(ledger, ledger.acts(latest=True, limit=1)[0].id, by="A")
            break
        assert ledger.check() == []


def play(ledger: Ledger, made: list[ReadDocument], step: tuple[str, Any, Any, str]) -> None:
    what, which, how, by = step
    if what == "say":
        act(ledger, said(make_claim(made[which]), how, by=by, why="so"))
    elif what == "judge":
        one, other = (event_of(made[n]) for n in which)
        judge_pair(ledger, one, other, how, who=by, why="so")
    else:
        acts = ledger.acts()
        if acts:
            undo(ledger, acts[which % len(acts)].id, by=by)
