"""The part of the ledger that lists incidents: pages, facets, and what they are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.ledger import counting
from sayso.ledger.connect import reading, writing
from sayso.ledger.linkage.linked import LinkedLedger
from sayso.ledger.lists import listed, listed_reports, listing
from sayso.ledger.searching import search

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from sayso.ledger.lists.held import Held
    from sayso.ledger.lists.listing import Outlets, Stand
    from sayso.ledger.searching.search import Hits
    from sayso.records.linking import IncidentSummary
    from sayso.records.shown.coverage import Coverage
    from sayso.records.shown.listing import Count, Entry, Facet, Key, ListFilter
    from sayso.records.shown.listing import Listed as Page
    from sayso.records.shown.report_list import (
        Rejected,
        ReportCount,
        ReportFacet,
        ReportFilter,
        ReportKey,
        ReportLine,
        ReportPage,
    )


class ListedLedger(LinkedLedger):
    """Lists of incidents as of the last linking, each view with the words of some people.

    `number` is that of a view: see `pipeline.listing`, which keeps views up to date.
    """

    def list_stand(self, view: str) -> tuple[Stand, int, int]:
        """How far a view has come; the last linking and the last review."""
        with reading(self._engine) as connection:
            return listing.stand(connection, view), *listing.newest(connection)

    def list_changed(self, after: int, upto: int) -> Iterator[tuple[str, IncidentSummary | None]]:
        """The incidents that linkings made different; null for those that are no more."""
        with reading(self._engine) as connection:
            yield from listing.changed(connection, after, upto)

    def list_outlets(self, ids: Collection[str], linking: int) -> dict[str, Outlets]:
        """The outlets and reports of incidents, as of a linking."""
        with reading(self._engine) as connection:
            return listing.outlets(connection, ids, linking)

    def list_spoken_of(
        self, *, after: int = -1, by: str | None = None, holding: bool = False
    ) -> tuple[set[str], set[str]]:
        """Incidents of which people said something; see `ledger.listing.spoken_of`."""
        with reading(self._engine) as connection:
            return listing.spoken_of(connection, after=after, by=by, holding=holding)

    def list_put(
        self,
        view: str,
        before: Stand,
        after: Stand,
        batches: Iterable[tuple[Sequence[Entry], Collection[str]]],
    ) -> None:
        """Puts incidents into a view and takes others out; nothing where it went on meanwhile.

        Args:
            view: its name.
            before: how far it had come when the incidents were made.
            after: how far it has come with them.
            batches: incidents to put in, and ids of those to take out.
        """
        with writing(self._engine) as connection:
            if listing.stand(connection, view) != before:
                return
            if before.version != after.version and view == listing.READ:
                listing.forget(connection)
            for entries, gone in batches:
                listing.put(connection, entries, gone, after)
            listing.note(connection, view, after)

    def list_page(
        self, wanted: ListFilter, number: int, *, limit: int, after: Key | None = None
    ) -> Page:
        """A page of a list."""
        with reading(self._engine) as connection:
            return listed.page(connection, wanted, number, limit=limit, after=after)

    def list_count(self, wanted: ListFilter, number: int) -> int:
        """How many incidents a list has."""
        with reading(self._engine) as connection:
            return listed.count(connection, wanted, number)

    def list_rows(self, wanted: ListFilter, number: int) -> list[tuple[str, bool]]:
        """All incidents of a list in its order, each with whether people spoke of it."""
        with reading(self._engine) as connection:
            return listed.rows(connection, wanted, number)

    def list_facets(
        self, wanted: ListFilter, number: int, *, held: Held | None = None
    ) -> dict[Facet, list[Count]]:
        """How many incidents a list has for each value of each facet.

        `held` is kept by who asks often: filling it takes the most time.
        """
        with reading(self._engine) as connection:
            return listed.facets(connection, wanted, number, held or new_held())

    def summaries(self, ids: Collection[str]) -> dict[str, IncidentSummary]:
        """What the last linking kept of incidents, by their whole ids."""
        with reading(self._engine) as connection:
            return listing.summaries(connection, ids)

    def report_page(
        self, wanted: ReportFilter, version: str, *, limit: int, after: ReportKey | None = None
    ) -> ReportPage:
        """A page of a list of reports, the latest published first; `version` is sayso's."""
        self._reports_now(version)
        with reading(self._engine) as connection:
            return listed_reports.page(connection, wanted, limit=limit, after=after)

    def report_facets(
        self, wanted: ReportFilter, version: str
    ) -> dict[ReportFacet, list[ReportCount]]:
        """How many reports a list has for each value of each facet."""
        self._reports_now(version)
        with reading(self._engine) as connection:
            return listed_reports.facets(connection, wanted)

    def report_lines(self, ids: Collection[str], version: str) -> list[ReportLine]:
        """Reports by their whole ids, in the order given, each on a line."""
        self._reports_now(version)
        with reading(self._engine) as connection:
            return listed_reports.lines(connection, ids)

    def list_search(  # noqa: PLR0913 (what is asked, each by its name)
        self,
        query: str,
        version: str,
        *,
        limit: int,
        offset: int = 0,
        by: str | None = None,
        besides: Collection[str] = (),
    ) -> Hits:
        """What `search` finds, by the list of reports: quick also for words that most have."""
        self._reports_now(version)
        asked = {"limit": limit, "offset": offset}
        with reading(self._engine) as connection:
            return search.search(connection, query, **asked, by=by, besides=besides, listed=True)

    def covered(self, version: str) -> Coverage:
        """What `coverage` counts, of the list of reports: quick where few came since."""
        self._reports_now(version)
        with reading(self._engine) as connection:
            return counting.coverage(connection, listed_reports.counts(connection))

    def rejected(self, reason: str, *, limit: int, after: int = 0) -> tuple[list[Rejected], int]:
        """Rejects of a reason, in the order recorded, and how many there are in all."""
        with reading(self._engine) as connection:
            return listed_reports.rejected(connection, reason, limit=limit, after=after)

    def reject_reasons(self) -> dict[str, int]:
        """How many rejects there are by reason, up to its first colon; the most frequent first."""
        with reading(self._engine) as connection:
            return counting.by_reason(connection)

    def _reports_now(self, version: str) -> None:
        """Brings the list of reports up to date."""
        with reading(self._engine) as connection:
            if not listed_reports.is_behind(connection, version):
                return
        with writing(self._engine) as connection:
            if listed_reports.is_behind(connection, version):
                listed_reports.catch_up(connection, version)


def new_held() -> Held:
    """What incidents of lists have, to be filled when it is asked."""
    from sayso.ledger.lists.held import Held  # noqa: PLC0415 (numpy loads with it)

    return Held()
