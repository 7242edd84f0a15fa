"""Signing in and out, and one's own password: plain forms that need no script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse

from sayso.ledger.acts.acting import Doing
from sayso.records.review.act import ActKind
from sayso.records.review.user import Role, check_password, checked_name
from sayso.review.answers import View, action, page
from sayso.review.passwords import fits, hashed
from sayso.review.room import room_of
from sayso.review.ways import inside

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from sayso.records.review.user import User
    from sayso.review.room import Room

_NOBODY = "somebody"
"""Who signs a failed try with a name that no account has: what was typed may be a password."""


def login(request: Request) -> View | Response:
    """The form; who is in already is sent on."""
    back = inside(request.query_params.get("next", "/"))
    if request.state.person is not None and not request.url.path.endswith(".json"):
        return RedirectResponse(back, 303)
    return _form(back)


def sign_in(request: Request) -> View | Response:
    """Begins a session, or says why not; every try is in the audit log."""
    room, form = room_of(request), request.state.form
    back = inside(form.get("next", "/"))
    address = request.client.host if request.client is not None else ""
    name = _name(form.get("name", ""))
    wait = max(room.by_name.take(name), room.by_address.take(address))
    if wait:
        said = (
            f"Too many tries: wait {wait} {'second' if wait == 1 else 'seconds'}, then try again."
        )
        return _form(back, name, said, 429)
    user = room.ledger.user(name)
    right = fits(user.password if user is not None else None, form.get("password", ""))
    if user is None or not right or not user.active:
        _note(room, ActKind.ACCESS, user.name if user else _NOBODY, address)
        return _form(back, name, "This name and password do not go together.", 403)
    room.by_name.forget(name)
    _note(room, ActKind.LOGIN, user.name, address)
    request.state.session = room.sessions.begin(user)
    return RedirectResponse(back, 303)


def sign_out(request: Request) -> Response:
    """Ends the session, for every copy of its cookie."""
    room, session = room_of(request), request.state.session
    if session.name:
        _note(room, ActKind.LOGOUT, session.name, "")
        room.sessions.end(session)
        request.state.session = room.sessions.begin()
    return RedirectResponse("/login", 303)


def account(request: Request) -> View:
    """Who one is in this room."""
    return _account(request)


def change_password(request: Request) -> View | Response:
    """Sets one's own password; sessions with the old one are over, but for this one."""
    room, form, person = room_of(request), request.state.form, request.state.person
    user = room.ledger.user(person.name) if room.guarded else None
    if user is None:
        return _account(request, "This room has no accounts: there is no password.", 409)
    wait = room.by_name.take(person.name)
    if wait:
        return _account(request, f"Too many tries: wait {wait} seconds, then try again.", 429)
    said = _refusal(user, form)
    if said:
        return _account(request, said, 403)
    room.by_name.forget(person.name)
    room.ledger.change_user(person.name, by=person.name, password=hashed(form["new"]))
    changed = room.ledger.user(person.name)
    request.state.session = room.sessions.begin(changed)
    return _account(request, done="Your password is changed; your other sessions are over.")


def _form(back: str, name: str = "", refused: str = "", status: int = 200) -> View:
    return View("login.html", {"next": back, "name": name, "refused": refused}, status)


def _account(request: Request, refused: str = "", status: int = 200, *, done: str = "") -> View:
    person, guarded = request.state.person, room_of(request).guarded
    model = {
        "name": person.name,
        "role": person.role,
        "guarded": guarded,
        "refused": refused,
        "done": done,
    }
    return View("account.html", model, status)


def _refusal(user: User, form: dict[str, str]) -> str:
    """Why a password is not changed; empty where it may be."""
    if not fits(user.password, form.get("old", "")):
        return "Your present password is another one."
    if form.get("new", "") != form.get("again", ""):
        return "The new password was typed in two ways."
    try:
        check_password(form.get("new", ""), user.name)
    except ValueError as error:
        return f"Not changed: {error}."
    return ""


def _name(typed: str) -> str:
    try:
        return checked_name(typed)
    except ValueError:
        return ""


def _note(room: Room, kind: ActKind, by: str, address: str) -> None:
    why = "wrong name or password" if kind is ActKind.ACCESS else ""
    room.ledger.record_act(
        Doing(by=by, kind=kind, why=why, shown=f"from {address}" if address else "")
    )


ROUTES = [
    *page("/login", login),
    *action("/login", sign_in, role=None),
    *action("/logout", sign_out, role=Role.READER),
    *page("/account", account),
    *action("/account/password", change_password, role=Role.READER),
]
