"""The overview: what the ledger holds, what needs people, and where and when it happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.export.matrix import heading_words, range_words, title
from sayso.records.review.judgement import Verdict
from sayso.records.review.queue import QueueFilter
from sayso.records.shown.drawn import UNDRAWN, Clock, Part
from sayso.records.shown.listing import ListFilter
from sayso.review.answers import View, page
from sayso.review.desk import desk_of
from sayso.review.pages.timeline import drawn_bars, told
from sayso.review.room import room_of

if TYPE_CHECKING:
    from starlette.requests import Request

    from sayso.records.review.difference import Difference
    from sayso.records.shown.coverage import Coverage
    from sayso.records.shown.matrix import Headline
    from sayso.review.desk import Desk

_LATEST = 8
_BARS = 24
"""Bars that fit into half a page without scrolling."""
_ACTS = 100
"""The latest acts of people: what was read anew of their reports is looked at."""


def overview(request: Request) -> View:
    """Counts of different things, each leading to what it counts; nothing of it is a finding."""
    desk = desk_of(request)
    covered = desk.coverage()
    wanted = ListFilter()
    listed, heads = desk.listed(wanted, limit=_LATEST)
    located = desk.sheet(wanted).located()
    bars = drawn_bars(desk.sheet(wanted), part=Part.KIND, clock=Clock.EVENT, most=_BARS)
    return View(
        "overview.html",
        {
            "ledger": room_of(request).name,
            "holds": _holds(desk, covered, listed.total),
            "needs": _needs(desk),
            "differences": [_difference(one) for one in desk.differences(among=_ACTS)],
            "acts": _ACTS,
            "views": [{"name": one.name, "address": one.address} for one in desk.shelf.views()],
            "latest": [_line(head) for head in heads],
            "incidents": listed.total,
            "drawn": sum(number for one, number in located.items() if one not in UNDRAWN),
            "unlocated": sum(located[one] for one in UNDRAWN),
            "located": {one.value: number for one, number in located.items()},
            "timeline": told(bars, Part.KIND, Clock.EVENT, {}),
            "open": _left_open(covered),
            "rejected": covered.rejected,
        },
    )


def _holds(desk: Desk, covered: Coverage, incidents: int) -> list[dict[str, Any]]:
    """What the ledger holds: counts of different things, never to be added up."""
    every = desk.shelf.count(ListFilter(everything=True))
    shared = desk.shelf.count(ListFilter(reports=2))
    return [
        _count(covered.documents, "report", "stored", "/reports"),
        _count(covered.events, "event mention", "read in them", None),
        _count(incidents, "incident", "listed", "/incidents"),
        _count(shared, "incident", "told by two reports or more", "/incidents?min_reports=2"),
        _count(
            every - incidents,
            "incident",
            "not listed: of words alone or of nothing done, told by one report",
            "/incidents?all=1",
        ),
    ]


def _needs(desk: Desk) -> list[dict[str, Any]]:
    """What waits for people: as far as the one who asks may see it."""
    disputed = desk.shelf.count(ListFilter(disputed=True))
    flagged = len({incident for incident, _ in desk.noted(Verdict.FLAG)})
    asked = len({incident for incident, _ in desk.noted(Verdict.ASK)})
    waiting = desk.count_queue(QueueFilter(not_by=desk.person.name))
    return [
        _count(waiting, "incident", "in the queue that you have not decided on", "/queue"),
        _count(disputed, "incident", "in which accounts differ", "/incidents?disputed=1"),
        _count(flagged, "incident", "flagged for another look", "/queue?need=flagged"),
        _count(asked, "incident", "with a question to you", "/queue?need=asked"),
    ]


def _left_open(covered: Coverage) -> list[dict[str, Any]]:
    """What the reading leaves open."""
    return [
        _count(covered.unread, "report", "in a language without words and rules", None),
        _count(covered.without_events, "report", "read without finding an event", None),
        _count(covered.without_place, "event mention", "without a place", None),
        _count(covered.without_date, "event mention", "without a date", None),
        _count(sum(covered.rejected.values()), "reject", "not read at all", "/reports"),
    ]


def _count(number: int, unit: str, words: str, address: str | None) -> dict[str, Any]:
    return {
        "number": number,
        "unit": unit if number == 1 else f"{unit}s",
        "words": words,
        "address": address,
    }


def _difference(one: Difference) -> dict[str, Any]:
    return {
        "field": one.field,
        "set": one.set,
        "now": one.now,
        "gone": one.gone,
        "by": one.review.by,
        "at": one.review.at[:10],
        "address": f"/report/{one.review.doc_id}",
    }


def _line(head: Headline) -> dict[str, Any]:
    return {
        "id": head.id,
        "address": f"/incident/{head.id}",
        "heading": heading_words(head),
        "killed": range_words(head.killed),
        "reports": head.reports,
        "sources": head.sources,
        "disputed": [title(column) for column in head.disputed],
    }


ROUTES = page("/", overview)
