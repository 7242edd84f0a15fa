"""The part of the ledger that tells what is worth looking at next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.ledger.connect import reading
from sayso.ledger.linkage import incident_queries
from sayso.ledger.linkage.linked import LinkedLedger
from sayso.ledger.lists import queueing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.records.review.judgement import Review, Verdict
    from sayso.records.review.queue import Place, Queued, QueueFilter


class QueuedLedger(LinkedLedger):
    """The review queue, as of the last linking: by score, then by id."""

    def queue(
        self,
        wanted: QueueFilter,
        *,
        limit: int = 50,
        after: Place | None = None,
        before: Place | None = None,
    ) -> list[Queued]:
        """The incidents wanted in the order of the queue.

        Args:
            wanted: which.
            limit: so many at most.
            after: only those that stand behind this place.
            before: only the last ones that stand before this place.
        """
        with reading(self._engine) as connection:
            return queueing.page(connection, wanted, limit, after=after, before=before)

    def queue_choices(self) -> dict[str, list[str]]:
        """The words of countries, event types and blocs by which the queue can be narrowed."""
        with reading(self._engine) as connection:
            return queueing.choices(connection)

    def count_queue(self, wanted: QueueFilter) -> int:
        """How many incidents of the queue are wanted."""
        with reading(self._engine) as connection:
            return queueing.count(connection, wanted)

    def count_done(self, wanted: QueueFilter, person: str) -> int:
        """How many of the incidents wanted a person decided, skipped or flagged."""
        with reading(self._engine) as connection:
            return queueing.count_done(connection, wanted, person)

    def queued(self, incident_id: str) -> Queued | None:
        """An incident as it stands in the queue, by its whole id; null where it does not."""
        with reading(self._engine) as connection:
            return queueing.one(connection, incident_id)

    def events_in(self, incident_ids: Iterable[str]) -> dict[str, str]:
        """The incident of each event of some incidents, by whole ids, in a few queries."""
        with reading(self._engine) as connection:
            seq = incident_queries.point(connection).linking
            return queueing.events_in(connection, incident_ids, seq)

    def noted(self, verdict: Verdict) -> list[tuple[str, Review]]:
        """What people said beside values, each with the incident it is about: flags, questions."""
        with reading(self._engine) as connection:
            seq = incident_queries.point(connection).linking
            return queueing.noted(connection, verdict, seq)
