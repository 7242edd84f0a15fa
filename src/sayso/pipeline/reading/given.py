"""What Python users give to be read, item by item: texts, mappings, pairs, tables of any kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from sayso.ingest.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator


def items_of(documents: Iterable[Any]) -> Iterator[Any]:
    """One item for each document: those of an iterable, or the rows of a table.

    A table is whatever speaks Arrow's stream protocol: Arrow, pandas and Polars do.

    Raises:
        TypeError: for one text or one mapping, which is not many documents, and for what cannot
            be iterated.
    """
    if isinstance(documents, str | bytes | Mapping):
        raise TypeError(
            f"read_many takes many documents and was given one {type(documents).__name__}; "
            "put it in a list, or call sayso.read"
        )
    if hasattr(documents, "__arrow_c_stream__"):
        from sayso.export.arrow import rows_of  # noqa: PLC0415 (Arrow loads for tables alone)

        return rows_of(documents)
    return iter(documents)


def record_of(item: Any) -> dict[str, object]:
    """The record that an item is: a text, a mapping, or a text with a mapping of what is known.

    Dates and times are written in ISO 8601; what is not a number is null.

    Raises:
        UnreadableError: for anything else.
    """
    match item:
        case str():
            return {"text": item}
        case Mapping():
            return {str(key): _plain(value) for key, value in item.items()}
        case (str() as text, Mapping() | None as known):
            return {**record_of(known or {}), "text": text}
    raise UnreadableError(
        f"it is {type(item).__name__}, where a document was expected",
        "give a text, a mapping with `text`, or a pair of a text and a mapping",
    )


def _plain(value: object) -> object:
    if type(value).__module__ == "numpy" and hasattr(value, "item"):
        value = value.item()
    if _is_missing(value):
        return None
    return value.isoformat() if isinstance(value, date) else value


def _is_missing(value: object) -> bool:
    """Whether a frame says so of a cell: NaN and NaT are unlike themselves, NA is pandas' own."""
    if isinstance(value, float | date):
        return value != value  # noqa: PLR0124 (see above)
    return type(value).__name__ == "NAType"
