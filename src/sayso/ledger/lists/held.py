"""What incidents of lists have, in memory: values of facets, and ties. Counting takes no join.

Pairs of numbers in columns: which incident has which value, which tells of which tie. What is
taken off a list stays here, since nobody asks for its number again; what is new is added.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from sqlalchemy import func, select
from sqlalchemy import text as sql

from sayso.ledger.lists.listing import last_number
from sayso.ledger.lists.listing_tables import listed_term, listed_view
from sayso.ledger.tables import erasure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray
    from sqlalchemy import Connection

    from sayso.ledger.lists.query import Query

    Flags = NDArray[np.bool_]
    Numbers = NDArray[np.int64]

_REMEMBERED = 32
"""Lists whose incidents are remembered until something changes."""

_JOINED = {
    "sqlite": "group_concat({})",
    "postgresql": "string_agg(({})::text, ',')",
}

Name = tuple[str, str]


class Ties(NamedTuple):
    """The ties that the incidents of a list tell of, a row for each incident and tie."""

    bonds: Numbers
    seqs: Numbers
    accounts: Numbers
    sources: Numbers


class Held:
    """The values of facets and the ties by the numbers of incidents; one for each open room."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._forget(())

    def facets(
        self, connection: Connection, query: Query, chosen: Mapping[str, str]
    ) -> dict[Name, int]:
        """How many incidents of a list have each value of each facet.

        A facet of which one is chosen counts what another value in its place would give.

        Args:
            connection: where to read.
            query: the condition of the list, without that of facets.
            chosen: the values that the list is narrowed by, by facet.
        """
        with self._lock:
            self._catch_up(connection)
            whole = self._matched(connection, query)
            own = {facet: self._having((facet, value)) for facet, value in chosen.items()}
            found = self._counted(_all_of(whole, own.values()), without=set(own))
            for facet in own:
                rest = _all_of(whole, (flags for key, flags in own.items() if key != facet))
                found |= self._counted(rest, only=facet)
            return found

    def ties(self, connection: Connection, query: Query) -> Ties:
        """The ties that the incidents of a list tell of."""
        with self._lock:
            self._catch_up(connection)
            told = self._matched(connection, query)[self._ties[1]]
            return Ties(*self._ties[:, told])

    def _forget(self, key: tuple[object, ...]) -> None:
        self._key = key
        self._last = 0
        self._words = np.zeros((2, 0), np.int64)
        self._ties = np.zeros((4, 0), np.int64)
        self._names: dict[int, Name] = {}
        self._lists: dict[object, Flags] = {}

    def _catch_up(self, connection: Connection) -> None:
        """Adds what came since; begins anew where lists were made anew."""
        version = select(listed_view.c.version).where(listed_view.c.number == 0)
        erased = connection.scalar(select(func.count()).select_from(erasure))
        key = (connection.scalar(version), erased)
        if key != self._key:
            self._forget(key)
        newest = last_number(connection)
        if newest <= self._last:
            return
        terms = connection.execute(select(listed_term))
        self._names = {row.id: (row.facet, row.value) for row in terms}
        words = _columns(connection, "listed_word", ("term", "seq"), self._last)
        columns = ("bond", "seq", "accounts", "sources")
        ties = _columns(connection, "listed_tie", columns, self._last)
        self._words = np.concatenate([self._words, words], axis=1)
        self._ties = np.concatenate([self._ties, ties], axis=1)
        self._last = newest

    def _matched(self, connection: Connection, query: Query) -> Flags:
        """The incidents that fulfil a condition; remembered until something changes."""
        stands = select(listed_view.c.linking, listed_view.c.act).order_by(listed_view.c.name)
        stand = tuple(tuple(row) for row in connection.execute(stands))
        key = (query.where, tuple(sorted(query.values.items())), stand, self._last)
        if key not in self._lists:
            joined = _JOINED[connection.dialect.name].format("l.seq")
            asked = sql(f"SELECT {joined} FROM listed l WHERE {query.where}")  # noqa: S608
            flags = np.zeros(self._last + 1, np.bool_)
            flags[_numbers(connection.scalar(asked, query.values))] = True
            while len(self._lists) >= _REMEMBERED:
                del self._lists[next(iter(self._lists))]
            self._lists[key] = flags
        return self._lists[key]

    def _having(self, name: Name) -> Flags:
        """The incidents that have a value."""
        terms, seqs = self._words
        flags = np.zeros(self._last + 1, np.bool_)
        for term, known in self._names.items():
            if known == name:
                flags[seqs[terms == term]] = True
        return flags

    def _counted(
        self, listed: Flags, *, only: str | None = None, without: set[str] | None = None
    ) -> dict[Name, int]:
        terms, seqs = self._words
        counts = np.bincount(terms[listed[seqs]])
        found = ((self._names[int(n)], int(counts[n])) for n in np.flatnonzero(counts))
        return {
            name: number
            for name, number in found
            if (only is None or name[0] == only) and name[0] not in (without or ())
        }


def _all_of(whole: Flags, parts: Iterable[Flags]) -> Flags:
    for part in parts:
        whole = whole & part
    return whole


def _columns(connection: Connection, table: str, names: Sequence[str], after: int) -> Numbers:
    """The columns of the rows of a table whose incidents have numbers after one.

    Each comes as one long string, which is far quicker than row by row.
    """
    joined = ", ".join(_JOINED[connection.dialect.name].format(name) for name in names)
    where = "WHERE seq > :after" if after else ""
    every = sql(f"SELECT {joined} FROM {table} {where}")  # noqa: S608
    told = connection.execute(every, {"after": after} if after else {}).one()
    return np.stack([_numbers(column) for column in told])


def _numbers(joined: str | None) -> Numbers:
    return np.fromstring(joined or "", np.int64, sep=",")
