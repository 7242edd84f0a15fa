"""Asking the tables of lists: pages of incidents by key, and facets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from sqlalchemy import text as sql

from sayso.ledger.lists.drawn_rows import conditions
from sayso.ledger.lists.listing_tables import SHELVES
from sayso.ledger.lists.query import Query
from sayso.ledger.people.sight import hidden_now
from sayso.ledger.searching.folding import terms, words_of
from sayso.ledger.searching.search import matching
from sayso.records.shown.listing import Count, Facet, Key, Listed, Named
from sayso.records.shown.matrix import Sort

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

    from sayso.ledger.lists.held import Held
    from sayso.records.shown.listing import ListFilter

_SORTED = {
    Sort.DAY: "day",
    Sort.ACCOUNTS: "accounts",
    Sort.REPORTS: "reports",
    Sort.SOURCES: "sources",
    Sort.KILLED: "killed",
    Sort.DISPUTED: "disputed",
}
_AFTER_DIGITS = "~"
"""Sorts after all of a day's times."""


def page(
    connection: Connection,
    wanted: ListFilter,
    number: int,
    *,
    limit: int,
    after: Key | None = None,
) -> Listed:
    """A page of a list: the most of what it is sorted by first, then by id.

    Args:
        connection: where to read.
        wanted: what the list has.
        number: which view's words are laid over; 0 for nobody's.
        limit: rows of the page.
        after: where the page before ended; null for the first page.
    """
    column = _SORTED[wanted.sort]
    query = condition(connection, wanted, number)
    total = _number(connection, query)
    passed = 0
    if after is not None:
        beyond = f"(l.{column} < :after OR (l.{column} = :after AND l.id > :after_id))"
        key = {"after": after.value, "after_id": after.id}
        query = query._replace(where=f"{query.where} AND {beyond}", values=query.values | key)
        passed = total - _number(connection, query)
    found = connection.execute(
        sql(f"{_first(query, column, wanted)} ORDER BY sorted_by DESC, id LIMIT :limit"),
        {**query.values, "limit": limit + 1},
    ).all()
    rows = found[:limit]
    more = Key(value=rows[-1].sorted_by, id=rows[-1].id) if len(found) > limit else None
    return Listed(
        rows=tuple((row.id, row.shelf >= SHELVES) for row in rows),
        total=total,
        passed=passed,
        next=more,
    )


def count(connection: Connection, wanted: ListFilter, number: int) -> int:
    """How many incidents a list has."""
    return _number(connection, condition(connection, wanted, number))


def _first(query: Query, column: str, wanted: ListFilter) -> str:
    """SQL of the rows of which a page has the first: those of each shelf, in the order of days.

    So they come from an index as they stand. What is sorted otherwise is sorted at once, and a
    search for words is made but once.
    """
    chosen = f"SELECT l.id, l.shelf, l.{column} AS sorted_by FROM listed l WHERE {query.where}"  # noqa: S608
    if wanted.sort is not Sort.DAY or wanted.text is not None or len(query.shelves) == 1:
        return chosen
    parts = (
        f"{chosen} AND l.shelf = {shelf} ORDER BY l.{column} DESC, l.id LIMIT :limit"
        for shelf in query.shelves
    )
    return " UNION ALL ".join(
        f"SELECT * FROM ({part}) AS shelf{n}"  # noqa: S608
        for n, part in enumerate(parts)
    )


def rows(connection: Connection, wanted: ListFilter, number: int) -> list[tuple[str, bool]]:
    """All incidents of a list in its order, as `Listed.rows`: for exports, not for pages."""
    query = condition(connection, wanted, number)
    ordered = f"ORDER BY l.{_SORTED[wanted.sort]} DESC, l.id"
    found = connection.execute(
        sql(f"SELECT l.id, l.shelf FROM listed l WHERE {query.where} {ordered}"),  # noqa: S608
        query.values,
    )
    return [(row.id, row.shelf >= SHELVES) for row in found]


def facets(
    connection: Connection, wanted: ListFilter, number: int, held: Held
) -> dict[Facet, list[Count]]:
    """How many incidents a list has for each value of each facet, the most frequent first.

    A facet that is narrowed already counts what another value in its place would give.
    """
    query = condition(connection, replace(wanted, facets={}), number)
    found: dict[Facet, list[Count]] = {facet: [] for facet in Facet}
    chosen = {str(facet): value for facet, value in wanted.facets.items()}
    for (name, value), incidents in held.facets(connection, query, chosen).items():
        found[Facet(name)].append(Count(value=value, incidents=incidents))
    for told in found.values():
        told.sort(key=lambda one: (-one.incidents, one.value))
    found[Facet.MONTH].sort(key=lambda one: one.value, reverse=True)
    return found


def _number(connection: Connection, query: Query) -> int:
    counted = sql(f"SELECT count(*) FROM listed l WHERE {query.where}")  # noqa: S608
    return connection.scalar(counted, query.values) or 0


def condition(connection: Connection, wanted: ListFilter, number: int) -> Query:
    """The condition of a list, whatever its order."""
    own = number * SHELVES
    levels = (0, 1) if wanted.everything else (0,)
    shelves = sorted({level + first for first in (0, own) for level in levels})
    values: dict[str, Any] = {}
    parts = [f"l.shelf IN ({', '.join(map(str, shelves))})"]
    if number:
        parts.append(
            f"(l.shelf >= {SHELVES} OR l.id NOT IN"  # noqa: S608
            f" (SELECT o.id FROM listed o WHERE o.shelf BETWEEN {own} AND {own + SHELVES - 1}))"
        )
    gone = hidden_now(connection).union(wanted.besides)
    if gone:
        parts.append(f"l.id NOT IN ({_named_values('absent', gone, values)})")
    parts += _bounds(wanted, values)
    parts += _chosen(wanted, values, shelves)
    parts += _named(wanted, values)
    if wanted.text is not None:
        parts.append(_worded(connection, wanted.text, wanted.untold, values))
    return Query(" AND ".join(parts), values, tuple(shelves))


def _bounds(wanted: ListFilter, values: dict[str, Any]) -> list[str]:
    parts = []
    for name in ("accounts", "reports", "sources", "killed"):
        least = getattr(wanted, name)
        if least > 0:
            values[f"least_{name}"] = least
            parts.append(f"l.{name} >= :least_{name}")
    if wanted.since:
        values["since"] = wanted.since
        parts.append("l.last_day >= :since")
    if wanted.until:
        values["until"] = f"{wanted.until}{_AFTER_DIGITS}"
        parts.append("l.first_day <= :until AND l.first_day <> ''")
    if wanted.disputed:
        parts.append("l.disputed > 0")
    return [*parts, *conditions(wanted, values)]


def _chosen(wanted: ListFilter, values: dict[str, Any], shelves: list[int]) -> list[str]:
    parts = []
    on = ", ".join(map(str, shelves))
    for n, (facet, value) in enumerate(sorted(wanted.facets.items())):
        values |= {f"facet{n}": str(facet), f"value{n}": value}
        parts.append(
            "l.seq IN (SELECT w.seq FROM listed_word w WHERE w.shelf IN ("  # noqa: S608
            f"{on}) AND w.term = (SELECT t.id FROM listed_term t"
            f" WHERE t.facet = :facet{n} AND t.value = :value{n}))"
        )
    return parts


def _named(wanted: ListFilter, values: dict[str, Any]) -> list[str]:
    parts = []
    for kind, name in ((Named.PLACE, wanted.place), (Named.ACTOR, wanted.actor)):
        if name is not None:
            values[f"{kind}_name"] = words_of(name)
            parts.append(
                "l.seq IN (SELECT n.seq FROM listed_name n"  # noqa: S608
                f" WHERE n.kind = '{kind}' AND n.name = :{kind}_name)"
            )
    if wanted.names is not None:
        words = [word for term in terms(wanted.names) for word in term.split()][:_MOST_WORDS]
        parts += [] if words else ["1 = 0"]
        for n, word in enumerate(words):
            values |= {f"word{n}": word, f"word{n}_end": word + "\U0010ffff"}
            parts.append(
                "l.seq IN (SELECT n.seq FROM listed_name n"  # noqa: S608
                f" WHERE n.kind = '{Named.WORD}' AND n.name BETWEEN :word{n} AND :word{n}_end)"
            )
    return parts


_MOST_WORDS = 20


def _worded(
    connection: Connection, query: str, untold: Collection[str], values: dict[str, Any]
) -> str:
    """The condition that a report of the incident has all words and phrases of a query.

    Those that are `untold`, by their ids, do not count.
    """
    found = matching(connection, query)
    if found is None:
        return "1 = 0"
    values["query"] = found.query
    among = ""
    if untold:
        ids = _named_values("untold", untold, values)
        among = f" AND r.doc NOT IN (SELECT d.seq FROM document d WHERE d.id IN ({ids}))"  # noqa: S608
    return (
        "l.seq IN (SELECT r.seq FROM listed_report r WHERE r.doc IN"  # noqa: S608
        f" (SELECT hit.id / {found.stretches} FROM ({found.select}) AS hit){among})"
    )


def _named_values(name: str, told: Collection[str], values: dict[str, Any]) -> str:
    """The parameters of a list in SQL; their values are added to the others."""
    named = {f"{name}{n}": key for n, key in enumerate(sorted(told))}
    values |= named
    return ", ".join(f":{key}" for key in named)
