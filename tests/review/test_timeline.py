"""The timeline's page and twin: bars, what each leads to, and what stands at no day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.records.shown.drawn import DayCount
from sayso.review.drawn.bars import MOST, Unit, fitting_unit, to_bars

if TYPE_CHECKING:
    from typing import Any

    from starlette.testclient import TestClient


def _total(client: TestClient, address: str) -> int:
    path, _, query = address.partition("?")
    found: int = client.get(f"{path}.json?{query}").json()["total"]
    return found


@pytest.mark.parametrize("clock", ["event", "report"])
@pytest.mark.parametrize("part", ["kind", "told", "disputed"])
@pytest.mark.parametrize("unit", ["day", "week", "month", "year"])
def test_every_number_is_that_of_the_list_behind_it(
    client: TestClient, clock: str, part: str, unit: str
) -> None:
    twin = client.get(f"/timeline.json?all=1&clock={clock}&part={part}&unit={unit}").json()
    assert twin["total"] == _total(client, "/incidents?all=1") > 0
    filled = [bar for bar in twin["bars"] if bar["incidents"]]
    assert sum(bar["incidents"] for bar in filled) + twin["undated"] == twin["total"]
    for bar in filled:
        assert _total(client, bar["address"]) == bar["incidents"]
        for one in bar["parts"]:
            assert _total(client, one["address"]) == one["incidents"]


def test_the_page_has_every_bar_as_a_link_and_as_a_row(client: TestClient) -> None:
    twin = client.get("/timeline.json?unit=day").json()
    page = client.get("/timeline?unit=day").text
    for bar in (bar for bar in twin["bars"] if bar["incidents"]):
        assert page.count(f'href="{bar["address"]}"') == 2
        assert f"{bar['label']}: {bar['incidents']} incident" in page
    assert 'fill="url(#bars-1)"' in page


def test_the_time_of_the_first_report_is_another_than_that_of_the_event(
    client: TestClient,
) -> None:
    def days(clock: str) -> set[str]:
        bars: list[dict[str, Any]] = client.get(
            f"/timeline.json?place=Sirte&unit=day&clock={clock}"
        ).json()["bars"]
        return {bar["first"] for bar in bars if bar["incidents"]}

    assert days("event") == {"2031-05-01"}
    assert days("report") == {"2031-05-02"}


def test_an_unknown_part_is_refused_with_those_that_there_are(client: TestClient) -> None:
    answer = client.get("/timeline?part=colour")
    assert answer.status_code == 400
    assert "it is one of kind, told, disputed" in answer.text


def test_an_empty_list_has_no_bars_and_says_so(client: TestClient) -> None:
    assert "No incident of a known day" in client.get("/timeline?country=XXX").text


@pytest.mark.parametrize(
    ("first", "last", "unit"),
    [
        ("2031-05-01", "2031-06-20", Unit.DAY),
        ("2031-01-01", "2031-12-31", Unit.WEEK),
        ("2026-01-01", "2031-12-31", Unit.MONTH),
        ("1948-05-15", "2031-12-31", Unit.YEAR),
    ],
)
def test_the_unit_is_the_finest_that_shows_the_span(first: str, last: str, unit: Unit) -> None:
    assert fitting_unit([last, first]) is unit


def test_where_there_is_less_room_the_unit_is_coarser() -> None:
    days = ["2013-06", "2015-10"]
    assert fitting_unit(days) is Unit.MONTH
    assert fitting_unit(days, 24) is Unit.YEAR


def test_no_day_between_the_first_and_the_last_is_left_out() -> None:
    days = ("2031-12-30", "2032-01-02")
    found = to_bars([DayCount(day=day, part="4", incidents=2) for day in days], Unit.DAY)
    assert [bar.total for bar in found.bars] == [2, 0, 0, 2]
    assert [bar.label for bar in to_bars([], Unit.DAY).bars] == []


def test_of_a_span_too_long_the_latest_bars_are_shown_and_the_rest_counted() -> None:
    days = ("2030-01-01", "2031-12-31")
    found = to_bars([DayCount(day=day, part="4", incidents=2) for day in days], Unit.DAY)
    assert len(found.bars) == MOST
    assert (found.bars[-1].total, found.earlier) == (2, 2)


def test_weeks_begin_on_monday_and_have_their_last_day() -> None:
    found = to_bars([DayCount(day="2031-05-01", part="4", incidents=1)], Unit.WEEK)
    assert [(bar.first, bar.last) for bar in found.bars] == [("2031-04-28", "2031-05-04")]


@pytest.mark.parametrize("part", ["kind", "told", "disputed"])
def test_every_part_has_words(client: TestClient, part: str) -> None:
    twin = client.get(f"/timeline.json?all=1&part={part}").json()
    assert twin["parts"]
    assert all(one["words"] != one["key"] or part == "told" for one in twin["parts"])
    page = client.get(f"/timeline?all=1&part={part}").text
    assert all(f'<th scope="col">{one["words"]}</th>' in page for one in twin["parts"])
