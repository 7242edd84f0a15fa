"""A guarded room with three people, and clients that have signed in as them.

`guarded(ledger)` makes the room, `sign_in(room, "ana")` a client of hers. `csrf_of(client)` is the
token of her pages.
"""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any

from starlette.testclient import TestClient

from sayso.ledger.store import LedgerError
from sayso.records.review.user import Role
from sayso.review.app import make_app
from sayso.review.doors import cookie_name
from sayso.review.passwords import hashed
from sayso.review.room import Room

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.ledger.store import Ledger

PEOPLE = {"ana": Role.CODER, "ben": Role.CODER, "rosa": Role.REFEREE, "luc": Role.READER}
PASSWORD = "nine quiet harbours"
_TOKEN = re.compile(r'<meta name="csrf" content="([^"]+)">')


def add_people(ledger: Ledger) -> None:
    """Gives a ledger the accounts of ana and ben (coders), rosa (referee) and luc (reader)."""
    password = hashed(PASSWORD)
    for name, role in PEOPLE.items():
        try:
            ledger.add_user(name, role, password, by="setup")
        except LedgerError:
            assert ledger.user(name) is not None


def guarded(ledger: Ledger, *, clock: Callable[[], float] | None = None) -> Room:
    """A room over a ledger in which the four people sign in."""
    add_people(ledger)
    return Room(ledger, "room.db", None, clock=clock or time.time)


def visitor(room: Room) -> TestClient:
    """A browser of somebody who has not signed in, and follows no redirect."""
    return TestClient(make_app(room), follow_redirects=False)


def sign_in(room: Room, name: str) -> TestClient:
    """A browser that holds the cookie of somebody who signed in just now."""
    client = visitor(room)
    user = room.ledger.user(name)
    assert user is not None
    session = room.sessions.begin(user)
    made = room.sessions.write(session)
    client.cookies.set(cookie_name(room), made, domain="testserver.local")
    return client


def try_sign_in(client: TestClient, name: str, password: str, **more: str) -> Any:
    """The answer to a filled form."""
    form = {"name": name, "password": password, "csrf": csrf_of(client, "/login"), **more}
    return client.post("/login", data=form)


def csrf_of(client: TestClient, address: str = "/account") -> str:
    """The token that the pages of a client carry."""
    found = _TOKEN.search(client.get(address).text)
    assert found is not None
    return found[1]
