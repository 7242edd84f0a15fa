"""PLOVER as JSON Lines: one incident a line, as most sources tell it, its accounts inside."""

from sayso.export.formats.contract import FormatLevel
from sayso.export.formats.plover.checking import check
from sayso.export.formats.plover.reading import read
from sayso.export.formats.plover.writing import write

LEVEL = FormatLevel.INCIDENT
FOLDER = False

__all__ = ["FOLDER", "LEVEL", "check", "read", "write"]
