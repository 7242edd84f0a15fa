"""The part of a desk that tells what waits for the person."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from sayso.ledger.lists.listing import READ
from sayso.records.review.judgement import Review, Verdict
from sayso.records.review.user import Role
from sayso.review.lists.unfound import readable_queue
from sayso.review.seat import Seat

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from sayso.records.review.queue import Place, Queued, QueueFilter

    T = TypeVar("T")

_NAMED = re.compile(r"@[\w.-]*\w")


class QueueDesk(Seat):
    """The queue as the person may see it, and what was flagged or asked."""

    def queue(
        self,
        wanted: QueueFilter,
        *,
        limit: int = 50,
        after: Place | None = None,
        before: Place | None = None,
    ) -> list[Queued]:
        """The incidents that are worth most to look at; see `Ledger.queue`."""
        wanted = readable_queue(self.names, wanted)
        return self.ledger.queue(wanted, limit=limit, after=after, before=before)

    def count_queue(self, wanted: QueueFilter) -> int:
        """How many incidents of the queue are wanted."""
        wanted = readable_queue(self.names, wanted)
        every = replace(wanted, not_by=None)
        found = self._kept_queue(
            ("queue", every),
            lambda: self.ledger.count_queue(every),
        )
        done = 0 if wanted.not_by is None else self.ledger.count_done(every, wanted.not_by)
        return found - done

    def given(self) -> frozenset[str]:
        """The incidents that a referee gave to the person, by their ids of now."""
        return frozenset(one.incident for one in self.ledger.assigned(self.person.name))

    def count_done(self, wanted: QueueFilter) -> int:
        """How many of the incidents wanted the person decided, skipped or flagged."""
        return self.ledger.count_done(readable_queue(self.names, wanted), self.person.name)

    def queued(self, incident_id: str) -> Queued | None:
        """An incident as it stands in the queue, by its whole id; null where it does not."""
        return self.ledger.queued(incident_id)

    def queue_choices(self) -> dict[str, list[str]]:
        """The words of countries, event types and blocs by which the queue can be narrowed."""
        return self._kept_queue(("queue choices",), self.ledger.queue_choices)

    def _kept_queue(self, what: tuple[Hashable, ...], make: Callable[[], T]) -> T:
        """What holds of the queue until something is linked, or restricted."""
        _, linking, said = self.ledger.list_stand(READ)
        seen = () if self.may_undo_others else (said,)
        return self.memory.get((self._scope, linking, *seen, *what), make)

    def noted(self, verdict: Verdict) -> list[tuple[str, Review]]:
        """Flags or questions that the person may see, each with the incident it is about.

        Of questions those that are asked of the person: by name ("@ben", or as the value), or of
        whoever settles things.
        """
        found = self.ledger.noted(verdict)
        if verdict is Verdict.ASK:
            return [pair for pair in found if self._is_asked(pair[1])]
        return [pair for pair in found if self.sees(pair[1].by)]

    def _is_asked(self, question: Review) -> bool:
        named = question.value or "".join(_NAMED.findall(question.why))
        if not named:
            return self.person.role.covers(Role.REFEREE)
        return self.person.name in {named, *(name[1:] for name in _NAMED.findall(question.why))}
