"""People with an account in a review room: what they are called and what they may do."""

from __future__ import annotations

import unicodedata
from enum import StrEnum

from sayso.records.evidence import Record

LONGEST_NAME = 64
"""Characters of a name."""

SHORTEST_PASSWORD = 10
"""Characters of a password: NIST SP 800-63B asks for 8 and for no rules of composition."""

LONGEST_PASSWORD = 1000
"""Characters of a password: more would only keep the hashing busy."""


class Role(StrEnum):
    """What a person may do in the room: each may also do what those before it may.

    A `reader` looks, a `coder` decides blind to the other coders, a `referee` sees all coders'
    decisions, settles what they leave open, and keeps accounts and restrictions.
    """

    READER = "reader"
    CODER = "coder"
    REFEREE = "referee"

    def covers(self, other: Role) -> bool:
        """Whether this role may do what the other may."""
        order = tuple(Role)
        return order.index(self) >= order.index(other)


class User(Record, frozen=True, kw_only=True):
    """An account as it now is.

    `name` signs every decision, `password` is a salted hash in argon2's own notation, `at` is when
    the account last changed (ISO 8601, UTC). Who is not `active` cannot sign in; their decisions
    stay.
    """

    name: str
    role: Role
    active: bool
    password: str
    at: str

    def __repr__(self) -> str:
        """Without the hash: it stands in no log."""
        return f"User({self.name!r}, {self.role.value}, active={self.active})"


def checked_name(name: str) -> str:
    """A name as it is kept: NFC, one space between words.

    Raises:
        ValueError: when it is empty, too long, or holds characters that no reader sees.
    """
    clean = unicodedata.normalize("NFC", " ".join(name.split()))
    if not clean or len(clean) > LONGEST_NAME:
        raise ValueError(f"a name has 1 to {LONGEST_NAME} characters")
    if any(unicodedata.category(sign).startswith("C") for sign in clean):
        raise ValueError("a name has no invisible characters: type it anew")
    return clean


def check_password(password: str, name: str) -> None:
    """Refuses a password that is too easy to guess.

    Raises:
        ValueError: when it is too short or too long, or is the name.
    """
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise ValueError(
            f"a password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters: a few words in"
            " a row are good"
        )
    if password.casefold() == name.casefold() or len(set(password)) == 1:
        raise ValueError("this password is too easy to guess: take a few words in a row")
