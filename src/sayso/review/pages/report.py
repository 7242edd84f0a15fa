"""The page of a report: its archived text, what was read from each sentence, and corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from sayso.ledger.errors import LedgerError, StaleError
from sayso.review.answers import View, action, page
from sayso.review.desk import desk_of
from sayso.review.report import doing
from sayso.review.report.choices import choices
from sayso.review.report.marks import KINDS
from sayso.review.report.names import names_model
from sayso.review.report.view import Asked, report_model

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from starlette.requests import Request
    from starlette.responses import Response

    from sayso.review.report.doing import Done
    from sayso.review.report.told import Told

_STALE, _REFUSED = 409, 400


def report(request: Request) -> View | Response:
    """The text of a report with every span that was read, by its id.

    `?start=&end=` are the code points to highlight, `from=` leads back, `kind=` (once for each,
    with `marks=1`) leaves other marks out, `part=` is a part of a long report.
    """
    wanted = request.path_params["id"]
    told = desk_of(request).told(wanted)
    if told.document.id != wanted:
        suffix = ".json" if request.url.path.endswith(".json") else ""
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"/report/{told.document.id}{suffix}{query}", status_code=303)
    return View("report.html", _model(request, told, asked_of(request)))


def names(request: Request) -> View:
    """The actors and places that a report names, with the names that are known for them."""
    return View("report_names.html", names_model(desk_of(request).told(request.path_params["id"])))


def fill(request: Request) -> View | Response:
    """Says that words are a value of an event."""
    return _do(request, lambda told, form: doing.fill(desk_of(request), told, form))


def judge(request: Request) -> View | Response:
    """Accepts an account, or says that there is no such event."""
    return _do(request, lambda told, form: doing.judge(desk_of(request), told, form))


def code(request: Request) -> View | Response:
    """Codes a new event."""
    return _do(request, lambda told, form: doing.code(desk_of(request), told, form))


def say(request: Request) -> View | Response:
    """Translates words, notes or asks something, marks a name as personal."""
    return _do(request, lambda told, form: doing.say(desk_of(request), told, form))


def undo(request: Request) -> View | Response:
    """Takes back what was done."""
    return _do(request, lambda _told, form: doing.undo(desk_of(request), form))


def asked_of(request: Request) -> Asked:
    """What an address asks of the page.

    Raises:
        HTTPException: 400 for offsets that are no numbers.
    """
    given = request.query_params
    kinds = tuple(kind for kind in given.getlist("kind") if kind in KINDS)
    return Asked(
        start=_number(given.get("start")),
        end=_number(given.get("end")),
        kinds=kinds if kinds or "marks" in given else tuple(KINDS),
        part=_number(given.get("part")) or 0,
        origin=given.get("from", ""),
    )


def _model(
    request: Request,
    told: Told,
    asked: Asked,
    *,
    failed: str | None = None,
    typed: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    desk, wanted = desk_of(request), request.query_params.get("done", "")
    done = desk.done(wanted) if wanted and not failed else None
    return {
        **report_model(told, asked),
        "choices": choices(told),
        "seen": desk.last_act(),
        "done": done,
        "failed": failed,
        "typed": {key: value for key, value in (typed or {}).items() if key != "csrf"},
    }


def _do(request: Request, do: Callable[[Told, Mapping[str, str]], Done]) -> View | Response:
    """Does it and goes back to the words; where it cannot be done the page says why."""
    form = request.state.form
    told = desk_of(request).told(request.path_params["id"])
    try:
        done = do(told, form)
    except (LedgerError, ValueError) as error:
        status = _STALE if isinstance(error, StaleError) else _REFUSED
        now = desk_of(request).told(told.document.id)
        start, end = form.get("quote_start", ""), form.get("quote_end", "")
        whole = start.isdecimal() and end.isdecimal()
        asked = Asked(start=int(start), end=int(end)) if whole else Asked()
        model = _model(request, now, asked, failed=str(error), typed=form)
        return View("report.html", model, status=status)
    place = {"start": done.words.start, "end": done.words.end} if done.words else {}
    address = f"/report/{told.document.id}?{urlencode({**place, 'done': done.act.id})}"
    return RedirectResponse(f"{address}{'#m' if place else '#done'}", status_code=303)


def _number(given: str | None) -> int | None:
    if given is None or not given:
        return None
    if not given.isascii() or not given.isdecimal() or len(given) > len("999999999"):
        raise HTTPException(_REFUSED, f"{given!r} is no number of code points: start=0, end=12")
    return int(given)


ROUTES = [
    *page("/report/{id}/names", names),
    *page("/report/{id}", report),
    *action("/report/{id}/fill", fill),
    *action("/report/{id}/judge", judge),
    *action("/report/{id}/event", code),
    *action("/report/{id}/say", say),
    *action("/report/{id}/undo", undo),
]
