"""Which incidents the referee gives to which coders, and how far they are."""

from __future__ import annotations

from secrets import randbelow
from typing import TYPE_CHECKING, Any

from starlette.responses import RedirectResponse

from sayso.ledger.errors import LedgerError
from sayso.pipeline.coders.assigning import MOST, every, sample
from sayso.records.linking import IncidentFilter
from sayso.records.review.user import Role
from sayso.review.answers import View, action, page
from sayso.review.numbers import number
from sayso.review.pages.adjudicate import heading
from sayso.review.panel import MOST_SHOWN, panel_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from sayso.review.panel import Panel

_REFUSED = 400
_SEEDS = 10_000


def assign(request: Request) -> View:
    """What was given to whom; the form that gives more. `?after=ID` begins behind an incident."""
    return _view(panel_of(request), after=request.query_params.get("after", ""))


def give(request: Request) -> View | Response:
    """Gives incidents to coders: a sample with its seed, every so manieth, or all."""
    panel, form = panel_of(request), request.state.form
    coders = [str(name) for name in request.state.fields.getlist("coder")]
    try:
        ids, how = _chosen(panel, form)
        panel.assign(ids, coders, how=how, each=_number(form, "each", 2))
    except (LedgerError, ValueError) as error:
        return _view(panel, typed=form, chosen=coders, failed=str(error), status=_REFUSED)
    return RedirectResponse("/assign#given", status_code=303)


def take_away(request: Request) -> View | Response:
    """Takes incidents away again."""
    panel = panel_of(request)
    try:
        panel.take_away(str(key) for key in request.state.fields.getlist("incident"))
    except LedgerError as error:
        return _view(panel, failed=str(error), status=_REFUSED)
    return RedirectResponse("/assign#given", status_code=303)


def _chosen(panel: Panel, form: Mapping[str, str]) -> tuple[list[str], str]:
    """The ids that the form chooses, and how in words that let anybody choose them again."""
    wanted = IncidentFilter(
        country=form.get("country", "").strip().upper() or None,
        event_type=form.get("event_type", "").strip().upper() or None,
        since=form.get("since") or None,
        until=form.get("until") or None,
        reports=_number(form, "reports", 1),
    )
    ids = panel.chosen(wanted)
    told = [f"{name} {form[name]}" for name in ("country", "event_type", "since", "until")
            if form.get(name)]  # fmt: skip
    of = f"of {len(ids):,} incidents" + (f" ({', '.join(told)})" if told else "")
    if form.get("how") == "sample":
        size, seed = _number(form, "size", 20), _number(form, "seed", 1)
        return sample(ids, size, seed), f"a random sample of {size} with seed {seed} {of}"
    if form.get("how") == "every":
        step = max(1, _number(form, "step", 10))
        return every(ids, step), f"every {step}. {of}, by id"
    return sorted(ids), f"all {of}"


def _number(form: Mapping[str, str], name: str, usual: int) -> int:
    told = form.get(name, "").strip()
    found = number(told)
    if told and found is None:
        raise ValueError(f"{name}: {told} is no whole number")
    return usual if found is None else found


def _view(  # noqa: PLR0913 (one page in all its states)
    panel: Panel,
    *,
    after: str = "",
    typed: Mapping[str, str] | None = None,
    chosen: list[str] | None = None,
    failed: str | None = None,
    status: int = 200,
) -> View:
    given = panel.given()
    shown = [one for one in given if one.incident > after][:MOST_SHOWN]
    people = sorted({name for one in given for name in one.coders})
    more = shown[-1].incident if shown and shown[-1] != given[-1] else None
    model: dict[str, Any] = {
        "coders": panel.coders(),
        "given": [
            {**heading(panel, one.incident), "coders": one.coders, "done": one.done}
            for one in shown
        ],
        "found": len(given),
        "more": more,
        "progress": [
            {
                "name": name,
                "given": sum(name in one.coders for one in given),
                "done": sum(name in one.done for one in given),
            }
            for name in people
        ],
        "most": MOST,
        "seed": randbelow(_SEEDS),
        "typed": dict(typed or {}),
        "chosen": panel.coders() if chosen is None else chosen,
        "failed": failed,
    }
    return View("assign.html", model, status=status)


ROUTES = [
    *page("/assign", assign),
    *action("/assign", give, role=Role.REFEREE),
    *action("/assign/take-away", take_away, role=Role.REFEREE),
]
