"""W3C Web Annotations (Recommendation of 2017-02-23): one for every field of an account."""

from sayso.export.formats.contract import FormatLevel
from sayso.export.formats.webannotation.checking import check
from sayso.export.formats.webannotation.reading import read
from sayso.export.formats.webannotation.writing import write

LEVEL = FormatLevel.ACCOUNT
FOLDER = False

__all__ = ["FOLDER", "LEVEL", "check", "read", "write"]
