"""GeoPackage (OGC 12-128r17): incidents as features, their accounts in a table beside them."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from sayso.export.formats.contract import Tally
from sayso.export.formats.files.columns import columns
from sayso.export.formats.gpkg.tables import (
    APPLICATION_ID,
    CORE,
    GEOMETRY,
    SYSTEMS,
    USER_VERSION,
    WGS84,
    create,
    to_blob,
)
from sayso.export.formats.told.whereabouts import ACCOUNTS, INCIDENTS, mapped

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sayso.export.formats.contract import Context
    from sayso.export.formats.told.whereabouts import Point
    from sayso.records.shown.dossier import Dossier


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NEVER = "1970-01-01"
_TABLES = {"incidents": INCIDENTS, "accounts": ACCOUNTS}


def write(dossiers: Iterable[Dossier], target: Path, context: Context) -> Tally:
    """The tables `incidents` and `accounts`, joined by the column `incident`.

    The day of the last change is that of the newest report, not that of the export: the same
    dossiers give the same bytes (with the same release of SQLite, which notes its number).
    """
    target.unlink(missing_ok=True)
    with closing(sqlite3.connect(target, isolation_level=None)) as connection:
        _begin(connection)
        tally = _fill(connection, dossiers, context, target.name)
        connection.execute("COMMIT")
    return tally


def _begin(connection: sqlite3.Connection) -> None:
    for statement in (
        "PRAGMA page_size = 4096",
        "PRAGMA journal_mode = OFF",
        "PRAGMA synchronous = OFF",
        f"PRAGMA application_id = {APPLICATION_ID}",
        f"PRAGMA user_version = {USER_VERSION}",
        "BEGIN",
        *CORE,
        *(create(t, columns(s), located=t == "incidents") for t, s in _TABLES.items()),
        "CREATE INDEX accounts_of_incident ON accounts (incident)",
    ):
        connection.execute(statement)
    connection.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", SYSTEMS)


def _fill(
    connection: sqlite3.Connection, dossiers: Iterable[Dossier], context: Context, name: str
) -> Tally:
    tally = Tally()
    newest = _NEVER
    box: list[float] = []
    for dossier in dossiers:
        found = mapped(dossier)
        row = {GEOMETRY: to_blob(found.points), **found.incident}
        _insert(connection, "incidents", row)
        for account in found.accounts:
            _insert(connection, "accounts", account)
        tally.rows.update({name: 1, f"{name}#accounts": len(found.accounts)})
        tally.lost.update(found.lost)
        days = (_DAY.match(account.published or "") for account in dossier.accounts)
        newest = max([newest, *(day.group() for day in days if day is not None)])
        box = _widened(box, found.points)
    _describe(connection, f"{newest}T00:00:00.000Z", box, context.release)
    return tally


def _insert(connection: sqlite3.Connection, table: str, row: dict[str, Any]) -> None:
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" * len(row))
    connection.execute(
        f'INSERT INTO "{table}" ({names}) VALUES ({marks})',  # noqa: S608 (names of our own)
        list(row.values()),
    )


def _widened(box: list[float], points: Iterable[Point]) -> list[float]:
    """The bounding box (west, south, east, north) with these points in it, too."""
    for lon, lat in points:
        west, south, east, north = box or (lon, lat, lon, lat)
        box = [min(west, lon), min(south, lat), max(east, lon), max(north, lat)]
    return box


def _describe(
    connection: sqlite3.Connection, changed: str, box: list[float], release: str
) -> None:
    of = f" (release {release})" if release else ""
    connection.execute(
        "INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *("incidents", "features", "incidents", f"incidents, each with its accounts{of}"),
            *(changed, *(box or (None,) * 4), WGS84),
        ),
    )
    connection.execute(
        "INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, NULL, NULL, NULL, NULL, NULL)",
        ("accounts", "attributes", "accounts", f"who says what of each incident{of}", changed),
    )
    connection.execute(
        "INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, 0, 0)",
        ("incidents", GEOMETRY, "MULTIPOINT", WGS84),
    )
