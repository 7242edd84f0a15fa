"""How single features of two events compare, and what the table of levels makes of them."""

from __future__ import annotations

import msgspec
import pytest

from sayso.incidents.joining.comparison import Compared, compare, probability, reasons, score
from sayso.incidents.joining.features import Count, Linkable, Side, Target
from sayso.incidents.joining.scene import scenes
from tests.incidents.linkables import event, town

MONDAY, TUESDAY, NEXT_WEEK = "2021-03-01", "2021-03-02", "2021-03-09"


def level(one: Linkable, other: Linkable, feature: str) -> str:
    found = {name: level for name, level, _ in compare(Compared(one), Compared(other))}
    back = {name: level for name, level, _ in compare(Compared(other), Compared(one))}
    assert found == back
    return found[feature]


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (town("Maraq"), town("Maraq"), "same"),
        (town("Maraq"), town("Tell Maraq"), "close"),
        (town("Maraq"), town("Sundara"), "far"),
        (town("Maraq"), town("Maraq", borrowed=True), "borrowed"),
        (town("Maraq"), town("Sundara", borrowed=True), "borrowed_far"),
        (town("Maraq"), town("Port Ilan"), "other_country"),
        (town("Deir ez-Zor"), town("Deir el-Zour"), "same_spelling"),
        (town("Stepanovka"), town("Stepanivka"), "same_spelling"),
        (town("Maraq"), town("Syria", "country"), "same_country"),
        (town("Maraq", admin1="Ilan"), town("Ilan", "admin1", admin1="Ilan"), "within"),
        (town("Maraq", admin1="Ilan"), town("Orsk", "admin1", admin1="Orsk"), "other_province"),
        (None, town("Maraq"), "unknown"),
    ],
)
def test_places(one: object, other: object, found: str) -> None:
    left, right = event("a", place=one), event("b", place=other)  # type: ignore[arg-type]
    assert level(left, right, "place") == found


@pytest.mark.parametrize(
    ("beside", "found"),
    [(("the brigade", "maraq"), "beside"), (("sundara",), "not_beside")],
)
def test_a_place_that_was_not_read_may_be_named_beside_the_event(
    beside: tuple[str, ...], found: str
) -> None:
    assert level(event("a", beside=beside), event("b", place="Maraq"), "place") == found
    assert level(event("a", beside=beside), event("b", beside=beside), "place") == "both_beside"


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ({"on": MONDAY}, {"on": MONDAY}, "same_day"),
        ({"on": MONDAY}, {"on": TUESDAY}, "day_apart"),
        ({"on": MONDAY}, {"on": MONDAY, "until": TUESDAY}, "overlap_days"),
        ({"on": MONDAY}, {"on": MONDAY, "until": "2021-03-31"}, "overlap_month"),
        ({"on": MONDAY}, {"on": "2021-01-01", "until": "2021-12-31"}, "overlap_year"),
        ({"on": MONDAY}, {"on": NEXT_WEEK}, "week_apart"),
        ({"on": MONDAY}, {"reported": TUESDAY}, "reported_soon"),
        ({"on": MONDAY}, {"reported": NEXT_WEEK}, "reported_week"),
        ({"on": MONDAY}, {"reported": "2021-04-01"}, "reported_later"),
        ({"on": MONDAY}, {"reported": "2022-04-01"}, "reported_long_after"),
        ({"on": NEXT_WEEK}, {"reported": MONDAY}, "reported_before"),
        ({"reported": MONDAY}, {"reported": TUESDAY}, "reports_together"),
        ({"reported": MONDAY}, {"reported": NEXT_WEEK}, "reports_apart"),
        ({"on": MONDAY}, {}, "unknown"),
    ],
)
def test_dates(one: dict[str, str], other: dict[str, str], found: str) -> None:
    assert level(event("a", **one), event("b", **other), "date") == found  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ((5, 5), (5, 5), "same"),
        ((2, 2), (2, 2), "within"),
        ((9, 9), (12, 12), "within"),
        ((24, 99), (60, 60), "within"),
        ((5, 5), (15, 15), "differ"),
        ((5, 5), (40, 40), "far"),
    ],
)
def test_tolls(one: tuple[int, int], other: tuple[int, int], found: str) -> None:
    left = event("a", killed=Count(low=one[0], high=one[1]))
    right = event("b", killed=Count(low=other[0], high=other[1]))
    assert level(left, right, "killed") == found
    left = msgspec.structs.replace(left, injured=left.killed, killed=())
    right = msgspec.structs.replace(right, injured=right.killed, killed=())
    assert level(left, right, "injured") == found
    assert reasons(Compared(left), Compared(right))


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (Side(name="the army"), Side(name="the army"), "same"),
        (Side(name="us air force", country="USA", of_state=True),
         Side(name="united states", country="USA", of_state=True), "same_side"),
        (Side(name="the army", country="SYR", of_state=True),
         Side(name="the brigade", country="SYR"), "told_otherwise"),
        (Side(name="the army"), None, "unknown"),
    ],
)  # fmt: skip
def test_actors(one: Side, other: Side | None, found: str) -> None:
    left, right = (
        event(n, actors=(side,) if side else ()) for n, side in (("a", one), ("b", other))
    )
    assert level(left, right, "actors") == found


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (Target(kind="hospital"), Target(kind="hospital", name=("ilan",)), "same"),
        (Target(kind="hospital", name=("ilan", "new")), Target(kind="hospital", name=("ilan",)),
         "same_name"),
        (Target(kind="hospital", name=("orsk",)), Target(kind="hospital", name=("ilan",)),
         "other_name"),
        (Target(kind="hospital"), Target(kind="market"), "other"),
    ],
)  # fmt: skip
def test_targets(one: Target, other: Target, found: str) -> None:
    assert level(event("a", targets=(one,)), event("b", targets=(other,)), "target") == found


@pytest.mark.parametrize(
    ("status", "place", "on", "found"),
    [
        ("negated", None, None, "told"),
        ("historical", None, None, "told"),
        ("planned", "Maraq", MONDAY, "foretold"),
        ("planned", "Maraq", None, "unfulfilled"),
        ("threatened", None, MONDAY, "unfulfilled"),
        ("hypothetical", "Maraq", MONDAY, "supposed"),
        ("hypothetical", "Maraq", None, "unfulfilled"),
    ],
)
def test_what_was_not_done_is_an_account_where_day_and_place_are_told(
    status: str, place: str | None, on: str | None, found: str
) -> None:
    deed = event("a", place="Maraq", on=MONDAY)
    assert level(deed, event("b", status=status, place=place, on=on), "status") == found


def test_ordinals_part_and_join() -> None:
    first, second, another, plain = (
        event(n, order=o) for n, o in zip("abcd", ["1", "2", "another", ""], strict=True)
    )
    assert level(first, second, "order") == "other"
    assert level(second, another, "order") == "one_sided"
    assert level(plain, another, "order") == "one_sided"
    assert level(plain, first, "order") == "none"


def test_another_toll_never_parts_what_place_and_day_join() -> None:
    low, high = (event(str(n), place="Maraq", on=MONDAY, killed=n) for n in (3, 300))
    assert score(Compared(low), Compared(high)) > 0


def test_a_score_is_a_probability_that_grows_with_it() -> None:
    assert probability(0) == 0.5
    assert 0 <= probability(-500) < probability(-1) < probability(1) < probability(500) <= 1


def test_an_outcome_without_place_is_of_the_only_deed_before_it() -> None:
    deed = event("a", doc="d", modes=("aerial",), place="Maraq", on=MONDAY, target="hospital")
    outcome = event("b", doc="d", start=60, reported=MONDAY, killed=9)
    assert scenes([deed, outcome]) == {"b": "a"}


@pytest.mark.parametrize(
    "other",
    [
        {"place": "Sundara"},
        {"on": TUESDAY},
        {"order": "another"},
        {"order": "2"},
        {"status": "planned"},
        {"summary": True},
        {"event_type": "PROTEST"},
        {"actor": "the brigade"},
        {"target": "market"},
    ],
)
def test_what_the_report_tells_of_another_deed_is_no_outcome(other: dict[str, object]) -> None:
    deed = event("a", doc="d", place="Maraq", on=MONDAY, target="hospital", actor="the army")
    assert scenes([deed, event("b", doc="d", start=60, **other)]) == {}  # type: ignore[arg-type]


def test_of_two_deeds_the_report_leaves_open_whose_outcome_it_is() -> None:
    deeds = [
        event("a", doc="d", place="Maraq", on=MONDAY, target="hospital"),
        event("b", doc="d", start=40, place="Sundara", on=MONDAY, target="market"),
    ]
    assert scenes([*deeds, event("c", doc="d", start=80, killed=9)]) == {}
    told = event("c", doc="d", start=80, killed=9, target="market")
    assert scenes([*deeds, told]) == {"c": "b"}
