"""GeoPackage (OGC 12-128r17): incidents as features, their accounts in a table beside them."""

from sayso.export.formats.contract import FormatLevel
from sayso.export.formats.gpkg.checking import check
from sayso.export.formats.gpkg.writing import write

LEVEL = FormatLevel.INCIDENT
FOLDER = False

__all__ = ["FOLDER", "LEVEL", "check", "write"]
