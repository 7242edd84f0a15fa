"""What goes over a whole ledger is counted before a room opens, not while somebody waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.records.review.queue import QueueFilter
from sayso.records.review.user import Role
from sayso.records.shown.drawn import Clock, Part, TieFilter
from sayso.records.shown.listing import ListFilter
from sayso.review.desk import Desk
from sayso.review.pages.network import TIES
from sayso.review.pages.timeline import drawn_bars
from sayso.review.people import Person
from sayso.review.room import ledger_for

if TYPE_CHECKING:
    from sayso.review.room import Room


def warm(room: Room) -> None:
    """Brings the lists of a room up to date, and keeps what its first pages count of them.

    A ledger that is up to date takes seconds at 100,000 reports; one that was linked since,
    about a millisecond for each report more.
    """
    person = room.owner or Person(name="", role=Role.REFEREE)
    desk = Desk(ledger_for(room, person), person, room.memory)
    every = ListFilter()
    desk.coverage()
    desk.shelf.count(every)
    desk.shelf.facets(every)
    desk.sheet(every).located()
    desk.sheet(every).network(TieFilter(), limit=TIES)
    drawn_bars(desk.sheet(every), part=Part.KIND, clock=Clock.EVENT)
    desk.queue_choices()
    desk.count_queue(QueueFilter())
