"""Reports of one incident meet, those of another do not, in whatever order they come."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.incidents.alike.report_words import (
    ReportWords,
    ToldReport,
    load_rarity,
    to_report_words,
)
from sayso.incidents.alike.reports_alike import (
    candidates,
    group_reports,
    load_alike,
    shared_signs,
)
from sayso.records.evidence import Provenance
from sayso.records.main_incident import Choice, MainIncident

FIRST = ToldReport(
    "a1",
    "Two wounded in shooting at Marlow Heights garage",
    "Two mechanics, Denny Okafor, 31, and Luis Prandtl, 44, were wounded when a customer opened "
    "fire in a garage in the 400 block of Tannery Lane in Marlow Heights on Saturday.",
    "2016-08-07",
)
AGAIN = ToldReport(
    "a2",
    "Customer charged after Marlow Heights garage shooting",
    "A customer has been charged with shooting mechanics Denny Okafor, 31, and Luis Prandtl, 44, "
    "in a garage on Tannery Lane in Marlow Heights. Both are recovering, police said Monday.",
    "2016-08-09",
)
OTHER = ToldReport(
    "b1",
    "Two wounded in shooting at Quillfield barber shop",
    "Two barbers, Esteban Rook, 22, and Ray Tomlin, 57, were wounded when a customer opened fire "
    "in a barber shop in the 900 block of Heron Street in Quillfield on Saturday.",
    "2016-08-07",
)
LATER = ToldReport(
    "c1",
    "Officer shot at traffic stop near Dunmoor",
    "An officer was shot in the arm at a traffic stop near Dunmoor on Thursday night. The driver "
    "fled towards Pell Creek, where deputies found his car.",
    "2016-09-02",
)
REPORTS = (FIRST, AGAIN, OTHER, LATER)


def _words(report: ToldReport, main: MainIncident | None = None) -> ReportWords:
    return to_report_words(report, load_rarity(), main)


def _groups(reports: list[ReportWords]) -> list[tuple[str, ...]]:
    return group_reports(reports, load_rarity(), load_alike())


def test_two_reports_of_one_incident_meet_and_others_stay_apart() -> None:
    assert _groups([_words(r) for r in REPORTS]) == [("a1", "a2"), ("b1",), ("c1",)]


@settings(max_examples=10, deadline=None)
@given(st.permutations(REPORTS))
def test_the_order_of_reports_changes_nothing(reports: list[ToldReport]) -> None:
    assert _groups([_words(r) for r in reports]) == [("a1", "a2"), ("b1",), ("c1",)]


def test_what_else_is_read_changes_no_comparison() -> None:
    alone = shared_signs(_words(FIRST), _words(AGAIN), load_rarity())
    assert alone == shared_signs(_words(FIRST), _words(AGAIN), load_rarity())
    pairs = candidates([_words(FIRST), _words(AGAIN)], load_rarity())
    assert pairs == [("a1", "a2")]


def test_signs_are_the_same_from_either_side() -> None:
    one, other = _words(FIRST), _words(OTHER)
    rarity = load_rarity()
    assert shared_signs(one, other, rarity) == pytest.approx(shared_signs(other, one, rarity))


def _main(day: str, place: str) -> MainIncident:
    return MainIncident(
        doc_id="d",
        days=(Choice(value=day, share=1.0),),
        places=(Choice(value=place, share=1.0),),
        provenance=Provenance(component="tests", version="0"),
    )


@pytest.mark.parametrize(
    ("day", "place", "near", "other"),
    [
        ("2016-08-06", "Marlow Heights", 1.0, 0.0),
        ("2016-08-07", "marlow heights", 1.0, 0.0),
        ("2016-08-09", "Quillfield", 0.0, 1.0),
    ],
)
def test_days_and_places_of_main_incidents_are_compared(
    day: str, place: str, near: float, other: float
) -> None:
    one = _words(FIRST, _main("2016-08-06", "Marlow Heights"))
    signs = shared_signs(one, _words(AGAIN, _main(day, place)), load_rarity())
    assert (signs["near day"], signs["other place"]) == (near, other)


def test_a_report_without_a_date_or_words_is_a_group_of_its_own() -> None:
    empty = ToldReport("z", None, "...", None)
    assert _groups([_words(empty), _words(FIRST)]) == [("a1",), ("z",)]


def test_rare_words_weigh_more_than_common_ones() -> None:
    rarity = load_rarity()
    assert rarity.of("the") < rarity.of("funeral") < rarity.of("quillfield")
