"""Rows as Arrow tables: the schema is derived from the record, so the two cannot drift apart."""

from __future__ import annotations

import types
import typing
from enum import Enum
from typing import TYPE_CHECKING, Any

import msgspec
import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SCALARS = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
}


def arrow_schema(kind: type[msgspec.Struct]) -> pa.Schema:
    """The Arrow schema of a record: nested records are structs, tuples lists, dicts maps."""
    hints = typing.get_type_hints(kind)
    return pa.schema([(name, _arrow_type(hints[name])) for name in kind.__struct_fields__])


def to_arrow(rows: Sequence[msgspec.Struct], kind: type[msgspec.Struct]) -> pa.Table:
    """Records of one kind as an Arrow table, one row each, nested as in JSON."""
    return pa.Table.from_pylist(
        [_maps_as_pairs(msgspec.to_builtins(row)) for row in rows], schema=arrow_schema(kind)
    )


def rows_of(table: Any) -> Iterator[Any]:
    """The rows of whatever speaks Arrow's stream protocol, a batch in memory at a time.

    Rows of a table are mappings of columns to values; of a single column, its values.
    """
    try:
        batches = pa.RecordBatchReader.from_stream(table)
    except pa.ArrowInvalid:  # one column and no table: a Series, an array in chunks
        yield from pa.chunked_array(table).to_pylist()
        return
    for batch in batches:
        yield from batch.to_pylist()


def _arrow_type(hint: Any) -> pa.DataType:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in {typing.Union, types.UnionType}:
        (inner,) = (a for a in arguments if a is not type(None))
        return _arrow_type(inner)
    if origin is tuple:
        return pa.list_(_arrow_type(arguments[0]))
    if origin is dict:
        return pa.map_(_arrow_type(arguments[0]), _arrow_type(arguments[1]))
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return pa.struct(list(arrow_schema(hint)))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return pa.string()
    return _SCALARS[hint]


def _maps_as_pairs(row: dict[str, Any]) -> dict[str, Any]:
    """`provenance` is the one mapping of a row; Arrow takes a map as a list of pairs."""
    return {k: list(v.items()) if k == "provenance" else v for k, v in row.items()}
