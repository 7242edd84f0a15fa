"""The list of incidents: filters, facets, pages, its twin and its CSV."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest

from sayso.pipeline.deciding.deciding import decide
from sayso.records.review.act import ActKind
from sayso.records.review.judgement import Review, Verdict
from sayso.records.shown.listing import Facet

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from sayso.review.room import Room


def found(client: TestClient, address: str = "/incidents") -> dict[str, Any]:
    answer: dict[str, Any] = client.get(address.replace("/incidents", "/incidents.json", 1)).json()
    return answer


def ids(client: TestClient, address: str = "/incidents") -> list[str]:
    return [one["id"] for one in found(client, address)["incidents"]]


def reject(room: Room, incident: str, verdict: Verdict = Verdict.REJECT) -> str:
    said = Review.make(
        incident, verdict, doc_id=None, by="maria", at="2031-06-01", origin="room", why="a drill"
    )
    act = decide(room.ledger, by="maria", kind=ActKind.DECIDE, reviews=[said], seen=None)
    return act.id


@pytest.mark.parametrize("everything", ["", "all=1"])
def test_a_facet_counts_the_rows_that_it_leads_to(client: TestClient, everything: str) -> None:
    counted = 0
    for facet in found(client, f"/incidents?{everything}")["facets"]:
        for value in [*facet["values"], *facet["more"]]:
            there = found(client, value["address"])
            assert there["total"] == value["incidents"] == len(there["incidents"]), value
            counted += 1
    assert counted >= len(Facet)


def test_a_narrowed_list_counts_what_other_values_would_give(client: TestClient) -> None:
    narrowed = found(client, "/incidents?all=1&publisher=Gulf+Evening&status=occurred")
    for facet in narrowed["facets"]:
        for value in facet["values"]:
            assert found(client, value["address"])["total"] == value["incidents"]
    names = {one["name"]: [v["value"] for v in one["values"]] for one in narrowed["facets"]}
    assert {"Gulf Evening", "Harbour Post"} <= set(names["publisher"])


def test_page_and_twin_have_the_same_rows(client: TestClient) -> None:
    page = client.get("/incidents?all=1").text
    told = found(client, "/incidents?all=1")
    assert told["total"] == page.count("data-incident=") == len(told["incidents"]) > 1
    assert all(f'href="{one["address"]}"' in page for one in told["incidents"])
    assert f"<b>{told['total']}</b>" in page


def test_what_is_only_words_is_left_out_unless_it_is_asked_for(client: TestClient) -> None:
    assert set(ids(client)) < set(ids(client, "/incidents?all=1"))
    assert "show them too" in client.get("/incidents").text


@pytest.mark.parametrize(
    ("asked", "some"),
    [
        ("place=SIRTE", True),
        ("place=Sirt", False),
        ("actor=sirte&all=1", False),
        ("q=gunmen+mayor", True),
        ("q=%22the+mayor+said%22", True),
        ("q=%22mayor+the+said%22", False),
        ("since=2031-05-01&until=2031-05-01", True),
        ("since=2031-06-01", False),
        ("until=2031-04-01", False),
        ("min_killed=22", True),
        ("min_killed=23", False),
        ("min_reports=2", True),
        ("min_reports=3", False),
        ("disputed=1", True),
        ("country=lby", True),
        ("type=ASSAULT", True),
        ("stance=denies", True),
        ("country=FRA", False),
        ("month=2031-05", True),
        ("q=%27%3B+DROP+TABLE+listed+--", False),
        ("q=%22%22%22", False),
    ],
)
def test_conditions_find_what_fulfils_them(client: TestClient, asked: str, some: bool) -> None:
    assert bool(ids(client, f"/incidents?{asked}")) is some


def test_an_address_is_the_shortest_that_asks_for_the_list(client: TestClient) -> None:
    sent = client.get("/incidents?since=&place=Sirte&q=&sort=day", follow_redirects=False)
    assert sent.status_code == 303
    assert sent.headers["location"] == "/incidents?place=Sirte"


@pytest.mark.parametrize("asked", ["since=may", "min_killed=-1", "min_killed=ten", "sort=worst"])
def test_what_nobody_can_ask_for_is_said_and_kept_in_the_form(
    client: TestClient, asked: str
) -> None:
    page = client.get(f"/incidents?{asked}&place=Sirte")
    assert page.status_code == 400
    assert asked.split("=", maxsplit=1)[0] in page.text
    assert 'value="Sirte"' in page.text
    assert client.get(f"/incidents.csv?{asked}").status_code == 400


@pytest.mark.parametrize("sort", ["", "killed", "disputed", "accounts", "reports", "sources"])
def test_pages_follow_one_another_without_gap(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, sort: str
) -> None:
    whole = ids(client, f"/incidents?all=1&sort={sort}")
    monkeypatch.setattr("sayso.review.pages.incidents.ROWS", 1)
    seen: list[str] = []
    address: str | None = f"/incidents?all=1&sort={sort}"
    while address:
        page = found(client, address)
        assert page["first"] == page["last"] == len(seen) + 1
        seen += [one["id"] for one in page["incidents"]]
        address = page["next"]
    assert seen == whole


def test_the_csv_has_the_rows_of_the_list(client: TestClient) -> None:
    answer = client.get("/incidents.csv?all=1&sort=killed")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert [row["id"] for row in rows] == ids(client, "/incidents?all=1&sort=killed")
    assert rows[0]["killed_high"] == "22"


def test_people_s_words_change_the_list_and_undoing_brings_it_back(
    client: TestClient, room: Room
) -> None:
    before = found(client)
    wanted = before["incidents"][0]["id"]
    act = reject(room, wanted)
    assert wanted not in ids(client, "/incidents?all=1")
    assert found(client)["total"] == before["total"] - 1
    room.ledger.undo_act(act, by="maria")
    assert found(client) == before


def test_what_people_spoke_of_is_a_facet(client: TestClient, room: Room) -> None:
    wanted = ids(client)[0]
    reject(room, wanted, Verdict.ACCEPT)
    assert ids(client, "/incidents?reviewed=yes") == [wanted]
    assert wanted not in ids(client, "/incidents?reviewed=no")


def test_an_erased_report_leaves_the_list(client: TestClient, room: Room) -> None:
    assert found(client, "/incidents?publisher=Gulf+Evening")["total"]
    (doc,) = [one.id for one in room.ledger.documents() if one.publisher == "Gulf Evening"]
    room.ledger.erase(doc, who="maria", why="a court's order")
    assert found(client, "/incidents?publisher=Gulf+Evening")["total"] == 0
    assert "Gulf Evening" not in client.get("/incidents?all=1").text


def test_a_former_state_is_listed_as_it_was(client: TestClient, room: Room) -> None:
    (last,) = [one.finished_at[:10] for one in room.ledger.linkings()]
    then = found(client, f"/incidents?as_of={last}&all=1&place=Sirte")
    assert [one["id"] for one in then["incidents"]] == ids(client, "/incidents?all=1&place=Sirte")
    page = client.get(f"/incidents?as_of={last}").text
    assert f'value="{last}"' in page
    assert "as the ledger was on" in page
    assert client.get(f"/incidents.csv?as_of={last}").status_code == 400


@pytest.mark.parametrize("narrowed", ["", "&status=occurred", "&country=LBY&month=2031-05"])
def test_the_facets_of_a_former_state_count_the_rows_that_they_lead_to(
    client: TestClient, room: Room, narrowed: str
) -> None:
    (last,) = [one.finished_at[:10] for one in room.ledger.linkings()]
    then = found(client, f"/incidents?as_of={last}&all=1{narrowed}")
    counted = {}
    for facet in then["facets"]:
        for value in [*facet["values"], *facet["more"]]:
            assert f"as_of={last}" in value["address"]
            there = found(client, value["address"])
            assert there["total"] == value["incidents"] == len(there["incidents"]), value
            counted[facet["name"]] = value["incidents"]
    assert {"country", "event_type", "month", "status", "stance"} <= counted.keys()
    now = {one["name"]: one for one in found(client, f"/incidents?all=1{narrowed}")["facets"]}
    for facet in then["facets"]:
        told = [(one["value"], one["incidents"]) for one in facet["values"]]
        assert told == [(v["value"], v["incidents"]) for v in now[facet["name"]]["values"]]


@pytest.mark.parametrize(
    "asked", ["as_of=2001-01-01", "as_of=then", "as_of=2099-01-01&reviewed=yes",
              "as_of=2099-01-01&stance=shouts"]
)  # fmt: skip
def test_what_a_former_state_cannot_tell_is_said(client: TestClient, asked: str) -> None:
    page = client.get(f"/incidents?{asked}")
    assert page.status_code == 400
    assert 'role="alert"' in page.text
