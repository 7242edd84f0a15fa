"""The map's page and twin: what is drawn, what cannot be, and how many of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.records.shown.drawn import Located
from sayso.review.drawn import features

if TYPE_CHECKING:
    from starlette.testclient import TestClient


def test_every_incident_is_on_the_map_or_counted_beside_it(client: TestClient) -> None:
    twin = client.get("/map.json?all=1").json()
    assert twin["total"] == twin["drawn"] + twin["unlocated"]
    assert sum(one["incidents"] for one in twin["features"]) == twin["drawn"]
    assert len(twin["rows"]) == twin["drawn"]
    assert len(twin["undrawn"]) == twin["unlocated"]
    assert twin["total"] == client.get("/incidents.json?all=1").json()["total"] > 0
    page = client.get("/map?all=1").text
    for row in twin["rows"]:
        assert f'href="{row["address"]}"' in page


def test_each_count_leads_to_as_many_incidents(client: TestClient) -> None:
    twin = client.get("/map.json?all=1").json()
    assert {one["located"] for one in twin["counts"]} == set(Located)
    for one in twin["counts"]:
        path, _, query = one["address"].partition("?")
        assert client.get(f"{path}.json?{query}").json()["total"] == one["incidents"]


def test_a_feature_has_what_a_balloon_says(client: TestClient) -> None:
    twin = client.get("/map.json").json()
    one = next(f for f in twin["features"] if f["place"] == "Sirte" and "killed" in f)
    assert one["located"] == "exact"
    assert one["lat"] == pytest.approx(31.2, abs=0.2)
    assert one["killed"] == "9 to 22 or more"
    assert one["href"].startswith("/incident/")


def test_too_many_incidents_are_counted_by_squares(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    each = client.get("/map.json?all=1").json()["features"]
    monkeypatch.setattr(features, "EACH", 0)
    twin = client.get("/map.json?all=1").json()
    assert twin["counted"]
    assert sum(one["incidents"] for one in twin["features"]) == len(each)
    counted = {one["located"]: one["incidents"] for one in twin["counts"]}
    for kind in {one["located"] for one in twin["features"]}:
        drawn = [one["incidents"] for one in twin["features"] if one["located"] == kind]
        assert sum(drawn) == counted[kind]
    for one in twin["features"]:
        path, _, query = one["href"].partition("?")
        assert client.get(f"{path}.json?{query}").json()["total"] == one["incidents"]


def test_a_window_of_the_map_is_asked_for_alone(client: TestClient) -> None:
    around = client.get("/map.json?all=1&box=15,30,18,33&zoom=6").json()["features"]
    assert {one["place"] for one in around} == {"Sirte"}
    assert client.get("/map.json?all=1&box=170,-20,-170,20&zoom=6").json()["features"] == []
    turned = client.get("/map.json?all=1&box=300,30,400,33&zoom=6").json()["features"]
    assert len(turned) == len(around)


@pytest.mark.parametrize("query", ["box=1,2,3", "zoom=near&box=1,2,3,4", "since=tomorrow"])
def test_an_address_that_asks_for_nothing_says_how_to_write_it(
    client: TestClient, query: str
) -> None:
    answer = client.get(f"/map?{query}")
    assert answer.status_code == 400
    assert "write it as" in answer.text


def test_what_a_form_sends_empty_is_taken_out_of_the_address(client: TestClient) -> None:
    answer = client.get("/map?country=LBY&place=&actor=", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/map?country=LBY"
