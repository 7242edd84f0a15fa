"""What holds of several people's words, and what it does to accounts."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from sayso.incidents.reviewed.applying import reviewed
from sayso.incidents.reviewed.following import successor
from sayso.incidents.reviewed.settling import settled
from sayso.incidents.reviewed.values import value_of
from sayso.records.claim import Account, Claim, Toll
from sayso.records.evidence import Span
from sayso.records.mention import Counted, PlacePrecision, QuantityOp
from sayso.records.review.judgement import Review, Verdict
from sayso.records.review.settled import Outcome
from tests.ledger.linked import make_claim, reports

READ = reports(1)[0]
CLAIM = make_claim(READ)
MILITIA = CLAIM.actors[0].span
TOLL = Toll(
    id="q1", counted=Counted.KILLED, of="guards", low=9, best=9, high=9, op=QuantityOp.EXACT,
    span=CLAIM.evidence[0],
)  # fmt: skip
COUNTED = replace(CLAIM, tolls=(TOLL,))


def said(verdict: Verdict, by: str = "A", **more: Any) -> Review:
    given = {
        "doc_id": CLAIM.doc_id,
        "field": "actors",
        "words": MILITIA,
        "by": by,
        "at": "2031-04-02",
        "origin": "review room",
        "target": CLAIM.id,
        **more,
    }
    return Review.make(given.pop("target"), verdict, **given)


def correct(value: str, by: str = "A", **more: Any) -> Review:
    return said(Verdict.CORRECT, by, value=value, **more)


def after(*reviews: Review, claim: Claim = CLAIM, **roles: str) -> Claim:
    """The claim with what holds of these reviews over it."""
    (account,) = reviewed([Account(claim=claim, report="r0")], settled(reviews, roles)).accounts
    return account.claim


def test_one_word_alone_holds() -> None:
    (one,) = settled([correct("Mill Guard")], {})
    assert (one.outcome, one.holds) == (Outcome.ONE, correct("Mill Guard"))


def test_coders_who_agree_settle_it_and_those_who_differ_leave_it_open() -> None:
    same = [correct("Mill Guard"), correct("mill  guard", "B")]
    (agreed,) = settled(same, {})
    assert (agreed.outcome, agreed.holds) == (Outcome.AGREED, same[0])
    (differ,) = settled([*same, correct("Harbour Guard", "C")], {})
    assert (differ.outcome, differ.holds) == (Outcome.OPEN, None)
    assert {one.by for one in differ.said} == {"A", "B", "C"}


def test_the_last_word_of_the_referee_holds() -> None:
    words = [correct("Mill Guard", "R"), said(Verdict.REJECT, "R"), correct("Harbour Guard", "B")]
    (ruled,) = settled(words, {"R": "referee", "B": "coder"})
    assert (ruled.outcome, ruled.holds) == (Outcome.RULED, words[1])


def test_who_accepts_what_another_writes_agrees() -> None:
    words = [said(Verdict.ACCEPT, shown="Quay Militia [POL]"), correct("Quay Militia [POL]", "B")]
    (one,) = settled(words, {})
    assert one.outcome is Outcome.AGREED


def test_of_one_person_the_last_word_counts_and_none_that_was_withdrawn() -> None:
    first, last = said(Verdict.ACCEPT), said(Verdict.REJECT)
    (one,) = settled([first, last], {})
    assert one.holds == last
    assert settled([first, first.withdrawn(at="2031", origin="undo")], {}) == ()
    (one,) = settled([first, last, last.withdrawn(at="2031", origin="undo"), first], {})
    assert one.holds == first


@pytest.mark.parametrize("verdict", [Verdict.SKIP, Verdict.FLAG, Verdict.NOTE, Verdict.ASK])
def test_what_is_said_beside_settles_nothing(verdict: Verdict) -> None:
    assert settled([said(verdict, why="who?")], {}) == ()
    accepted = said(Verdict.ACCEPT)
    (one,) = settled([accepted, said(verdict, why="who?")], {})
    assert one.holds == accepted


def test_a_status_is_one_question_however_it_is_answered() -> None:
    words = [
        said(Verdict.ACCEPT, field="status", value="occurred", words=None),
        correct("planned", field="status", words=None),
    ]
    (one,) = settled(words, {})
    assert one.holds == words[1]


def test_a_corrected_party_stands_at_its_words() -> None:
    changed = after(correct("Mill Guard [DEU MIL]"))
    (party,) = changed.actors
    assert (party.name, party.country, party.sector, party.span) == (
        "Mill Guard", "DEU", "MIL", MILITIA
    )  # fmt: skip
    right = Span.cut(READ.document, 0, 14)
    (party,) = after(correct("Mill Guard", right=right)).actors
    assert party.span == right


def test_words_alone_can_be_corrected() -> None:
    right = Span.cut(READ.document, 0, 14)
    (party,) = after(said(Verdict.CORRECT, right=right)).actors
    assert (party.span, party.name) == (right, "Quay Militia")


def test_a_rejected_value_goes_and_a_new_one_comes() -> None:
    assert after(said(Verdict.REJECT)).actors == ()
    right = Span.cut(READ.document, 0, 14)
    new = correct("Harbour Guard", words=None, right=right)
    assert [one.name for one in after(new).actors] == ["Quay Militia", "Harbour Guard"]


def test_a_place_a_day_and_a_count_are_set_right() -> None:
    changed = after(
        correct("757026 [near]", field="place", words=CLAIM.places[0].span),
        correct("2031-03-01/2031-03-02", field="date", words=CLAIM.dates[0].span),
        correct("10-20 cumulative", field="killed", words=TOLL.span),
        claim=COUNTED,
    )
    (place,), (day,), (toll,) = changed.places, changed.dates, changed.tolls
    assert (place.geonameid, place.precision) == (757026, PlacePrecision.NEAR)
    assert (day.earliest, day.latest) == ("2031-03-01", "2031-03-02")
    assert (toll.low, toll.high, toll.cumulative, toll.of) == (10, 20, True, "guards")


def test_a_count_that_nobody_read_stands_at_what_tells_the_event() -> None:
    (toll,) = after(correct("4", field="injured", words=None)).tolls
    assert (toll.counted, toll.best, toll.span) == (Counted.INJURED, 4, CLAIM.evidence[0])


def test_a_value_is_found_by_what_was_shown() -> None:
    changed = after(correct("3", field="killed", words=None, shown="9"), claim=COUNTED)
    assert [toll.best for toll in changed.tolls] == [3]


def test_voice_and_codes_are_set_right() -> None:
    changed = after(
        correct("Harbour Guard [POL]", field="voice", words=None),
        correct("planned", field="status", words=None),
        correct("possible", field="certainty", words=None),
        correct("denies", field="stance", words=None),
    )
    assert changed.voice is not None
    assert (changed.voice.name, changed.voice_key) == ("Harbour Guard", "harbour guard")
    told = (value_of(changed, name) for name in ("status", "certainty", "stance"))
    assert tuple(told) == ("planned", "possible", "denies")
    silent = after(correct("-", field="voice", words=None), claim=changed)
    assert (silent.voice, silent.voice_key) == (None, "")


def test_what_was_accepted_stays_when_sayso_reads_otherwise() -> None:
    accepted = said(Verdict.ACCEPT, shown="Quay Militia [POL]")
    (party,) = CLAIM.actors
    other = replace(CLAIM, actors=(replace(party, name="Mill Guard"),))
    assert [one.name for one in after(accepted, claim=other).actors] == ["Quay Militia"]
    none = replace(CLAIM, actors=())
    assert [one.name for one in after(accepted, claim=none).actors] == ["Quay Militia"]


def test_an_event_is_spoken_of_for_all_its_claims() -> None:
    two = [Account(claim=make_claim(READ, voice=voice), report="r0") for voice in ("", "guards")]
    words = [correct("planned", field="status", words=None, target=CLAIM.event_id)]
    told = reviewed(two, settled(words, {}))
    assert [one.claim.status for one in told.accounts] == ["planned", "planned"]
    assert [one.claim for one in told.corrections] == [two[0].claim.id, two[1].claim.id]


def test_a_rejected_account_is_left_out_and_counted() -> None:
    told = reviewed(
        [Account(claim=CLAIM, report="r0")],
        settled([said(Verdict.REJECT, field="", words=None, why="a film")], {}),
    )
    assert (told.accounts, told.left_out) == ((), (CLAIM.id,))
    (one,) = told.corrections
    assert (one.verdict, one.why, one.by) == (Verdict.REJECT, "a film", ("A",))


def test_a_disagreement_leaves_what_sayso_read_and_is_told() -> None:
    words = [correct("Mill Guard"), correct("Harbour Guard", "B")]
    told = reviewed([Account(claim=CLAIM, report="r0")], settled(words, {}))
    assert told.accounts[0].claim == CLAIM
    assert [one.outcome for one in told.open] == [Outcome.OPEN]
    assert told.corrections == ()


def test_every_correction_says_what_was_read_who_when_and_why() -> None:
    word = correct("Mill Guard [POL]", why="as the caption says")
    told = reviewed([Account(claim=CLAIM, report="r0")], settled([word], {}))
    (one,) = told.corrections
    assert (one.was, one.now) == ("Quay Militia [POL]", "Mill Guard [POL]")
    assert (one.by, one.at, one.why, one.review) == (
        ("A",), "2031-04-02", "as the caption says", word.id
    )  # fmt: skip
    assert (one.words, one.outcome, one.applied) == (MILITIA, Outcome.ONE, True)


@pytest.mark.parametrize(
    ("word", "note"),
    [
        (correct("many", field="killed", words=None), "is no count"),
        (said(Verdict.REJECT, field="status", words=None), "needs a status"),
        (correct("x", field="colour", words=None), "no field of an account"),
        (correct("the mill", field="targets", words=None), "mark the words"),
        (correct("another", field="", words=None), "which field"),
    ],
)
def test_what_cannot_be_followed_changes_nothing_and_says_why(word: Review, note: str) -> None:
    told = reviewed([Account(claim=CLAIM, report="r0")], settled([word], {}))
    (one,) = told.corrections
    assert told.accounts[0].claim == CLAIM
    assert not one.applied
    assert note in one.note


def test_a_claim_goes_on_in_the_one_that_tells_the_same() -> None:
    other = replace(CLAIM, id="c9", event_id="w9", mentions=())
    far = Span.cut(READ.document, 0, 4)
    elsewhere = replace(CLAIM, id="c8", event_id="w8", mentions=(), evidence=(far,), sentences=())
    assert successor(CLAIM, [elsewhere, other]) == other
    assert successor(CLAIM, [elsewhere]) is None
    voiced = replace(other, id="c7", voice_key="guards")
    assert successor(replace(CLAIM, voice_key="guards"), [other, voiced]) == voiced
