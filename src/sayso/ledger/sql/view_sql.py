"""What SQLite and PostgreSQL write differently in a view: values in JSON, lists, sorting.

`source` of a column and the tables of a view are SQL with these words in capitals:

    TEXT(x, a.b)        the value at a path in the JSON of x, as text
    EACH(x, a, item)    a row for each element of a list: item.value, NUMBER(item) from 1
    ONE(x, a, item)     the same of a value that is no list
    NAMES(x, a, r)      the names of the actors whose ids are in a list, of the reading r
    FILLERS(x, s, r)    the names, else words, of an event's fillers of a slot, of the reading r
    FIRST(x, s)         the id of the first mention that fills a slot
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

JOIN = "; "
"""Between the values of a column that holds a list."""

_PATH = re.compile(r"(\w+\.\w+):([\w.]*)(?:(\[\])\.?([\w.|]*)|(#))?")
_MACRO = re.compile(r"\b(TEXT|EACH|ONE|NAMES|FILLERS|FIRST|NUMBER)\(([^()]*)\)")


class Dialect:
    """How one database reads JSON that is stored as text.

    Args:
        name: "sqlite" or "postgresql".
    """

    def __init__(self, name: str) -> None:
        self._on_server = name == "postgresql"
        self._macros: dict[str, Callable[..., str]] = {
            "TEXT": self._value,
            "EACH": self._each,
            "ONE": self._one,
            "NAMES": self._names,
            "FILLERS": self._fillers,
            "FIRST": self._first,
            "NUMBER": lambda item: f"{item}.key" if self._on_server else f"({item}.key + 1)",
        }

    def filled(self, sql: str) -> str:
        """SQL with the words in capitals written as this database has it."""
        return _MACRO.sub(
            lambda found: self._macros[found[1]](*(part.strip() for part in found[2].split(","))),
            sql,
        )

    def column(self, source: str, kind: str) -> str:
        """The SQL of a column, of the kind that it is said to be."""
        path = _PATH.fullmatch(source)
        if path is None:
            return self._typed(self.filled(source), kind)
        body, where, is_list, wanted, is_count = path.groups()
        if is_count:
            return self._length(body, where)
        if is_list:
            return self._typed(self._joined(body, where, wanted), kind)
        return self._typed(self._value(body, where), kind)

    def _typed(self, sql: str, kind: str) -> str:
        if kind in {"text", "list"}:
            return f'({sql}) COLLATE "C"' if self._on_server else sql
        if kind == "integer" and self._on_server:
            return f"({sql})::bigint"
        if kind == "number":
            return f"({sql})::double precision" if self._on_server else f"CAST({sql} AS REAL)"
        if kind == "truth" and self._on_server:
            return f"({sql})::boolean::integer"
        return sql

    def _value(self, body: str, path: str) -> str:
        parts = path.split(".") if path else []
        if self._on_server:
            return self._stepped(body, parts)
        if not parts:
            return body
        steps = (_step(part) for part in parts)
        return f"json_extract({body}, '${''.join(steps)}')"

    def _stepped(self, body: str, parts: list[str]) -> str:
        """Step by step: `#>>` of PostgreSQL 15 takes a wrong place for one from a list's end."""
        if not parts:
            return f"(({body})::json #>> '{{}}')"
        steps = [part if part.lstrip("-").isdigit() else f"'{part}'" for part in parts]
        way = "".join(f" -> {step}" for step in steps[:-1])
        return f"(({body})::json{way} ->> {steps[-1]})"

    def _length(self, body: str, path: str) -> str:
        if self._on_server:
            return f"json_array_length(({body})::json -> '{path}')::bigint"
        return f"json_array_length({body}, '$.{path}')"

    def _each(self, body: str, path: str, name: str) -> str:
        if self._on_server:
            rows = f"json_array_elements(({body})::json -> '{path}')"
            return f"{rows} WITH ORDINALITY AS {name}(value, key)"
        return f"json_each({body}, '$.{path}') AS {name}"

    def _one(self, body: str, path: str, name: str) -> str:
        if self._on_server:
            rows = f"json_array_elements(json_build_array(({body})::json -> '{path}'))"
            return f"{rows} WITH ORDINALITY AS {name}(value, key)"
        return f"json_each(json_array(json(json_extract({body}, '$.{path}')))) AS {name}"

    def _joined(self, body: str, path: str, wanted: str) -> str:
        """The values of a list in one text: of each element the first of some paths."""
        words = [self._value("item.value", one) for one in wanted.split("|")]
        word = f"coalesce({', '.join(words)})" if len(words) > 1 else words[0]
        return self._gathered(word, self._each(body, path, "item"))

    def _gathered(self, word: str, rows: str) -> str:
        if self._on_server:
            return f"(SELECT string_agg({word}, '{JOIN}' ORDER BY item.key) FROM {rows})"
        ordered = f"SELECT {word} AS word FROM {rows} ORDER BY item.key"
        return f"(SELECT group_concat(word, '{JOIN}') FROM ({ordered}))"

    def _names(self, body: str, path: str, reading: str) -> str:
        key = self._value("item.value", "")
        actor = f"actor AS one ON one.reading_id = {reading} AND one.id = {key}"
        name, words = self._value("one.body", "name"), self._value("one.body", "span.quote")
        rows = f"{self._each(body, path, 'item')} JOIN {actor}"
        return self._gathered(f"coalesce({name}, {words})", rows)

    def _fillers(self, body: str, slot: str, reading: str) -> str:
        mention, words = (
            self._value("item.value", "mention"),
            self._value("item.value", "span.quote"),
        )
        actor = f"actor AS one ON one.reading_id = {reading} AND one.id = {mention}"
        of_slot = f"{self._value('item.value', 'slot')} = '{slot}'"
        rows = f"{self._each(body, 'fillers', 'item')} LEFT JOIN {actor} WHERE {of_slot}"
        return self._gathered(f"coalesce({self._value('one.body', 'name')}, {words})", rows)

    def _first(self, body: str, slot: str) -> str:
        mention = self._value("item.value", "mention")
        of_slot = f"{self._value('item.value', 'slot')} = '{slot}'"
        rows = self._each(body, "fillers", "item")
        return f"(SELECT {mention} FROM {rows} WHERE {of_slot} ORDER BY item.key LIMIT 1)"


def _step(part: str) -> str:
    """One step of a path of SQLite: a key, or a place in a list, negative ones from its end."""
    if part.startswith("-"):
        return f"[#{part}]"
    return f"[{part}]" if part.isdigit() else f".{part}"
