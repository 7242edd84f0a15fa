"""The part of the ledger that tells of claims, links, incidents and reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.ledger import queries
from sayso.ledger.acts import judging, reviewing
from sayso.ledger.connect import reading, writing
from sayso.ledger.linkage import accounts, claiming, incident_finding, incident_queries, linkings
from sayso.ledger.linkage.incident_rows import to_link
from sayso.ledger.people.sight import hidden_events
from sayso.records.linking import IncidentFilter

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from sqlalchemy import Engine

    from sayso.ledger.linkage.accounts import Told
    from sayso.ledger.linkage.claiming import Claimed
    from sayso.ledger.linkage.found import Found
    from sayso.ledger.linkage.incident_queries import Step
    from sayso.ledger.linkage.linkings import Bounds, Since
    from sayso.records.claim import Account
    from sayso.records.incident import Incident, Link
    from sayso.records.linking import IncidentSummary, Linking
    from sayso.records.reading import ReadDocument
    from sayso.records.review.judgement import Review


class LinkedLedger:
    """What the ledger knows of incidents as of a linking: the last one, where none is named.

    `as_of` is the number of a linking, or an ISO 8601 day or time: the last linking up to then.
    """

    _engine: Engine

    def unclaimed(self, version: str | None) -> list[str]:
        """The documents of which this version has not made claims, by id; null: all."""
        with reading(self._engine) as connection:
            return claiming.unclaimed(connection, version)

    def coded_unread(self) -> list[str]:
        """The documents that nobody read and of which people coded events, by id."""
        with reading(self._engine) as connection:
            return claiming.coded_unread(connection)

    def readings_of(self, doc_ids: Iterable[str]) -> list[ReadDocument]:
        """The current readings of some documents, by id."""
        with reading(self._engine) as connection:
            return queries.readings_of(connection, doc_ids)

    def record_claims(self, version: str, batch: Sequence[Claimed]) -> int:
        """Adds the claims of some readings, all or none; gives the number of new ones.

        Raises:
            LedgerError: when two claims of a reading share an id, or another process goes on
                writing.
        """
        with writing(self._engine) as connection:
            return claiming.add_claims(connection, version, batch)

    def told_claims(self, up_to: int) -> Iterator[Told]:
        """The claims of each document as of a claiming, linked or not; a few in memory."""
        with reading(self._engine) as connection:
            yield from accounts.told_claims(connection, up_to)

    def since_linking(self) -> Since:
        """What the last linking left, and what came since."""
        with reading(self._engine) as connection:
            return linkings.since(connection)

    def successors(self, gone: Collection[str]) -> dict[str, str]:
        """The events that now tell what events told that are no more, by the former id."""
        with reading(self._engine) as connection:
            return accounts.heirs(connection, gone, claiming.newest(connection))

    def record_linking(
        self, found: Found, *, at: Bounds, version: str, started_at: str
    ) -> Linking:
        """Adds what a linking found, all or nothing.

        Raises:
            LedgerError: when the ledger went on since `at`.
        """
        with writing(self._engine) as connection:
            return linkings.add(connection, found, at=at, version=version, started_at=started_at)

    def linkings(self) -> list[Linking]:
        """All linkings, the first one first: each is a state that can be asked for."""
        with reading(self._engine) as connection:
            return linkings.linkings(connection)

    def accounts(
        self, event_ids: Iterable[str], *, as_of: int | str | None = None
    ) -> list[Account]:
        """What each voice says of some events, the earliest published first."""
        with reading(self._engine) as connection:
            claimed = incident_queries.point(connection, as_of).claimed
            return accounts.accounts(connection, event_ids, claimed)

    def newest_accounts(self, event_ids: Iterable[str]) -> list[Account]:
        """The same of the newest claims, linked or not."""
        with reading(self._engine) as connection:
            return accounts.accounts(connection, event_ids, claiming.newest(connection))

    def texts(self, doc_ids: Iterable[str]) -> dict[str, str]:
        """The texts of documents, by id."""
        with reading(self._engine) as connection:
            return accounts.texts(connection, doc_ids)

    def incidents(
        self, wanted: IncidentFilter | None = None, *, as_of: int | str | None = None
    ) -> Iterator[IncidentSummary]:
        """The incidents that fulfil all conditions given, the latest first; a few in memory."""
        with reading(self._engine) as connection:
            seq = incident_queries.point(connection, as_of).linking
            yield from incident_queries.incidents(connection, wanted or IncidentFilter(), seq)

    def count_incidents(
        self, wanted: IncidentFilter | None = None, *, as_of: int | str | None = None
    ) -> int:
        """How many incidents fulfil all conditions given, whatever the limit."""
        with reading(self._engine) as connection:
            seq = incident_queries.point(connection, as_of).linking
            return incident_queries.count(connection, wanted or IncidentFilter(), seq)

    def incident(self, wanted: str, *, as_of: int | str | None = None) -> Incident:
        """An incident by its id or one that it had, or by an event of it; first letters do.

        Raises:
            LedgerError: when there is none, more than one, or the incident is no more.
        """
        with reading(self._engine) as connection:
            seq = incident_queries.point(connection, as_of).linking
            return incident_finding.incident(connection, wanted, seq)

    def incidents_with(
        self, incident_ids: Iterable[str], *, as_of: int | str | None = None
    ) -> list[Incident]:
        """Incidents by their whole ids, with their events; those that are no more are left out."""
        with reading(self._engine) as connection:
            seq = incident_queries.point(connection, as_of).linking
            return incident_queries.incidents_with(connection, incident_ids, seq)

    def links(self, incident_id: str, *, as_of: int | str | None = None) -> list[Link]:
        """What holds an incident together, by its whole id, and what people judged of it."""
        with reading(self._engine) as connection:
            at = incident_queries.point(connection, as_of)
            there = incident_queries.incident_of(connection, incident_id, at.linking)
            if there is None:
                return []
            inside = frozenset(there.event_ids)
            every = judging.judgements(connection, at.judged if as_of is not None else None)
            judged = [one for one in every if one.left_id in inside or one.right_id in inside]
            ends = {key for one in judged for key in (one.left_id, one.right_id)}
            hidden = hidden_events(connection, at.linking, ends)
            return [
                *incident_queries.links(connection, there, at.linking),
                *(one for one in judged if not {one.left_id, one.right_id} & hidden),
            ]

    def near_links(
        self, event_ids: Iterable[str] | None = None, *, as_of: int | str | None = None
    ) -> list[Link]:
        """The pairs of events that a person should judge: nearly one by the comparison, by pair.

        Args:
            event_ids: of which events; null of all.
            as_of: which linking.
        """
        with reading(self._engine) as connection:
            seq = incident_queries.point(connection, as_of).linking
            rows = incident_queries.near_links(connection, event_ids, seq)
            return [to_link(row.body) for row in rows]

    def homes(self, event_ids: Iterable[str], *, as_of: int | str | None = None) -> dict[str, str]:
        """The incident of each of some events, by the event's whole id."""
        with reading(self._engine) as connection:
            seq = incident_queries.point(connection, as_of).linking
            return incident_queries.homes(connection, event_ids, seq)

    def homes_of_reports(
        self, doc_ids: Iterable[str], *, as_of: int | str | None = None
    ) -> set[str]:
        """The incidents that have an event of any of some documents, by whole ids."""
        with reading(self._engine) as connection:
            seq = incident_queries.point(connection, as_of).linking
            return incident_queries.homes_of_reports(connection, doc_ids, seq)

    def history(self, incident_id: str, *, as_of: int | str | None = None) -> list[Step]:
        """What became of an incident, by its whole id, the earliest first."""
        with reading(self._engine) as connection:
            seq = incident_queries.point(connection, as_of).linking
            return incident_queries.history(connection, incident_id, seq)

    def events_of(self, wanted: str) -> tuple[str, ...]:
        """The events of an incident, or the one event, that an id or its first letters names.

        Raises:
            LedgerError: when nothing, or more than one thing, goes by it.
        """
        with reading(self._engine) as connection:
            seq = incident_queries.point(connection).linking
            return incident_finding.events_of(connection, wanted, seq)

    def link_like(self, wanted: str) -> Link | None:
        """The link with an id or its first letters, as last judged; null where there is none.

        Raises:
            LedgerError: when there is more than one.
        """
        with reading(self._engine) as connection:
            return incident_finding.link_like(connection, wanted)

    def claim_like(self, wanted: str) -> Account | None:
        """The newest account with a claim's id or its first letters; null where there is none.

        Raises:
            LedgerError: when there is more than one.
        """
        with reading(self._engine) as connection:
            found = incident_finding.claim_like(connection, wanted)
        if found is None:
            return None
        told = self.newest_accounts([found[1]])
        return next((account for account in told if account.claim.id == found[0]), None)

    def has_incident(self, wanted: str) -> bool:
        """Whether an incident goes, or went, by an id that begins so."""
        with reading(self._engine) as connection:
            return incident_finding.has_incident(connection, wanted)

    def judge(self, *links: Link) -> None:
        """Adds what a person says of pairs of events: it holds from the next linking on.

        Of several judgements of one pair the last one holds; `unsure` leaves the pair to the
        comparison again.

        Raises:
            LedgerError: for an event that the ledger does not have, or a judgement by nobody.
        """
        with writing(self._engine) as connection:
            judging.judge(connection, links)

    def judgements(self) -> list[Link]:
        """The last judgement of each pair that people judged, by pair."""
        with reading(self._engine) as connection:
            return judging.judgements(connection)

    def reviews(self, target: str | None = None) -> list[Review]:
        """What people said, of one record by its whole id, or of all; in the order recorded.

        Of several reviews of one `matter` the last one holds.
        """
        with reading(self._engine) as connection:
            return reviewing.reviews(connection, target)
