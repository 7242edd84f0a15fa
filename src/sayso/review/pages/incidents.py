"""The list of incidents: filters, facets, sort, pages; as a page, JSON or CSV."""

from __future__ import annotations

import csv
import io
from itertools import islice
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse, RedirectResponse, StreamingResponse

from sayso.export.incident_list import COLUMNS, flat
from sayso.records.event import Status
from sayso.records.shown.matrix import Sort
from sayso.review.answers import View, download, page
from sayso.review.desk import desk_of
from sayso.review.lists.asking import AskingError, address, asked, day, page_of
from sayso.review.lists.naming import chosen, facet_views
from sayso.review.lists.rows import incident_row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from starlette.requests import Request
    from starlette.responses import Response

    from sayso.records.shown.listing import Listed, ListFilter
    from sayso.review.desk import Desk
    from sayso.review.lists.past import Past

PATH = "/incidents"
ROWS = 50
"""Incidents of a page."""
_WRITTEN = 500
_PRESENT = "as_of: this CSV is of the present; sayso incidents --as-of … --format csv is not"

SORTS = {
    Sort.DAY: "day, the latest first",
    Sort.KILLED: "killed, the highest number first",
    Sort.DISPUTED: "most disputed first",
    Sort.ACCOUNTS: "most accounts first",
    Sort.REPORTS: "most reports first",
    Sort.SOURCES: "most independent sources first",
}


def incidents(request: Request) -> View | Response:
    """A page of the incidents that the address asks for, with facets that narrow it.

    Parameters that are empty, as forms send them, are taken out of the address: it can be shared.
    """
    given = asked(request.query_params)
    is_page = not request.url.path.endswith(".json")
    if is_page and any(not value for value in request.query_params.values()):
        return RedirectResponse(address(PATH, given), status_code=303)
    desk = desk_of(request)
    try:
        wanted, after = page_of(request.query_params)
        if "as_of" in given:
            found = desk.shelf.past(wanted, day("as_of", given["as_of"]))
            return View("incidents.html", _frame(given) | _past(given, found))
    except AskingError as error:
        return View("incidents.html", _frame(given) | {"problem": str(error)}, status=400)
    listed, heads = desk.listed(wanted, limit=ROWS, after=after)
    facets = facet_views(PATH, given, desk.shelf.facets(wanted))
    model = _frame(given) | _place(given, listed, len(heads), later=after is not None)
    model |= {"incidents": [incident_row(head) for head in heads], "facets": facets}
    return View("incidents.html", model)


def _past(given: dict[str, str], found: Past) -> dict[str, Any]:
    shown = len(found.heads)
    return {
        "total": shown if found.total is None else found.total,
        "first": min(shown, 1),
        "last": shown,
        "cut": found.is_more,
        "csv": None,
        "incidents": [incident_row(head) for head in found.heads],
        "facets": facet_views(PATH, given, found.facets or {}),
    }


def as_csv(request: Request) -> Response:
    """All incidents of a list as CSV, a few in memory at a time; columns as `sayso incidents`."""
    if request.query_params.get("as_of"):
        return PlainTextResponse(f"{_PRESENT}\n", status_code=400)
    try:
        wanted, _ = page_of(request.query_params)
    except AskingError as error:
        return PlainTextResponse(f"{error}\n", status_code=400)
    lines = _written(desk_of(request), wanted)
    name = {"content-disposition": 'attachment; filename="incidents.csv"'}
    return StreamingResponse(lines, media_type="text/csv; charset=utf-8", headers=name)


def _written(desk: Desk, wanted: ListFilter) -> Iterator[str]:
    rows = iter(desk.shelf.headlines(wanted))
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    while batch := list(islice(rows, _WRITTEN)):
        writer.writerows(flat(head) for head in batch)
        yield out.getvalue()
        out.seek(0)
        out.truncate()
    yield out.getvalue()


def _frame(given: dict[str, str]) -> dict[str, Any]:
    """What the page shows whatever was found: the form, and what the list is narrowed by."""
    return {
        "given": given,
        "chosen": chosen(PATH, given),
        "sorts": [{"value": s.value, "words": words} for s, words in SORTS.items()],
        "statuses": [status.value for status in Status],
        "address": address(PATH, given),
        "problem": None,
        "total": 0,
        "first": 0,
        "last": 0,
        "next": None,
        "start": None,
        "cut": False,
        "csv": address(f"{PATH}.csv", given),
        "everything": address(PATH, given, all="1"),
        "incidents": [],
        "facets": [],
    }


def _place(given: dict[str, str], listed: Listed, shown: int, *, later: bool) -> dict[str, Any]:
    return {
        "total": listed.total,
        "first": listed.passed + 1 if shown else 0,
        "last": listed.passed + shown,
        "next": None if listed.next is None else address(PATH, given, after=listed.next),
        "start": address(PATH, given) if later else None,
    }


ROUTES = [*download(f"{PATH}.csv", as_csv), *page(PATH, incidents)]
