"""Checks a file of a format; whatever lies there ends in findings, never in a traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.export.formats.contract import Problem
from sayso.export.formats.registry import find_format, load_exporter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def validated(path: Path, name: str) -> Iterator[Problem]:
    """What is wrong with a file or folder of a format, in the order of the file.

    Raises:
        FormatError: where this installation has no format of that name.
    """
    exporter = load_exporter(find_format(name))
    if path.is_dir() and not exporter.FOLDER:
        message = f"{name} is one file, and this is a folder"
        return iter([Problem(str(path), None, None, message, remedy="name the file in it")])
    return _safely(path, name)


def _safely(path: Path, name: str) -> Iterator[Problem]:
    """The findings of the format's own check; what stops that is a finding itself."""
    exporter = load_exporter(find_format(name))
    try:
        yield from exporter.check(path)
    except UnicodeDecodeError as error:
        message = f"byte {error.start + 1:,} is no {error.encoding}"
        yield Problem(str(path), None, None, message, remedy="save the file as UTF-8 text")
    except OSError as error:
        message = f"it cannot be read: {error.strerror or error}"
        yield Problem(str(path), None, None, message, remedy="see that it is there and readable")
    except (ValueError, ArithmeticError, LookupError, RecursionError, MemoryError) as error:
        message = f"the check ended here: {error or type(error).__name__}"
        yield Problem(str(path), None, None, message, remedy=f"see that it is {name} at all")
