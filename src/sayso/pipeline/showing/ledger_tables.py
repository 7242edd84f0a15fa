"""The tables of a ledger in Python: `sayso.open("war.db").claims.to_pandas()`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from sayso.export.answers import answer_table
from sayso.export.ledger_table import LedgerTable
from sayso.ledger.encoding import to_document
from sayso.ledger.sql.viewed import ViewedLedger
from sayso.ledger.sql.views import views
from sayso.ledger.store import Ledger
from sayso.records.claim import Account, Claim, Toll
from sayso.records.event import EventMention
from sayso.records.exchange.codec import decode
from sayso.records.incident import Link, Source
from sayso.records.linking import IncidentSummary
from sayso.records.review.judgement import Review
from sayso.records.whole import Event

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sayso.export.answers import ArrowTable
    from sayso.records.document import Document
    from sayso.records.evidence import Record
    from sayso.records.linking import IncidentFilter

R = TypeVar("R")


class _Callable(LedgerTable[R]):
    """A table that can be called as the method of the same name of `Ledger`."""

    @property
    def _whole(self) -> Ledger:
        assert isinstance(self._ledger, Ledger)
        return self._ledger


class AccountTable(_Callable[Account]):
    """The accounts of the incidents; called, those of some events."""

    def __call__(
        self, event_ids: Iterable[str], *, as_of: int | str | None = None
    ) -> list[Account]:
        """What each voice says of some events, the earliest published first."""
        return Ledger.accounts(self._whole, event_ids, as_of=as_of)


class IncidentTable(_Callable[IncidentSummary]):
    """The incidents; called, those that fulfil a filter."""

    def __call__(
        self, wanted: IncidentFilter | None = None, *, as_of: int | str | None = None
    ) -> Iterator[IncidentSummary]:
        """The incidents that fulfil all conditions given, the latest first; a few in memory."""
        return Ledger.incidents(self._whole, wanted, as_of=as_of)


class LinkTable(_Callable[Link]):
    """The links and judgements; called, those of an incident."""

    def __call__(self, incident_id: str, *, as_of: int | str | None = None) -> list[Link]:
        """What holds an incident together, by its whole id, and what people judged of it."""
        return Ledger.links(self._whole, incident_id, as_of=as_of)


class ReviewTable(_Callable[Review]):
    """What people say of values, the last word on each matter; called, all of one record."""

    def __call__(self, target: str | None = None) -> list[Review]:
        """What people said, of one record by its whole id, or of all; in the order recorded."""
        return Ledger.reviews(self._whole, target)


class TabledLedger(ViewedLedger, Ledger):
    """A ledger with a table of each kind of record as it now stands, and SQL to Arrow."""

    def sql(
        self,
        query: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        seconds: float | None = None,
    ) -> ArrowTable:
        """The answer to an SQL query of the views as an Arrow table.

        Args:
            query: one SELECT, WITH … SELECT or VALUES; `:name` stands for a parameter.
            parameters: their values by name.
            seconds: how long the database may work on it; null is as long as it takes.

        Raises:
            LedgerError: for anything but one query, unknown views or columns, a parameter too
                many or too few, and an answer that takes too long.
        """
        with self.ask(query, parameters, seconds=seconds) as answer:
            return answer_table(answer.columns, answer.batches)

    @property
    def reports(self) -> LedgerTable[Document]:
        """The reports; their texts come with the records."""
        return LedgerTable(self, views()["v_report"], ("document.body", "words.body"), _document)

    @property
    def mentions(self) -> LedgerTable[EventMention]:
        """The mentions of events."""
        return LedgerTable(self, views()["v_mention"], ("mention.body",), _of(EventMention))

    @property
    def events(self) -> LedgerTable[Event]:
        """The events, each of one report."""
        return LedgerTable(self, views()["v_event"], ("event.body",), _of(Event))

    @property
    def claims(self) -> LedgerTable[Claim]:
        """What each voice in each report says of each event, in an incident or not yet."""
        return LedgerTable(self, views()["v_claim"], ("claim.body",), _of(Claim))

    @property
    def tolls(self) -> LedgerTable[Toll]:
        """The numbers of the claims, each as its voice gives it."""
        return LedgerTable(self, views()["v_toll"], ("toll.value",), _of(Toll))

    @property
    def sources(self) -> LedgerTable[Source]:
        """The independent sources of the incidents."""
        return LedgerTable(self, views()["v_source"], ("origin.value",), _of(Source))

    @property
    def accounts(self) -> AccountTable:
        """The accounts of the incidents; `accounts(event_ids)` are those of some events."""
        return AccountTable(self, views()["v_account"], ("claim.body",), _account)

    @property
    def incidents(self) -> IncidentTable:
        """The incidents; `incidents(filter)` are those that fulfil it."""
        return IncidentTable(self, views()["v_incident"], ("incident.body",), _of(IncidentSummary))

    @property
    def links(self) -> LinkTable:
        """The links and judgements; `links(incident_id)` are those of one incident."""
        return LinkTable(self, views()["v_link"], ("link.body",), _of(Link))

    @property
    def reviews(self) -> ReviewTable:
        """What people say of values; `reviews(target)` is all that was said of one record."""
        return ReviewTable(self, views()["v_review"], ("review.body",), _of(Review))


def _of(kind: type[Any]) -> Any:
    """A function that gives the record of its JSON."""

    def make(body: str, _: Mapping[str, Any]) -> Record:
        record: Record = decode(body, kind)
        return record

    return make


def _document(body: str, text: str, _: Mapping[str, Any]) -> Document:
    return to_document(body, text)


def _account(body: str, row: Mapping[str, Any]) -> Account:
    told = ("report", "title", "publisher", "bloc", "bloc_reason", "published", "url", "credit")
    return Account(claim=decode(body, Claim), **{name: row[name] for name in told})
