"""The actor network as GraphML: who does what to whom, by whose account, denied ties apart."""

from sayso.export.formats.contract import FormatLevel
from sayso.export.formats.graphml.checking import check
from sayso.export.formats.graphml.writing import write

LEVEL = FormatLevel.INCIDENT
FOLDER = False

__all__ = ["FOLDER", "LEVEL", "check", "write"]
