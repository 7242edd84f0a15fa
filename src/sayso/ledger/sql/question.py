"""A query that a user wrote: whether it is one, its parameters, and what is wrong with it."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from sayso.ledger.errors import LedgerError
from sayso.ledger.sql.views import INNER, views

if TYPE_CHECKING:
    from collections.abc import Collection

_READS = ("SELECT", "WITH", "VALUES")

# Strings, names in quotation marks and comments, in which nothing is looked for.
_TOKEN = re.compile(
    r"""'(?:[^']|'')*' | "(?:[^"]|"")*" | (?P<comment>--[^\n]* | /\*.*?\*/)
    | :: | :(?P<name>[A-Za-z_]\w*) | (?P<end>;) | (?P<percent>%)""",
    re.DOTALL | re.VERBOSE,
)
_NO_COLUMN = (
    re.compile(r"no such column: (?:\w+\.)?(\w+)"),
    re.compile(r'column (?:\w+\.)?"?(\w+)"? does not exist'),
)
_NO_TABLE = (
    re.compile(r"no such table: (?:\w+\.)?(\w+)"),
    re.compile(r'relation "(?:\w+\.)?(\w+)" does not exist'),
)
# A view or table of the query, and whether WITH makes one of that name.
_NAMED = re.compile(
    r"""\b((?:v|current|linked)_\w+)["`\]]?
    (\s*(?:\([^()]*\)\s*)?\bAS\s*(?:NOT\s+)?(?:MATERIALIZED\s*)?\()?""",
    re.IGNORECASE | re.VERBOSE,
)
_FORBIDDEN = ("not authorized", "prohibited", "readonly database", "read-only transaction")
_TOO_LONG = ("interrupted", "statement timeout")


class Question(NamedTuple):
    """One query, and the same as PostgreSQL's driver takes it, with the names of parameters."""

    query: str
    for_server: str
    names: frozenset[str]

    @classmethod
    def of(cls, query: str) -> Question:
        """The question in a text.

        Raises:
            LedgerError: for an empty text, several statements, or one that does not only read.
        """
        bare = _TOKEN.sub(lambda found: " " if found["comment"] else found[0], query).strip()
        first = re.match(r"\(*\s*(\w+)", bare)
        if first is None:
            raise LedgerError(f"the query is empty; ask as in: {_EXAMPLE}")
        if first[1].upper() not in _READS:
            raise LedgerError(f"{first[1]} does not only read; ask as in: {_EXAMPLE}")
        ends = [found.start() for found in _TOKEN.finditer(bare) if found["end"]]
        if ends and bare[ends[0] :].strip("; \n\t\r"):
            raise LedgerError("these are several statements; ask one query at a time")
        one = bare[: ends[0]] if ends else bare
        _check_names(one)
        names = frozenset(found["name"] for found in _TOKEN.finditer(one) if found["name"])
        return cls(one, _for_server(one) if names else one, names)

    def check(self, given: Collection[str]) -> None:
        """Refuses parameters too few or too many.

        Raises:
            LedgerError: naming them.
        """
        if missing := sorted(self.names - set(given)):
            told = ", ".join(f":{name}" for name in missing)
            raise LedgerError(
                f"the query asks for {told}: give a value, as in --param {missing[0]}=…"
            )
        if unknown := sorted(set(given) - self.names):
            told = ", ".join(f":{name}" for name in unknown)
            raise LedgerError(f"{told} does not stand in the query")


def _check_names(query: str) -> None:
    """Refuses a table of the query's own under the name of a view: it would pass for that."""
    outside = _TOKEN.sub(lambda found: "''" if found[0].startswith("'") else found[0], query)
    for name, own in _NAMED.findall(outside):
        if name.lower() in INNER:
            raise LedgerError(f"{name} is not for queries; {_all_views()}")
        if own and name.lower() in views():
            raise LedgerError(f"{name} is a view: call a table of your own by another name")


_EXAMPLE = "SELECT incident, first_day, places FROM v_incident"


def explained(message: str, query: str, seconds: float | None) -> str:
    """What a database says against a query, with what can be done."""
    line = (message.strip().splitlines() or ["it gives no reason"])[0]
    if any(words in line for words in _TOO_LONG) and seconds is not None:
        return (
            f"the query takes longer than {seconds:g} s: ask for less (WHERE, LIMIT), or give it"
            " more time (--timeout)"
        )
    for pattern in _NO_TABLE:
        if found := pattern.search(line):
            return f"no such view: {found[1]}; {_close(found[1], views())}{_all_views()}"
    for pattern in _NO_COLUMN:
        if found := pattern.search(line):
            return f"no such column: {found[1]}; {_columns(found[1], query)}"
    if any(words in line for words in _FORBIDDEN):
        return f"{line}: a query may only read the views; {_all_views()}"
    return f"the database cannot answer this: {line}"


def _columns(name: str, query: str) -> str:
    """What the views that a query names have."""
    asked = {word.lower() for word in re.findall(r"\bv_\w+", query, re.IGNORECASE)}
    named = [view for key, view in views().items() if key in asked]
    if not named:
        return "a text stands in single quotes: 'SYR'"
    every = [column.name for view in named for column in view.columns]
    told = (f"{v.name} has {', '.join(column.name for column in v.columns)}" for v in named)
    return f"{_close(name, every)}{'; '.join(told)}"


def _close(name: str, known: Collection[str]) -> str:
    likely = get_close_matches(name.lower(), [*known], 1)
    return f"do you mean {likely[0]}? " if likely else ""


def _all_views() -> str:
    return f"views are {', '.join(views())}"


def _for_server(query: str) -> str:
    """The query with parameters as psycopg writes them."""

    def written(found: re.Match[str]) -> str:
        if found["name"]:
            return f"%({found['name']})s"
        return found[0].replace("%", "%%")

    return _TOKEN.sub(written, query)
