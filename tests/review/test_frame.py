"""What holds on every page: the frame, the twin, the headers, the token."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from sayso.records.review.user import Role
from sayso.review.answers import View, action
from sayso.review.app import make_app
from sayso.review.doors import token
from sayso.review.pages import routes
from sayso.review.people import Person
from sayso.review.room import Room

if TYPE_CHECKING:
    from starlette.requests import Request

    from sayso.ledger.store import Ledger


def test_a_page_and_its_twin_tell_the_same(client: TestClient) -> None:
    page = client.get("/about")
    twin = client.get("/about.json").json()
    assert page.status_code == 200
    assert f"<td>{twin['coverage']['documents']}</td>" in page.text
    assert twin["coverage"]["documents"] == 3
    assert 'href="/about.json"' in page.text


def test_no_answer_may_run_words_of_a_report(client: TestClient) -> None:
    for address in ("/about", "/about.json", "/no-such-page"):
        policy = client.get(address).headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy


def test_an_unknown_address_says_so(client: TestClient) -> None:
    page = client.get("/no-such-page")
    assert page.status_code == 404
    assert "Nothing here" in page.text
    assert client.get("/no-such-page.json").json()["status"] == 404


def _nod(request: Request) -> View:
    return View("message.html", {"status": 200, "message": request.state.form["word"]})


def _room_with_an_action(ledger: Ledger, role: Role) -> tuple[Room, TestClient]:
    room = Room(ledger, "room.db", Person(name="maria", role=role))
    app = make_app(room)
    app.router.routes[:0] = action("/nod", _nod)
    return room, TestClient(app)


def test_a_decision_needs_the_token_of_a_page(room: Room) -> None:
    own, client = _room_with_an_action(room.ledger, Role.CODER)
    good = token(own.secret, "maria")
    assert client.post("/nod", data={"word": "yes"}).status_code == 403
    assert client.post("/nod", data={"word": "yes", "csrf": good + "x"}).status_code == 403
    assert (
        client.post("/nod", data={"word": "y", "csrf": token(own.secret, "ana")}).status_code
        == 403
    )
    elsewhere = {"origin": "http://elsewhere.test"}
    done = client.post("/nod", data={"word": "yes", "csrf": good}, headers=elsewhere)
    assert done.status_code == 403
    assert client.post("/nod", data={"word": "fine", "csrf": good}).text.count("fine") == 1
    header = {"x-csrf-token": good}
    assert client.post("/nod", data={"word": "fine"}, headers=header).status_code == 200


def test_a_reader_may_not_decide(room: Room) -> None:
    own, client = _room_with_an_action(room.ledger, Role.READER)
    done = client.post("/nod", data={"word": "yes", "csrf": token(own.secret, "maria")})
    assert done.status_code == 403
    assert "needs the role coder" in done.text


def test_every_way_to_write_asks_for_the_token(room: Room) -> None:
    client = TestClient(make_app(room))
    written = [
        route.path
        for route in routes()
        if isinstance(route, Route) and "POST" in (route.methods or ())
    ]
    for path in written:
        assert client.post(path.replace("{", "").replace("}", "")).status_code == 403, path


@pytest.mark.parametrize(("one", "other"), [(Role.REFEREE, Role.CODER), (Role.CODER, Role.READER)])
def test_a_role_covers_those_before_it(one: Role, other: Role) -> None:
    assert one.covers(other)
    assert not other.covers(one)
    assert one.covers(one)
