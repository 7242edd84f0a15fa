"""A linking of many worlds, copied from that of few: what is one incident is the same in each.

Linking 100,000 reports takes an hour of the processor, and nothing of it is asked for by pages.
Copies have other ids; their lines, and so lists and facets, have the words of the first worlds.
"""

from __future__ import annotations

import re
import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_EVENT = re.compile(r'"(w[0-9a-f]{16})([0-9a-f]{4})"')
_PREFIX = 17
_LISTS = {
    "listed_term": "id, facet, value",
    "listed_bond": 'id, "by", actor, recipient, is_words, tie, sign, mutual, told',
    "listed_view": "name, number, version, linking, act",
}
"""Tables of lists that are the same for all worlds."""

_ROWS = """
INSERT INTO member SELECT shifted(m.event_id, :k), m.linking, other(m.incident_id, :k)
FROM base.member m WHERE substr(m.event_id, 18) < :end;
INSERT INTO incident SELECT other(i.id, :k), i.linking, i.first_day, i.last_day, i.event_types,
 i.incident_types, i.countries, i.places, i.actors, i.blocs, i.events, i.accounts, i.reports,
 i.publishers, i.sources, replace(i.body, i.id, other(i.id, :k))
FROM base.incident i WHERE i.id IN (SELECT id FROM temp.own);
INSERT INTO queued SELECT other(q.incident_id, :k), q.linking, q.score, q.disputed, q.event_types,
 q.countries, q.blocs, q.places, q.actors, q.body
FROM base.queued q WHERE q.incident_id IN (SELECT id FROM temp.own);
INSERT INTO change SELECT c.linking, c.n + :k * :count, other(c.incident_id, :k), c.kind, c.other,
 replace(every(c.body, :k), c.incident_id, other(c.incident_id, :k))
FROM base.change c WHERE c.incident_id IN (SELECT id FROM temp.own);
INSERT INTO listed (seq, shelf, id, day, first_day, last_day, accounts, reports, sources, killed,
 disputed, reported, quad, told, located, place, geonameid, country, admin1, lat, lon, precision)
SELECT l.seq + :k * :count, l.shelf, other(l.id, :k), l.day, l.first_day,
 l.last_day, l.accounts, l.reports, l.sources, l.killed, l.disputed, l.reported, l.quad, l.told,
 l.located, l.place, l.geonameid, l.country, l.admin1, l.lat, l.lon, l.precision
FROM base.listed l WHERE l.id IN (SELECT id FROM temp.own);
INSERT INTO listed_word SELECT w.shelf, w.term, w.seq + :k * :count
FROM base.listed_word w WHERE w.seq IN (SELECT seq FROM temp.own);
INSERT INTO listed_name SELECT n.kind, n.name, n.seq + :k * :count
FROM base.listed_name n WHERE n.seq IN (SELECT seq FROM temp.own);
INSERT INTO listed_report SELECT r.doc + :k * :docs, r.seq + :k * :count
FROM base.listed_report r WHERE r.seq IN (SELECT seq FROM temp.own);
INSERT INTO listed_tie SELECT t.bond, t.seq + :k * :count, t.accounts, t.sources
FROM base.listed_tie t WHERE t.seq IN (SELECT seq FROM temp.own)
"""


def copy_linking(base: Path, path: Path, *, reports: int, each: int) -> None:
    """Links a ledger as one of its first worlds is linked, with its lists.

    Args:
        base: the ledger of the first worlds, linked and listed.
        path: a ledger of the same worlds and more, with claims, not linked.
        reports: how many reports `base` has.
        each: how many reports a world has.
    """
    worlds = reports // each

    def shifted(event: str, k: int) -> str:
        return f"{event[:_PREFIX]}{int(event[_PREFIX:], 16) + worlds * k:04x}"

    def other(incident: str, k: int) -> str:
        return f"i{k:x}{incident[1:-1]}" if k else incident

    def every(body: str, k: int) -> str:
        return _EVENT.sub(lambda found: f'"{shifted(found[1] + found[2], k)}"', body)

    connection = sqlite3.connect(path, isolation_level=None)
    for function in (shifted, other, every):
        connection.create_function(function.__name__, 2, function, deterministic=True)
    connection.execute("PRAGMA cache_size = -1000000")
    connection.execute("ATTACH ? AS base", [str(base)])
    (count,) = connection.execute("SELECT max(seq) FROM base.listed").fetchone()
    (copies,) = connection.execute("SELECT max(seq) FROM document").fetchone()
    connection.execute("BEGIN IMMEDIATE")
    _common(connection)
    end = f"{worlds:04x}"
    connection.execute(
        "CREATE TEMP TABLE own AS SELECT DISTINCT l.id, l.seq FROM base.listed l"
        " JOIN base.member m ON m.incident_id = l.id WHERE substr(m.event_id, 18) < ?",
        [end],
    )
    connection.execute("CREATE INDEX temp.own_id ON own (id)")
    connection.execute("CREATE INDEX temp.own_seq ON own (seq)")
    for k in range(copies // reports):
        given = {"k": k, "end": end, "count": count, "docs": worlds * each}
        for statement in _ROWS.split(";"):
            connection.execute(statement, given)
    connection.execute("COMMIT")
    connection.close()


def _common(connection: sqlite3.Connection) -> None:
    """What is there once, however many worlds there are."""
    claimed = "(SELECT max(seq) FROM main.claiming)"
    connection.execute(
        "INSERT INTO linking SELECT seq, id, finished_at, version,"  # noqa: S608
        f" {claimed}, judged, body FROM base.linking"
    )
    for table, columns in _LISTS.items():
        connection.execute(f"DELETE FROM main.{table}")  # noqa: S608
        connection.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM base.{table}")  # noqa: S608
    connection.execute("DELETE FROM listed_view WHERE name NOT IN ('', 'numbers')")
