"""Keeping the tables of lists: how far they have come, and putting incidents into them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import delete, func, insert, select

from sayso.ledger.linkage.incident_queries import last_incidents
from sayso.ledger.linkage.incident_rows import to_summary
from sayso.ledger.linkage.linked_tables import (
    act,
    claim,
    claiming,
    incident,
    linking,
    member,
    review,
)
from sayso.ledger.lists import drawn_rows
from sayso.ledger.lists.listing_tables import (
    LISTING,
    SHELVES,
    listed,
    listed_doc,
    listed_name,
    listed_report,
    listed_term,
    listed_tie,
    listed_view,
    listed_word,
)
from sayso.ledger.queries import IS_CURRENT
from sayso.ledger.recording import chunks, insert_rows
from sayso.ledger.searching.folding import words_of
from sayso.ledger.tables import current_document, document, reading
from sayso.records.review.judgement import Verdict
from sayso.records.shown.listing import Named

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from sqlalchemy import Connection

    from sayso.records.linking import IncidentSummary
    from sayso.records.shown.listing import Entry

READ = ""
"""The view without anybody's words."""

_NUMBERS = "numbers"
_NO_VIEW = -2
"""Where the last number of an incident is noted: `linking` of a view that has no shelves."""

Row = dict[str, Any]


class Stand(NamedTuple):
    """How far a view has come: the last linking and review that it knows; -1 if it is to be made.

    `number` is that of its shelves, `version` the sayso that filled them.
    """

    number: int
    version: str
    linking: int
    said: int


class Outlets(NamedTuple):
    """The outlets of an incident's reports, "" for none, and the reports' ids."""

    publishers: tuple[str, ...]
    docs: tuple[str, ...]


def newest(connection: Connection) -> tuple[int, int]:
    """The last linking and the last review."""
    last = connection.scalar(select(func.max(linking.c.seq))) or 0
    return last, connection.scalar(select(func.max(review.c.seq))) or 0


def stand(connection: Connection, view: str) -> Stand:
    """How far a view has come."""
    found = select(listed_view).where(listed_view.c.name == view)
    row = connection.execute(found).first()
    if row is not None:
        return Stand(row.number, row.version, row.linking, row.act)
    last = connection.scalar(select(func.max(listed_view.c.number)))
    number = 0 if view == READ else max(last or 0, 0) + 1
    return Stand(number, "", -1, -1)


def changed(
    connection: Connection, after: int, upto: int
) -> Iterator[tuple[str, IncidentSummary | None]]:
    """The incidents that linkings after one made different; null for those that are no more."""
    if after >= 0:
        gone = select(incident.c.id).where(
            incident.c.linking > after, incident.c.linking <= upto, incident.c.events == 0
        )
        yield from ((key, None) for key in connection.scalars(gone.distinct()))
    query = last_incidents(select(incident.c.id, incident.c.body), upto)
    query = query.where(incident.c.linking > after)
    for row in connection.execute(query.execution_options(yield_per=1000)):
        yield row.id, to_summary(row.body)


def outlets(connection: Connection, ids: Collection[str], seq: int) -> dict[str, Outlets]:
    """The outlets and reports of incidents by their whole ids, as of a linking."""
    told: dict[str, tuple[set[str], set[str]]] = {}
    later = member.alias("later")
    for chunk in chunks(ids):
        query = (
            select(member.c.incident_id, document.c.id, document.c.publisher)
            .join(claim, claim.c.event_id == member.c.event_id)
            .join(claiming, claiming.c.seq == claim.c.claiming)
            .join(reading, reading.c.id == claiming.c.reading_id)
            .join(
                document,
                (document.c.id == reading.c.doc_id) & (document.c.state == reading.c.state),
            )
            .where(
                member.c.incident_id.in_(chunk),
                member.c.linking <= seq,
                ~select(later.c.event_id)
                .where(
                    later.c.event_id == member.c.event_id,
                    later.c.linking > member.c.linking,
                    later.c.linking <= seq,
                )
                .exists(),
            )
            .distinct()
        )
        for row in connection.execute(query):
            publishers, docs = told.setdefault(row.incident_id, (set(), set()))
            publishers.add(row.publisher or "")
            docs.add(row.id)
    return {key: Outlets(tuple(sorted(p)), tuple(sorted(d))) for key, (p, d) in told.items()}


def spoken_of(
    connection: Connection, *, after: int = -1, by: str | None = None, holding: bool = False
) -> tuple[set[str], set[str]]:
    """Incidents of which people said something: by their reports, and by their ids as then.

    Args:
        connection: where to read.
        after: in reviews after this one; -1 for all that was ever said.
        by: who said it; null for anybody.
        holding: only where something holds that was not taken back.
    """
    said = select(review.c.doc_id, review.c.target)
    if after >= 0:
        said = said.where(review.c.seq > after)
    if by is not None:
        said = said.join(act, act.c.seq == review.c.act).where(act.c.by == by)
    if holding:
        later = review.alias("later")
        newer = (later.c.matter == review.c.matter) & (later.c.seq > review.c.seq)
        taken_back = review.c.verdict == str(Verdict.WITHDRAW)
        said = said.where(~select(later.c.seq).where(newer).exists(), ~taken_back)
    docs: set[str] = set()
    named: set[str] = set()
    for row in connection.execute(said.distinct()):
        if row.doc_id is None:
            named.add(row.target)
        else:
            docs.add(row.doc_id)
    found: set[str] = set()
    for chunk in chunks(docs):
        query = (
            select(listed.c.id)
            .join(listed_report, listed_report.c.seq == listed.c.seq)
            .join(document, document.c.seq == listed_report.c.doc)
            .where(listed.c.shelf < SHELVES, document.c.id.in_(chunk))
        )
        found.update(connection.scalars(query.distinct()))
    return found, named


def put(
    connection: Connection, entries: Sequence[Entry], gone: Collection[str], at: Stand
) -> None:
    """Puts incidents on the shelves of a view, in the place of those with the same ids."""
    take(connection, {entry.id for entry in entries} | set(gone), at.number)
    last = last_number(connection)
    terms = _terms(connection, entries)
    docs = _numbers(connection, {key for entry in entries for key in entry.docs})
    rows: dict[str, list[Row]] = {table.name: [] for table in LISTING}
    for seq, entry in enumerate(entries, start=last + 1):
        shelf = at.number * SHELVES + entry.hidden
        rows[listed.name].append(_row(entry, seq, shelf))
        rows[listed_word.name] += [
            {"shelf": shelf, "term": terms[word], "seq": seq} for word in set(entry.facets)
        ]
        rows[listed_name.name] += [
            {"kind": kind, "name": name, "seq": seq} for kind, name in _names(entry)
        ]
        rows[listed_report.name] += [
            {"doc": docs[key], "seq": seq} for key in entry.docs if key in docs
        ]
    for table in (listed, listed_word, listed_name, listed_report):
        insert_rows(connection, table, rows[table.name])
    drawn_rows.put_ties(connection, list(enumerate(entries, start=last + 1)))
    if entries:
        note(connection, _NUMBERS, Stand(_NO_VIEW, "", last + len(entries), 0))


def last_number(connection: Connection) -> int:
    """The last number that an incident of a list ever had: none is given twice."""
    noted = select(listed_view.c.linking).where(listed_view.c.name == _NUMBERS)
    newest = connection.scalar(select(func.max(listed.c.seq))) or 0
    return max(newest, connection.scalar(noted) or 0)


def take(connection: Connection, ids: Collection[str], number: int) -> None:
    """Takes incidents off the shelves of a view."""
    first = number * SHELVES
    for chunk in chunks(ids):
        own = listed.c.id.in_(chunk) & listed.c.shelf.between(first, first + SHELVES - 1)
        seqs = list(connection.scalars(select(listed.c.seq).where(own)))
        if seqs:
            for table in (listed_word, listed_name, listed_report, listed_tie, listed):
                connection.execute(delete(table).where(table.c.seq.in_(seqs)))


def note(connection: Connection, view: str, at: Stand) -> None:
    """Notes how far a view has come."""
    connection.execute(delete(listed_view).where(listed_view.c.name == view))
    row = {"number": at.number, "version": at.version, "linking": at.linking, "act": at.said}
    connection.execute(insert(listed_view).values(name=view, **row))


def forget(connection: Connection) -> None:
    """Empties all lists: they are made anew when one is asked for."""
    for table in (*LISTING, listed_doc):
        connection.execute(delete(table))


def _row(entry: Entry, seq: int, shelf: int) -> Row:
    days = {name: getattr(entry, name) or "" for name in ("day", "first_day", "last_day")}
    counts = ("accounts", "reports", "sources", "killed", "disputed")
    own = {name: getattr(entry, name) for name in counts}
    return {"seq": seq, "shelf": shelf, "id": entry.id, **days, **own, **drawn_rows.columns(entry)}


def _names(entry: Entry) -> set[tuple[str, str]]:
    """Whole folded names, and their single words with those of the title."""
    found = {(kind.value, words_of(name)) for kind, name in entry.names}
    told = " ".join([words_of(entry.title or ""), *(name for _, name in found)])
    return {pair for pair in found if pair[1]} | {(Named.WORD.value, w) for w in told.split()}


def _terms(connection: Connection, entries: Sequence[Entry]) -> dict[tuple[str, str], int]:
    wanted = {(facet.value, value) for entry in entries for facet, value in entry.facets}
    known: dict[tuple[str, str], int] = {}
    for chunk in chunks(value for _, value in wanted):
        query = select(listed_term).where(listed_term.c.value.in_(chunk))
        known.update(((row.facet, row.value), row.id) for row in connection.execute(query))
    last = connection.scalar(select(func.max(listed_term.c.id))) or 0
    new = {pair: n for n, pair in enumerate(sorted(wanted - known.keys()), start=last + 1)}
    rows: list[Row] = [{"id": n, "facet": f, "value": v} for (f, v), n in new.items()]
    insert_rows(connection, listed_term, rows)
    return known | new


def _numbers(connection: Connection, ids: Collection[str]) -> dict[str, int]:
    """The number of the current state of each document."""
    found: dict[str, int] = {}
    for chunk in chunks(ids):
        query = (
            select(document.c.id, document.c.seq)
            .join(current_document, IS_CURRENT)
            .where(current_document.c.doc_id.in_(chunk))
        )
        found.update((row.id, row.seq) for row in connection.execute(query))
    return found


def summaries(connection: Connection, ids: Collection[str]) -> dict[str, IncidentSummary]:
    """The summaries of incidents as of the last linking, by their whole ids."""
    seq = connection.scalar(select(func.max(linking.c.seq))) or 0
    found: dict[str, IncidentSummary] = {}
    for chunk in chunks(ids):
        query = last_incidents(select(incident.c.id, incident.c.body), seq)
        rows = connection.execute(query.where(incident.c.id.in_(chunk)))
        found.update((row.id, to_summary(row.body)) for row in rows)
    return found
