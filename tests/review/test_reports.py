"""The list of reports: facets, pages, and what could not be read with reason and remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sayso.records.document import Reject
from tests.strategies import make_document

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from sayso.review.room import Room


@pytest.fixture(autouse=True)
def _more(room: Room) -> None:
    """One report that was stored and not read, and two rejects."""
    run = room.ledger.begin_run(version="0.1.0", configuration="c0", inputs=["x"], resume=False)
    arabic = make_document("قصفت طائرات مستشفى", report="arabic", title="مصراتة", language="ar")
    rejects = [
        Reject.make(f"in/{n}.md", f"no text: {n} bytes of white space", "give its text")
        for n in (3, 4)
    ]
    room.ledger.record(run, [arabic, *rejects])


def found(client: TestClient, address: str = "/reports") -> dict[str, Any]:
    answer: dict[str, Any] = client.get(address.replace("/reports", "/reports.json", 1)).json()
    return answer


def test_a_facet_counts_the_rows_that_it_leads_to(client: TestClient) -> None:
    counted = {}
    for facet in found(client)["facets"]:
        for value in facet["values"]:
            there = found(client, value["address"])
            assert there["total"] == value["reports"] == len(there["reports"])
            counted[facet["name"], value["value"]] = value["reports"]
    assert counted["state", "unread"] == counted["language", "ar"] == 1
    assert counted["language", "en"] == 3


def test_page_and_twin_have_the_same_rows(client: TestClient) -> None:
    page, told = client.get("/reports").text, found(client)
    assert page.count("data-report=") == told["total"] == 4
    assert all(f'href="{one["address"]}"' in page for one in told["reports"])
    assert "not read" in page


def test_the_latest_published_come_first_and_the_undated_last(client: TestClient) -> None:
    days = [one["published"] for one in found(client)["reports"]]
    assert days == ["2031-05-09", "2031-05-03", "2031-05-02", None]


def test_pages_follow_one_another_without_gap(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = [one["id"] for one in found(client)["reports"]]
    monkeypatch.setattr("sayso.review.pages.reports.ROWS", 1)
    seen: list[str] = []
    address: str | None = "/reports"
    while address:
        told = found(client, address)
        assert told["first"] == told["last"] == len(seen) + 1
        seen += [one["id"] for one in told["reports"]]
        address = told["next"]
    assert seen == whole


def test_a_list_of_nothing_is_an_empty_page(client: TestClient) -> None:
    model = client.get("/reports.json?publisher=Nobody").json()
    assert (model["total"], model["reports"], model["next"]) == (0, [], None)
    assert client.get("/reports?publisher=Nobody").status_code == 200


def test_days_of_publication_narrow_the_list(client: TestClient) -> None:
    assert found(client, "/reports?since=2031-05-03&until=2031-05-03")["total"] == 1
    bad = client.get("/reports?since=may")
    assert bad.status_code == 400
    assert "not a day" in bad.text


def test_what_could_not_be_read_is_listed_with_reason_and_remedy(client: TestClient) -> None:
    (reason,) = found(client)["reasons"]
    assert (reason["reason"], reason["documents"]) == ("no text", 2)
    there = found(client, reason["address"])["rejected"]
    assert there["documents"] == len(there["rows"]) == 2
    page = client.get(reason["address"]).text
    assert "4 bytes of white space" in page
    assert "give its text" in page


def test_a_report_read_later_changes_its_line(client: TestClient, room: Room) -> None:
    assert found(client, "/reports?state=unread")["total"] == 1
    run = room.ledger.begin_run(version="0.1.0", configuration="c0", inputs=["y"], resume=False)
    room.ledger.record(run, [make_document("Another one.", report="late", language="fr")])
    assert found(client, "/reports?state=unread")["total"] == 2
    assert found(client, "/reports?language=fr")["total"] == 1


def test_an_erased_report_leaves_the_list(client: TestClient, room: Room) -> None:
    (one,) = found(client, "/reports?language=ar")["reports"]
    room.ledger.erase(one["id"], who="maria", why="a court's order")
    assert found(client)["total"] == 3
    assert "مصراتة" not in client.get("/reports").text
