"""brat standoff: a text and its annotations for every report, and what leads them back to us."""

from sayso.export.formats.brat.checking import check
from sayso.export.formats.brat.reading import read
from sayso.export.formats.brat.writing import write
from sayso.export.formats.contract import FormatLevel

LEVEL = FormatLevel.ACCOUNT
FOLDER = True

__all__ = ["FOLDER", "LEVEL", "check", "read", "write"]
