"""Sessions: what a browser shows at the door, signed, and over after hours without a word."""

from __future__ import annotations

from collections import OrderedDict
from hashlib import sha256
from secrets import token_urlsafe
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from itsdangerous import BadSignature, URLSafeSerializer

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.records.review.user import User

_MOST_ENDED = 100_000
_RENEWED_AFTER = 60.0


class Session(NamedTuple):
    """One browser's stay: `name` is empty until somebody signs in.

    `began` and `seen` are seconds since 1970; `key` is made from the password, so that a new
    password ends the sessions of the old one.
    """

    name: str
    id: str
    began: float
    seen: float
    key: str = ""

    @property
    def seal(self) -> str:
        """What the tokens of this session's pages are made of."""
        return f"{self.name}:{self.id}"


class Sessions:
    """Begins, knows and ends sessions; what has ended is forgotten when the room closes.

    The secret is the room's own and new at each start: then everybody signs in anew.
    """

    def __init__(self, secret: str, idle_hours: float, clock: Callable[[], float]) -> None:
        self._signer = URLSafeSerializer(secret, salt="session")
        self._idle = idle_hours * 3600
        self._clock = clock
        self._ended: OrderedDict[str, None] = OrderedDict()
        self._lock = Lock()

    def begin(self, user: User | None = None) -> Session:
        """A new session, of nobody or of somebody who has just signed in."""
        now = self._clock()
        name, key = (user.name, key_of(user)) if user is not None else ("", "")
        return Session(name, token_urlsafe(18), now, now, key)

    def read(self, cookie: str | None) -> Session | None:
        """The session of a cookie; null for none, a forged one, and one that is over."""
        try:
            session = Session(*self._signer.loads(cookie or ""))
        except (BadSignature, TypeError):
            return None
        over = self._clock() - session.seen > self._idle or session.id in self._ended
        return None if over else session

    def renewed(self, session: Session) -> Session:
        """The same session, seen now; unchanged where it was seen a moment ago."""
        now = self._clock()
        return session._replace(seen=now) if now - session.seen > _RENEWED_AFTER else session

    def write(self, session: Session) -> str:
        """The cookie of a session."""
        return str(self._signer.dumps(list(session)))

    def end(self, session: Session) -> None:
        """Ends a session, whoever still holds its cookie."""
        with self._lock:
            self._ended[session.id] = None
            if len(self._ended) > _MOST_ENDED:
                self._ended.popitem(last=False)


def key_of(user: User) -> str:
    """What a session remembers of the password with which it began."""
    return sha256(user.password.encode()).hexdigest()[:16]
