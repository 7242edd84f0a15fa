"""What people did: who, when, what they were shown, what they chose, and why; with undo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import msgspec
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, StreamingResponse

from sayso.ledger.acts.act_pages import ActFilter
from sayso.ledger.errors import StaleError
from sayso.records.exchange.codec import encode
from sayso.records.review.act import ActKind
from sayso.records.review.coding import value_words
from sayso.review.answers import View, action, download, page
from sayso.review.desk import desk_of
from sayso.review.matrix_view import report_address
from sayso.review.numbers import number
from sayso.review.said_signs import kind_sign, told_verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from sayso.records.review.act import Deed
    from sayso.records.review.judgement import Review
    from sayso.review.desk import Desk

AT_ONCE = 50
"""Acts on one page."""

_MOST_REVIEWS = 8
"""What an act said that a page shows at once; the rest opens."""

_FIELDS = ("by", "kind", "target", "since", "until")


def history(request: Request) -> View:
    """The acts, the latest first, by page.

    `?by`, `kind`, `target` (a whole id), `since` and `until` (days) narrow it; `before=N` begins
    behind the act of that number.
    """
    return _page(desk_of(request), request.query_params)


def undo(request: Request) -> View | Response:
    """Takes an act back by another one, and shows the history with it."""
    desk, form = desk_of(request), request.state.form
    try:
        made = desk.take_back(form.get("act", ""), why=form.get("why", "").strip())
    except StaleError as error:
        return _page(desk, form, problem=str(error))
    kept = {name: form[name] for name in _FIELDS if form.get(name)}
    return RedirectResponse(f"/history?{urlencode(kept)}#{made.id}", status_code=303)


def as_lines(request: Request) -> Response:
    """The acts as JSON Lines, the earliest first, as `sayso ledger history` writes them."""
    desk = desk_of(request)
    deeds = desk.every_deed(_filter(request.query_params))
    return StreamingResponse(
        _lines(deeds),
        media_type="application/jsonl",
        headers={"content-disposition": 'attachment; filename="history.jsonl"'},
    )


def _lines(deeds: Iterator[Deed]) -> Iterator[bytes]:
    for deed in deeds:
        yield encode(deed) + b"\n"


def _page(desk: Desk, given: Mapping[str, str], *, problem: str = "") -> View:
    wanted = _filter(given)
    before = given.get("before", "")
    place = number(before)
    if before and place is None:
        raise HTTPException(400, f"before={before}: it is the number of an act")
    from_here = msgspec.structs.replace(wanted, before=place)
    found = desk.deeds(from_here, limit=AT_ONCE + 1)
    shown = found[:AT_ONCE]
    gone = desk.undone([deed.act.id for deed in shown])
    kept = {name: given.get(name, "") for name in _FIELDS}
    asked = {name: value for name, value in kept.items() if value}
    older = None
    if len(found) > AT_ONCE:
        older = f"/history?{urlencode({**asked, 'before': shown[-1].act.seq})}"
    model: dict[str, Any] = {
        "filter": kept,
        "people": desk.people(),
        "kinds": [{"value": one.value, "name": kind_sign(one)[1]} for one in desk.kinds()],
        "acts": [_act(desk, deed, deed.act.id in gone) for deed in shown],
        "older": older,
        "latest": f"/history?{urlencode(asked)}" if place else None,
        "lines": f"/history.jsonl?{urlencode(asked)}" if asked else "/history.jsonl",
        "problem": problem,
    }
    return View("history.html", model, status=409 if problem else 200)


def _filter(given: Mapping[str, str]) -> ActFilter:
    kind = given.get("kind") or None
    if kind is not None and kind not in set(ActKind):
        raise HTTPException(400, f"kind={kind}: it is one of {', '.join(ActKind)}")
    return ActFilter(
        by=given.get("by") or None,
        kind=ActKind(kind) if kind else None,
        target=given.get("target") or None,
        since=given.get("since") or None,
        until=given.get("until") or None,
    )


def _act(desk: Desk, deed: Deed, undone: bool) -> dict[str, Any]:
    one = deed.act
    sign, words = kind_sign(one.kind)
    told = [_said(review) for review in deed.reviews]
    said_something = bool(one.reviews or one.links)
    own = one.by == desk.person.name or desk.may_undo_others
    return {
        "id": one.id,
        "seq": one.seq,
        "at": one.at,
        "by": one.by,
        "kind": one.kind.value,
        "sign": sign,
        "words": words,
        "shown": one.shown,
        "why": one.why,
        "said": told[:_MOST_REVIEWS],
        "more": told[_MOST_REVIEWS:],
        "count": len(one.reviews),
        "untold": max(0, len(one.reviews) - len(told)),
        "pairs": [
            {"left": link.left_id, "right": link.right_id, "judgement": link.judgement.value}
            for link in deed.links
        ],
        "subjects": one.subjects,
        "undoes": one.undoes,
        "undone": undone,
        "erased": one.erased,
        "can_undo": said_something and own and not undone and not one.erased,
    }


def _said(review: Review) -> dict[str, Any]:
    words = review.words or review.right
    if review.doc_id is None:
        address = f"/incident/{review.target}"
    elif words is not None:
        address = report_address(review.doc_id, words.start, words.end, "/history")
    else:
        address = f"/report/{review.doc_id}"
    return {
        **told_verdict(review),
        "field": review.field,
        "target": review.target,
        "address": address,
        "quote": words.quote if words is not None else None,
        "was": review.shown,
        "value": value_words(review),
    }


ROUTES = [
    *page("/history", history),
    *download("/history.jsonl", as_lines),
    *action("/history/undo", undo),
]
