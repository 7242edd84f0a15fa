"""The tables and geometries of a GeoPackage (OGC 12-128r17, version 1.3)."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.export.formats.files.columns import Column, Kind
    from sayso.export.formats.told.whereabouts import Point

APPLICATION_ID = 0x47504B47
"""The letters GPKG (requirement 2)."""
USER_VERSION = 10300
WGS84 = 4326
GEOMETRY = "geom"

_DEFINITION = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,'
    'AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,'
    'AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],'
    'AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]'
)
SYSTEMS = (
    ("Undefined Cartesian SRS", -1, "NONE", -1, "undefined", "undefined Cartesian coordinates"),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined", "undefined geographic coordinates"),
    ("WGS 84 geodetic", WGS84, "EPSG", WGS84, _DEFINITION, "longitude and latitude in degrees"),
)
"""The rows that every GeoPackage has (requirement 11)."""

_REFERENCE_SYSTEMS = (
    "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL,"
    " srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,"
    " organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT)"
)
_CONTENTS = (
    "CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL,"
    " identifier TEXT UNIQUE, description TEXT DEFAULT '',"
    " last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),"
    " min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,"
    " CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id))"
)
_GEOMETRY_COLUMNS = (
    "CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,"
    " geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL,"
    " m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),"
    " CONSTRAINT uk_gc_table_name UNIQUE (table_name),"
    " CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),"
    " CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id))"
)
CORE = (_REFERENCE_SYSTEMS, _CONTENTS, _GEOMETRY_COLUMNS)

_TYPES: dict[Kind, str] = {
    "text": "TEXT",
    "moment": "TEXT",
    "integer": "INTEGER",
    "number": "DOUBLE",
    "date": "DATE",
    "boolean": "BOOLEAN",
}
_POINT, _MULTIPOINT = 1, 4
_ENVELOPES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
"""The length in bytes of an envelope, by what the flags say of it."""


class GeometryError(ValueError):
    """A geometry that is not what the standard says."""


def create(name: str, columns: Sequence[Column], *, located: bool) -> str:
    """The statement that makes a table of features, or of attributes alone."""
    told = [f'"{column.column}" {_TYPES[column.kind]}' for column in columns]
    geometry = [f'"{GEOMETRY}" MULTIPOINT'] if located else []
    cells = ["fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL", *geometry, *told]
    return f'CREATE TABLE "{name}" ({", ".join(cells)})'


def to_blob(points: Sequence[Point]) -> bytes | None:
    """Points as the standard's binary geometry, little-endian without envelope; null for none."""
    if not points:
        return None
    head = struct.pack("<2sBBi", b"GP", 0, 1, WGS84)
    parts = [struct.pack("<BIdd", 1, _POINT, *point) for point in points]
    return head + struct.pack("<BII", 1, _MULTIPOINT, len(points)) + b"".join(parts)


def from_blob(blob: object) -> tuple[Point, ...] | None:
    """The points of a binary geometry; null where it is of another kind than points.

    Raises:
        GeometryError: when it is no geometry of a GeoPackage.
    """
    if not isinstance(blob, bytes) or len(blob) < 8 or blob[:2] != b"GP":
        raise GeometryError("it does not begin with the letters GP")
    if blob[2] != 0:
        raise GeometryError(f"its version is {blob[2]}, not 0")
    flags = blob[3]
    (system,) = struct.unpack_from("<i" if flags & 1 else ">i", blob, 4)
    if system != WGS84:
        raise GeometryError(f"its reference system is {system}, not {WGS84}")
    if (flags >> 1 & 7) not in _ENVELOPES:
        raise GeometryError("its envelope is of no known kind")
    if flags & 16:
        return ()
    try:
        return _points(blob, 8 + _ENVELOPES[flags >> 1 & 7])
    except struct.error as error:
        raise GeometryError("it ends too early") from error


def _points(blob: bytes, at: int) -> tuple[Point, ...] | None:
    order, kind = _start(blob, at)
    if kind == _POINT:
        return (struct.unpack_from(f"{order}dd", blob, at + 5),)
    if kind != _MULTIPOINT:
        return None
    (count,) = struct.unpack_from(f"{order}I", blob, at + 5)
    if count > len(blob):
        raise GeometryError(f"it tells of {count:,} points, for which it is too short")
    found = []
    for number in range(count):
        start = at + 9 + 21 * number
        order, kind = _start(blob, start)
        if kind != _POINT:
            raise GeometryError("one of its points is no point")
        found.append(struct.unpack_from(f"{order}dd", blob, start + 5))
    return tuple(found)


def _start(blob: bytes, at: int) -> tuple[str, int]:
    (order,) = struct.unpack_from("B", blob, at)
    if order not in (0, 1):
        raise GeometryError("its byte order is of no known kind")
    sign = "<" if order else ">"
    (kind,) = struct.unpack_from(f"{sign}I", blob, at + 1)
    return sign, kind
