"""What a ledger holds of one kind, as records, Arrow, pandas and Polars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from sayso.export.answers import view_batch, view_schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from sayso.ledger.sql.views import View

R = TypeVar("R")

_BATCH = 10_000


class Viewed(Protocol):
    """What a table asks of a ledger."""

    def view_rows(
        self, view: View, wanted: Mapping[str, Any], *, batch: int
    ) -> Iterator[list[tuple[Any, ...]]]:
        """The rows of a view, so many at a time."""

    def view_records(
        self, view: View, wanted: Mapping[str, Any], records: Sequence[str]
    ) -> Iterator[tuple[Any, ...]]:
        """The records behind the rows."""

    def count_rows(self, view: View, wanted: Mapping[str, Any]) -> int:
        """How many rows there are."""


class LedgerTable(Generic[R]):
    """All records of one kind that a ledger now holds, or those that `where` leaves.

    Nothing is read before it is asked for: iterating gives records, `to_arrow` and the others the
    rows of the view, whose columns are told in `docs/reference/sql.md`. A table of no rows has the
    same columns.

    Args:
        ledger: an open ledger.
        view: whose rows they are.
        records: our SQL for what a record is made of.
        make: the record of these values and the row.
        wanted: conditions, as `where` takes them.
    """

    def __init__(
        self,
        ledger: Viewed,
        view: View,
        records: Sequence[str],
        make: Callable[..., R],
        wanted: Mapping[str, Any] | None = None,
    ) -> None:
        self._ledger = ledger
        self._view = view
        self._records = tuple(records)
        self._make = make
        self._wanted = dict(wanted or {})

    def where(self, **wanted: Any) -> LedgerTable[R]:
        """The rows that fulfil all conditions, also those given before.

        Args:
            wanted: columns and their values; a list, tuple or set means any of them, null what is
                not known. `since` and `until` are ISO days, included: what may have been between
                them; `type`, `country`, `place`, `actor` and `bloc` ask the column that tells it.

        Raises:
            ValueError: for a column that there is not, when rows are asked for.
        """
        both = self._wanted | wanted
        return LedgerTable(self._ledger, self._view, self._records, self._make, both)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self._view.columns)

    @property
    def schema(self) -> pa.Schema:
        """The Arrow schema, the meaning of each column in its metadata."""
        return view_schema(self._view)

    def __iter__(self) -> Iterator[R]:
        names = self.columns
        size = len(self._records)
        for values in self._ledger.view_records(self._view, self._wanted, self._records):
            row = dict(zip(names, values[size:], strict=True))
            yield self._make(*values[:size], row)

    def count(self) -> int:
        """How many rows there are."""
        return self._ledger.count_rows(self._view, self._wanted)

    def __repr__(self) -> str:
        asked = "".join(f", {key}={value!r}" for key, value in self._wanted.items())
        return f"<{self._view.name}: {self._view.rows}{asked}>"

    def batches(self, rows: int = _BATCH) -> Iterator[pa.RecordBatch]:
        """The rows as Arrow batches, for ledgers that do not fit the memory.

        Args:
            rows: how many are in memory at a time.

        Raises:
            ValueError: for less than 1.
        """
        if rows < 1:
            raise ValueError(f"{rows} rows at a time: give 1 or more")
        for part in self._ledger.view_rows(self._view, self._wanted, batch=rows):
            yield view_batch(self._view, part)

    def to_arrow(self) -> pa.Table:
        """All rows as an Arrow table."""
        import pyarrow as pa  # noqa: PLC0415 (loads when a table is made)

        return pa.Table.from_batches(self.batches(), schema=self.schema)

    def to_pandas(self) -> pd.DataFrame:
        """All rows as a pandas frame (needs the extra `sayso[pandas]`)."""
        return self.to_arrow().to_pandas()

    def to_polars(self) -> pl.DataFrame:
        """All rows as a Polars frame (needs the extra `sayso[polars]`)."""
        import polars as pl  # noqa: PLC0415 (an optional extra)

        frame = pl.from_arrow(self.to_arrow())
        assert isinstance(frame, pl.DataFrame)
        return frame
