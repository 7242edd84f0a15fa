"""Where the keys of a TOML file stand: the parser does not say, so prefixes of it are parsed."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_AT = re.compile(r" \(at (?:line (?P<line>\d+), column \d+|end of document)\)$")


def error_place(text: str, error: tomllib.TOMLDecodeError) -> tuple[int, str]:
    """The line (from 1) of what is no TOML, and what is wrong there."""
    at = _AT.search(str(error))
    line = int(at["line"]) if at and at["line"] else max(1, len(text.splitlines()))
    return line, _AT.sub("", str(error))


def line_of(text: str, keys: Sequence[str | int]) -> int:
    """The line (from 1) of what the keys lead to in correct TOML, as far as they lead.

    A statement ends at the first line up to which the file can be parsed and has the key. The
    items of a list in several lines are told apart by their words.
    """
    names = [key for key in keys if isinstance(key, str)]
    while names:
        for first, last, content in _statements(text):
            if _has(content, names):
                return _item_line(text, (first, last), content, keys)
        names.pop()
    return 1


def _statements(text: str) -> Iterator[tuple[int, int, dict[str, object]]]:
    """The first and last line of each statement, with all that the file says up to its end."""
    lines = text.splitlines()
    first = 1
    for last in range(1, len(lines) + 1):
        if first == last and (not lines[last - 1].strip() or lines[last - 1].lstrip()[0] == "#"):
            first += 1
            continue
        try:
            content = tomllib.loads("\n".join(lines[:last]))
        except tomllib.TOMLDecodeError:
            continue
        yield first, last, content
        first = last + 1


def _has(content: object, names: Sequence[str]) -> bool:
    for name in names:
        if not isinstance(content, dict) or name not in content:
            return False
        content = content[name]
    return True


def _item_line(
    text: str, lines: tuple[int, int], content: object, keys: Sequence[str | int]
) -> int:
    """The line of an item of a list, else the first one of the statement."""
    for key in keys:
        inside = isinstance(content, dict) if isinstance(key, str) else isinstance(content, list)
        content = content[key] if inside else content  # type: ignore[index]
    first, last = lines
    if isinstance(content, str) and isinstance(keys[-1], int):
        for number, line in enumerate(text.splitlines()[first - 1 : last], first):
            if f'"{content}"' in line or f"'{content}'" in line:
                return number
    return first
