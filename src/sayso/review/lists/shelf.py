"""What one person may see of the lists of a ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from sayso.ledger.lists.held import Held
from sayso.ledger.lists.listing import READ
from sayso.pipeline.joining import listing
from sayso.records.exchange.codec import encode
from sayso.records.review.user import Role
from sayso.records.version import VERSION
from sayso.review.kept_names import NO_NAMES
from sayso.review.lists import saved
from sayso.review.lists.past import Past, past
from sayso.review.lists.unfound import readable_list, readable_reports, unfound
from sayso.review.memory import HELD

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

    from sayso.ledger.searching.search import Hits
    from sayso.ledger.store import Ledger
    from sayso.records.document import Document
    from sayso.records.review.judgement import Review
    from sayso.records.review.settled import ReviewView
    from sayso.records.shown.listing import Count, Facet, Key, Listed, ListFilter
    from sayso.records.shown.matrix import Headline
    from sayso.records.shown.report_list import (
        Rejected,
        ReportCount,
        ReportFacet,
        ReportFilter,
        ReportKey,
        ReportLine,
        ReportPage,
    )
    from sayso.review.kept_names import KeptNames
    from sayso.review.lists.saved import SavedView
    from sayso.review.memory import Memory
    from sayso.review.people import Person

    T = TypeVar("T")


class Found(NamedTuple):
    """A report that a search found, with what was said of it that the person may see."""

    line: ReportLine
    document: Document
    said: list[Review]


@dataclass(frozen=True)
class Shelf:
    """Lists and searches as `Desk.shelf` gives them: restrictions and blindness are the desk's.

    What goes over a whole list is kept in `memory` as long as nothing was linked, read or said;
    `scope` tells those apart who see different incidents. Nothing is found by `names`.
    """

    ledger: Ledger
    view: ReviewView
    person: Person
    memory: Memory
    scope: str
    names: KeptNames = NO_NAMES

    def page(self, wanted: ListFilter, *, limit: int, after: Key | None = None) -> Listed:
        """A page of a list of incidents."""
        wanted, number = self._readable(wanted), self._number()
        asked = (limit, after and encode(after))
        return self._kept(
            ("page", number, encode(wanted), *asked),
            lambda: self.ledger.list_page(wanted, number, limit=limit, after=after),
        )

    def facets(self, wanted: ListFilter) -> dict[Facet, list[Count]]:
        """How many incidents a list has for each value of each facet."""
        wanted, number = self._readable(wanted), self._number()
        held = self.memory.get(HELD, Held)
        return self._kept(
            ("facets", number, encode(wanted)),
            lambda: self.ledger.list_facets(wanted, number, held=held),
        )

    def headlines(self, wanted: ListFilter) -> Iterator[Headline]:
        """The lines of all incidents of a list, in its order; a few in memory at a time."""
        return listing.every_headline(self.ledger, self._readable(wanted), self.view)

    def past(self, wanted: ListFilter, as_of: str) -> Past:
        """The first incidents of a list as the ledger was up to a day; see `lists.past`.

        Raises:
            AskingError: for what cannot be asked of a former state.
        """
        return past(self.ledger, self._readable(wanted), as_of, self.view, self.names)

    def count(self, wanted: ListFilter) -> int:
        """How many incidents a list has."""
        wanted, number = self._readable(wanted), self._number()
        return self._kept(
            ("count", number, encode(wanted)), lambda: self.ledger.list_count(wanted, number)
        )

    def search(self, query: str, *, limit: int, offset: int = 0) -> Hits:
        """The reports in which a query stands, or in words on them that the person may see."""
        by, asked = self.view.by, {"limit": limit, "offset": offset}
        gone = unfound(self.ledger, self.names, query, by).reports
        return self._kept(
            ("search", query, limit, offset, by, gone),
            lambda: self.ledger.list_search(query, VERSION, **asked, by=by, besides=gone),
        )

    def found(self, doc_ids: Sequence[str]) -> list[Found]:
        """Reports that a search found, in the order given."""
        said: dict[str, list[Review]] = {}
        for one in self.ledger.said_of(doc_ids).reviews:
            if self.view.by in {None, one.by}:
                said.setdefault(one.doc_id or "", []).append(one)
        return [
            Found(line, self.ledger.document(line.id), said.get(line.id, []))
            for line in self.ledger.report_lines(doc_ids, VERSION)
        ]

    def reports(
        self, wanted: ReportFilter, *, limit: int, after: ReportKey | None = None
    ) -> ReportPage:
        """A page of a list of reports, the latest published first."""
        wanted = readable_reports(self.names, wanted)
        return self._kept(
            ("reports", encode(wanted), limit, after and encode(after)),
            lambda: self.ledger.report_page(wanted, VERSION, limit=limit, after=after),
        )

    def report_facets(self, wanted: ReportFilter) -> dict[ReportFacet, list[ReportCount]]:
        """How many reports a list has for each value of each facet."""
        wanted = readable_reports(self.names, wanted)
        return self._kept(
            ("report facets", encode(wanted)), lambda: self.ledger.report_facets(wanted, VERSION)
        )

    def reasons(self) -> dict[str, int]:
        """Why something could not be read, and how often."""
        return self.ledger.reject_reasons()

    def rejected(self, reason: str, *, limit: int, after: int = 0) -> tuple[list[Rejected], int]:
        """What could not be read for a reason, and how many there are in all."""
        return self.ledger.rejected(reason, limit=limit, after=after)

    def views(self) -> list[SavedView]:
        """The person's saved views and those that others share, by name."""
        return saved.saved_views(self.ledger, self.person.name)

    def save_view(self, *, name: str, address: str, shared: bool) -> None:
        """Saves a view; see `lists.saved.save`.

        Raises:
            LedgerError: for a view without a name, or an address that is no page of lists.
        """
        saved.save(self.ledger, by=self.person.name, name=name, address=address, shared=shared)

    def drop_view(self, view: str) -> None:
        """Takes a saved view away; a referee may take those of others, too.

        Raises:
            LedgerError: when there is none that the person may take away.
        """
        referee = self.person.role.covers(Role.REFEREE)
        saved.drop(self.ledger, view, by=self.person.name, any_of_them=referee)

    def _readable(self, wanted: ListFilter) -> ListFilter:
        return readable_list(self.ledger, self.names, wanted, self.view)

    def _number(self) -> int:
        """The number of the list's view, brought up to date."""
        return listing.view_number(self.ledger, self.view)

    def _kept(self, what: tuple[Hashable, ...], make: Callable[[], T]) -> T:
        _, linking, said = self.ledger.list_stand(READ)
        state = (self.scope, encode(self.view), linking, said, *self.ledger.filled())
        return self.memory.get((*state, *what), make)
