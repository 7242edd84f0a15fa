"""What every request passes: the headers of safety, who asks, the token against forgery."""

from __future__ import annotations

from hashlib import sha256
from hmac import compare_digest
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from itsdangerous import BadSignature, TimestampSigner
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from sayso.review.people import Person
from sayso.review.room import room_of
from sayso.review.sessions import key_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from sayso.review.room import Room
    from sayso.review.sessions import Session

OPEN = ("/login", "/login.json")
"""What anybody may ask for, without having signed in."""

POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
    " frame-ancestors 'none'; form-action 'self'"
)
"""No script and no style but the room's own files: words of a report can never run."""

_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "x-frame-options": "DENY",
    "cache-control": "no-store",
}

_NOT_HERE = PlainTextResponse(
    "This room does not go by that name: open the address that sayso serve tells, or give the"
    " name with --called.",
    400,
)

_COOKIE: dict[str, Any] = {"path": "/", "httponly": True, "samesite": "Strict"}


class Headers:
    """Puts the headers of safety on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers as the application does, with the headers."""

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    if name != "cache-control" or not scope["path"].startswith("/static/"):
                        headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, sent if scope["type"] == "http" else send)


class Door:
    """Says who asks, and gives their pages the token that their decisions must carry.

    Sets `person`, `session` and `csrf` in the request's state. In a guarded room, who has not
    signed in gets no further than the page for it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers as the application does, or as nobody's door."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        room = room_of(request)
        if room.hosts is not None and not room.hosts.allow(request.headers.get("host", "")):
            await _NOT_HERE(scope, receive, send)
            return
        cookie = request.cookies.get(cookie_name(room))
        session = room.sessions.read(cookie) or room.sessions.begin()
        person = room.owner or await run_in_threadpool(who_is, room, session)
        if person is None and session.name:
            session = room.sessions.begin()
        request.state.person = person
        request.state.session = room.sessions.renewed(session)
        request.state.csrf = token(room.secret, seal_of(request))
        answer = self.app if person or _is_open(scope["path"]) else _to_sign_in(request)
        if room.guarded and not scope["path"].startswith("/static/"):
            send = _with_cookie(request, cookie, send)
        await answer(scope, receive, send)


def who_is(room: Room, session: Session) -> Person | None:
    """The person of a session; null where nobody signed in, or with another password since."""
    user = room.ledger.user(session.name) if session.name else None
    if user is None or not user.active or not compare_digest(key_of(user), session.key):
        return None
    return Person(name=user.name, role=user.role)


def cookie_name(room: Room) -> str:
    """The name of the room's cookie: browsers tell no ports apart, and other rooms have theirs."""
    mark = sha256(room.name.encode()).hexdigest()[:8]
    return f"__Host-sayso-{mark}" if room.https else f"sayso-{mark}"


def seal_of(request: Request) -> str:
    """What the tokens of the pages of this request are made of."""
    person = room_of(request).owner
    session: Session = request.state.session
    return person.name if person is not None else session.seal


def token(secret: str, seal: str) -> str:
    """The token that pages of one session carry."""
    return TimestampSigner(secret, salt="page").sign(_mark(seal)).decode()


def _mark(seal: str) -> str:
    """A seal in signs that need no escaping anywhere: names may hold any."""
    return sha256(seal.encode()).hexdigest()


def _is_open(path: str) -> bool:
    return path in OPEN or path.startswith("/static/")


def _to_sign_in(request: Request) -> Response:
    """Twins are told that they must sign in, browsers are led there and back."""
    path = request.url.path
    if path.endswith(".json"):
        said = b'{"status":401,"message":"sign in first: /login"}'
        return Response(said, 401, media_type="application/json")
    asked = f"{path}?{request.url.query}" if request.url.query else path
    back = "" if request.method != "GET" or path == "/" else f"?{urlencode({'next': asked})}"
    if "hx-request" in request.headers:
        return Response(status_code=401, headers={"hx-redirect": f"/login{back}"})
    return RedirectResponse(f"/login{back}", 303)


def _with_cookie(request: Request, cookie: str | None, send: Send) -> Send:
    """Sends the session that the request ends with, where it is not the one that it came with."""
    room = room_of(request)

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            session: Session = request.state.session
            if room.sessions.read(cookie) != session:
                made = SimpleCookie({cookie_name(room): room.sessions.write(session)})
                morsel = made[cookie_name(room)]
                for name, value in _COOKIE.items():
                    morsel[name] = value
                morsel["secure"] = room.https
                headers = MutableHeaders(scope=message)
                headers.append("set-cookie", morsel.OutputString())
        await send(message)

    return sent


def check_own(request: Request, given: str) -> None:
    """Refuses a decision that does not come from a page of this room.

    Args:
        request: the request that carries it.
        given: the token of the form or of the header `X-CSRF-Token`.

    Raises:
        ForgedError: when it comes from elsewhere, or from a page of another person.
    """
    origin = request.headers.get("origin")
    if origin and urlsplit(origin).netloc != request.headers.get("host"):
        raise ForgedError
    room = room_of(request)
    try:
        seal = TimestampSigner(room.secret, salt="page").unsign(given)
    except BadSignature as error:
        raise ForgedError from error
    if not compare_digest(seal, _mark(seal_of(request)).encode()):
        raise ForgedError


class ForgedError(Exception):
    """A decision that no page of this room sent."""

    def __str__(self) -> str:
        """What the person reads."""
        return (
            "this did not come from a page of this room, or the page is from before the room was"
            " started anew: load the page again and repeat"
        )
