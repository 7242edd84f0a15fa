"""Saved views: the list of them, saving one, taking one away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse

from sayso.ledger.errors import LedgerError
from sayso.records.review.user import Role
from sayso.review.answers import View, action, page
from sayso.review.desk import desk_of

if TYPE_CHECKING:
    from typing import Any

    from starlette.requests import Request
    from starlette.responses import Response

    from sayso.review.desk import Desk

PATH = "/views"


def views(request: Request) -> View:
    """The person's saved views and those that others share."""
    return View("views.html", _model(desk_of(request)))


def save(request: Request) -> View | Response:
    """Saves the address of the form under its name, and leads back to it."""
    form, desk = request.state.form, desk_of(request)
    shared = form.get("shared") == "1" and desk.person.role.covers(Role.CODER)
    name, address = form.get("name", ""), form.get("address", "")
    try:
        desk.shelf.save_view(name=name, address=address, shared=shared)
    except LedgerError as error:
        told = {"problem": str(error), "name": name, "address": address}
        return View("views.html", _model(desk) | told, status=400)
    return RedirectResponse(PATH, status_code=303)


def drop(request: Request) -> View | Response:
    """Takes a saved view away."""
    desk = desk_of(request)
    try:
        desk.shelf.drop_view(request.state.form.get("id", ""))
    except LedgerError as error:
        return View("views.html", _model(desk) | {"problem": str(error)}, status=404)
    return RedirectResponse(PATH, status_code=303)


def _model(desk: Desk) -> dict[str, Any]:
    """The views; a coder does not learn who shares one."""
    own = desk.person.name
    rows = [
        {
            "id": one.id,
            "name": one.name,
            "address": one.address,
            "shared": one.shared,
            "own": one.by == own,
            "by": one.by if desk.sees(one.by) else None,
            "at": one.at,
            "may_drop": one.by == own or desk.person.role.covers(Role.REFEREE),
        }
        for one in desk.shelf.views()
    ]
    return {"views": rows, "problem": None, "name": "", "address": ""}


ROUTES = [
    *page(PATH, views),
    *action(PATH, save, role=Role.READER),
    *action(f"{PATH}/drop", drop, role=Role.READER),
]
