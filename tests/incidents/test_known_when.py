"""Known when: each voice's versions by day of publication, and none over another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.incidents.side_by_side.matrix import to_matrix
from sayso.records.mention import QuantityOp, TimeBasis
from sayso.records.shown.matrix import Column, Matrix, Move, Version
from tests.incidents.told import account, day, denied, incident, party, place, sources, toll

if TYPE_CHECKING:
    from sayso.records.claim import Account

CHARITY = "Harbour Aid"


def matrix(*accounts: Account) -> Matrix:
    return to_matrix(incident(accounts), accounts, sources(accounts))


def known(made: Matrix, column: Column) -> list[Version]:
    return [v for v in made.versions if v.column is column]


def test_a_toll_raised_by_the_same_voice_in_another_outlet_keeps_both() -> None:
    made = matrix(
        account("a", CHARITY, published="2031-05-02", tolls=(toll(9, op=QuantityOp.AT_LEAST),)),
        account("b", CHARITY, published="2031-05-03", tolls=(toll(22),)),
    )
    first, second = known(made, Column.KILLED)
    assert (first.words, first.move, first.until) == ("at least 9", Move.FIRST, "2031-05-03")
    assert (second.words, second.move) == ("raised from at least 9 to 22", Move.RAISED)
    assert (second.earlier, second.until) == (1, None)


def test_the_toll_as_of_each_day_holds_what_every_voice_said_last() -> None:
    made = matrix(
        account("a", CHARITY, published="2031-05-02", tolls=(toll(9),)),
        account("b", "The army", published="2031-05-03", tolls=(toll(4),)),
        account("c", CHARITY, published="2031-05-04", tolls=(toll(22),)),
        account("d", "The army", published="2031-05-05", tolls=(toll(4),)),
    )
    told = [(s.day, s.low, s.high) for s in made.standings if s.column is Column.KILLED]
    assert told == [("2031-05-02", 9, 9), ("2031-05-03", 4, 9), ("2031-05-04", 4, 22)]
    assert known(made, Column.KILLED)[-1].move is Move.SAME


def test_outlets_voices_are_theirs_and_unnamed_ones_nobodys() -> None:
    told = (toll(9),), (toll(10),), (toll(11),)
    apart = [account(f"d{n}", tolls=t, published=f"2031-05-0{n + 1}") for n, t in enumerate(told)]
    assert {v.move for v in known(matrix(*apart), Column.KILLED)} == {Move.FIRST}
    one = [
        account(f"d{n}", publisher="Harbour Post", tolls=t, published=f"2031-05-0{n + 1}")
        for n, t in enumerate(reversed(told))
    ]
    moves = [v.move for v in known(matrix(*one), Column.KILLED)]
    assert moves == [Move.FIRST, Move.LOWERED, Move.LOWERED]


def test_a_wider_day_says_nothing_new_and_another_day_does() -> None:
    days = [day("2031-05-01"), day(None, "2031-05-02"), day("2031-05-02")]
    told = [
        account(f"d{n}", CHARITY, dates=(d,), published=f"2031-05-0{n + 3}")
        for n, d in enumerate(days)
    ]
    moves = [v.move for v in known(matrix(*told), Column.DATE)]
    assert moves == [Move.FIRST, Move.SAME, Move.NARROWED]
    fallback = day("2031-05-03", basis=TimeBasis.PUBLICATION)
    assert known(matrix(account("a", dates=(fallback,))), Column.DATE) == []


def test_a_culprit_denied_later_is_a_denial_and_takes_back_only_ones_own() -> None:
    made = matrix(
        account("a", "The mayor", published="2031-05-02", actors=(party("the Reds", "Reds"),)),
        account("b", "Reds", published="2031-05-03", actors=(denied("its men", "Reds"),)),
    )
    assert [v.words for v in known(made, Column.ACTOR)] == ["Reds", "denies Reds"]
    assert [s.labels for s in made.standings if s.column is Column.ACTOR] == [("Reds",), ("Reds",)]


def test_a_report_without_a_day_moves_nothing() -> None:
    made = matrix(
        account("a", CHARITY, published="2031-05-02", tolls=(toll(9),)),
        account("b", CHARITY, published=None, tolls=(toll(22),)),
    )
    first, undated = known(made, Column.KILLED)
    assert (first.until, undated.day) == (None, None)
    assert [s.day for s in made.standings if s.column is Column.KILLED] == ["2031-05-02"]


def test_a_place_told_otherwise_is_told_as_changed() -> None:
    made = matrix(
        account("a", CHARITY, published="2031-05-02", places=(place("Tarin"),)),
        account("b", CHARITY, published="2031-05-03", places=(place("Tarin", country="TUN"),)),
    )
    assert known(made, Column.PLACE)[-1].words == "changed from Tarin, LBY to Tarin, TUN"
