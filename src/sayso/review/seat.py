"""Who sits at a desk: the person, the ledger as they may know it, and whose words they see."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from sayso.records.review.settled import ReviewView
from sayso.records.review.user import Role
from sayso.review.kept_names import NO_NAMES, kept_names
from sayso.review.memory import Memory

if TYPE_CHECKING:
    from sayso.ledger.store import Ledger
    from sayso.review.kept_names import KeptNames
    from sayso.review.people import Person


@dataclass(frozen=True)
class Seat:
    """One person's place at a ledger that leaves out what they may not know of.

    `memory` keeps what was computed for anybody in the room.
    """

    ledger: Ledger
    person: Person
    memory: Memory = field(default_factory=Memory)

    @property
    def blind(self) -> bool:
        """Whether the person may not see what others decided: coders who share a room."""
        return self.person.role is Role.CODER and not self.person.alone

    @property
    def view(self) -> ReviewView:
        """Whose words are laid over what sayso read: their own for coders, else what holds."""
        if self.blind:
            return ReviewView(by=self.person.name)
        return ReviewView(roles={one.name: one.role.value for one in self.ledger.users()})

    @cached_property
    def names(self) -> KeptNames:
        """The names that the person must not read, nor find anything by."""
        if self.person.role.covers(Role.REFEREE):
            return NO_NAMES
        return kept_names(self.ledger, self.memory)

    @property
    def may_undo_others(self) -> bool:
        """Whether the person may take back what others did, and sees who looked at what."""
        return self.person.role.covers(Role.REFEREE)

    def sees(self, by: str) -> bool:
        """Whether the person may see what somebody decided."""
        return not self.blind or by == self.person.name

    @property
    def _scope(self) -> str:
        """What tells those apart who see different incidents."""
        return "whole" if self.person.role.covers(Role.REFEREE) else "limited"
