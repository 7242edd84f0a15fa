"""JSON Lines and JSON Schema: the only encoder and decoder of records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

import msgspec

from sayso.records.exchange.comparison import Comparison
from sayso.records.reading import ReadDocument
from sayso.records.rows.events import WholeEventRow
from sayso.records.rows.mentions import EventRow
from sayso.records.shown.figures import Figures
from sayso.records.shown.matrix import Headline
from sayso.records.shown.side_by_side import SideBySide

R = TypeVar("R", bound=msgspec.Struct)

_SCHEMAS: dict[str, type[msgspec.Struct]] = {
    "comparison": Comparison,
    "event": EventRow,
    "incident": SideBySide,
    "incident_line": Headline,
    "figures": Figures,
    "reading": ReadDocument,
    "whole_event": WholeEventRow,
}


def encode(record: msgspec.Struct) -> bytes:
    """A record as one line of UTF-8 JSON, keys in the order of the record, without line end."""
    return msgspec.json.encode(record)


def encode_all(records: Sequence[msgspec.Struct]) -> list[str]:
    """Each record as one line of JSON, as `encode` gives it, without line end."""
    return encode_lines(records).decode().split("\n")[:-1]


def encode_lines(records: Sequence[msgspec.Struct]) -> bytes:
    """Each record as one line of JSON, as `encode` gives it, with a line end."""
    return msgspec.json.Encoder().encode_lines(records)


def decode(data: bytes | str, kind: type[R]) -> R:
    """A record from JSON, strictly.

    Raises:
        msgspec.ValidationError: for an unknown key, a missing field or a wrong type, with path.
    """
    return msgspec.json.decode(data, type=kind)


def schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a kind of record: "event" (a mention), "figures" and so on.

    Raises:
        KeyError: when there is no such kind of record.
    """
    if kind not in _SCHEMAS:
        raise KeyError(f"no schema for {kind!r}: known are {', '.join(sorted(_SCHEMAS))}")
    return msgspec.json.schema(_SCHEMAS[kind])
