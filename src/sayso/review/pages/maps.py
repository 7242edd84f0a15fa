"""The map: one symbol per precision, a table of what it draws, and what it cannot draw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from starlette.responses import RedirectResponse

from sayso.export.matrix import heading_words, range_words
from sayso.records.shown.drawn import UNDRAWN, Located
from sayso.review.answers import View, page
from sayso.review.desk import desk_of
from sayso.review.drawn.features import DRAWN, UNLOCATED, WORDS, WindowError, features, window
from sayso.review.drawn.narrowing import frame
from sayso.review.lists.asking import AskingError, address, page_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from sayso.records.shown.drawn import Spot
    from sayso.records.shown.listing import Key, ListFilter
    from sayso.records.shown.matrix import Headline
    from sayso.review.desk import Desk

PATH = "/map"
ROWS = 50
"""Incidents in the table of a page."""
_UNLOCATED_ROWS = 20


def map_(request: Request) -> View | Response:
    """The incidents that the address asks for, by how finely their place is known.

    The twin has `features` besides: what the map draws. Where these are too many, points are
    counted by squares; `?box=west,south,east,north&zoom=N` asks for a window of them alone.
    """
    shown = not request.url.path.endswith(".json")
    model = frame(PATH, request.query_params)
    if shown and any(not value for value in request.query_params.values()):
        return RedirectResponse(address(PATH, model["given"]), status_code=303)
    try:
        wanted, after = page_of(request.query_params)
        box, zoom = window(request.query_params)
    except (AskingError, WindowError) as error:
        return View("map.html", model | _nothing() | {"problem": str(error)}, status=400)
    desk = desk_of(request)
    if box is not None and not shown:
        drawn, counted = features(desk.sheet(wanted), model["given"], box, zoom)
        return View("map.html", {"features": drawn, "counted": counted})
    model |= _counts(desk.sheet(wanted).located(), model["given"])
    model |= _table(desk, wanted, after, model["given"])
    model["undrawn"] = _rows(desk, replace(wanted, located=UNLOCATED), _UNLOCATED_ROWS)
    if not shown:
        drawn, counted = features(desk.sheet(wanted), model["given"], None, zoom)
        model |= {"features": drawn, "counted": counted}
    return View("map.html", model)


def _nothing() -> dict[str, Any]:
    return {
        "total": 0, "drawn": 0, "unlocated": 0, "counts": [], "rows": [], "undrawn": [],
        "next": None, "start": None, "passed": 0,
    }  # fmt: skip


def _counts(located: dict[Located, int], given: dict[str, str]) -> dict[str, Any]:
    """How many incidents have each symbol, each count with the list that it leads to."""
    unlocated = sum(located[one] for one in UNDRAWN)
    return {
        "total": sum(located.values()),
        "drawn": sum(located.values()) - unlocated,
        "unlocated": unlocated,
        "counts": [
            {
                "located": one.value,
                "words": WORDS[one],
                "incidents": number,
                "address": address("/incidents", given, located=one.value),
            }
            for one, number in located.items()
        ],
    }


def _table(
    desk: Desk, wanted: ListFilter, after: Key | None, given: dict[str, str]
) -> dict[str, Any]:
    drawn = replace(wanted, located=DRAWN if wanted.located in {None, DRAWN} else wanted.located)
    listed, heads = desk.listed(drawn, limit=ROWS, after=after)
    return {
        "rows": _told(desk, drawn, heads),
        "next": None if listed.next is None else address(PATH, given, after=listed.next),
        "start": address(PATH, given) if after is not None else None,
        "passed": listed.passed,
    }


def _rows(desk: Desk, wanted: ListFilter, limit: int) -> list[dict[str, Any]]:
    return _told(desk, wanted, desk.listed(wanted, limit=limit)[1])


def _told(desk: Desk, wanted: ListFilter, heads: list[Headline]) -> list[dict[str, Any]]:
    """Rows of a table, in the order of the list."""
    ids = [head.id for head in heads]
    spots = {head.id: spot for head, spot in desk.sheet(wanted).spots(ids)}
    return [_row(head, spots[head.id]) for head in heads if head.id in spots]


def _row(head: Headline, spot: Spot) -> dict[str, Any]:
    return {
        "id": head.id,
        "address": f"/incident/{head.id}",
        "title": heading_words(head),
        "day": head.day,
        "place": spot.name,
        "country": spot.country,
        "located": spot.located.value,
        "words": WORDS[spot.located],
        "others": [name for name in head.places if not name.startswith(spot.name or "\0")],
        "types": head.types,
        "killed": range_words(head.killed),
        "reports": head.reports,
        "disputed": bool(head.disputed),
    }


ROUTES = page(PATH, map_)
