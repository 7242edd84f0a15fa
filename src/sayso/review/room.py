"""What one running room is: its ledger, its people and how it was opened."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from secrets import token_hex
from typing import TYPE_CHECKING

from sayso.records.review.user import Role
from sayso.review.limits import Limit
from sayso.review.memory import Memory
from sayso.review.people import Person
from sayso.review.sessions import Sessions

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from sayso.ledger.store import Ledger
    from sayso.review.hosts import Hosts

IDLE_HOURS = 8.0
"""After so many hours without a word a session is over."""

TRIES = 5
"""Wrong passwords for one name, and four times as many from one address, in `TRIES_SECONDS`."""

TRIES_SECONDS = 300.0


@dataclass(frozen=True)
class Room:
    """A room over one ledger.

    `name` is what the pages call the ledger. `owner` is the person at the keyboard where the room
    has no user accounts; null where everybody signs in (`guarded`). `secret` signs cookies, which
    go over TLS alone with `https`. `hosts` are the names that it answers to, null for any: `sayso
    serve` always gives them. `memory` keeps what was computed.
    """

    ledger: Ledger
    name: str
    owner: Person | None
    secret: str = field(default_factory=lambda: token_hex(32), repr=False)
    https: bool = False
    hosts: Hosts | None = None
    idle_hours: float = IDLE_HOURS
    clock: Callable[[], float] = time.time
    memory: Memory = field(default_factory=Memory, repr=False)
    opened: float = field(init=False)
    sessions: Sessions = field(init=False, repr=False)
    by_name: Limit = field(init=False, repr=False)
    by_address: Limit = field(init=False, repr=False)

    def __post_init__(self) -> None:
        made = {
            "opened": self.clock(),
            "sessions": Sessions(self.secret, self.idle_hours, self.clock),
            "by_name": Limit(TRIES, TRIES_SECONDS, self.clock),
            "by_address": Limit(4 * TRIES, TRIES_SECONDS, self.clock),
        }
        for name, value in made.items():
            object.__setattr__(self, name, value)

    @property
    def guarded(self) -> bool:
        """Whether everybody must sign in."""
        return self.owner is None


def alone(name: str) -> Person:
    """The one person of a room on their own machine: nobody to be blind to."""
    return Person(name=name, role=Role.REFEREE, alone=True)


def ledger_for(room: Room, person: Person) -> Ledger:
    """The ledger as a person may know it: below referees without its restricted incidents."""
    return room.ledger if person.role.covers(Role.REFEREE) else room.ledger.limited()


def room_of(request: Request) -> Room:
    """The room that a request is for."""
    room: Room = request.app.state.room
    return room
