"""Passwords: hashed by argon2id with its library's parameters (RFC 9106, low memory)."""

from __future__ import annotations

from functools import cache
from secrets import token_urlsafe
from threading import Lock

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_ONE_AT_A_TIME = Lock()
"""Each check takes 64 MiB: many at once would be a way to bring the machine down."""


def hashed(password: str) -> str:
    """A new salted hash of a password, as a ledger keeps it."""
    with _ONE_AT_A_TIME:
        return PasswordHasher().hash(password)


def fits(kept: str | None, password: str) -> bool:
    """Whether a password is the one that was hashed; as much work where there is no hash."""
    with _ONE_AT_A_TIME:
        try:
            right = PasswordHasher().verify(kept or _nobody(), password)
        except (VerificationError, InvalidHashError):
            return False
    return right and kept is not None


@cache
def _nobody() -> str:
    """The hash of a password that nobody knows."""
    return PasswordHasher().hash(token_urlsafe())
