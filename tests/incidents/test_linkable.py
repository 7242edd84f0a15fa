"""Claims as light values: what all voices of a report say of an event, made comparable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sayso.incidents.joining.features import Target, Window
from sayso.incidents.joining.linkable import to_linkables
from sayso.records.attribution import Stance
from sayso.records.event import Status
from sayso.records.mention import Counted, TimeBasis
from sayso.records.whole import FillerKind
from tests.incidents.linkables import day as ordinal
from tests.incidents.told import account, day, party, place, span, toll

if TYPE_CHECKING:
    from sayso.incidents.joining.features import Linkable

PUBLISHED = "2031-05-02"


def one(*said: dict[str, Any], published: str | None = PUBLISHED) -> Linkable:
    """The event that all these claims are of, each by a voice of its own."""
    claims = [account(voice=f"voice {n}", event="w1", **c).claim for n, c in enumerate(said)]
    (found,) = to_linkables(claims, published)
    return found


def test_what_all_voices_say_of_an_event_is_one_value() -> None:
    found = one(
        {"actors": (party("the army", "Syrian Army", country="SYR", sector="MIL"),)},
        {"actors": (party("the brigade", "Northern Brigade"),), "tolls": (toll(5),)},
        {"targets": (span("the old clinic"),), "tolls": (toll(9),)},
    )
    assert [(side.name, side.of_state) for side in found.actors] == [
        ("syrian army", True), ("northern brigade", False),
    ]  # fmt: skip
    assert [(count.low, count.voice) for count in found.killed] == [(5, "voice 1"), (9, "voice 2")]
    assert found.targets == (Target(kind="hospital"),)


def test_events_of_a_report_are_sorted_by_their_words_whatever_the_order_of_claims() -> None:
    late = account(event="w-a", evidence=(span("later", 200),)).claim
    early = account(event="w-b", evidence=(span("first", 5),)).claim
    assert [e.id for e in to_linkables([late, early], PUBLISHED)] == ["w-b", "w-a"]
    assert to_linkables([early, late], PUBLISHED) == to_linkables([late, early], PUBLISHED)


def test_the_day_of_the_report_stands_in_only_where_no_day_is_told() -> None:
    told = one({"dates": (day("2031-04-30"), day(PUBLISHED, basis=TimeBasis.PUBLICATION))})
    assert told.windows == (Window(first=ordinal("2031-04-30"), last=ordinal("2031-04-30")),)
    assert told.reported is None
    assert one({}).reported == ordinal(PUBLISHED)
    assert one({}, published=None).reported is None
    assert one({"status": Status.HISTORICAL}).reported is None


def test_of_windows_that_hold_each_other_the_finer_counts() -> None:
    found = one({"dates": (day("2031-04-28", "2031-05-04"), day("2031-04-30"))})
    assert [window.days for window in found.windows] == [1]


def test_days_that_lie_months_from_the_surest_are_of_something_else() -> None:
    found = one({"dates": (day("2031-04-30"), day("2030-04-30"))})
    assert [window.first for window in found.windows] == [ordinal("2031-04-30")]


@pytest.mark.parametrize(
    "said",
    [
        {"tolls": (toll(350, cumulative=True),)},
        {"dates": (day("2031-01-01", PUBLISHED),)},
    ],
)
def test_running_totals_and_long_spells_are_sums(said: dict[str, Any]) -> None:
    assert one(said).summary


def test_tolls_of_others_are_left_out() -> None:
    whole = toll(9)
    parts = (
        toll(3, part_of=whole.id),
        toll(350, cumulative=True),
        toll(4, counted=Counted.DETAINED),
        toll(7, stance=Stance.DENIES),
    )
    assert [count.low for count in one({"tolls": (whole, *parts)}).killed] == [9]


def test_a_deed_that_is_denied_is_told_as_a_deed() -> None:
    denied = one({"status": Status.HYPOTHETICAL, "stance": Stance.DENIES})
    assert denied.status is Status.NEGATED
    assert one({"status": Status.HYPOTHETICAL}).status is Status.HYPOTHETICAL


@pytest.mark.parametrize(
    ("sentence", "order"),
    [
        ("Later a second strike hit the port.", "2"),
        ("There was another strike.", "another"),
        ("It recalled an earlier strike.", "earlier"),
        ("In the second week there was no strike.", ""),
        ("The strike killed two.", ""),
    ],
)
def test_words_before_an_event_say_which_of_a_series_it_is(sentence: str, order: str) -> None:
    at = sentence.index("strike")
    said = {"evidence": (span("strike", 100 + at),), "sentences": (span(sentence, 100),)}
    assert one(said).order == order


def test_names_around_an_event_without_place_are_kept_but_for_its_sides() -> None:
    sentence = "The Northern Brigade shelled Ilan on Friday."
    said = {
        "actors": (party("The Northern Brigade", "Northern Brigade"),),
        "evidence": (span("shelled", 31),),
        "sentences": (span(sentence, 10),),
    }
    assert one(said).beside == ("friday", "ilan")
    assert one(said | {"places": (place("Ilan"),)}).beside == ()


def test_people_who_suffer_are_known_by_kind_and_single_ones_by_name() -> None:
    found = one(
        {
            "recipients": (
                party("three farmers"),
                party("Omar Sundari", kind=FillerKind.PERSON),
                party("civilians"),
            )
        }
    )
    assert [(side.kinds, side.person) for side in found.recipients] == [
        (("farmers",), ()), ((), ("omar", "sundari")),
    ]  # fmt: skip


def test_a_target_is_named_by_its_own_capitals_and_not_by_its_town() -> None:
    found = one({"targets": (span("the Sundari hospital in Ilan"),), "places": (place("Ilan"),)})
    assert found.targets == (Target(kind="hospital", name=("sundari",)),)
