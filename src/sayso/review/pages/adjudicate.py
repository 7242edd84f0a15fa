"""Where coders differ: the referee sees what each said, and rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import RedirectResponse

from sayso.export.matrix import stance_name
from sayso.incidents.reviewed.values import FIELDS, WORDS
from sayso.ledger.errors import LedgerError, StaleError
from sayso.lexicons.codes.coded_fields import coded_fields
from sayso.pipeline.coders.questions import State
from sayso.pipeline.coders.ruling import OTHER, READ, REJECT
from sayso.records.review.judgement import Verdict
from sayso.records.review.user import Role
from sayso.review.answers import View, action, page
from sayso.review.matrix_view import report_address
from sayso.review.numbers import seen
from sayso.review.panel import MOST_SHOWN, panel_of
from sayso.review.queue_view import in_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from sayso.pipeline.coders.questions import Question
    from sayso.records.review.judgement import Review
    from sayso.review.panel import Panel

_STALE, _REFUSED = 409, 400


def adjudicate(request: Request) -> View:
    """The incidents in which coders differ, those with most questions first."""
    panel = panel_of(request)
    found = panel.open()
    return View(
        "adjudicate_list.html",
        {
            "incidents": [
                {**heading(panel, key), "open": number} for key, number in found[:MOST_SHOWN]
            ],
            "found": len(found),
            "questions": sum(number for _, number in found),
        },
    )


def one(request: Request) -> View:
    """The questions of an incident; `?names=1` tells which coder is which."""
    return _view(request, bool(request.query_params.get("names")))


def rule(request: Request) -> View | Response:
    """What the referee rules on one question."""
    panel, form, id_ = panel_of(request), request.state.form, request.path_params["id"]
    names = bool(form.get("names"))
    try:
        panel.rule(
            id_,
            form.get("question", ""),
            form.get("choice", ""),
            value=form.get("value", ""),
            why=form.get("why", ""),
            seen=seen(form),
        )
    except (LedgerError, ValueError) as error:
        status = _STALE if isinstance(error, StaleError) else _REFUSED
        return _view(request, names, typed=form, failed=str(error), status=status)
    query = "?names=1" if names else ""
    return RedirectResponse(f"/adjudicate/{id_}{query}#{form['question']}", status_code=303)


def heading(panel: Panel, key: str) -> dict[str, Any]:
    """An incident by its id, with what it is in words."""
    there = panel.desk.queued(key)
    if there is None:
        return {"id": key, "heading": key, "counts": ""}
    told = in_list(there, ())
    return {name: told[name] for name in ("id", "heading", "counts")}


def _view(
    request: Request,
    names: bool,
    *,
    typed: dict[str, str] | None = None,
    failed: str | None = None,
    status: int = 200,
) -> View:
    panel, id_ = panel_of(request), request.path_params["id"]
    found = panel.questions(id_)
    coders = sorted({answer.by for question in found for answer in question.answers})
    model = {
        **heading(panel, id_),
        "names": names,
        "coders": len(coders),
        "counts_by_state": {
            state.value: sum(question.state is state for question in found) for state in State
        },
        "questions": [_question(question, id_, coders, names=names) for question in found],
        "seen": panel.desk.last_act(),
        "typed": typed or {},
        "failed": failed,
    }
    return View("adjudicate.html", model, status=status)


def _question(asked: Question, id_: str, coders: Sequence[str], *, names: bool) -> dict[str, Any]:
    claim = asked.account.claim if asked.account is not None else None
    sentence, words = asked.sentence, asked.words or asked.sentence
    address = None
    if claim is not None and words is not None:
        address = report_address(
            claim.doc_id, words.start, words.end, f"/adjudicate/{id_}#{asked.key}"
        )
    return {
        "key": asked.key,
        "field": asked.field,
        "title": coded_fields()[asked.field].title,
        "state": asked.state.value,
        "voice": _voice(asked),
        "stance": stance_name(claim.stance) if claim is not None else None,
        "quote": asked.words.quote if asked.words is not None else None,
        "sentence": sentence.quote if sentence is not None else None,
        "address": address,
        "read": asked.read,
        "choose_read": READ if asked.read is not None or not asked.about.field else None,
        "choose_other": OTHER if asked.about.field in set(FIELDS) - WORDS else None,
        "choose_reject": REJECT,
        "answers": [
            {
                "choice": str(number),
                "coder": coders.index(answer.by) + 1,
                "by": answer.by if names else None,
                **_said(answer),
            }
            for number, answer in enumerate(asked.answers, start=1)
        ],
        "ruling": {"by": asked.ruling.by, **_said(asked.ruling)} if asked.ruling else None,
    }


def _said(review: Review) -> dict[str, Any]:
    """A word as pages show it: what is set, or what was done."""
    told = review.value or (review.right.quote if review.right is not None else None)
    if review.verdict is Verdict.ACCEPT:
        told = review.value or review.shown
    return {
        "verdict": review.verdict.value,
        "value": told if review.verdict is not Verdict.REJECT else None,
        "why": review.why,
        "at": review.at[:10],
    }


def _voice(asked: Question) -> str | None:
    """Whose account it is, and through which report."""
    if asked.account is None:
        return None
    claim, outlet = asked.account.claim, asked.account.publisher or asked.account.report
    voice = (claim.voice.name or claim.voice.span.quote) if claim.voice is not None else None
    return f"{voice}, through {outlet}" if voice else outlet


ROUTES = [
    *page("/adjudicate", adjudicate),
    *page("/adjudicate/{id}", one),
    *action("/adjudicate/{id}", rule, role=Role.REFEREE),
]
