"""GDELT 2.0: a folder of Events (61 columns) and Mentions (16), between tabs, without headers."""

from sayso.export.formats.contract import FormatLevel
from sayso.export.formats.gdelt.checking import check
from sayso.export.formats.gdelt.reading import read
from sayso.export.formats.gdelt.writing import write

LEVEL = FormatLevel.INCIDENT
FOLDER = True

__all__ = ["FOLDER", "LEVEL", "check", "read", "write"]
