"""The incidents of a side: those of a ledger, or each row of a data set's file as one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, cast

from sayso.claims.assemble import assemble_claims
from sayso.datasets.known import Known
from sayso.datasets.reading import Told, to_document, to_reading
from sayso.datasets.tables import datasets
from sayso.export.formats.contract import Problem
from sayso.export.formats.registry import FormatError, find_format, load_exporter
from sayso.export.guards.view import Guards
from sayso.pipeline.comparing.formats_known import LEDGER, told_where
from sayso.pipeline.sending.exporting import Outgoing
from sayso.pipeline.sending.wanted import Wanted
from sayso.pipeline.taking.importing import to_reject
from sayso.records.claim import Account
from sayso.records.document import Reject
from sayso.records.incident import Incident, Source, Sources
from sayso.records.shown.dossier import Dossier

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sayso.ledger.store import Ledger
    from sayso.records.claim import Claim
    from sayso.records.document import Document
    from sayso.records.exchange.foreign import ForeignEvent
    from sayso.records.linking import IncidentFilter

_SHOWN = 5
_DIGEST = "compare"


class _Reader(Protocol):
    def read(self, path: Path, *, release: str | None) -> Iterator[ForeignEvent | Problem]:
        """The rows of a file or folder, and what could not be read of it."""
        ...


@dataclass
class Unread:
    """How many rows of a file could not be read, and what is wrong with the first of them."""

    rows: int = 0
    first: list[str] = field(default_factory=list)

    def add(self, reject: Reject) -> None:
        """One more row."""
        self.rows += 1
        if len(self.first) < _SHOWN:
            self.first.append(told_where(reject))


@dataclass(frozen=True)
class Given:
    """One side as it is given: its name, what it is, its incidents, and what could not be read.

    `unread` is whole when the incidents are through.
    """

    name: str
    kind: str
    dossiers: Iterator[Dossier]
    unread: Unread

    @property
    def is_ledger(self) -> bool:
        """Whether its incidents are of reports, each of which several may tell."""
        return self.kind == LEDGER


def of_ledger(
    name: str, ledger: Ledger, days: IncidentFilter, *, as_of: int | str | None = None
) -> Given:
    """The incidents of a ledger that may have been in some days.

    Args:
        name: what a reader sees for it.
        ledger: an open ledger whose events are linked.
        days: the first and the last of the days, both included, null where open.
        as_of: the number of a linking, or an ISO 8601 day or time.
    """
    going = Outgoing(ledger, Wanted(incidents=days, as_of=as_of), Guards())
    return Given(name, LEDGER, going.dossiers(), Unread())


def of_file(path: Path, dataset: str, days: IncidentFilter) -> Given:
    """The rows of a data set's file that may have been in some days, each as an incident.

    Raises:
        FormatError: for a data set that there is not.
    """
    if dataset not in datasets():
        known = ", ".join(datasets())
        raise FormatError(
            f"{dataset!r} is no data set that can be compared; choose one of {known}"
        )
    unread = Unread()
    return Given(str(path), dataset, _dossiers(path, dataset, days, unread), unread)


def _dossiers(path: Path, dataset: str, days: IncidentFilter, unread: Unread) -> Iterator[Dossier]:
    known = Known.load()
    seen: dict[str, int] = {}
    for row in _rows(path, dataset):
        made = row if isinstance(row, Reject) else _dossier(row, days, known)
        if isinstance(made, Reject):
            unread.add(made)
        elif made is not None:
            key = made.incident.id
            seen[key] = seen.get(key, 0) + 1
            yield made if seen[key] == 1 else _again(made, seen[key])


def _again(dossier: Dossier, times: int) -> Dossier:
    """A row whose id another row had: an incident of its own."""
    incident = Incident(id=f"{dossier.incident.id}~{times}", event_ids=dossier.incident.event_ids)
    return Dossier(incident=incident, accounts=dossier.accounts, sources=dossier.sources)


def _rows(path: Path, dataset: str) -> Iterator[ForeignEvent | Reject]:
    reader = cast("_Reader", load_exporter(find_format(dataset)))
    try:
        for row in reader.read(path, release=None):
            yield to_reject(row) if isinstance(row, Problem) else row
    except (OSError, ValueError) as error:
        remedy = "give a file of the data set as it is published, unpacked"
        yield Reject.make(str(path), f"it cannot be read: {error}", remedy)


def _dossier(row: ForeignEvent, days: IncidentFilter, known: Known) -> Dossier | Reject | None:
    """A row as an incident of one account; null outside the days."""
    if (days.until and row.first_day and row.first_day > days.until) or (
        days.since and row.last_day and row.last_day < days.since
    ):
        return None
    if row.event_type is None:
        return _reject(row, "; ".join(row.unread.values()) or "no type of event is told")
    try:
        document = to_document(row, Told())
        claims = assemble_claims(to_reading(row, document, Told(), known, _DIGEST))
    except Exception as error:  # noqa: BLE001 (one row must not stop the others)
        return _reject(row, f"{type(error).__name__}: {error}")
    return _of_claims(document, claims)


def _reject(row: ForeignEvent, reason: str) -> Reject:
    remedy = "mend the row, or take it out of the file"
    return Reject.make(row.path, reason, remedy, where=row.line, report=row.key)


def _of_claims(document: Document, claims: tuple[Claim, ...]) -> Dossier:
    accounts = tuple(
        Account(
            claim=claim,
            report=document.report,
            title=document.title,
            publisher=document.publisher,
            published=document.published,
        )
        for claim in claims
    )
    source = Source(
        id=document.id,
        name=document.publisher or document.report,
        claims=tuple(claim.id for claim in claims),
        known=True,
    )
    return Dossier(
        incident=Incident(
            id=document.report, event_ids=tuple(sorted({claim.event_id for claim in claims}))
        ),
        accounts=accounts,
        sources=Sources(reports=1, publishers=1, sources=(source,), blocs={}),
    )
