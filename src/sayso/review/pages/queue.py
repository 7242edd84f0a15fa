"""The queue: what is worth most to look at, and deciding on it one by one."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from sayso.ledger.acts.act_pages import ActFilter
from sayso.ledger.errors import StaleError
from sayso.records.review.act import ActKind
from sayso.records.review.judgement import Review, Verdict
from sayso.records.review.queue import Need
from sayso.review.answers import View, action, page
from sayso.review.desk import Desk, desk_of
from sayso.review.numbers import seen
from sayso.review.queue_asking import Asked, asked_of, place_of, place_words
from sayso.review.queue_view import in_list, item, shown_words, weights_told
from sayso.review.said_signs import verdict_sign

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from sayso.records.review.act import Deed
    from sayso.records.review.queue import Queued
    from sayso.records.shown.matrix import Matrix

AT_ONCE = 50
"""Incidents on one page of the list."""

ORIGIN = "review room"
"""Where decisions made on these pages say that they come from."""

_TRIAGE = (Verdict.ACCEPT, Verdict.REJECT, Verdict.SKIP, Verdict.FLAG)
_LATEST = 20


def queue(request: Request) -> View:
    """The incidents in the order of their score, by page.

    `?disputed=1`, `country`, `event_type`, `bloc`, `place`, `actor` narrow it; `need` is one of
    mine (as usual, where something was given to the person), open (else), asked, flagged, all;
    `after=SCORE:ID` begins behind a place.
    """
    desk = desk_of(request)
    asked = asked_of(desk, request.query_params)
    found = desk.queue(
        asked.wanted(desk), after=place_of(request.query_params.get("after")), limit=AT_ONCE + 1
    )
    shown = found[:AT_ONCE]
    said = _by_target(desk, [one.summary.id for one in shown])
    more = asked.address("/queue", after=place_words(shown[-1])) if len(found) > AT_ONCE else None
    items = [in_list(one, said.get(one.summary.id, ())) for one in shown]
    for one, told in zip(shown, items, strict=True):
        told["address"] = asked.address("/queue/next", item=one.summary.id)
    return View(
        "queue.html",
        {
            **_frame(desk, asked),
            "filter": {**dict.fromkeys(_FIELDS, ""), **asked.fields, "need": asked.need.value},
            "needs": [need.value for need in Need],
            "choices": desk.queue_choices(),
            "incidents": items,
            "more": more,
            "first": asked.address("/queue"),
            "begin": asked.address("/queue/next"),
            "weights": weights_told(),
        },
    )


def next_item(request: Request) -> View:
    """The first incident that is left, or that of `?item=ID`, with enough to decide on it."""
    given = request.query_params
    desk = desk_of(request)
    return _triage(desk, asked_of(desk, given), given.get("item"), given.get("after"))


def decide(request: Request) -> View | Response:
    """What a person says of an incident; then the next one."""
    desk, form = desk_of(request), request.state.form
    asked, wanted = asked_of(desk, form), form.get("item", "")
    verdict = form.get("verdict", "")
    if verdict not in _TRIAGE:
        raise HTTPException(400, f"verdict={verdict}: it is one of {', '.join(_TRIAGE)}")
    matrix = desk.incident(wanted).told.matrix
    key = matrix.incident.id
    review = Review.make(
        key,
        Verdict(verdict),
        doc_id=None,
        by=desk.person.name,
        at=datetime.now(UTC).isoformat(timespec="milliseconds"),
        origin=ORIGIN,
        why=form.get("why", "").strip(),
    )
    try:
        desk.decide(
            ActKind.DECIDE,
            reviews=[review],
            why=review.why,
            shown=shown_words(matrix),
            seen=seen(form),
        )
    except StaleError as error:
        return _triage(desk, asked, key, None, problem=str(error), why=review.why)
    there = desk.queued(key)
    if form.get("stay"):
        return _to(asked.address("/queue/next", item=key))
    return _to(asked.address("/queue/next", after=place_words(there) if there else None))


def undo(request: Request) -> View | Response:
    """Takes back an act of the person and shows what it was about."""
    desk, form = desk_of(request), request.state.form
    asked, wanted = asked_of(desk, form), form.get("act", "")
    try:
        act = desk.take_back(wanted, why="undone in the queue")
    except StaleError as error:
        return _triage(desk, asked, form.get("item"), None, problem=str(error))
    about = next((key for key in act.subjects if desk.queued(key)), None)
    return _to(asked.address("/queue/next", item=about))


def _triage(  # noqa: PLR0913 (one page in all its states)
    desk: Desk,
    asked: Asked,
    wanted: str | None,
    after: str | None,
    *,
    problem: str = "",
    why: str = "",
) -> View:
    matrix, there = _found(desk, asked, wanted, after)
    model: dict[str, Any] = {
        **_frame(desk, asked),
        "item": _item(desk, asked, matrix, there) if matrix is not None else None,
        "seen": desk.last_act(),
        "undo": _last_done(desk),
        "list": asked.address("/queue"),
        "begin": asked.address("/queue/next"),
        **_around(desk, asked, there),
        "problem": problem,
        "reason": why,
    }
    return View("triage.html", model, status=409 if problem else 200)


def _found(
    desk: Desk, asked: Asked, wanted: str | None, after: str | None
) -> tuple[Matrix | None, Queued | None]:
    """The incident that is asked for, else the first one of the queue behind a place."""
    if wanted:
        matrix = desk.incident(wanted).told.matrix
        return matrix, desk.queued(matrix.incident.id)
    first = desk.queue(asked.wanted(desk), after=place_of(after), limit=1)
    if not first:
        return None, None
    return desk.incident(first[0].summary.id).told.matrix, first[0]


def _item(desk: Desk, asked: Asked, matrix: Matrix, there: Queued | None) -> dict[str, Any]:
    key = matrix.incident.id
    back = asked.address("/queue/next", item=key)
    return item(matrix, there, desk.said_of([key]), back=back)


def _around(desk: Desk, asked: Asked, there: Queued | None) -> dict[str, str | None]:
    """The addresses of the incidents before and behind one in the queue."""
    if there is None:
        return {"before": None, "behind": None}
    place = place_of(place_words(there))
    former = desk.queue(asked.wanted(desk), before=place, limit=1)
    before = asked.address("/queue/next", item=former[0].summary.id) if former else None
    return {"before": before, "behind": asked.address("/queue/next", after=place_words(there))}


def _frame(desk: Desk, asked: Asked) -> dict[str, Any]:
    """What the list and the single incident share: the filter and how far the person has come."""
    total = desk.count_queue(asked.filter)
    done = desk.count_done(asked.filter)
    known = {Need.OPEN: total - done, Need.ALL: total}
    found = known[asked.need] if asked.need in known else desk.count_queue(asked.wanted(desk))
    return {
        "found": found,
        "fields": asked.fields,
        "progress": {"done": done, "total": total},
    }


def _last_done(desk: Desk) -> dict[str, Any] | None:
    """The last decision of the person that stands, to be taken back; null where there is none."""
    wanted = ActFilter(by=desk.person.name, kind=ActKind.DECIDE)
    found = [deed for deed in desk.deeds(wanted, limit=_LATEST) if deed.reviews]
    gone = desk.undone([deed.act.id for deed in found])
    for deed in found:
        if deed.act.id not in gone:
            return {"act": deed.act.id, "words": _done_words(deed)}
    return None


def _done_words(deed: Deed) -> str:
    _, word = verdict_sign(deed.reviews[0].verdict)
    about = deed.act.shown.split(" | ")[0] or ", ".join(deed.act.subjects)
    return f"{word}: {about}"


def _by_target(desk: Desk, ids: list[str]) -> dict[str, list[Review]]:
    found: dict[str, list[Review]] = {}
    for review in desk.said_of(ids):
        found.setdefault(review.target, []).append(review)
    return found


def _to(address: str) -> Response:
    return RedirectResponse(address, status_code=303)


_FIELDS = ("country", "event_type", "bloc", "place", "actor", "disputed")

ROUTES = [
    *page("/queue", queue),
    *page("/queue/next", next_item),
    *action("/queue/decide", decide),
    *action("/queue/undo", undo),
]
