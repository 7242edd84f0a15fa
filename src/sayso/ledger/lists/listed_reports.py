"""Lists of reports: kept by the number of each, asked by key, counted by facet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, delete, func, or_, select

from sayso.ledger.counting import Counts
from sayso.ledger.encoding import to_document
from sayso.ledger.lists import listing
from sayso.ledger.lists.listing import Stand
from sayso.ledger.lists.listing_tables import listed_doc
from sayso.ledger.queries import IS_CURRENT
from sayso.ledger.recording import chunks, insert_rows
from sayso.ledger.tables import current_document, document, event_mention, reading, reject
from sayso.records.document import Reject
from sayso.records.exchange.codec import decode
from sayso.records.shown.coverage import PublisherCoverage
from sayso.records.shown.listing import NONE
from sayso.records.shown.report_list import (
    Rejected,
    ReportCount,
    ReportFacet,
    ReportKey,
    ReportLine,
    ReportPage,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import ColumnElement, Connection, ScalarSelect, Select

    from sayso.records.shown.report_list import ReportFilter

VIEW = "reports"
_NUMBER = -1
_AFTER_DIGITS = "~"


def is_behind(connection: Connection, version: str) -> bool:
    """Whether reports came, or were read, since the list was made."""
    return listing.stand(connection, VIEW)[1:] != (version, *_newest(connection))


def catch_up(connection: Connection, version: str) -> None:
    """Puts what came since into the list."""
    at, newest = listing.stand(connection, VIEW), _newest(connection)
    if at.version != version:
        connection.execute(delete(listed_doc))
        at = at._replace(linking=-1, said=-1)
    came = select(document.c.id).where(document.c.seq > at.linking)
    read = select(reading.c.doc_id).where(reading.c.seq > at.said)
    for chunk in chunks(connection.scalars(came.union(read))):
        rows = [_row(row) for row in connection.execute(_current(chunk))]
        connection.execute(delete(listed_doc).where(listed_doc.c.id.in_(chunk)))
        insert_rows(connection, listed_doc, rows)
    listing.note(connection, VIEW, Stand(_NUMBER, version, *newest))


def _current(ids: list[str]) -> Select[Any]:
    """The current states of documents, with what their readings found."""
    return (
        select(
            document.c.seq,
            document.c.body,
            reading.c.id.label("reading"),
            reading.c.events,
            _without(event_mention.c.place).label("placeless"),
            _without(event_mention.c.date).label("dateless"),
        )
        .join(current_document, IS_CURRENT)
        .outerjoin(reading, reading.c.id == current_document.c.reading_id)
        .where(document.c.id.in_(ids), current_document.c.doc_id.in_(ids))
    )


def _without(column: ColumnElement[Any]) -> ScalarSelect[int]:
    """How many event mentions of a reading have nothing in a column."""
    own = event_mention.c.reading_id == reading.c.id
    query = select(func.count()).select_from(event_mention).where(own, column.is_(None))
    return query.correlate(reading).scalar_subquery()


def counts(connection: Connection) -> Counts:
    """What the list has, added up: the part of `Coverage` that hangs on every report."""
    summed = [func.sum(listed_doc.c[name]) for name in ("events", "placeless", "dateless")]
    query = select(
        listed_doc.c.publisher,
        func.count(),
        func.sum(case((listed_doc.c.state == "read", 1), else_=0)),
        func.sum(case(((listed_doc.c.state == "read") & (listed_doc.c.events == 0), 1), else_=0)),
        *summed,
    ).group_by(listed_doc.c.publisher)
    found = [(row[0], *map(int, row[1:])) for row in connection.execute(query)]
    publishers = {
        "" if name == NONE else name: PublisherCoverage(documents=one, read=read, events=events)
        for name, one, read, _, events, *_ in found
    }
    empty, placeless, dateless = (sum(row[at] for row in found) for at in (3, 5, 6))
    return Counts(dict(sorted(publishers.items())), empty, placeless, dateless)


def page(
    connection: Connection, wanted: ReportFilter, *, limit: int, after: ReportKey | None
) -> ReportPage:
    """A page of a list of reports, the latest published first."""
    where = _conditions(wanted)
    counted = select(func.count()).select_from(listed_doc)
    total = connection.scalar(counted.where(*where)) or 0
    passed = 0
    if after is not None:
        column = listed_doc.c.published
        where.append(
            or_(
                column < after.published,
                and_(column == after.published, listed_doc.c.doc < after.doc),
            )
        )
        passed = total - (connection.scalar(counted.where(*where)) or 0)
    order = (listed_doc.c.published.desc(), listed_doc.c.doc.desc())
    found = connection.execute(
        select(listed_doc).where(*where).order_by(*order).limit(limit + 1)
    ).all()
    rows = found[:limit]
    if not rows:
        return ReportPage(rows=(), total=total, passed=passed)
    more = ReportKey(published=rows[-1].published, doc=rows[-1].doc)
    return ReportPage(
        rows=tuple(_lines(connection, rows)),
        total=total,
        passed=passed,
        next=more if len(found) > limit else None,
    )


def lines(connection: Connection, ids: Collection[str]) -> list[ReportLine]:
    """Reports by their whole ids, in the order given."""
    found: dict[str, Any] = {}
    for chunk in chunks(ids):
        rows = connection.execute(select(listed_doc).where(listed_doc.c.id.in_(chunk)))
        found.update((row.id, row) for row in rows)
    return _lines(connection, [found[key] for key in ids if key in found])


def facets(connection: Connection, wanted: ReportFilter) -> dict[ReportFacet, list[ReportCount]]:
    """How many reports a list has for each value of each facet, the most frequent first."""
    found: dict[ReportFacet, list[ReportCount]] = {}
    for facet in ReportFacet:
        column = listed_doc.c[facet.value]
        query: Select[Any] = select(column, func.count()).where(
            *_conditions(wanted, besides=facet)
        )
        counts = [
            ReportCount(value=value, reports=number)
            for value, number in connection.execute(query.group_by(column))
        ]
        found[facet] = sorted(counts, key=lambda one: (-one.reports, one.value))
    return found


def rejected(
    connection: Connection, reason: str, *, limit: int, after: int = 0
) -> tuple[list[Rejected], int]:
    """Rejects of a reason (up to its first colon) as recorded, and how many there are."""
    named = or_(
        reject.c.reason == reason, reject.c.reason.startswith(f"{reason}:", autoescape=True)
    )
    total = connection.scalar(select(func.count()).select_from(reject).where(named)) or 0
    query = select(reject.c.seq, reject.c.body).where(named, reject.c.seq > after)
    rows = connection.execute(query.order_by(reject.c.seq).limit(limit))
    return [_rejected(row.seq, decode(row.body, Reject)) for row in rows], total


def _rejected(seq: int, one: Reject) -> Rejected:
    place = one.path if one.where is None else f"{one.path}:{one.where}"
    return Rejected(seq=seq, path=place, report=one.report, reason=one.reason, remedy=one.remedy)


def _newest(connection: Connection) -> tuple[int, int]:
    newest = (connection.scalar(select(func.max(c.c.seq))) for c in (document, reading))
    first, second = (number or 0 for number in newest)
    return first, second


def _conditions(
    wanted: ReportFilter, *, besides: ReportFacet | None = None
) -> list[ColumnElement[bool]]:
    found = [
        listed_doc.c[facet.value] == value
        for facet, value in wanted.facets.items()
        if facet is not besides
    ]
    if wanted.since:
        found.append(listed_doc.c.published >= wanted.since)
    if wanted.until:
        found.append(listed_doc.c.published <= f"{wanted.until}{_AFTER_DIGITS}")
        found.append(listed_doc.c.published != "")
    return found


def _row(row: Any) -> dict[str, Any]:
    carrier = to_document(row.body, "")
    return {
        "doc": row.seq,
        "id": carrier.id,
        "published": carrier.published or "",
        "publisher": carrier.publisher or NONE,
        "bloc": carrier.bloc or NONE,
        "language": carrier.language,
        "state": "unread" if row.reading is None else "read",
        "told": "yes" if row.events else "no",
        "events": row.events or 0,
        "placeless": row.placeless,
        "dateless": row.dateless,
    }


def _lines(connection: Connection, rows: Collection[Any]) -> list[ReportLine]:
    told = select(document.c.seq, document.c.report, document.c.title).where(
        document.c.seq.in_([row.doc for row in rows])
    )
    named = {row.seq: row for row in connection.execute(told)}
    return [
        ReportLine(
            id=row.id,
            report=named[row.doc].report,
            title=named[row.doc].title,
            publisher=None if row.publisher == NONE else row.publisher,
            bloc=None if row.bloc == NONE else row.bloc,
            published=row.published or None,
            language=row.language,
            read=row.state == "read",
            events=row.events,
        )
        for row in rows
    ]
