"""Rows of what maps, timelines and networks draw, and conditions that symbols lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from sqlalchemy import func, select

from sayso.ledger.lists.listing_tables import listed_bond, listed_tie
from sayso.ledger.recording import chunks, insert_rows
from sayso.records.shown.drawn import JOIN, Located

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from sayso.records.shown.listing import Entry, ListFilter
    from sayso.records.shown.network import IncidentTie

Row = dict[str, Any]
Bond = tuple[str, str, str, str, str]

_ABSENT = "-"
_TO = ".."
_NONE = f"('{Located.COUNTRY}', '{Located.NOWHERE}')"
_DRAWN = {"drawn": f"NOT IN {_NONE}", "undrawn": f"IN {_NONE}"}
_NAMES = ("by", "told", "tie", "actor", "recipient")
_SPOT = ("geonameid", "country", "admin1", "lat", "lon")


def columns(entry: Entry) -> Row:
    """The columns of `listed` that say how an incident is drawn."""
    look, spot = entry.look, entry.look.spot
    return {
        "reported": look.reported or "",
        "quad": look.quad,
        "told": look.told or "",
        "located": str(spot.located),
        "place": spot.name or "",
        "precision": None if spot.precision is None else str(spot.precision),
        **{name: getattr(spot, name) for name in _SPOT},
    }


def put_ties(connection: Connection, entries: Sequence[tuple[int, Entry]]) -> None:
    """Adds the ties of incidents, each with the number of its row."""
    told = {_key(tie): tie for _, entry in entries for tie in entry.look.ties}
    numbers = _numbers(connection, told)
    rows = [
        {"bond": numbers[key], "seq": seq, "accounts": tie.accounts, "sources": tie.sources}
        for seq, entry in entries
        for key, tie in {_key(tie): tie for tie in entry.look.ties}.items()
    ]
    insert_rows(connection, listed_tie, rows)


def conditions(wanted: ListFilter, values: dict[str, Any]) -> list[str]:
    """The conditions on rows of `listed`, called l, that bars and symbols lead to."""
    parts = []
    if wanted.kind is not None:
        values["kind"] = int(wanted.kind) if wanted.kind.isdecimal() else 0
        parts.append("l.quad IS NULL" if wanted.kind == _ABSENT else "l.quad = :kind")
    if wanted.told is not None:
        values["told"] = "" if wanted.told == _ABSENT else wanted.told
        parts.append("l.told = :told")
    if wanted.located in _DRAWN:
        parts.append(f"l.located {_DRAWN[wanted.located]}")
    elif wanted.located is not None:
        values["located"] = wanted.located
        parts.append("l.located = :located")
    if wanted.tie is not None:
        parts.append(_tied(wanted.tie, values))
    for name, column in (("days", "day"), ("reported", "reported")):
        told = getattr(wanted, name)
        if told is not None:
            first, _, last = told.partition(_TO)
            none = told == _ABSENT
            values[f"{name}_from"] = "" if none else first
            values[f"{name}_to"] = "" if none else f"{last or first}~"
            parts.append(f"l.{column} BETWEEN :{name}_from AND :{name}_to")
    return parts


def _tied(tie: str, values: dict[str, Any]) -> str:
    """The condition that an incident has a tie: see `records.drawn.TieCount.name`."""
    parts = [unquote(part) for part in tie.split(JOIN)]
    if len(parts) != len(_NAMES):
        return "1 = 0"
    values |= {f"tie_{name}": part for name, part in zip(_NAMES, parts, strict=True)}
    same = " AND ".join(f"b.{name} = :tie_{name}" for name in _NAMES)
    return (
        "l.seq IN (SELECT t.seq FROM listed_tie t"  # noqa: S608
        f" JOIN listed_bond b ON b.id = t.bond WHERE {same})"
    )


def _key(tie: IncidentTie) -> Bond:
    return (str(tie.by), tie.actor, tie.recipient, tie.tie, str(tie.told))


def _numbers(connection: Connection, told: dict[Bond, IncidentTie]) -> dict[Bond, int]:
    """The number of each bond; those that are new are added."""
    known: dict[Bond, int] = {}
    own = (listed_bond.c.by, listed_bond.c.actor, listed_bond.c.recipient)
    rest = (listed_bond.c.tie, listed_bond.c.told, listed_bond.c.id)
    for chunk in chunks({actor for _, actor, *_ in told}):
        found = connection.execute(select(*own, *rest).where(listed_bond.c.actor.in_(chunk)))
        known.update(((*row[:-1],), row[-1]) for row in found)
    last = connection.scalar(select(func.max(listed_bond.c.id))) or 0
    new = {key: n for n, key in enumerate(sorted(told.keys() - known.keys()), start=last + 1)}
    rows: list[Row] = [_row(number, told[key]) for key, number in new.items()]
    insert_rows(connection, listed_bond, rows)
    return known | new


def _row(number: int, tie: IncidentTie) -> Row:
    words = {name: str(getattr(tie, name)) for name in ("by", "actor", "recipient", "tie", "told")}
    signs = {"is_words": int(tie.is_words), "sign": tie.sign, "mutual": int(tie.mutual)}
    return {"id": number, **words, **signs}
