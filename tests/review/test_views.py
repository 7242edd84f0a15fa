"""Saved views: for oneself or for all, kept in the ledger, never leading out of the room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from starlette.testclient import TestClient

from sayso.records.review.user import Role
from sayso.review.app import make_app
from sayso.review.doors import token
from sayso.review.people import Person
from sayso.review.room import Room

if TYPE_CHECKING:
    from sayso.ledger.store import Ledger


class Asking:
    """Somebody alone at a room over the ledger."""

    def __init__(self, ledger: Ledger, name: str, role: Role) -> None:
        room = Room(ledger, "room.db", Person(name=name, role=role))
        self.client = TestClient(make_app(room))
        self.csrf = token(room.secret, name)

    def save(self, **form: str) -> int:
        return self.client.post("/views", data={"csrf": self.csrf, **form}).status_code

    def drop(self, view: str) -> int:
        form = {"csrf": self.csrf, "id": view}
        return self.client.post("/views/drop", data=form).status_code

    def views(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.client.get("/views.json").json()["views"]
        return found


@pytest.fixture
def ana(room: Room) -> Asking:
    return Asking(room.ledger, "ana", Role.CODER)


@pytest.fixture
def ben(room: Room) -> Asking:
    return Asking(room.ledger, "ben", Role.CODER)


def test_a_view_is_saved_from_the_list_that_it_shows(ana: Asking) -> None:
    page = ana.client.get("/incidents?country=LBY&disputed=1").text
    assert 'name="address" value="/incidents?country=LBY&amp;disputed=1"' in page
    ana.save(name="Libya, disputed", address="/incidents?country=LBY&disputed=1")
    (view,) = ana.views()
    assert view["name"] == "Libya, disputed"
    assert view["own"]
    assert not view["shared"]
    assert 'href="/incidents?country=LBY&amp;disputed=1"' in ana.client.get("/views").text


def test_own_views_are_for_oneself_and_shared_ones_for_all(ana: Asking, ben: Asking) -> None:
    ana.save(name="mine", address="/incidents")
    ana.save(name="ours", address="/reports?language=ar", shared="1")
    assert [one["name"] for one in ana.views()] == ["mine", "ours"]
    assert [one["name"] for one in ben.views()] == ["ours"]
    assert "ana" not in ben.client.get("/views").text


def test_a_reader_s_views_are_their_own(room: Room, ben: Asking) -> None:
    reader = Asking(room.ledger, "rita", Role.READER)
    reader.save(name="mine", address="/incidents", shared="1")
    assert len(reader.views()) == 1
    assert ben.views() == []


def test_a_view_of_the_same_name_is_replaced(ana: Asking) -> None:
    ana.save(name="mine", address="/incidents?country=LBY")
    ana.save(name=" mine ", address="/incidents?country=SYR")
    assert [one["address"] for one in ana.views()] == ["/incidents?country=SYR"]


def test_a_view_begins_at_its_first_row(ana: Asking) -> None:
    ana.save(name="mine", address="/incidents?country=LBY&after=2031-05-02~i1")
    assert ana.views()[0]["address"] == "/incidents?country=LBY"


def test_views_are_taken_away_by_their_owner_or_a_referee(
    room: Room, ana: Asking, ben: Asking
) -> None:
    ana.save(name="ours", address="/incidents", shared="1")
    ana.save(name="more", address="/reports", shared="1")
    first, second = (one["id"] for one in ana.views())
    assert ben.drop(first) == 404
    assert len(ana.views()) == 2
    assert ana.drop(first) == 200
    assert Asking(room.ledger, "rosa", Role.REFEREE).drop(second) == 200
    assert ana.views() == ben.views() == []
    assert len(room.ledger.acts()) == 4


@pytest.mark.parametrize(
    "address",
    [
        "", "http://elsewhere.test/incidents", "//elsewhere.test/incidents", "javascript:alert(1)",
        "/\\elsewhere.test", "/incident/i1", "/login", "incidents",
    ],
)  # fmt: skip
def test_no_view_leads_out_of_the_lists(ana: Asking, address: str) -> None:
    assert ana.save(name="strange", address=address) == 400
    assert ana.views() == []


def test_a_view_without_a_name_is_refused_and_kept_in_the_form(ana: Asking) -> None:
    form = {"csrf": ana.csrf, "name": " ", "address": "/incidents?country=LBY"}
    page = ana.client.post("/views", data=form)
    assert page.status_code == 400
    assert "needs a name" in page.text
    assert 'value="/incidents?country=LBY"' in page.text
