"""What is addressed to a person: what was overruled and why, questions and answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import RedirectResponse

from sayso.incidents.reviewed.settling import same_answer
from sayso.ledger.errors import LedgerError
from sayso.lexicons.codes.coded_fields import coded_fields
from sayso.pipeline.coders.units import field_name
from sayso.records.review.judgement import Verdict
from sayso.review.answers import View, action, page
from sayso.review.numbers import number
from sayso.review.pages.adjudicate import heading
from sayso.review.panel import Panel
from sayso.review.post import AT_ONCE, post_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from sayso.records.review.act import Act
    from sayso.records.review.judgement import Review
    from sayso.review.post import Post, Ruled, Thread

_REFUSED = 400


def feedback(request: Request) -> View:
    """Rulings on what the person said, the latest first; `?before=N` those of earlier acts."""
    given = request.query_params.get("before", "")
    return _view(post_of(request), number(given))


def read(request: Request) -> Response:
    """Notes that the person has read everything."""
    post_of(request).mark_read()
    return RedirectResponse("/feedback", status_code=303)


def answer(request: Request) -> View | Response:
    """Answers a question."""
    post, form = post_of(request), request.state.form
    try:
        post.answer(form.get("question", ""), form.get("words", ""))
    except (LedgerError, ValueError) as error:
        return _view(post, None, typed=form, failed=str(error), status=_REFUSED)
    return RedirectResponse(f"/feedback#{form['question']}", status_code=303)


def ask(request: Request) -> View:
    """What was asked about one incident, as far as the person is part of it, and the form."""
    return _ask_view(request)


def put(request: Request) -> View | Response:
    """Asks the referee or another coder about an incident."""
    post, form, id_ = post_of(request), request.state.form, request.path_params["id"]
    try:
        post.ask(id_, form.get("words", ""), whom=form.get("whom", ""))
    except ValueError as error:
        return _ask_view(request, typed=form, failed=str(error), status=_REFUSED)
    return RedirectResponse(f"/ask/{id_}", status_code=303)


def _ask_view(
    request: Request,
    *,
    typed: Mapping[str, str] | None = None,
    failed: str | None = None,
    status: int = 200,
) -> View:
    post = post_of(request)
    key = post.desk.incident(request.path_params["id"]).told.matrix.incident.id
    model = {
        **heading(Panel(post.desk), key),
        "threads": [_thread(post, one) for one in post.threads(key)],
        "people": post.people(),
        "typed": dict(typed or {}),
        "failed": failed,
    }
    return View("ask.html", model, status=status)


def _view(
    post: Post,
    before: int | None,
    *,
    typed: Mapping[str, str] | None = None,
    failed: str | None = None,
    status: int = 200,
) -> View:
    rulings = post.rulings(before=before)
    model = {
        "rulings": [_ruled(post, one) for one in rulings],
        "given": [_given(post, one) for one in post.given(before=before)],
        "threads": [_thread(post, one) for one in post.threads()] if before is None else [],
        "waiting": post.unread(),
        "more": min((one.act.seq for one in rulings), default=None)
        if len({one.act.id for one in rulings}) == AT_ONCE
        else None,
        "typed": dict(typed or {}),
        "failed": failed,
    }
    return View("feedback.html", model, status=status)


def _ruled(post: Post, one: Ruled) -> dict[str, Any]:
    return {
        "incident": heading(Panel(post.desk), one.incident),
        "title": coded_fields()[field_name(one.own)].title,
        "quote": one.own.words.quote if one.own.words is not None else None,
        "read": one.own.shown,
        "own": _word(one.own),
        "ruled": _word(one.ruling),
        "same": same_answer(one.own, one.ruling),
        "why": one.ruling.why,
        "by": one.act.by,
        "at": one.act.at[:10],
        "new": post.is_new(one.act),
    }


def _given(post: Post, act: Act) -> dict[str, Any]:
    return {"by": act.by, "at": act.at[:10], "how": act.shown, "new": post.is_new(act)}


def _thread(post: Post, one: Thread) -> dict[str, Any]:
    return {
        "id": one.question.id,
        "incident": heading(Panel(post.desk), one.incident),
        "mine": one.mine,
        "whom": one.question.value,
        "question": _letter(one.question),
        "answers": [_letter(note) for note in one.answers],
    }


def _letter(review: Review) -> dict[str, str]:
    return {"by": review.by, "at": review.at[:10], "words": review.why}


def _word(review: Review) -> str:
    """What somebody said of a value, in words."""
    if review.verdict is Verdict.REJECT:
        return "rejected"
    told = review.value or (review.right.quote if review.right is not None else "")
    if review.verdict is Verdict.ACCEPT:
        kept = review.value or review.shown
        return f"{kept}, as read" if kept else "as read"
    return told


ROUTES = [
    *page("/feedback", feedback),
    *action("/feedback/read", read, role=None),
    *action("/feedback/answer", answer),
    *page("/ask/{id}", ask),
    *action("/ask/{id}", put),
]
