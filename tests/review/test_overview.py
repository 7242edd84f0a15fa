"""The overview's page and twin: counts with their units, each leading to what it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.testclient import TestClient

from sayso.ledger.store import open_ledger
from sayso.pipeline.deciding.deciding import decide
from sayso.records.review.act import ActKind
from sayso.records.review.judgement import Review, Verdict
from sayso.review.app import make_app
from sayso.review.doors import token
from sayso.review.room import Room, alone
from tests.pipeline.linked import link
from tests.pipeline.test_differences import DOC, TOLD, edit, moved, reread

if TYPE_CHECKING:
    from pathlib import Path


def test_counts_have_units_and_lead_to_lists_of_as_many(client: TestClient) -> None:
    twin = client.get("/index.json").json()
    held = {(one["unit"], one["words"]): one["number"] for one in twin["holds"]}
    assert held["reports", "stored"] == 3
    for one in (*twin["holds"], *twin["needs"]):
        if one["address"] and one["address"].startswith("/incidents?min_reports"):
            path, _, query = one["address"].partition("?")
            assert client.get(f"{path}.json?{query}").json()["total"] == one["number"]
    disputed = next(one for one in twin["needs"] if "differ" in one["words"])
    assert disputed["number"] == client.get("/incidents.json?disputed=1").json()["total"] == 1


def test_the_page_shows_the_numbers_of_its_twin(client: TestClient) -> None:
    twin = client.get("/index.json").json()
    page = client.get("/").text
    for one in (*twin["holds"], *twin["needs"], *twin["open"]):
        assert f'{one["number"]:,} <span class="unit">{one["unit"]}</span>' in page
    for one in twin["latest"]:
        assert f'href="{one["address"]}"' in page
    assert f"{twin['drawn']} of {twin['incidents']} incidents are on the map" in page
    for other in ("/incidents", "/queue", "/map", "/timeline"):
        assert f'href="{other}"' in page


def test_what_is_read_otherwise_than_people_decided_is_told(tmp_path: Path) -> None:
    with open_ledger(str(tmp_path / "war.db"), create=True) as ledger:
        link(ledger, [TOLD])
        edit(ledger)
        client = TestClient(make_app(Room(ledger, "war.db", alone("maria"))))
        assert client.get("/index.json").json()["differences"] == []
        reread(ledger, **moved("Odrabrod"))
        (told,) = client.get("/index.json").json()["differences"]
        assert (told["by"], told["field"], told["address"]) == ("A", "places", f"/report/{DOC}")
        assert "Odrabrod" in told["now"]
        page = client.get("/").text
        assert "sayso reads it otherwise by now" in page
        assert "Mierzyn" in page


def test_saved_views_stand_on_the_overview(client: TestClient, room: Room) -> None:
    assert client.get("/index.json").json()["views"] == []
    form = {
        "name": "Sirte <b>",
        "address": "/incidents?place=Sirte",
        "csrf": token(room.secret, "maria"),
    }
    assert client.post("/views", data=form).status_code == 200
    assert client.get("/index.json").json()["views"] == [
        {"name": "Sirte <b>", "address": "/incidents?place=Sirte"}
    ]
    assert "Sirte &lt;b&gt;" in client.get("/").text


def test_a_flag_is_counted(client: TestClient, room: Room) -> None:
    incident = client.get("/incidents.json").json()["incidents"][0]["id"]
    flag = Review.make(
        incident, Verdict.FLAG, doc_id=None, by="maria", at="2031-06-01T10:00:00Z", origin="tests"
    )
    decide(room.ledger, by="maria", kind=ActKind.DECIDE, reviews=[flag], seen=0)
    needs = client.get("/index.json").json()["needs"]
    assert [one["number"] for one in needs if "flagged" in one["words"]] == [1]
