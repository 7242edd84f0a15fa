"""The part of the ledger that tells who coded what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.ledger.acts import acting, coded
from sayso.ledger.connect import reading
from sayso.ledger.lists.queued import QueuedLedger

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.ledger.acts.coded import Assigned, Coded
    from sayso.records.review.act import Act


class CodedLedger(QueuedLedger):
    """What several people said of the same records."""

    def coded(
        self,
        *,
        fields: Iterable[str] | None = None,
        targets: Iterable[str] | None = None,
    ) -> list[Coded]:
        """What people said, in the order recorded, with the kind of act each word is of.

        Args:
            fields: of these fields only; "" is the whole record.
            targets: of these records only, by whole ids.
        """
        with reading(self._engine) as connection:
            return coded.coded(connection, fields, targets)

    def shared(self, *, after: str = "", limit: int = 500) -> list[str]:
        """The ids of the records of which more than one person decided, by id.

        Args:
            after: only those behind this one.
            limit: so many at most.
        """
        with reading(self._engine) as connection:
            return coded.shared(connection, after, limit)

    def assigned(self, name: str | None = None) -> list[Assigned]:
        """The incidents that are given to people, or to one, each with the name: by id."""
        with reading(self._engine) as connection:
            return coded.assigned(connection, name)

    def addressed(
        self, name: str, *, after: int = 0, before: int | None = None, limit: int = 50
    ) -> list[Act]:
        """The acts of others that are addressed to a person, the latest first.

        Args:
            name: of the person.
            after: the number of an act: only later ones.
            before: the number of an act: only earlier ones.
            limit: so many at most.
        """
        with reading(self._engine) as connection:
            end = before if before is not None else acting.last(connection) + 1
            seqs = coded.addressed(connection, name, after, end, limit)
            return acting.numbered(connection, seqs)[::-1]
