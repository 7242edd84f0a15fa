"""The matrix: every account in one row, what agrees and differs by the rules of each column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.incidents.side_by_side.matrix import to_matrix
from sayso.records.attribution import Stance
from sayso.records.claim import Victims
from sayso.records.event import Status
from sayso.records.mention import PlacePrecision, QuantityOp, TimeBasis
from sayso.records.shown.matrix import Agreement, Column, Matrix, Summary
from tests.incidents.told import account, day, denied, incident, party, place, sources, toll

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from sayso.records.claim import Account, Party, When, Where

USA: dict[str, Any] = {"country": "USA", "sector": "MIL"}
AT_LEAST = QuantityOp.AT_LEAST


def matrix(*accounts: Account, shared: Sequence[int] = ()) -> Matrix:
    return to_matrix(
        incident(accounts), accounts, sources(accounts, *([shared] if shared else []))
    )


def column(made: Matrix, which: Column) -> Summary:
    return next(s for s in made.summaries if s.column is which)


def killed(*tolls: int) -> Summary:
    told = [account(f"d{n}", tolls=(toll(t),)) for n, t in enumerate(tolls)]
    return column(matrix(*told), Column.KILLED)


def test_a_report_with_three_voices_has_three_rows_under_one_outlet() -> None:
    made = matrix(
        account("d1", "The mayor", publisher="Harbour Post", event="w1"),
        account("d1", "The union", publisher="Harbour Post", event="w1"),
        account("d1", None, publisher="Harbour Post", event="w1"),
    )
    assert [row.who for row in made.rows] == ["Harbour Post", "The mayor", "The union"]
    assert {row.publisher for row in made.rows} == {"Harbour Post"}


def test_what_one_voice_says_of_two_events_of_a_report_is_one_row() -> None:
    made = matrix(
        account("d1", "The mayor", event="w1", tolls=(toll(3),)),
        account("d1", "The mayor", event="w2", places=(place("Tarin"),)),
    )
    (row,) = made.rows
    assert len(row.claims) == 2
    assert row.cells[Column.KILLED][0].label == "3"
    assert row.cells[Column.PLACE][0].name == "Tarin"


def test_rows_stand_in_the_order_of_publication_and_undated_ones_last() -> None:
    made = matrix(
        account("c", published=None),
        account("b", published="2031-05-03"),
        account("a", published="2031-05-02T22:00:00Z"),
    )
    assert [row.doc_id for row in made.rows] == ["a", "b", "c"]
    assert [row.number for row in made.rows] == [1, 2, 3]


def test_tolls_agree_where_their_bounds_overlap() -> None:
    told = column(
        matrix(
            account("d1", tolls=(toll(9, op=AT_LEAST),)),
            account("d2", tolls=(toll(22),)),
        ),
        Column.KILLED,
    )
    assert told.agreement is Agreement.AGREE
    assert not told.disputed
    assert told.positions[0].label.startswith("22 / at least 9")


def test_tolls_that_do_not_overlap_differ_and_each_has_its_voices() -> None:
    told = killed(22, 22, 30)
    assert told.agreement is Agreement.DIFFER
    assert told.disputed
    assert [(p.label, p.rows) for p in told.positions] == [("22", (1, 2)), ("30", (3,))]
    assert told.words == "22: Outlet d0, Outlet d1; against 30: Outlet d2"


def test_a_wide_toll_is_no_third_answer_and_says_what_it_allows() -> None:
    told = column(
        matrix(
            account("d1", tolls=(toll(9, op=AT_LEAST),)),
            account("d2", tolls=(toll(22),)),
            account("d3", tolls=(toll(30),)),
        ),
        Column.KILLED,
    )
    assert told.agreement is Agreement.DIFFER
    assert [(p.label, p.rows, p.fits) for p in told.positions] == [
        ("22", (2,), ()),
        ("30", (3,), ()),
        ("at least 9", (1,), ("22", "30")),
    ]
    assert told.words.endswith("at least 9: Outlet d1, which leaves room for 22, 30")


def test_running_totals_and_parts_of_counts_are_shown_and_held_against_nothing() -> None:
    made = matrix(
        account("d1", tolls=(toll(22),)),
        account("d2", tolls=(toll(350, cumulative=True), toll(12, part_of="q1"))),
    )
    told = column(made, Column.KILLED)
    assert told.agreement is Agreement.ONE
    assert told.silent == (2,)
    labels = [(said.label, said.compared) for said in made.rows[1].cells[Column.KILLED]]
    assert labels == [("350", False), ("12", False)]


def test_counts_of_different_people_are_not_held_against_each_other() -> None:
    told = column(
        matrix(
            account("d1", tolls=(toll(12, whom=Victims.CIVILIAN),)),
            account("d2", tolls=(toll(30, whom=Victims.COMBATANT_B),)),
        ),
        Column.KILLED,
    )
    assert told.agreement is Agreement.APART


def test_counts_of_different_people_by_one_voice_are_also_told_added() -> None:
    made = matrix(
        account(
            "d1",
            tolls=(toll(12, whom=Victims.CIVILIAN), toll(10, whom=Victims.COMBATANT_B)),
        ),
        account("d2", tolls=(toll(22),)),
    )
    assert column(made, Column.KILLED).agreement is Agreement.AGREE
    assert made.rows[0].cells[Column.KILLED][-1].notes == ("added: 12 and 10",)


@pytest.mark.parametrize(
    ("one", "other", "agreement"),
    [
        (party("the Reds", "Red Front"), party("Red Front", "Red Front"), Agreement.AGREE),
        (party("the Reds", "Red Front"), party("the Blues", "Blue Front"), Agreement.DIFFER),
        (party("gunmen"), party("the Blues", "Blue Front"), Agreement.APART),
        (
            party("US jets", "US Armed Forces", **USA),
            party("Washington", "United States", country="USA", sector="GOV"),
            Agreement.AGREE,
        ),
        (
            party("the airmen", "United States Air Force", **USA),
            party("US forces", "US Armed Forces", **USA),
            Agreement.AGREE,
        ),
        (
            party("the airmen", "United States Air Force", **USA),
            party("the sailors", "United States Navy", **USA),
            Agreement.DIFFER,
        ),
        (party("villagers", sector="CVL"), party("fighters", sector="REB"), Agreement.DIFFER),
    ],
)
def test_doers_compare_by_neutral_name_and_by_part_and_whole(
    one: Party, other: Party, agreement: Agreement
) -> None:
    told = column(
        matrix(account("d1", actors=(one,)), account("d2", actors=(other,))), Column.ACTOR
    )
    assert told.agreement is agreement
    assert (
        column(
            matrix(account("d1", actors=(other,)), account("d2", actors=(one,))), Column.ACTOR
        ).agreement
        is agreement
    )


def test_one_more_doer_is_no_contradiction() -> None:
    told = column(
        matrix(
            account("d1", actors=(party("the Reds", "Red Front"),)),
            account(
                "d2", actors=(party("the Reds", "Red Front"), party("the Blues", "Blue Front"))
            ),
        ),
        Column.ACTOR,
    )
    assert told.agreement is Agreement.AGREE
    assert told.words == "Red Front: Outlet d1, Outlet d2; also told: Blue Front: Outlet d2"


@pytest.mark.parametrize(
    ("one", "other", "agreement"),
    [
        (place("Sirte", geonameid=1), place("Surt", geonameid=1), Agreement.AGREE),
        (place("Sirte"), place("Libya", precision=PlacePrecision.COUNTRY), Agreement.AGREE),
        (
            place("Sirte", admin1="Surt"),
            place("Surt", admin1="Surt", precision=PlacePrecision.ADMIN1),
            Agreement.AGREE,
        ),
        (
            place("Sirte", admin1="Surt"),
            place("Misrata", admin1="Misrata", precision=PlacePrecision.ADMIN1),
            Agreement.DIFFER,
        ),
        (
            place("Sirte", lat=31.2, lon=16.6),
            place("Misrata", lat=32.4, lon=15.1),
            Agreement.DIFFER,
        ),
        (
            place("Sirte", lat=31.2, lon=16.6),
            place("Gharbiyat", lat=31.3, lon=16.5, precision=PlacePrecision.NEAR),
            Agreement.AGREE,
        ),
        (place("Sirte"), place("Sirte", country="TUN"), Agreement.DIFFER),
        (place("Sirte"), place("Misrata", borrowed=True), Agreement.ONE),
    ],
)
def test_places_compare_at_the_coarser_precision(
    one: Where, other: Where, agreement: Agreement
) -> None:
    made = matrix(account("d1", places=(one,)), account("d2", places=(other,)))
    assert column(made, Column.PLACE).agreement is agreement


def test_dates_compare_by_window_and_the_day_of_publication_proves_nothing() -> None:
    monday, week = day("2031-05-05"), day("2031-05-04", "2031-05-08")
    tuesday = day("2031-05-06")
    fallback = day("2031-05-09", basis=TimeBasis.PUBLICATION)

    def told(*days: When) -> Agreement:
        accounts = [account(f"d{n}", dates=(d,)) for n, d in enumerate(days)]
        return column(matrix(*accounts), Column.DATE).agreement

    assert told(monday, week, tuesday) is Agreement.DIFFER
    assert told(monday, week) is Agreement.AGREE
    assert told(monday, day(None, "2031-05-06")) is Agreement.AGREE
    assert told(monday, fallback) is Agreement.ONE
    assert told(fallback) is Agreement.OPEN


def test_a_denial_names_who_denies_and_never_makes_a_doer() -> None:
    made = matrix(
        account(
            "d1",
            "The mayor",
            actors=(party("the Reds", "Red Front", stance=Stance.ACCUSES),),
            stance=Stance.ACCUSES,
        ),
        account(
            "d2",
            "Red Front",
            actors=(denied("its men", "Red Front"),),
            stance=Stance.DENIES,
            status=Status.NEGATED,
        ),
    )
    doer = column(made, Column.ACTOR)
    assert [(p.label, p.rows) for p in doer.positions] == [("Red Front", (1,))]
    assert [(p.label, p.rows) for p in doer.denied] == [("Red Front", (2,))]
    assert doer.disputed
    blame = column(made, Column.RESPONSIBILITY)
    assert blame.words == (
        "Red Front: The mayor (accuses) alone; denied: Red Front: Red Front (denies)"
    )
    status = column(made, Column.STATUS)
    assert status.words == "occurred: The mayor alone; denied: negated: Red Front"
    assert [s.contested for s in (doer, blame)] == [((1, "Red Front"),), ((1, "Red Front"),)]


def test_a_denial_of_one_deed_contests_no_other() -> None:
    reds = party("the Reds", "Red Front")
    made = matrix(
        account("d1", actors=(reds,), event_type="COERCE"),
        account("d2", "Red Front", actors=(denied("its men", "Red Front"),), stance=Stance.DENIES),
        account("d3", actors=(reds, party("the Blues", "Blue Front"))),
    )
    assert column(made, Column.ACTOR).contested == ((3, "Red Front"),)


def test_who_takes_a_town_and_who_leaves_it_do_not_differ() -> None:
    told = column(
        matrix(
            account("d1", actors=(party("the Reds", "Red Front"),), event_type="COERCE"),
            account("d2", actors=(party("the Blues", "Blue Front"),), event_type="RETREAT"),
        ),
        Column.ACTOR,
    )
    assert told.agreement is Agreement.APART


def test_rows_of_one_source_are_marked_and_count_once() -> None:
    made = matrix(*(account(d, tolls=(toll(7),)) for d in ("d1", "d2", "d3")), shared=(0, 2))
    assert [row.shares_with for row in made.rows] == [(3,), (), (1,)]
    (position,) = column(made, Column.KILLED).positions
    assert position.rows == (1, 2, 3)
    assert len(position.sources) == 2


def test_positions_of_more_sources_come_first_whatever_the_reports_say_more_often() -> None:
    told = [account(f"d{n}", tolls=(toll(9),)) for n in range(3)]
    told += [account(f"e{n}", tolls=(toll(4),)) for n in range(2)]
    made = to_matrix(incident(told), told, sources(told, (0, 1, 2)))
    assert [p.label for p in column(made, Column.KILLED).positions] == ["4", "9"]


PARTIES = st.sampled_from(
    [
        party("the Reds", "Red Front"),
        party("gunmen"),
        denied("its men", "Blue Front"),
        party("US jets", "US Armed Forces", **USA),
    ]
)
TOLLS = st.builds(
    toll,
    st.integers(0, 40),
    op=st.sampled_from([QuantityOp.EXACT, AT_LEAST]),
    whom=st.sampled_from(Victims),
    cumulative=st.booleans(),
)
ACCOUNTS = st.builds(
    account,
    st.sampled_from(["d1", "d2", "d3"]),
    st.sampled_from([None, "The mayor", "The union"]),
    event=st.sampled_from(["w1", "w2", "w3", "w4"]),
    published=st.just("2031-05-02"),
    actors=st.lists(PARTIES, max_size=2).map(tuple),
    tolls=st.lists(TOLLS, max_size=3).map(tuple),
    dates=st.lists(st.builds(day, st.dates().map(str)), max_size=2).map(tuple),
    status=st.sampled_from(Status),
    stance=st.sampled_from(Stance),
)
MANY = st.lists(ACCOUNTS, max_size=8, unique_by=lambda a: a.claim.id)


@given(MANY, st.randoms())
def test_the_order_of_accounts_changes_nothing_and_none_is_lost(
    told: list[Account], random: Random
) -> None:
    made = matrix(*told)
    turned = list(told)
    random.shuffle(turned)
    assert to_matrix(incident(told), turned, sources(told)) == made
    placed = sorted(claim for row in made.rows for claim in row.claims)
    assert placed == sorted(a.claim.id for a in told)
    for summary in made.summaries:
        holders = {n for p in (*summary.positions, *summary.denied) for n in p.rows}
        assert holders | set(summary.silent) == {row.number for row in made.rows}
        assert holders.isdisjoint(summary.silent)


@given(MANY)
def test_every_value_of_every_claim_stands_in_a_cell_with_its_words(told: list[Account]) -> None:
    made = matrix(*told)
    shown = {
        (said.claim, said.words, said.stance)
        for row in made.rows
        for cells in row.cells.values()
        for said in cells
    }
    spans = {words for _, words, _ in shown}
    for one in told:
        said = [a.span for a in one.claim.actors] + [t.span for t in one.claim.tolls]
        assert set(said) <= spans
    assert {claim for claim, _, _ in shown} <= {a.claim.id for a in told}
