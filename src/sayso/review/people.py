"""Who asks for a page, and what they may do."""

from __future__ import annotations

from sayso.records.evidence import Record
from sayso.records.review.user import Role


class Person(Record, frozen=True, kw_only=True):
    """Somebody at the room's door: `name` signs every decision.

    `alone` marks the one person of a room without user accounts, who sees and settles everything.
    """

    name: str
    role: Role
    alone: bool = False
