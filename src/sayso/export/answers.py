"""Answers to SQL as Arrow: every column of one type, whatever the first rows hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import pyarrow as pa

from sayso.ledger.sql.views import views

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.ledger.sql.views import Kind, View

ArrowTable: TypeAlias = pa.Table
"""What an answer becomes: for those parts of sayso that do not load Arrow themselves."""

_TYPES: dict[Kind, pa.DataType] = {
    "text": pa.string(),
    "list": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "truth": pa.bool_(),
}


def view_schema(view: View) -> pa.Schema:
    """The Arrow schema of a view; the meaning of each column stands with it."""
    return pa.schema(
        [
            pa.field(column.name, _TYPES[column.kind], metadata={"meaning": column.meaning})
            for column in view.columns
        ]
    )


def view_batch(view: View, rows: Sequence[Sequence[Any]]) -> pa.RecordBatch:
    """Rows of a view as one batch of its schema."""
    schema = view_schema(view)
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    arrays = [
        pa.array([None if v is None else bool(v) for v in column], pa.bool_())
        if field.type == pa.bool_()
        else pa.array(column, field.type)
        for field, column in zip(schema, columns, strict=True)
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def answer_table(columns: Sequence[str], batches: Iterable[Sequence[Sequence[Any]]]) -> pa.Table:
    """An answer as a table: types are those of its values; whole numbers give way to others.

    A column without any value has the type that the views give to its name, else it is text. A
    column of numbers and words becomes text.
    """
    found: list[list[Any]] = [[] for _ in columns]
    for rows in batches:
        for column, values in zip(found, zip(*rows, strict=True), strict=True):
            column.extend(values)
    arrays = [_array(name, values) for name, values in zip(columns, found, strict=True)]
    return pa.Table.from_arrays(arrays, names=list(columns))


def _array(name: str, values: list[Any]) -> pa.Array:
    kinds = {type(value) for value in values if value is not None}
    if not kinds:
        return pa.array(values, _known_type(name))
    if kinds == {int, float}:
        return pa.array([None if v is None else float(v) for v in values], pa.float64())
    if len(kinds) > 1:
        return pa.array([None if v is None else str(v) for v in values], pa.string())
    try:
        return pa.array(values)
    except (pa.ArrowInvalid, OverflowError):
        return pa.array([None if v is None else str(v) for v in values], pa.string())


def _known_type(name: str) -> pa.DataType:
    """The type of a column of the views, where all that have it agree."""
    kinds = {kind for view in views().values() if (kind := view.kind_of(name)) is not None}
    types = {_TYPES[kind] for kind in kinds if kind != "truth"}
    return types.pop() if len(types) == 1 else pa.string()
