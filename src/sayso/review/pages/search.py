"""Full-text search: reports with their hits, incidents by name, actors by any of their names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from sayso.ledger.searching.folding import terms
from sayso.lexicons.actors.variants import meant
from sayso.records.review.coding import EVENT, value_words
from sayso.records.shown.listing import ListFilter
from sayso.review.answers import View, page
from sayso.review.desk import desk_of
from sayso.review.guard import veil_of
from sayso.review.lists.rows import incident_row
from sayso.review.lists.snippets import snippets
from sayso.review.veil import covered

if TYPE_CHECKING:
    from starlette.requests import Request

    from sayso.records.document import Document
    from sayso.records.review.judgement import Review
    from sayso.records.shown.report_list import ReportLine
    from sayso.review.desk import Desk
    from sayso.review.veil import Veil

PATH = "/search"
REPORTS = 20
"""Reports of a page."""

_INCIDENTS = 10
_LONGEST = 2_000
_LAST_PAGE = 5_000
_SAID = {"translation": "translation", EVENT: "coded event"}


def search(request: Request) -> View:
    """What words, "phrases" and names are found in; every query is words, whatever it holds."""
    given = request.query_params.get("q", "").strip()
    query = given[:_LONGEST].strip()
    number = request.query_params.get("page", "1")
    at = min(int(number), _LAST_PAGE) if number.isdecimal() and len(number) < 9 else 1
    wanted = terms(query)
    model: dict[str, Any] = {
        "q": query,
        "cut": len(given) > len(query),
        "searched": bool(wanted),
        "reports": None,
        "incidents": None,
        "actors": [],
    }
    if wanted:
        desk = desk_of(request)
        model["reports"] = _reports(desk, query, wanted, max(at, 1), veil_of(request))
        model["incidents"] = _incidents(desk, query)
        model["actors"] = _actors(desk, query)
    return View("search.html", model)


def _reports(desk: Desk, query: str, wanted: list[str], at: int, veil: Veil) -> dict[str, Any]:
    passed = (at - 1) * REPORTS
    hits = desk.shelf.search(query, limit=REPORTS, offset=passed)
    found = desk.shelf.found(hits.doc_ids)
    told = desk.shelf.count(ListFilter(text=query, everything=True))
    last = passed + len(found)
    return {
        "total": hits.total,
        "first": passed + 1 if found else 0,
        "last": last,
        "rows": [_report(*one, wanted, veil) for one in found],
        "next": _address(query, at + 1) if last < hits.total else None,
        "before": _address(query, at - 1) if at > 1 else None,
        "told_incidents": told,
        "told_address": f"/incidents?{urlencode({'q': query, 'all': '1'})}",
    }


def _report(
    line: ReportLine, document: Document, said: list[Review], wanted: list[str], veil: Veil
) -> dict[str, Any]:
    address = f"/report/{line.id}"
    hits = snippets(covered(document.text, veil, {line.id}), wanted)
    for hit in hits:
        hit["address"] = f"{address}?start={hit['start']}&end={hit['end']}#m"
    return {
        "doc_id": line.id,
        "line": line,
        "address": address,
        "hits": hits,
        "said": [one for review in said for one in _said(review, address, wanted, veil)][:3],
    }


def _said(review: Review, address: str, wanted: list[str], veil: Veil) -> list[dict[str, Any]]:
    """Where the words stand in what somebody said of the report."""
    span = review.words or review.right
    where = "" if span is None else f"?start={span.start}&end={span.end}#m"
    kind = _SAID.get(review.field, "note")
    return [
        {**hit, "by": review.by, "kind": kind, "address": f"{address}{where}"}
        for words in (value_words(review) or "", review.why)
        for hit in snippets(covered(words, veil, {review.doc_id or ""}), wanted, most=1)
    ]


def _incidents(desk: Desk, query: str) -> dict[str, Any]:
    wanted = ListFilter(names=query, everything=True)
    listed, heads = desk.listed(wanted, limit=_INCIDENTS)
    return {
        "total": listed.total,
        "rows": [incident_row(head) for head in heads],
        "address": f"/incidents?{urlencode({'name': query, 'all': '1'})}",
    }


def _actors(desk: Desk, query: str) -> list[dict[str, Any]]:
    """Actors that go by the query, by their neutral names, with the incidents that name them."""
    found = []
    for name in meant(query.strip('"')):
        incidents = desk.shelf.count(ListFilter(actor=name, everything=True))
        address = f"/incidents?{urlencode({'actor': name, 'all': '1'})}"
        found.append({"name": name, "incidents": incidents, "address": address})
    return found


def _address(query: str, at: int) -> str:
    return f"{PATH}?{urlencode({'q': query} | ({'page': str(at)} if at > 1 else {}))}"


ROUTES = page(PATH, search)
