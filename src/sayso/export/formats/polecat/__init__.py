"""POLECAT: 40 columns between tabs with a header, one incident a row (PLOVER's codes)."""

from sayso.export.formats.contract import FormatLevel
from sayso.export.formats.polecat.checking import check
from sayso.export.formats.polecat.reading import read
from sayso.export.formats.polecat.writing import write

LEVEL = FormatLevel.INCIDENT
FOLDER = False

__all__ = ["FOLDER", "LEVEL", "check", "read", "write"]
