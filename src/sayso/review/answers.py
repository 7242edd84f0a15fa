"""From a page's model to its answer: the page, and its JSON twin at the same address + `.json`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from sayso.ledger.acts.acting import Doing
from sayso.records.review.act import ActKind
from sayso.records.review.user import Role
from sayso.review.doors import check_own
from sayso.review.guard import pass_response, passed
from sayso.review.room import room_of
from sayso.review.templating import render

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from sayso.review.people import Person


_REFUSED = 400
_LONGEST = 2_000
"""Characters of an address that the audit log keeps."""


@dataclass(frozen=True)
class View:
    """What a page says: `model` is all that its template gets, and all that its twin is.

    Every number of the page is in the model, so that page and twin cannot differ. `model` holds
    records, dicts and lists that JSON can tell.
    """

    template: str
    model: dict[str, Any]
    status: int = 200


class NotAllowedError(Exception):
    """A person asks for what their role does not cover."""


def page(address: str, handler: Callable[[Request], View | Response]) -> list[Route]:
    """The routes of a page that anybody in the room may read: the twin's first."""
    return [
        Route(f"{address.rstrip('/') or '/index'}.json", _twin(handler), methods=["GET"]),
        Route(address, _shown(handler), methods=["GET"]),
    ]


def download(address: str, handler: Callable[[Request], Response]) -> list[Route]:
    """The route of a file that anybody in the room may take out.

    Who took what, by its whole address, is in the audit log before the file is given.
    """
    return [Route(address, _given(handler), methods=["GET"])]


def action(
    address: str, handler: Callable[[Request], View | Response], *, role: Role | None = Role.CODER
) -> list[Route]:
    """The route of something that a person does: POST only, for a role and those above.

    Without a role it is for anybody who may ask for the address at all (`doors.OPEN`).

    The handler finds the form's fields in `request.state.form` (a dict of strings; several
    values of one name with `request.state.fields.getlist`).
    """
    return [Route(address, _done(handler, role), methods=["POST"])]


def check_role(request: Request, role: Role) -> None:
    """Refuses those whose role does not cover another.

    Raises:
        NotAllowedError: with the role that is needed.
    """
    person: Person = request.state.person
    if not person.role.covers(role):
        raise NotAllowedError(f"this needs the role {role.value}; yours is {person.role}")


def _shown(handler: Callable[[Request], View | Response]) -> Any:
    @wraps(handler)
    async def answer(request: Request) -> Response:
        found = await run_in_threadpool(handler, request)
        return await _page(request, found)

    return answer


def _twin(handler: Callable[[Request], View | Response]) -> Any:
    @wraps(handler)
    async def answer(request: Request) -> Response:
        found = await run_in_threadpool(handler, request)
        if isinstance(found, Response):
            return await run_in_threadpool(pass_response, request, found)
        body = await run_in_threadpool(_json, request, found.model)
        return Response(body, status_code=found.status, media_type="application/json")

    return answer


def _given(handler: Callable[[Request], Response]) -> Any:
    def give(request: Request) -> Response:
        found = handler(request)
        if request.method == "GET" and found.status_code < _REFUSED:
            person: Person = request.state.person
            taken = f"{request.url.path}?{request.url.query}".removesuffix("?")
            doing = Doing(by=person.name, kind=ActKind.EXPORT, shown=taken[:_LONGEST])
            room_of(request).ledger.record_act(doing)
        return pass_response(request, found)

    @wraps(handler)
    async def answer(request: Request) -> Response:
        return await run_in_threadpool(give, request)

    return answer


def _done(handler: Callable[[Request], View | Response], role: Role | None) -> Any:
    @wraps(handler)
    async def answer(request: Request) -> Response:
        if role is not None:
            check_role(request, role)
        fields = await request.form()
        check_own(request, request.headers.get("x-csrf-token") or str(fields.get("csrf", "")))
        request.state.fields = fields
        request.state.form = {key: str(value) for key, value in fields.items()}
        return await _page(request, await run_in_threadpool(handler, request))

    return answer


async def _page(request: Request, found: View | Response) -> Response:
    if isinstance(found, Response):
        return await run_in_threadpool(pass_response, request, found)
    html = await run_in_threadpool(_html, request, found)
    return HTMLResponse(html, status_code=found.status)


def _html(request: Request, found: View) -> str:
    told = passed(request, found.model)
    return told.finish(render(request, found.template, told.model))


def _json(request: Request, model: dict[str, Any]) -> str:
    told = passed(request, model)
    return told.finish(msgspec.json.encode(told.model).decode())
