"""ICEWS: 20 columns between tabs with a header, one event of one report a row (CAMEO's codes)."""

from sayso.export.formats.contract import FormatLevel
from sayso.export.formats.icews.checking import check
from sayso.export.formats.icews.reading import read
from sayso.export.formats.icews.writing import write

LEVEL = FormatLevel.EVENT
FOLDER = False

__all__ = ["FOLDER", "LEVEL", "check", "read", "write"]
