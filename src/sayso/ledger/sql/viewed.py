"""The part of the ledger that is asked by SQL, and that gives the rows of its views."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.ledger.sql import asking, viewing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from sqlalchemy import Engine

    from sayso.ledger.sql.asking import Answer, Row
    from sayso.ledger.sql.views import View


class ViewedLedger:
    """What a ledger holds now, as rows: the views of `docs/reference/sql.md`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def ask(
        self,
        query: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        seconds: float | None = None,
    ) -> AbstractContextManager[Answer]:
        """The answer to an SQL query of the views, while the context lasts.

        Args:
            query: one SELECT, WITH … SELECT or VALUES; `:name` stands for a parameter.
            parameters: their values by name.
            seconds: how long the database may work on it; null is as long as it takes.

        Raises:
            LedgerError: for anything but one query, unknown views or columns, a parameter too
                many or too few, and an answer that takes too long.
        """
        return asking.asked(self._engine, query, parameters or {}, seconds=seconds)

    def view_rows(
        self, view: View, wanted: Mapping[str, Any], *, batch: int
    ) -> Iterator[list[Row]]:
        """The rows of a view in its order, so many at a time; `wanted` as `viewing.where` has it.

        Raises:
            ValueError: for a condition that the view cannot have.
        """
        yield from viewing.rows(self._engine, view, wanted, batch=batch)

    def view_records(
        self, view: View, wanted: Mapping[str, Any], records: Sequence[str]
    ) -> Iterator[Row]:
        """The JSON of the records behind the rows of a view, in the same order.

        Raises:
            ValueError: for a condition that the view cannot have.
        """
        yield from viewing.record_bodies(self._engine, view, wanted, records)

    def count_rows(self, view: View, wanted: Mapping[str, Any]) -> int:
        """How many rows of a view are wanted.

        Raises:
            ValueError: for a condition that the view cannot have.
        """
        return viewing.count(self._engine, view, wanted)
