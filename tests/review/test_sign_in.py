"""Signing in: sessions, roles, tokens of a session, limits, and names of the host."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from sayso.records.review.act import ActKind
from sayso.records.review.user import Role
from sayso.review.app import make_app
from sayso.review.hosts import hosts_of
from sayso.review.room import TRIES, TRIES_SECONDS, Room, alone
from sayso.review.ways import inside
from tests.review.people import PASSWORD, csrf_of, guarded, sign_in, try_sign_in, visitor

if TYPE_CHECKING:
    from sayso.ledger.store import Ledger


class Clock:
    """A clock that tests set."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def ledger(room: Room) -> Ledger:
    return room.ledger


def test_nobody_gets_in_without_signing_in(ledger: Ledger) -> None:
    client = visitor(guarded(ledger))
    page = client.get("/about?x=1")
    assert page.status_code == 303
    assert page.headers["location"] == "/login?next=%2Fabout%3Fx%3D1"
    twin = client.get("/about.json")
    assert (twin.status_code, twin.json()["status"]) == (401, 401)
    assert client.post("/logout").status_code == 303
    assert client.get("/no-such-page").headers["location"].startswith("/login")
    fragment = client.get("/about", headers={"hx-request": "true"})
    assert fragment.status_code == 401
    assert fragment.headers["hx-redirect"].startswith("/login")
    assert client.get("/static/room.css").status_code == 200


def test_signing_in_leads_back_and_gives_the_role(ledger: Ledger) -> None:
    client = visitor(guarded(ledger))
    done = try_sign_in(client, "ana", PASSWORD, next="/about")
    assert (done.status_code, done.headers["location"]) == (303, "/about")
    cookie = done.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Secure" not in cookie
    assert client.get("/account.json").json()["role"] == "coder"
    assert "ana" in client.get("/about").text


def test_a_cookie_goes_over_tls_alone_with_https(ledger: Ledger) -> None:
    room = Room(guarded(ledger).ledger, "room.db", None, https=True)
    cookie = visitor(room).get("/login").headers["set-cookie"]
    assert cookie.startswith("__Host-sayso-")
    assert "Secure" in cookie


def test_wrong_names_and_passwords_are_told_alike(ledger: Ledger) -> None:
    client = visitor(guarded(ledger))
    wrong = try_sign_in(client, "ana", "no such password")
    unknown = try_sign_in(client, "nobody", "no such password")
    assert wrong.status_code == unknown.status_code == 403
    assert "do not go together" in wrong.text
    assert "do not go together" in unknown.text
    failed = ledger.acts(kind=ActKind.ACCESS)
    assert [act.by for act in failed] == ["ana", "somebody"]
    assert "nobody" not in str(failed)


def test_too_many_tries_must_wait(ledger: Ledger) -> None:
    clock = Clock()
    room = guarded(ledger, clock=clock)
    client = visitor(room)
    for _ in range(TRIES):
        assert try_sign_in(client, "ana", "wrong").status_code == 403
    clock.now += 100
    refused = try_sign_in(client, "ana", PASSWORD)
    assert refused.status_code == 429
    assert f"wait {int(TRIES_SECONDS) - 100} seconds" in refused.text
    assert try_sign_in(client, "ben", PASSWORD).status_code == 303
    clock.now += TRIES_SECONDS
    assert try_sign_in(visitor(room), "ana", PASSWORD).status_code == 303


def test_an_address_that_tries_many_names_must_wait(ledger: Ledger) -> None:
    client = visitor(guarded(ledger, clock=Clock()))
    told = [try_sign_in(client, f"name{n}", "x").status_code for n in range(4 * TRIES + 1)]
    assert told == [403] * 4 * TRIES + [429]


def test_a_session_ends_with_idle_hours_signing_out_and_a_new_password(ledger: Ledger) -> None:
    clock = Clock()
    room = guarded(ledger, clock=clock)
    client, other = sign_in(room, "ana"), sign_in(room, "ana")
    clock.now += 7 * 3600
    assert client.get("/about").status_code == 200
    clock.now += 7 * 3600
    assert client.get("/about").status_code == 200
    assert other.get("/about").status_code == 303
    other = sign_in(room, "ana")
    old = dict(client.cookies)
    new = {"old": PASSWORD, "new": "ten loud harbours", "again": "ten loud harbours"}
    done = client.post("/account/password", data={**new, "csrf": csrf_of(client)})
    assert "is changed" in done.text
    assert client.get("/about").status_code == 200
    assert other.get("/about").status_code == 303
    client.post("/logout", data={"csrf": csrf_of(client)})
    assert client.get("/about").status_code == 303
    assert TestClient(make_app(room), cookies=old).get("/about.json").status_code == 401


def test_signing_out_ends_every_copy_of_the_cookie(ledger: Ledger) -> None:
    room = guarded(ledger)
    client = sign_in(room, "ana")
    copy = TestClient(make_app(room), cookies=dict(client.cookies))
    assert copy.get("/about.json").status_code == 200
    client.post("/logout", data={"csrf": csrf_of(client)})
    assert copy.get("/about.json").status_code == 401


def test_a_disabled_account_is_out_at_once_and_a_role_changes_at_once(ledger: Ledger) -> None:
    room = guarded(ledger)
    client = sign_in(room, "ana")
    ledger.change_user("ana", by="rosa", role=Role.READER)
    assert client.get("/account.json").json()["role"] == "reader"
    ledger.change_user("ana", by="rosa", active=False)
    assert client.get("/about").status_code == 303
    assert try_sign_in(visitor(room), "ana", PASSWORD).status_code == 403


def test_a_forged_cookie_is_nobody(ledger: Ledger) -> None:
    room = guarded(ledger)
    client = sign_in(room, "ana")
    (name, value), *_ = client.cookies.items()
    forged = TestClient(make_app(room), cookies={name: value[:-2] + "xx"})
    assert forged.get("/about.json").status_code == 401
    other_room = guarded(ledger)
    assert (
        TestClient(make_app(other_room), cookies={name: value}).get("/about.json").status_code
        == 401
    )


def test_a_token_is_of_one_session(ledger: Ledger) -> None:
    room = guarded(ledger)
    ana, twice = sign_in(room, "ana"), sign_in(room, "ana")
    refused = ana.post("/logout", data={"csrf": csrf_of(twice)})
    assert refused.status_code == 403
    before = visitor(room)
    stale = csrf_of(before, "/login")
    assert try_sign_in(before, "ben", PASSWORD).status_code == 303
    assert before.post("/logout", data={"csrf": stale}).status_code == 403


def test_another_site_cannot_sign_somebody_in(ledger: Ledger) -> None:
    room = guarded(ledger)
    client, other = visitor(room), visitor(room)
    form = {"name": "ana", "password": PASSWORD, "csrf": csrf_of(other, "/login")}
    client.get("/login")
    assert client.post("/login", data=form).status_code == 403


@pytest.mark.parametrize(
    "address", ["//elsewhere.test", "https://elsewhere.test", "/\\elsewhere", "/a\tb", "", "x"]
)
def test_signing_in_leads_to_no_other_site(address: str) -> None:
    assert inside(address) == "/"


def test_the_way_back_keeps_its_question() -> None:
    assert inside("/incidents?q=Sirte&page=2") == "/incidents?q=Sirte&page=2"


def test_a_room_answers_only_to_its_names(ledger: Ledger) -> None:
    room = Room(ledger, "room.db", alone("maria"), hosts=hosts_of("127.0.0.1"))
    for base in ("http://127.0.0.1:8017", "http://localhost:8017", "http://[::1]:8017"):
        assert TestClient(make_app(room), base_url=base).get("/about").status_code == 200
    for base in ("http://rebound.test:8017", "http://192.168.1.7:8017"):
        assert TestClient(make_app(room), base_url=base).get("/about").status_code == 400


@pytest.mark.parametrize(
    ("host", "called", "good", "bad"),
    [
        ("192.168.1.7", (), "192.168.1.7:8017", "192.168.1.8:8017"),
        ("0.0.0.0", (), "10.0.0.9", "rebound.test"),
        ("0.0.0.0", ("room.example",), "Room.Example:80", "room.example.test"),
        ("::", (), "[fd00::1]:8017", ""),
    ],
)
def test_names_of_a_room(host: str, called: tuple[str, ...], good: str, bad: str) -> None:
    hosts = hosts_of(host, called)
    assert hosts.allow(good)
    assert not hosts.allow(bad)
