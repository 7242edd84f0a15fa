"""What people decide of an incident and its values: each decision can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from sayso.export.matrix import heading_words, who_through
from sayso.ledger.custody import now
from sayso.ledger.errors import LedgerError, StaleError
from sayso.records.review.act import ActKind
from sayso.records.review.judgement import Review, Verdict
from sayso.records.shown.matrix import Column
from sayso.review.answers import View, action, page
from sayso.review.desk import Desk, desk_of
from sayso.review.incident import doing
from sayso.review.incident.model import incident_model
from sayso.review.incident.values import ORIGIN, Matter, matter_of, matter_view, review_of
from sayso.review.incident.whole import whole_review
from sayso.review.matrix_view import report_address
from sayso.review.numbers import seen
from sayso.review.told_reasons import Reasons

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from starlette.requests import Request
    from starlette.responses import Response

    from sayso.records.review.act import Act
    from sayso.records.shown.matrix import Matrix

_KINDS = {Verdict.NOTE: ActKind.NOTE, Verdict.ASK: ActKind.ASK}
_STALE, _REFUSED = 409, 400


def cell(request: Request) -> View:
    """One value of one account, with its words and reasons, and the form that judges it."""
    desk, asked = desk_of(request), request.query_params
    return _cell_view(desk, request.path_params["id"], asked, typed={}, failed=None, status=200)


def judge_cell(request: Request) -> View | Response:
    """Accepts, rejects or sets a value right, or notes or asks something beside it."""
    desk, form, id_ = desk_of(request), request.state.form, request.path_params["id"]
    try:
        matter = _matter(desk, id_, form)
        review = review_of(matter, form, by=desk.person.name)
        act = desk.decide(
            _KINDS.get(review.verdict, ActKind.DECIDE),
            reviews=[review],
            subjects=[id_],
            why=review.why,
            shown=matter.shown or "",
            seen=seen(form),
        )
    except (StaleError, ValueError) as error:
        status = _STALE if isinstance(error, StaleError) else _REFUSED
        return _cell_view(desk, id_, form, typed=form, failed=str(error), status=status)
    return _back(id_, act, form.get("back", ""))


def judge(request: Request) -> View | Response:
    """Accepts or rejects an incident as such, flags it, notes or asks something about it."""
    desk, form = desk_of(request), request.state.form
    id_ = doing.present(desk, request.path_params["id"])

    def do() -> Act:
        verdict, why = Verdict(form.get("verdict", "")), form.get("why", "").strip()
        if verdict in _KINDS and not why:
            raise ValueError("write what you note or ask")
        if verdict in {Verdict.CORRECT, Verdict.WITHDRAW}:
            raise ValueError("an incident is accepted or rejected: set its values right")
        review = Review.make(
            id_, verdict, doc_id=None, by=desk.person.name, why=why, at=now(), origin=ORIGIN
        )
        kind = _KINDS.get(verdict, ActKind.DECIDE)
        return desk.decide(kind, reviews=[review], why=why, seen=seen(form))

    return _done(request, do)


def set_right(request: Request) -> View | Response:
    """Sets the place, days, type or sides of an incident as such; no account is changed by it."""
    desk, form = desk_of(request), request.state.form
    id_ = doing.present(desk, request.path_params["id"])

    def do() -> Act:
        review = whole_review(desk, id_, form)
        return desk.decide(
            ActKind.DECIDE,
            reviews=[review],
            why=review.why,
            shown=review.shown or "",
            seen=seen(form),
        )

    return _done(request, do)


def merge(request: Request) -> View | Response:
    """Makes one incident of this and another."""
    desk, form, id_ = desk_of(request), request.state.form, request.path_params["id"]
    other, why = form.get("other", "").strip(), form.get("why", "").strip()
    return _done(request, lambda: doing.merge(desk, id_, other, why=why, seen=seen(form)))


def split(request: Request) -> View | Response:
    """Takes the ticked events out of the incident."""
    desk, form, id_ = desk_of(request), request.state.form, request.path_params["id"]
    events = [str(one) for one in request.state.fields.getlist("event")]
    why = form.get("why", "").strip()
    return _done(request, lambda: doing.split(desk, id_, events, why=why, seen=seen(form)))


def unlink(request: Request) -> View | Response:
    """Holds a report apart from those whose words it shares."""
    desk, form, id_ = desk_of(request), request.state.form, request.path_params["id"]
    doc, why = form.get("report", ""), form.get("why", "").strip()
    return _done(request, lambda: doing.unlink(desk, id_, doc, why=why, seen=seen(form)))


def settle(request: Request) -> View | Response:
    """Takes over what sayso reads now in place of what was set, or keeps that."""
    desk, form, id_ = desk_of(request), request.state.form, request.path_params["id"]

    def do() -> Act:
        told = desk.incident(id_).told.accounts
        found = doing.differences(desk, {account.claim.doc_id for account in told})
        wanted = [one for one in found if one.review.id == form.get("review")]
        if not wanted:
            raise ValueError("this difference is settled already: load the page again")
        take, why = form.get("choice") == "take", form.get("why", "").strip()
        return doing.settle(desk, wanted[0], take=take, why=why, seen=seen(form))

    return _done(request, do)


def undo(request: Request) -> View | Response:
    """Takes an act back; the act that takes it back can be taken back too."""
    desk, form = desk_of(request), request.state.form
    return _done(
        request, lambda: desk.take_back(form.get("act", ""), why=form.get("why", "").strip())
    )


def _done(request: Request, do: Callable[[], Act]) -> View | Response:
    """Does it and goes back to the page; where it cannot be done the page says why."""
    desk, form, id_ = desk_of(request), request.state.form, request.path_params["id"]
    try:
        act = do()
    except (LedgerError, ValueError) as error:
        status = _STALE if isinstance(error, StaleError) else _REFUSED
        model = incident_model(desk, desk.incident(id_))
        kept = {**model, "done": None, "failed": str(error), "typed": form}
        return View("incident.html", kept, status=status)
    return _back(id_, act, form.get("back", ""))


def _back(id_: str, act: Act, anchor: str) -> Response:
    """To the incident, at the place that was decided on, with what was done."""
    place = f"#{anchor}" if anchor.replace("-", "").isalnum() else ""
    address = f"/incident/{id_}?{urlencode({'done': act.id})}{place}"
    return RedirectResponse(address, status_code=303)


def _cell_view(  # noqa: PLR0913 (what the page says)
    desk: Desk,
    id_: str,
    asked: Mapping[str, str],
    *,
    typed: Mapping[str, str],
    failed: str | None,
    status: int,
) -> View:
    shown = desk.incident(id_)
    matter = _matter(desk, id_, asked)
    matrix, claim = shown.told.matrix, matter.account.claim
    reasons = Reasons.of(desk.readings([claim.doc_id]), shown.told.corrections)
    back = asked.get("back", "") or _anchor(matrix, matter)
    model: dict[str, Any] = {
        "id": matrix.incident.id,
        "heading": heading_words(matrix.headline),
        "who": next((who_through(r) for r in matrix.rows if claim.id in r.claims), ""),
        "claim": claim.id,
        "matter": matter_view(matter),
        "why": _why(reasons, matter),
        "sentences": [
            {
                "quote": one.quote,
                "address": report_address(
                    claim.doc_id, one.start, one.end, f"/incident/{id_}#{back}"
                ),
            }
            for one in (claim.sentences or claim.evidence)
        ],
        "report": f"/report/{claim.doc_id}",
        "back": back,
        "seen": desk.last_act(),
        "typed": dict(typed),
        "failed": failed,
    }
    return View("incident_cell.html", model, status=status)


def _why(reasons: Reasons, matter: Matter) -> list[dict[str, Any]]:
    claim, column = matter.account.claim, matter.column
    if column is None:
        return []
    if matter.shown is None and matter.words is None:
        return reasons.of_none([claim], column)
    return reasons.of_value(claim, column, matter.words)


def _matter(desk: Desk, id_: str, asked: Mapping[str, str]) -> Matter:
    """What is to be judged; a claim that the incident does not have is refused."""
    wanted = asked.get("claim", "")
    for account in desk.incident(id_).told.accounts:
        if account.claim.id == wanted:
            try:
                return matter_of(account, asked)
            except ValueError as error:
                raise HTTPException(_REFUSED, str(error)) from None
    raise LedgerError(f"{id_} has no account {wanted}: load its page again")


def _anchor(matrix: Matrix, matter: Matter) -> str:
    """Where the value stands on the incident's page."""
    for row in matrix.rows:
        if matter.account.claim.id in row.claims:
            if matter.column is None:
                return f"row{row.number}"
            told = row.cells.get(Column(matter.column), ())
            place = next((n for n, one in enumerate(told) if one.words == matter.words), None)
            name = matter.column.value
            return f"r{row.number}-{name}" if place is None else f"c{row.number}-{name}-{place}"
    return "side-by-side"


ROUTES = [
    *page("/incident/{id}/cell", cell),
    *action("/incident/{id}/cell", judge_cell),
    *action("/incident/{id}/judge", judge),
    *action("/incident/{id}/set", set_right),
    *action("/incident/{id}/merge", merge),
    *action("/incident/{id}/split", split),
    *action("/incident/{id}/unlink", unlink),
    *action("/incident/{id}/settle", settle),
    *action("/incident/{id}/undo", undo),
]
