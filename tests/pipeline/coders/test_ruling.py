"""What coders left open, what the referee rules, and to whom incidents are given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.incidents.reviewed.values import value_of
from sayso.ledger.errors import LedgerError, StaleError
from sayso.ledger.store import open_ledger
from sayso.pipeline.coders.assigning import assign, dealt, every, sample, take_away
from sayso.pipeline.coders.questions import State, open_questions, questions
from sayso.pipeline.coders.ruling import OTHER, READ, REJECT, rule, ruling
from sayso.pipeline.deciding.deciding import undo
from sayso.pipeline.showing.side_by_side import read_side_by_side
from sayso.records.linking import IncidentFilter
from sayso.records.review.act import ActKind
from sayso.records.review.judgement import Verdict
from tests.pipeline.coders.coded import CLAIMS, REPORTS, code, say
from tests.pipeline.linked import link

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.ledger.store import Ledger
    from sayso.pipeline.coders.questions import Question
    from sayso.records.review.act import Act

WORDS = CLAIMS[0].actors[0].span
READING = value_of(CLAIMS[0], "actors")


def home(ledger: Ledger, number: int = 0) -> str:
    return ledger.incident(CLAIMS[number].event_id).id


def asked(ledger: Ledger, number: int = 0) -> tuple[Question, ...]:
    return questions(ledger, home(ledger, number), roles={}, coders=("ana", "ben"))


def settle(ledger: Ledger, choice: str, value: str = "", why: str = "the words say so") -> Act:
    question = asked(ledger)[0]
    said = ruling(question, choice, value=value, by="rosa", why=why)
    seen = ledger.last_act()
    return rule(ledger, home(ledger), question, said, shown="", seen=seen)


def differ(ledger: Ledger) -> None:
    code(ledger, "ana", 0, "actors", "Harbour Guard", words=WORDS, shown=READING)
    code(ledger, "ben", 0, "actors", "River Guard", words=WORDS, shown=READING)


def actors(ledger: Ledger) -> list[str | None]:
    told = read_side_by_side(ledger, home(ledger))
    return [party.name for account in told.accounts for party in account.claim.actors]


def test_what_coders_say_otherwise_is_open_and_what_one_says_waits(ledger: Ledger) -> None:
    differ(ledger)
    code(ledger, "ana", 0, "status", "planned")
    first, second = asked(ledger)
    assert (first.state, first.field) == (State.OPEN, "actors")
    assert [one.value for one in first.answers] == ["Harbour Guard", "River Guard"]
    assert first.words == WORDS
    assert first.sentence is not None
    assert WORDS.quote in first.sentence.quote
    assert (second.state, second.field) == (State.SILENT, "status")
    code(ledger, "ben", 0, "status", "planned")
    assert asked(ledger)[1].state is State.AGREED
    assert open_questions(ledger, roles={}) == {home(ledger): 1}


@pytest.mark.parametrize(
    ("choice", "value", "stands"),
    [("1", "", "Harbour Guard"), ("2", "", "River Guard"), (OTHER, "Lake Guard", "Lake Guard")],
)
def test_a_ruling_holds_and_leaves_the_coders_words(
    ledger: Ledger, choice: str, value: str, stands: str
) -> None:
    differ(ledger)
    before = [one.review for one in ledger.coded()]
    act = settle(ledger, choice, value)
    assert actors(ledger) == [stands]
    assert [one.review for one in ledger.coded()][: len(before)] == before
    (told,) = asked(ledger)
    assert (told.state, told.ruling and told.ruling.by) == (State.RULED, "rosa")
    assert [one.value for one in told.answers] == ["Harbour Guard", "River Guard"]
    assert open_questions(ledger, roles={}) == {}
    assert ledger.addressed("ana") == ledger.addressed("ben") == [act]
    undo(ledger, act.id, by="rosa")
    assert asked(ledger)[0].state is State.OPEN


def test_a_ruling_may_keep_what_was_read_or_say_there_is_none(ledger: Ledger) -> None:
    read = actors(ledger)
    differ(ledger)
    settle(ledger, READ)
    assert actors(ledger) == read
    settle(ledger, REJECT)
    assert actors(ledger) == []


def test_a_ruling_needs_a_choice_a_reason_and_a_value_that_can_be_read(ledger: Ledger) -> None:
    code(ledger, "ana", 0, "killed", "7")
    code(ledger, "ben", 0, "killed", "8")
    for choice, value, why, said in (
        ("1", "", " ", "say why"),
        ("3", "", "so", "choose what holds"),
        ("", "", "so", "choose what holds"),
        (OTHER, "", "so", "write the other value"),
        (OTHER, "a lot", "so", "'a lot' is no count"),
    ):
        with pytest.raises(ValueError, match=said):
            settle(ledger, choice, value, why)


def test_a_word_that_came_meanwhile_makes_a_ruling_stale(ledger: Ledger) -> None:
    differ(ledger)
    question, seen = asked(ledger)[0], ledger.last_act()
    code(ledger, "ben", 0, "actors", "Lake Guard", words=WORDS)
    said = ruling(question, "2", value="", by="rosa", why="so")
    with pytest.raises(StaleError, match="ben decided on it"):
        rule(ledger, home(ledger), question, said, shown="", seen=seen)


def test_coders_who_differ_on_an_account_as_such_can_be_settled(ledger: Ledger) -> None:
    say(ledger, "ana", 0, Verdict.REJECT)
    say(ledger, "ben", 0, Verdict.ACCEPT)
    assert asked(ledger)[0].field == "account"
    settle(ledger, "1")
    assert read_side_by_side(ledger, home(ledger)).left_out == (CLAIMS[0].id,)


def test_a_sample_is_the_same_for_a_seed_in_whatever_order() -> None:
    ids = [f"i{number}" for number in range(50)]
    assert sample(ids, 10, 7) == sample(ids[::-1], 10, 7)
    assert sample(ids, 10, 7) != sample(ids, 10, 8)
    assert len(sample(ids, 80, 7)) == 50
    assert every(ids[::-1], 10) == sorted(ids)[::10]


def test_each_incident_goes_to_two_of_three_in_turn() -> None:
    given = dealt(["i1", "i2", "i3"], ["eva", "ana", "ben"], 2)
    assert given == [
        ("i1", "ana"), ("i1", "ben"), ("i2", "ben"), ("i2", "eva"), ("i3", "eva"), ("i3", "ana"),
    ]  # fmt: skip


def test_incidents_are_given_taken_away_and_given_back_by_undoing(ledger: Ledger) -> None:
    ids = sorted(one.id for one in ledger.incidents(IncidentFilter()))[:2]
    act = assign(ledger, ids, ["ana", "ben"], by="rosa", how="a sample of 2, seed 7")
    assert (act.kind, act.shown) == (ActKind.ASSIGN, "a sample of 2, seed 7")
    assert [one[:2] for one in ledger.assigned("ana")] == [(ids[0], "ana"), (ids[1], "ana")]
    gone = take_away(ledger, [(ids[0], "ana")], by="otto")
    left = [(ids[0], "ben"), (ids[1], "ana"), (ids[1], "ben")]
    assert [one[:2] for one in ledger.assigned()] == left
    undo(ledger, gone.id, by="rosa")
    assert len(ledger.assigned()) == 4
    undo(ledger, act.id, by="rosa")
    assert ledger.assigned() == []
    assert ledger.check() == []
    assert read_side_by_side(ledger, ids[0]).of_incident == ()


def test_assignments_and_rulings_are_replayed_elsewhere(ledger: Ledger, tmp_path: Path) -> None:
    differ(ledger)
    ids = sorted(one.id for one in ledger.incidents(IncidentFilter()))
    assign(ledger, ids[:2], ["ana", "ben"], by="rosa", how="two")
    settle(ledger, "2")
    with open_ledger(str(tmp_path / "fresh.db"), create=True) as fresh:
        link(fresh, REPORTS)
        fresh.replay(("history", deed) for deed in ledger.deeds())
        assert fresh.digest_of_people() == ledger.digest_of_people()
        assert len(fresh.assigned("ana")) == 2
        assert len(fresh.addressed("ana")) == 2
        assert actors(fresh) == ["River Guard"]


def test_giving_nothing_or_to_nobody_says_so(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="choose incidents and at least one coder"):
        assign(ledger, [], ["ana"], by="rosa", how="")
    with pytest.raises(LedgerError, match="nothing was taken away"):
        take_away(ledger, [], by="rosa")
    with pytest.raises(LedgerError, match="has no i404"):
        assign(ledger, ["i404"], ["ana"], by="rosa", how="")
