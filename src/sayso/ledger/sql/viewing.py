"""The rows of a view under simple conditions, in a fixed order, a batch in memory at a time."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from sayso.ledger.connect import reading
from sayso.ledger.sql.view_sql import JOIN
from sayso.ledger.sql.views import select_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Connection, Engine

    from sayso.ledger.sql.asking import Row
    from sayso.ledger.sql.views import View

_BATCH = 1000

_DAYS: tuple[tuple[str, str], ...] = (
    ("first_day", "last_day"),
    ("earliest", "latest"),
    ("published", "published"),
)
"""The columns of the first and the last day that something may have been."""

_SHORT = {
    "type": ("event_type", "event_types"),
    "country": ("country", "countries"),
    "place": ("place", "places"),
    "actor": ("actors", "name"),
    "bloc": ("bloc", "blocs"),
}
"""Conditions under the names of the command line, and the columns that they may be of."""

Parameters = dict[str, Any]


def where(view: View, wanted: Mapping[str, Any]) -> tuple[str, Parameters]:
    """The SQL of conditions, all of which hold, and its parameters.

    A key is a column, or `since`, `until` (ISO days, included: it may have been between them),
    `type`, `country`, `place`, `actor`, `bloc`. A value is what the column holds, or one of the
    values of a column that holds a list; a list, tuple or set of values means any of them; null
    is what is not known.

    Raises:
        ValueError: for a key that the view does not have.
    """
    conditions: list[str] = []
    parameters: Parameters = {}
    for key, value in wanted.items():
        if key in {"since", "until"} and view.kind_of(key) is None:
            column, sign = _day_column(view, key), ">=" if key == "since" else "<="
            # "~" sorts after all of a day's times.
            parameters[f"w{len(parameters)}"] = value if key == "since" else f"{value}~"
            conditions.append(f"{column} {sign} :w{len(parameters) - 1}")
            continue
        column = _column(view, key)
        many = isinstance(value, list | tuple | set | frozenset)
        values = sorted(value, key=str) if many else [value]
        found = [_is(view, column, one, parameters) for one in values]
        conditions.append(f"({' OR '.join(found) or '1 = 0'})")
    return (f" WHERE {' AND '.join(conditions)}" if conditions else ""), parameters


def rows(
    engine: Engine, view: View, wanted: Mapping[str, Any], *, batch: int
) -> Iterator[list[Row]]:
    """The rows of a view in its order, so many at a time."""
    condition, parameters = where(view, wanted)
    columns = ", ".join(column.name for column in view.columns)
    query = f"SELECT {columns} FROM {view.name}{condition}{_order(view)}"
    with reading(engine) as connection:
        for part in _stream(connection, query, parameters, batch):
            yield [tuple(row) for row in part]


def record_bodies(
    engine: Engine, view: View, wanted: Mapping[str, Any], records: Sequence[str]
) -> Iterator[Row]:
    """The records behind the rows: what `records` name in our SQL, then the row itself."""
    condition, parameters = where(view, wanted)
    names = [f"record_{number}" for number in range(len(records))]
    columns = ", ".join([*names, *(column.name for column in view.columns)])
    source = select_of(view, engine.dialect.name, records).replace(":", "\\:")
    query = f"SELECT {columns} FROM (\n{source}\n) AS {view.name}{condition}{_order(view)}"
    with reading(engine) as connection:
        for part in _stream(connection, query, parameters, _BATCH):
            yield from (tuple(row) for row in part)


def count(engine: Engine, view: View, wanted: Mapping[str, Any]) -> int:
    """How many rows of a view fulfil all conditions."""
    condition, parameters = where(view, wanted)
    query = text(f"SELECT count(*) FROM {view.name}{condition}")
    with reading(engine) as connection:
        return int(connection.scalar(query, parameters) or 0)


def _stream(
    connection: Connection, query: str, parameters: Parameters, batch: int
) -> Iterator[Sequence[Any]]:
    asked = text(query).execution_options(stream_results=True, max_row_buffer=batch)
    yield from connection.execute(asked, parameters).partitions(batch)


def _order(view: View) -> str:
    return " ORDER BY " + ", ".join(f"{name} NULLS FIRST" for name in view.order)


def _column(view: View, key: str) -> str:
    others: tuple[str, ...] = _SHORT.get(key, ())
    for name in (key, *others):
        if view.kind_of(name) is not None:
            return name
    names = [column.name for column in view.columns]
    likely = get_close_matches(key, names, 1)
    hint = f"do you mean {likely[0]}? " if likely else ""
    raise ValueError(f"{view.name} has no column {key}; {hint}it has {', '.join(names)}")


def _day_column(view: View, key: str) -> str:
    for first, last in _DAYS:
        if view.kind_of(first) is not None:
            return last if key == "since" else first
    raise ValueError(f"{view.name} has no days: {key} cannot be asked of it")


def _is(view: View, column: str, value: Any, parameters: Parameters) -> str:
    if value is None:
        return f"{column} IS NULL"
    name = f"w{len(parameters)}"
    if view.kind_of(column) != "list":
        parameters[name] = int(value) if isinstance(value, bool) else value
        return f"{column} = :{name}"
    escaped = str(value).replace("!", "!!").replace("%", "!%").replace("_", "!_")
    parameters[name] = f"%{JOIN}{escaped}{JOIN}%"
    return f"'{JOIN}' || {column} || '{JOIN}' LIKE :{name} ESCAPE '!'"
