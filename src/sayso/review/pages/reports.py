"""The list of reports with facets, and what could not be read with its reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import RedirectResponse

from sayso.review.answers import View, page
from sayso.review.desk import desk_of
from sayso.review.lists.asking import AskingError
from sayso.review.lists.report_asking import (
    PATH,
    address,
    asked,
    chosen,
    facet_views,
    key_words,
    page_of,
)

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from sayso.records.shown.report_list import ReportLine, ReportPage
    from sayso.review.lists.shelf import Shelf

ROWS = 50
"""Reports of a page."""


def reports(request: Request) -> View | Response:
    """A page of the reports that the address asks for, or of what could not be read."""
    given = asked(request.query_params)
    is_page = not request.url.path.endswith(".json")
    if is_page and any(not value for value in request.query_params.values()):
        return RedirectResponse(address(given), status_code=303)
    shelf = desk_of(request).shelf
    model = _frame(given, shelf.reasons())
    try:
        wanted, after = page_of(request.query_params)
    except AskingError as error:
        return View("reports.html", model | {"problem": str(error)}, status=400)
    model["facets"] = facet_views(given, shelf.report_facets(wanted))
    if "reject" in given:
        return View("reports.html", model | _rejected(shelf, given, request))
    found = shelf.reports(wanted, limit=ROWS, after=after)
    return View("reports.html", model | _found(given, found, later=after is not None))


def _frame(given: dict[str, str], reasons: dict[str, int]) -> dict[str, Any]:
    """What the page shows whatever was found."""
    return {
        "given": given,
        "chosen": chosen(given),
        "problem": None,
        "total": 0,
        "first": 0,
        "last": 0,
        "next": None,
        "start": None,
        "reports": [],
        "rejected": None,
        "facets": [],
        "reasons": [
            {
                "reason": reason,
                "documents": number,
                "address": address({"reject": reason}),
                "chosen": given.get("reject") == reason,
            }
            for reason, number in reasons.items()
        ],
    }


def _found(given: dict[str, str], found: ReportPage, *, later: bool) -> dict[str, Any]:
    more = None if found.next is None else address(given, after=key_words(found.next))
    return {
        "total": found.total,
        "first": found.passed + 1 if found.rows else 0,
        "last": found.passed + len(found.rows),
        "next": more,
        "start": address(given) if later else None,
        "reports": [_line(line) for line in found.rows],
    }


def _line(line: ReportLine) -> dict[str, Any]:
    return {
        "id": line.id,
        "address": f"/report/{line.id}",
        "title": line.title or line.report,
        "report": line.report,
        "publisher": line.publisher,
        "bloc": line.bloc,
        "published": line.published,
        "language": line.language,
        "read": line.read,
        "events": line.events,
    }


def _rejected(shelf: Shelf, given: dict[str, str], request: Request) -> dict[str, Any]:
    told = request.query_params.get("after", "0")
    after = int(told) if told.isascii() and told.isdigit() and len(told) < 12 else 0
    rows, total = shelf.rejected(given["reject"], limit=ROWS + 1, after=after)
    more = len(rows) > ROWS
    rows = rows[:ROWS]
    return {
        "rejected": {"documents": total, "rows": rows},
        "next": address(given, after=str(rows[-1].seq)) if more else None,
        "start": address(given) if after else None,
    }


ROUTES = page(PATH, reports)
