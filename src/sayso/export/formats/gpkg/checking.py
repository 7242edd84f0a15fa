"""Checks a GeoPackage: the standard's own tables, the geometries, and what our columns hold."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sayso.export.formats.contract import Problem
from sayso.export.formats.files.checked import Checked
from sayso.export.formats.gpkg.tables import (
    APPLICATION_ID,
    SYSTEMS,
    USER_VERSION,
    GeometryError,
    from_blob,
)
from sayso.export.formats.told.whereabouts import ACCOUNTS, INCIDENTS, contradictions, mistakes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_MAGIC = b"SQLite format 3\x00"
_OLDEST = 10200
_REQUIRED = ("gpkg_spatial_ref_sys", "gpkg_contents")
_EXPORT = "export it anew"


@dataclass
class _Package(Checked):
    """A GeoPackage that is open for reading, and what is wrong with it."""

    connection: sqlite3.Connection

    def rows(self, statement: str) -> Iterator[dict[str, Any]]:
        cursor = self.connection.execute(statement)
        names = [part[0] for part in cursor.description]
        for row in cursor:
            yield dict(zip(names, row, strict=True))


def check(path: Path) -> Iterable[Problem]:
    """What is wrong with a GeoPackage; the line of a problem is the row's `fid`."""
    closed = _closed(path)
    if closed is not None:
        return [closed]
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            package = _Package(path, connection)
            connection.execute("PRAGMA trusted_schema = OFF")
            try:
                _check_package(package)
            except sqlite3.Error as error:
                package.say(None, None, f"the database says: {error}", _EXPORT)
            return package.problems
    except sqlite3.Error as error:
        return [Problem(str(path), None, None, f"it cannot be opened: {error}", remedy=_EXPORT)]


def _closed(path: Path) -> Problem | None:
    """Why a file cannot be a GeoPackage, or null."""
    try:
        with path.open("rb") as stream:
            head = stream.read(len(_MAGIC))
    except OSError as error:
        message = f"it cannot be read: {error.strerror}"
        return Problem(str(path), None, None, message, remedy="name a .gpkg file")
    if head != _MAGIC:
        message = "it is no SQLite file, so no GeoPackage"
        return Problem(str(path), None, None, message, remedy="name a .gpkg file")
    return None


def _check_package(package: _Package) -> None:
    for row in package.rows("PRAGMA quick_check(1)"):
        if row["quick_check"] != "ok":
            package.say(None, None, f"it is damaged: {row['quick_check']}", _EXPORT)
    (number,) = package.connection.execute("PRAGMA application_id").fetchone()
    if number != APPLICATION_ID:
        remedy = f"PRAGMA application_id = {APPLICATION_ID}"
        package.say(None, None, "it is not marked as a GeoPackage", remedy)
    (version,) = package.connection.execute("PRAGMA user_version").fetchone()
    if version < _OLDEST:
        message = f"its version is {version}, older than 1.2"
        package.say(None, None, message, f"PRAGMA user_version = {USER_VERSION}")
    tables = {row["name"] for row in package.rows("SELECT name FROM sqlite_master")}
    for name in _REQUIRED:
        if name not in tables:
            package.say(None, name, "the table is missing", _EXPORT)
    if set(_REQUIRED) <= tables:
        _check_core(package, tables)


def _check_core(package: _Package, tables: set[str]) -> None:
    known = {row["srs_id"] for row in package.rows("SELECT srs_id FROM gpkg_spatial_ref_sys")}
    for _, system, *_ in SYSTEMS:
        if system not in known:
            message = f"the reference system {system} is missing"
            package.say(None, "gpkg_spatial_ref_sys", message, "add its row")
    ours = set()
    for row in package.rows("SELECT * FROM gpkg_contents"):
        name = row.get("table_name")
        if name not in tables:
            message = f"there is no table {name!r}"
            package.say(None, "gpkg_contents", message, "take out its row, or export anew")
            continue
        ours.add(name)
    if "incidents" in ours and _has_columns(package, "incidents", INCIDENTS):
        _check_incidents(package, _geometry_of(package, tables))
    if "accounts" in ours and _has_columns(package, "accounts", ACCOUNTS):
        _check_accounts(package)


def _has_columns(package: _Package, table: str, schema: str) -> bool:
    """Whether a table is ours; adds nothing where another program uses the same name."""
    names = {row["name"] for row in package.rows(f"PRAGMA table_info({table})")}
    key = "incident" if schema == INCIDENTS else "account"
    return key in names and "fid" in names


def _geometry_of(package: _Package, tables: set[str]) -> str | None:
    if "gpkg_geometry_columns" in tables:
        for row in package.rows("SELECT * FROM gpkg_geometry_columns"):
            if row.get("table_name") == "incidents":
                return str(row.get("column_name"))
    package.say(None, "gpkg_geometry_columns", "it has no row for incidents", "add it")
    return None


def _check_incidents(package: _Package, geometry: str | None) -> None:
    seen: dict[Any, int | None] = {}
    for row in package.rows("SELECT * FROM incidents ORDER BY fid"):
        fid = _line(row)
        points: int | None = None
        if geometry is not None:
            points = _check_geometry(package, fid, geometry, row.get(geometry))
        for found in (*mistakes(INCIDENTS, row), *contradictions(row, points)):
            package.say(fid, *found)
        if row["incident"] in seen:
            message = f"{row['incident']!r} is also the row {seen[row['incident']]}"
            package.say(fid, "incident", message, "take one of them out")
        seen.setdefault(row["incident"], fid)


def _line(row: dict[str, Any]) -> int | None:
    fid = row["fid"]
    return fid if isinstance(fid, int) else None


def _check_geometry(package: _Package, fid: int | None, column: str, blob: object) -> int | None:
    """Adds what is wrong with a geometry; how many points it has, null where nobody can tell."""
    if blob is None:
        return 0
    try:
        points = from_blob(blob)
    except GeometryError as error:
        package.say(fid, column, str(error), "write a geometry of the standard, or null")
        return None
    if points is None:
        return None
    for lon, lat in points:
        if not (abs(lon) <= 180 and abs(lat) <= 90):
            message = f"[{lon:g}, {lat:g}] lies on no globe"
            package.say(fid, column, message, "give longitude and latitude in WGS 84")
    return len(points)


def _check_accounts(package: _Package) -> None:
    homes = {row["incident"] for row in package.rows("SELECT incident FROM incidents")}
    for row in package.rows("SELECT * FROM accounts ORDER BY fid"):
        for found in mistakes(ACCOUNTS, row):
            package.say(_line(row), *found)
        if row.get("incident") not in homes:
            message = f"there is no incident {row.get('incident')!r}"
            package.say(_line(row), "incident", message, "add the incident, or take this row out")
