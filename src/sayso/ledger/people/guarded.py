"""The part of the ledger that keeps accounts of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from sayso.ledger.acts import auditing, marking
from sayso.ledger.acts.acted import ActedLedger
from sayso.ledger.connect import reading, writing
from sayso.ledger.linkage import incident_queries
from sayso.ledger.linkage.linked_tables import linking
from sayso.ledger.people import sight, users

if TYPE_CHECKING:
    from collections.abc import Collection

    from sayso.ledger.acts.marking import Graphic
    from sayso.records.linking import IncidentFilter
    from sayso.records.review.act import Act, ActKind
    from sayso.records.review.judgement import Review
    from sayso.records.review.user import Role, User


class GuardedLedger(ActedLedger):
    """Who may sign in to a review room over the ledger, and what it keeps from whom."""

    def restricted(self) -> frozenset[str]:
        """The ids of the incidents that are restricted now, whether or not the view is limited."""
        with reading(self._engine) as connection:
            last = connection.scalar(select(func.max(linking.c.seq))) or 0
            return sight.restricted(connection, last)

    def kept_back(self, wanted: IncidentFilter, *, as_of: int | str | None = None) -> int:
        """How many restricted incidents this view leaves out of those wanted; 0 in a whole one."""
        with reading(self._engine) as connection:
            seen = incident_queries.point(connection, as_of).linking
            if not sight.hidden_from(seen):
                return 0
            every = incident_queries.count(connection, wanted, int(seen))
            return every - incident_queries.count(connection, wanted, seen)

    def personal_names(self) -> tuple[str, ...]:
        """The names that people marked as those of private persons, the longest first."""
        with reading(self._engine) as connection:
            return marking.names(connection)

    def graphic(self, by: str, since: str) -> Graphic:
        """What is marked graphic, and what of it a person asked to see since a time (ISO 8601)."""
        with reading(self._engine) as connection:
            return marking.graphic(connection, by, since)

    def marked(self, field: str) -> list[Review]:
        """The marks of a kind that hold (`records.review.SAFETY`), in the order recorded."""
        with reading(self._engine) as connection:
            return marking.marked(connection, field)

    def audit(
        self, kinds: Collection[ActKind], *, before: int | None = None, limit: int
    ) -> list[Act]:
        """The latest acts of some kinds, those before an act of a number where one is given."""
        with reading(self._engine) as connection:
            return auditing.page(connection, kinds, before, limit)

    def users(self) -> list[User]:
        """All accounts as they now are, by name."""
        with reading(self._engine) as connection:
            return users.users(connection)

    def user(self, name: str) -> User | None:
        """The account of a name; null where there is none."""
        with reading(self._engine) as connection:
            return users.user(connection, name)

    def add_user(self, name: str, role: Role, password: str, *, by: str) -> None:
        """Adds an account; the password is given as a hash.

        Raises:
            LedgerError: when there is one of this name, whatever its case.
        """
        with writing(self._engine) as connection:
            users.add(connection, name, role, password, by=by)

    def change_user(
        self,
        name: str,
        *,
        by: str,
        role: Role | None = None,
        active: bool | None = None,
        password: str | None = None,
    ) -> None:
        """Changes an account: its role, its password (a hash), or whether it may sign in.

        Raises:
            LedgerError: when there is none of this name, or no active referee would be left.
        """
        with writing(self._engine) as connection:
            users.change(connection, name, by=by, role=role, active=active, password=password)
