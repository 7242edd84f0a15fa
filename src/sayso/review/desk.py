"""The one way from a page to the ledger: nothing reaches a person but through their desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.incidents.reviewed.coding import of_view
from sayso.ledger.errors import LedgerError
from sayso.pipeline.joining import listing
from sayso.pipeline.showing.found_incidents import found_incidents
from sayso.pipeline.showing.side_by_side import read_side_by_side
from sayso.records.version import VERSION
from sayso.review.blind import unsigned
from sayso.review.desk_history import HistoryDesk
from sayso.review.desk_queue import QueueDesk
from sayso.review.drawn.sheet import Sheet
from sayso.review.lists.shelf import Shelf
from sayso.review.lists.unfound import readable_list
from sayso.review.report.told import told_of
from sayso.review.room import ledger_for, room_of
from sayso.review.shown import NO_BLOC, Shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from starlette.requests import Request

    from sayso.profiles.profile import Profile
    from sayso.records.claim import Account
    from sayso.records.linking import IncidentFilter, IncidentSummary
    from sayso.records.reading import ReadDocument
    from sayso.records.review.judgement import Review
    from sayso.records.shown.coverage import Coverage
    from sayso.records.shown.listing import Key, Listed, ListFilter
    from sayso.records.shown.matrix import Headline
    from sayso.review.people import Person
    from sayso.review.report.told import Told

__all__ = ["NO_BLOC", "Desk", "Shown", "desk_of"]


class Desk(QueueDesk, HistoryDesk):
    """What one person may see of a ledger, with the decisions that they may see.

    Restricted incidents are absent for those without the right, here and so on every page; other
    coders' decisions are absent for a coder. Pages ask nothing of the ledger by themselves.
    """

    def coverage(self) -> Coverage:
        """How much was read, rejected and left open."""
        key = ("coverage", *self.ledger.filled())
        return self.memory.get(key, lambda: self.ledger.covered(VERSION))

    def incidents(
        self, wanted: IncidentFilter, *, as_of: str | None = None
    ) -> Iterator[IncidentSummary]:
        """The incidents that fulfil all conditions, the latest first."""
        return found_incidents(self.ledger, wanted, reviews=self.view, as_of=as_of)

    def count_incidents(self, wanted: IncidentFilter, *, as_of: str | None = None) -> int:
        """How many incidents fulfil all conditions, whatever the limit."""
        return self.ledger.count_incidents(wanted, as_of=as_of)

    def incident(
        self,
        wanted: str,
        *,
        profiles: Sequence[Profile] = (),
        without: Sequence[str] = (),
        as_of: str | None = None,
    ) -> Shown:
        """What the person may see of one incident.

        Args:
            wanted: the id of an incident, one that it had, or that of an event of it.
            profiles: the rulebooks by which its figures are computed.
            without: blocs whose outlets' accounts are left out, `NO_BLOC` for those of none.
            as_of: an ISO 8601 day: only what was published by then.

        Raises:
            LedgerError: when nothing, or more than one thing, goes by that id.
        """
        every: list[Account] = []

        def keep(account: Account) -> bool:
            every.append(account)
            early = as_of is None or (account.published or "")[:10] <= as_of
            return early and (account.bloc or NO_BLOC) not in without

        told = read_side_by_side(
            self.ledger, wanted, profiles=profiles, reviews=self.view, keep=keep
        )
        if self.blind:
            told = unsigned(told, self.person.name)
        return Shown(told, tuple(every), tuple(without), as_of)

    def listed(
        self, wanted: ListFilter, *, limit: int, after: Key | None = None
    ) -> tuple[Listed, list[Headline]]:
        """A page of a list of incidents, with their lines in order."""
        found = self.shelf.page(wanted, limit=limit, after=after)
        return found, listing.headlines(self.ledger, found.rows, self.view)

    def sheet(self, wanted: ListFilter) -> Sheet:
        """A list of incidents as maps, timelines and networks ask for it."""
        wanted = readable_list(self.ledger, self.names, wanted, self.view)
        return Sheet(self.ledger, self.view, wanted, self.memory, self._scope)

    @property
    def shelf(self) -> Shelf:
        """Lists of incidents and reports, and search."""
        return Shelf(self.ledger, self.view, self.person, self.memory, self._scope, self.names)

    def said_of(self, incident_ids: Iterable[str]) -> list[Review]:
        """What people said of incidents as such, by whole ids, as far as the person may see it."""
        said = self.ledger.said_of((), incident_ids).reviews
        return [one for one in said if not one.field and self.sees(one.by)]

    def said_in(self, doc_ids: Iterable[str], incident_ids: Iterable[str]) -> list[Review]:
        """What people said of what was read from reports, and of incidents; see `said_of`."""
        said = self.ledger.said_of(doc_ids, incident_ids).reviews
        return [one for one in said if self.sees(one.by)]

    def accounts_of(self, incident_ids: Iterable[str]) -> tuple[dict[str, str], list[Account]]:
        """The accounts of some incidents as sayso read them, and the incident of each event."""
        homes = self.ledger.events_in(incident_ids)
        return homes, of_view(self.ledger.accounts(homes), ())

    def readings(self, doc_ids: Iterable[str]) -> list[ReadDocument]:
        """What was read from some reports, by id."""
        return self.ledger.readings_of(doc_ids)

    def told(self, wanted: str) -> Told:
        """A report with what was read from it and what people said of it, by its id or name.

        Raises:
            LedgerError: when there is none, or more than one.
        """
        if self.names.has(wanted):
            raise LedgerError(f"the ledger has nothing by the id or report {wanted!r}")
        return told_of(self.ledger, self.ledger.document(wanted), self.view)


def desk_of(request: Request) -> Desk:
    """The desk of the person who asks."""
    person: Person = request.state.person
    room = room_of(request)
    return Desk(ledger_for(room, person), person, room.memory)
