"""Reads somebody's JSON file item by item, each with its line, and says where it is damaged."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NoReturn

from sayso.export.formats.files.checked import Checked

if TYPE_CHECKING:
    from pathlib import Path

_SPACE = re.compile(r"[ \t\n\r]*")


class Item:
    """A value of a list in the file and the line on which it begins, 1-based."""

    __slots__ = ("line", "value")

    def __init__(self, line: int, value: Any) -> None:
        self.line = line
        self.value = value


@dataclass
class JsonFile(Checked):
    """A JSON file: what it is (`root`, null if it cannot be read), and the items of one list."""

    root: Any = None
    items: list[Item] = field(default_factory=list)

    def add(self, line: int, value: Any) -> None:
        """Adds an item."""
        self.items.append(Item(line, value))


def read_json(path: Path, *keys: str) -> JsonFile:
    """A JSON file and the items of the list that lies under these keys.

    A root that is a list itself gives its own items. A file that is not there, is no UTF-8 or no
    JSON (RFC 8259: no NaN) is told in `problems`.
    """
    found = JsonFile(path)
    text = _text(found)
    if text is None:
        return found
    try:
        found.root = json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        message = f"it is no JSON: {error.msg} at character {error.colno} of the line"
        found.say(error.lineno, None, message, "mend it there, or export it anew")
    except (ValueError, RecursionError) as error:
        reason = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        found.say(None, None, f"it is no JSON: {reason}", "export it anew")
    else:
        start = _list_start(text, 0, list(keys))
        if start is not None:
            found.items = _items(text, start)
    return found


def _text(found: JsonFile) -> str | None:
    try:
        data = found.path.read_bytes()
    except FileNotFoundError:
        found.say(None, None, "there is no such file", "name the file")
    except (IsADirectoryError, NotADirectoryError):
        found.say(None, None, "this is a folder, not a file", "name the file")
    except OSError as error:
        found.say(None, None, f"it cannot be read: {error.strerror}", "see to its rights")
    else:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            found.say(line, None, f"byte {error.start + 1:,} is not UTF-8", "save it as UTF-8")
            return None
        if text.startswith("\ufeff"):
            message = "it begins with a byte order mark"
            found.say(1, None, message, "save it without", severe=False)
        return text.removeprefix("\ufeff")
    return None


def _refuse(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number of JSON")


def _list_start(text: str, at: int, keys: list[str]) -> int | None:
    """Where the list under the keys begins, in a text that is JSON; null where there is none."""
    at = _skip(text, at)
    if text[at] == "[":
        return at
    if text[at] != "{" or not keys:
        return None
    decoder = json.JSONDecoder()
    at = _skip(text, at + 1)
    while text[at] != "}":
        name, at = decoder.raw_decode(text, at)
        at = _skip(text, _skip(text, at) + 1)
        if name == keys[0]:
            return _list_start(text, at, keys[1:])
        _, at = decoder.raw_decode(text, at)
        at = _skip(text, at)
        if text[at] == ",":
            at = _skip(text, at + 1)
    return None


def _items(text: str, at: int) -> list[Item]:
    decoder = json.JSONDecoder()
    found = []
    line, counted = 1, 0
    at = _skip(text, at + 1)
    while text[at] != "]":
        line += text.count("\n", counted, at)
        counted = at
        value, at = decoder.raw_decode(text, at)
        found.append(Item(line, value))
        at = _skip(text, at)
        if text[at] == ",":
            at = _skip(text, at + 1)
    return found


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at
