"""Which columns or keys hold our fields, as a user says it: `id=Nr, text=article.body`."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_COMMA = re.compile(r"(?<!\\),")


def parse_columns(said: str) -> dict[str, str]:
    r"""`id=key, text=body` as a mapping from our fields to the input's columns.

    Spaces around names do not count; a comma that belongs to a column's name is written `\,`.
    Whether the fields exist is checked where the mapping is used.

    Raises:
        ValueError: for a pair without `=` or with an empty side, and a field that is given twice.
    """
    columns: dict[str, str] = {}
    for pair in _COMMA.split(said):
        field, equals, column = (part.strip() for part in pair.partition("="))
        if not pair.strip():
            continue
        if not (equals and field and column):
            raise ValueError(
                f"--columns takes FIELD=COLUMN pairs, such as id=Nr,text=Body: {pair.strip()!r} is"
                r" none; write a comma inside a column's name as \,"
            )
        if field in columns:
            raise ValueError(f"--columns gives {field} twice; give it once")
        columns[field] = column.replace("\\,", ",")
    return columns


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """`, did you mean 'title'?` where known names are much like this one; else nothing."""
    by_small = {other.strip().lower(): other for other in known}
    near = difflib.get_close_matches(name.strip().lower(), by_small, n=3, cutoff=0.6)
    named = " or ".join(repr(by_small[match]) for match in near)
    return f"; did you mean {named}?" if named else ""


def value_at(record: Mapping[str, object], path: str) -> object:
    """What stands in a record under a path of keys, `article.body` or `/article/body`.

    A number is a place in a list, from 0. In the second form (RFC 6901) `~1` is a slash in a key
    and `~0` a tilde. Null when there is nothing.
    """
    if path.startswith("/"):
        keys: Sequence[str] = [
            key.replace("~1", "/").replace("~0", "~") for key in path[1:].split("/")
        ]
    else:
        keys = path.split(".")
    value: object = record
    for key in keys:
        if isinstance(value, dict):
            value = value.get(key)
        elif isinstance(value, list) and key.isdecimal() and int(key) < len(value):
            value = value[int(key)]
        else:
            return None
    return value
