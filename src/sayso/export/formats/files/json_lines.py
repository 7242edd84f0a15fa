"""Reads somebody's JSON Lines a line at a time; a damaged line becomes a problem."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NoReturn

from sayso.export.formats.contract import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MOST_BYTES = 64 << 20
_BOM = b"\xef\xbb\xbf"


def read_json_lines(path: Path) -> Iterator[tuple[int, dict[str, Any], Problem | None]]:
    """Each line's number (1-based) and object, or an empty object and what is wrong with it.

    Empty lines are passed over. JSON is that of RFC 8259: without NaN and Infinity.

    Raises:
        OSError: when the file cannot be read.
    """
    lines = 0
    with path.open("rb") as file:
        for number, data in enumerate(iter(lambda: file.readline(_MOST_BYTES), b""), 1):
            if number == 1 and data.startswith(_BOM):
                message, remedy = "it begins with a byte order mark", "save it without"
                yield number, {}, Problem(str(path), 1, None, message, False, remedy)
            line = data.removeprefix(_BOM) if number == 1 else data
            if line.strip():
                lines += 1
                record, damage = _record(str(path), number, line)
                yield number, record, damage
    if not lines:
        message, remedy = "it has no record", "export it anew, or name another file"
        yield 0, {}, Problem(str(path), None, None, message, False, remedy)


def _record(path: str, line: int, data: bytes) -> tuple[dict[str, Any], Problem | None]:
    """The object of a line; else what is wrong with it and what to do."""
    if len(data) >= _MOST_BYTES:
        wrong = (f"the line is longer than {_MOST_BYTES:,} bytes", "write one record a line")
        return {}, Problem(path, line, None, wrong[0], remedy=wrong[1])
    try:
        found = json.loads(data.decode("utf-8"), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        message, remedy = _told(error)
        return {}, Problem(path, line, None, message, remedy=remedy)
    if isinstance(found, dict):
        return found, None
    message = f"a {type(found).__name__}, no object"
    return {}, Problem(path, line, None, message, remedy="write { } with the record's fields")


def _told(error: ValueError | RecursionError) -> tuple[str, str]:
    """What is wrong with a line that is no JSON, and what to do."""
    match error:
        case UnicodeDecodeError():
            message = f"byte {error.start + 1:,} of the line is no UTF-8"
            return message, "save the file as UTF-8 text"
        case json.JSONDecodeError():
            message = f"no JSON: {error.msg} at character {error.colno:,}"
            return message, "mend it there, one object a line"
        case RecursionError():
            return "no JSON that anybody reads: it is nested too deeply", "take the line out"
        case _:
            return f"no JSON: {error}", "write null or a number"


def _refuse(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number of JSON")
