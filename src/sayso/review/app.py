"""The application: the pages' routes behind the doors, and what it says when something fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from sayso.ledger.store import LedgerError
from sayso.review.answers import NotAllowedError
from sayso.review.assets import STATIC
from sayso.review.doors import Door, ForgedError, Headers
from sayso.review.guard import passed
from sayso.review.pages import routes
from sayso.review.templating import render

if TYPE_CHECKING:
    from starlette.requests import Request

    from sayso.review.room import Room

_LEAST_TO_PACK = 1_000


def make_app(room: Room) -> Starlette:
    """The web application of a room."""
    app = Starlette(
        routes=[*routes(), Mount("/static", StaticFiles(directory=STATIC), name="static")],
        middleware=[
            Middleware(Headers),
            Middleware(GZipMiddleware, minimum_size=_LEAST_TO_PACK),
            Middleware(Door),
        ],
        exception_handlers={
            HTTPException: _refused,
            LedgerError: _not_found,
            NotAllowedError: _forbidden,
            ForgedError: _forbidden,
        },
    )
    app.state.room = room
    return app


def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    detail = error.detail if isinstance(error, HTTPException) else str(error)
    return _message(request, status, detail)


def _not_found(request: Request, error: Exception) -> Response:
    return _message(request, 404, str(error))


def _forbidden(request: Request, error: Exception) -> Response:
    return _message(request, 403, str(error))


def _message(request: Request, status: int, words: str) -> Response:
    told = passed(request, {"status": status, "message": words})
    if request.url.path.endswith(".json"):
        body = told.finish(msgspec.json.encode(told.model).decode())
        return Response(body, status, media_type="application/json")
    return HTMLResponse(told.finish(render(request, "message.html", told.model)), status)
