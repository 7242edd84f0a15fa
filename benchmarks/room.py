"""The review room: how long each page takes on a generated ledger, by requests to the real app.

Each is asked first in a process that just opened the room, then after everything that a room keeps
of counts was forgotten, as after a reading, a linking or a decision, and then again and again.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from starlette.routing import Route
from starlette.testclient import TestClient

from benchmarks.room_ledger import make_ledger
from benchmarks.rows import Row, Setting, cpu_seconds
from sayso.ledger.lists.held import Held
from sayso.records.linking import IncidentFilter, IncidentOrder
from sayso.review.app import make_app
from sayso.review.memory import HELD, Memory
from sayso.review.pages import routes
from sayso.review.room import Room, alone
from sayso.review.warming import warm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.ledger.store import Ledger

SOME, MANY = 10_000, 100_000
RUNS, CHANGES = 9, 3
MOST = 200.0
"""Milliseconds within which a page should answer."""

MOST_AFTER = 1_000.0
"""The same for the first request after something changed."""

_OK, _WRONG = 200, 400


class Pace(NamedTuple):
    """How long a page took at first, after changes and then, in milliseconds.

    `size` is that of its answer in bytes.

    It is the processor's time: what else runs on the machine is not counted.
    """

    address: str
    status: int
    cold: float
    changed: tuple[float, ...]
    warm: tuple[float, ...]
    size: int

    @property
    def middle(self) -> float:
        """The median of the warm runs."""
        return median(self.warm)

    @property
    def after(self) -> float:
        """The median of the first requests after something changed."""
        return median(self.changed)


def room(setting: Setting) -> list[Row]:
    """The medians of all pages, by the processor's time, and the slowest page.

    Raises:
        RuntimeError: when a page fails: its pace says nothing.
    """
    reports = MANY if setting.full else SOME
    found = paces(reports)
    broken = [f"{one.address} answers {one.status}" for one in found if one.status >= _WRONG]
    if broken:
        raise RuntimeError("; ".join(broken))
    slowest = max(found, key=lambda one: one.middle)
    last = max(found, key=lambda one: one.after)
    told = f"{reports:,} generated reports, {len(found)} pages"
    middles = tuple(one.middle for one in found)
    firsts = tuple(one.after for one in found)
    return [
        Row("review room, a page", "ms", middles, most=MOST, told=told),
        Row(
            "review room, its slowest page", "ms", slowest.warm, most=MOST,
            told=f"`{slowest.address}`",
        ),
        Row("review room, first after a change", "ms", firsts, most=MOST_AFTER, told=told),
        Row(
            "review room, its slowest then", "ms", last.changed, most=MOST_AFTER,
            told=f"`{last.address}`",
        ),
    ]  # fmt: skip


def paces(reports: int, only: str = "") -> list[Pace]:
    """Each page of a room over a ledger of so many reports: see `Pace`.

    Args:
        reports: how many the generated ledger has.
        only: a part of the addresses that are asked; empty for all.
    """
    with make_ledger(Path(f"/tmp/sayso-room-{reports}.db"), reports) as ledger:  # noqa: S108 (kept)
        room = Room(ledger, "room.db", alone("bench"))
        sys.stderr.write(f"opened in {cpu_seconds(lambda: warm(room)):.1f} s\n")
        return [_told(_paced(room, one)) for one in addresses(ledger) if only in one]


def _told(one: Pace) -> Pace:
    problem = "" if one.status == _OK else f"  status {one.status}"
    sys.stderr.write(
        f"{one.middle:5.0f} {one.after:8.0f} {one.cold:5.0f} {one.size / 1e3:7.0f}"
        f"  {one.address}{problem}\n"
    )
    return one


def _paced(room: Room, address: str) -> Pace:
    here = _client(room)
    cold = 1_000 * cpu_seconds(lambda: here.get(address))
    changed = tuple(_after_change(room, address) for _ in range(CHANGES))
    again = tuple(1_000 * cpu_seconds(lambda: here.get(address)) for _ in range(RUNS))
    last = here.get(address)
    return Pace(address, last.status_code, cold, changed, again, len(last.content))


def _after_change(room: Room, address: str) -> float:
    """How long a page takes where nothing that was counted holds any more."""
    memory = Memory()
    memory.get(HELD, lambda: room.memory.get(HELD, Held))
    there = _client(Room(room.ledger, room.name, room.owner, memory=memory))
    there.get("/account")
    return 1_000 * cpu_seconds(lambda: there.get(address))


def _client(room: Room) -> TestClient:
    return TestClient(make_app(room), follow_redirects=False, raise_server_exceptions=False)


def addresses(ledger: Ledger) -> Iterator[str]:
    """The address of every page, those with an id for what is told most and for what is usual."""
    order = IncidentFilter(order=IncidentOrder.REPORTS, limit=1)
    most = next(ledger.incidents(order)).id
    last = next(ledger.incidents(IncidentFilter(limit=1))).id
    ids = {"/incident": [most, last], "/report": [_report(ledger, most)]}
    for route in routes():
        if not isinstance(route, Route) or "GET" not in (route.methods or ()):
            continue
        if route.path.endswith((".json", ".jsonl", ".csv")):
            continue
        if "{" not in route.path:
            yield route.path
        elif route.path.endswith("/{id}"):
            known = ids.get(route.path.removesuffix("/{id}"), [most])
            yield from (route.path.replace("{id}", one) for one in known)
    yield from _questions(ledger, most)


def _questions(ledger: Ledger, incident: str) -> Iterator[str]:
    """Questions that people ask of lists, searches and drawings."""
    (account, *_) = ledger.accounts(ledger.incident(incident).event_ids)
    town = next((place.name for place in account.claim.places if place.name), "x")
    for page in ("/incidents", "/map", "/timeline", "/network", "/"):
        yield f"{page}?disputed=1"
        yield f"{page}?country=SYR"
    yield "/incidents?country=SYR&disputed=1&q=army"
    yield f"/incidents?place={town}"
    yield "/queue?disputed=1"
    yield "/queue?country=SYR"
    yield "/search?q=army"
    yield f"/search?q={town}"
    yield "/reports?q=army"
    yield f"/incident/{incident}?profile=ucdp"


def _report(ledger: Ledger, incident: str) -> str:
    return ledger.accounts(ledger.incident(incident).event_ids)[0].claim.doc_id


def main(arguments: list[str] | None = None) -> int:
    """Prints the pace of every page as it is measured, then medians and what is slowest."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.room", description=__doc__)
    parser.add_argument("--reports", type=int, default=SOME, help="reports of the ledger")
    parser.add_argument("--only", default="", help="a part of the addresses to ask")
    options = parser.parse_args(arguments)
    sys.stderr.write("   ms  changed  cold      KB  address\n")
    found = paces(options.reports, options.only)
    for kind in ("middle", "after", "cold"):
        slowest = max(found, key=lambda one: float(getattr(one, kind)))
        middle = median(getattr(one, kind) for one in found)
        print(f"{kind}: {middle:.0f} ms, at most {getattr(slowest, kind):.0f}: {slowest.address}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
