"""What is kept from whom: restricted incidents, graphic words, names of private people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from starlette.responses import RedirectResponse

from sayso.export.matrix import heading_words
from sayso.ledger.acts.acting import Doing
from sayso.ledger.errors import LedgerError, StaleError
from sayso.pipeline.deciding.safety import mark_graphic, mark_personal, probably_graphic, restrict
from sayso.records.review.act import ActKind
from sayso.records.review.judgement import GRAPHIC, PERSONAL, RESTRICTED
from sayso.records.review.user import Role
from sayso.review.answers import View, action, check_role, page
from sayso.review.desk import desk_of
from sayso.review.numbers import number
from sayso.review.room import room_of
from sayso.review.ways import inside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from starlette.requests import Request
    from starlette.responses import Response

    from sayso.records.review.act import Act
    from sayso.records.review.judgement import Review


def safety(request: Request) -> View:
    """Everything that is restricted or marked, with who did so and why; for referees.

    `?suggest=1` also looks for reports that may be graphic, by a list of words.
    """
    check_role(request, Role.REFEREE)
    model = _model(request)
    if request.query_params.get("suggest"):
        found = probably_graphic(room_of(request).ledger)
        model["suggested"] = [{"doc_id": one.doc_id, "words": one.words} for one in found]
    return View("safety.html", model)


def restricting(request: Request) -> View | Response:
    """Restricts an incident, or frees it (`on` empty); it needs a reason."""

    def do(form: dict[str, str], by: str, seen: int | None) -> Act:
        ledger = desk_of(request).ledger
        wanted = request.path_params["id"]
        return restrict(ledger, wanted, by=by, why=form.get("why", ""), on=_on(form), seen=seen)

    return _done(request, do)


def graphic(request: Request) -> View | Response:
    """Marks an incident or a report as graphic, or takes the mark back."""

    def do(form: dict[str, str], by: str, seen: int | None) -> Act:
        ledger = desk_of(request).ledger
        wanted = request.path_params["id"]
        return mark_graphic(
            ledger, wanted, by=by, why=form.get("why", ""), on=_on(form), seen=seen
        )

    return _done(request, do)


def personal(request: Request) -> View | Response:
    """Marks a private person's name: its words, or where they stand (`start`, `end`).

    Who marked it may take it back (`on` empty), and a referee: others would read it so.
    """

    def do(form: dict[str, str], by: str, seen: int | None) -> Act:
        ledger = desk_of(request).ledger
        document = ledger.document(request.path_params["id"])
        start, end = _stretch(form, document.text)
        why = form.get("why", "")
        if not _on(form) and not _is_own(ledger.marked(PERSONAL), document.text[start:end], by):
            check_role(request, Role.REFEREE)
        return mark_personal(
            ledger, document.id, start, end, by=by, why=why, on=_on(form), seen=seen
        )

    return _done(request, do)


def show_graphic(request: Request) -> Response:
    """Shows the words of a graphic incident or report to one person, until they sign out."""
    form, person = request.state.form, request.state.person
    desk = desk_of(request)
    target = form.get("target", "")
    docs = {target}
    if not target.startswith("d"):
        events = desk.ledger.incident(target).event_ids
        docs |= {account.claim.doc_id for account in desk.ledger.accounts(events)}
    if not docs & room_of(request).ledger.graphic(person.name, "").docs:
        raise LedgerError(f"nothing in {target!r} is marked graphic: its words are shown")
    desk.ledger.record_act(Doing(by=person.name, kind=ActKind.UNBLUR, subjects=(target,)))
    return RedirectResponse(_back(request), 303)


def _done(
    request: Request, do: Callable[[dict[str, str], str, int | None], Act]
) -> View | Response:
    """Does something and goes back; nothing is lost where somebody was quicker."""
    form = request.state.form
    try:
        do(form, request.state.person.name, number(form.get("seen", "")))
    except StaleError as error:
        return View("message.html", {"status": 409, "message": str(error)}, 409)
    return RedirectResponse(_back(request), 303)


def _back(request: Request) -> str:
    """Where the form stood: its field `next`, or the page that sent it."""
    given = request.state.form.get("next")
    if given:
        return inside(given)
    parts = urlsplit(request.headers.get("referer", ""))
    if parts.netloc != request.headers.get("host"):
        return "/"
    return inside(f"{parts.path}?{parts.query}" if parts.query else parts.path or "/")


def _is_own(marks: Iterable[Review], name: str, by: str) -> bool:
    """Whether a person marked a name by themselves: they may take it back, as referees may."""
    told = [one.by for one in marks if one.words is not None and one.words.quote == name.strip()]
    return bool(told) and set(told) == {by}


def _on(form: dict[str, str]) -> bool:
    return form.get("on", "yes") == "yes"


def _stretch(form: dict[str, str], text: str) -> tuple[int, int]:
    """Where a name stands.

    Raises:
        LedgerError: when the report does not have it.
    """
    start, end = form.get("start", ""), form.get("end", "")
    if start.isdecimal() and end.isdecimal():
        return int(start), int(end)
    name = form.get("name", "").strip()
    at = text.find(name) if name else -1
    if at < 0:
        raise LedgerError(f"{name!r} does not stand in this report: type it as it stands there")
    return at, at + len(name)


def _model(request: Request) -> dict[str, Any]:
    ledger = room_of(request).ledger
    ids = sorted(ledger.restricted())
    lines = {key: one.line for key, one in ledger.summaries(ids).items()}
    reasons = {one.target: one for one in ledger.marked(RESTRICTED)}
    return {
        "restricted": [
            {
                "id": key,
                "heading": heading_words(line.headline) if (line := lines.get(key)) else key,
                **_said(reasons.get(key)),
            }
            for key in ids
        ],
        "graphic": [
            {"id": one.target, "report": one.doc_id is not None, **_said(one)}
            for one in ledger.marked(GRAPHIC)
        ],
        "personal": [
            {
                "name": one.words.quote,
                "doc_id": one.doc_id,
                "start": one.words.start,
                "end": one.words.end,
                **_said(one),
            }
            for one in ledger.marked(PERSONAL)
            if one.words is not None
        ],
        "suggested": None,
        "seen": ledger.last_act(),
    }


def _said(one: Review | None) -> dict[str, str]:
    if one is None:
        return {"by": "", "at": "", "why": "shares events with a restricted incident"}
    return {"by": one.by, "at": one.at[:10], "why": one.why}


ROUTES = [
    *page("/safety", safety),
    *action("/incident/{id}/restrict", restricting, role=Role.REFEREE),
    *action("/incident/{id}/graphic", graphic),
    *action("/report/{id}/graphic", graphic),
    *action("/report/{id}/personal", personal),
    *action("/graphic/show", show_graphic, role=Role.READER),
]
