"""The page of one incident: every account side by side, each cell leading to its quote."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from sayso.profiles.profile import find_profiles
from sayso.review.answers import View, page
from sayso.review.desk import desk_of
from sayso.review.incident.model import incident_model
from sayso.review.pages import incident_acts

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


def incident(request: Request) -> View | Response:
    """Every account of an incident; a former id leads to the incident that it became.

    `?without=BLOC` (once for each, "-" for outlets of no bloc) leaves the rows of a bloc out,
    `?as_of=DAY` what was published after a day: all counts are those of what is shown.
    `?profile=NAME` tells what stands behind the figures of a profile, `?done=ACT` offers to undo
    what was just done.
    """
    wanted, asked = request.path_params["id"], request.query_params
    desk = desk_of(request)
    shown = desk.incident(
        wanted,
        profiles=find_profiles(()),
        without=tuple(asked.getlist("without")),
        as_of=_day(asked.get("as_of")),
    )
    id_ = shown.told.matrix.incident.id
    if id_ != wanted:
        suffix = ".json" if request.url.path.endswith(".json") else ""
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"/incident/{id_}{suffix}{query}", status_code=303)
    model = incident_model(desk, shown, profile=asked.get("profile") or None)
    done = desk.done(asked["done"]) if asked.get("done") else None
    return View("incident.html", {**model, "done": done, "failed": None, "typed": {}})


def _day(told: str | None) -> str | None:
    if not told:
        return None
    try:
        return date.fromisoformat(told).isoformat()
    except ValueError:
        raise HTTPException(400, f"as_of={told} is no day: write it like 2031-05-02") from None


ROUTES = [*page("/incident/{id}", incident), *incident_acts.ROUTES]
