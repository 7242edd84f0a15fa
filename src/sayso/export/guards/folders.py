"""Names of reports without the folders of a machine: they tell whose it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from sayso.records.claim import Account
    from sayso.records.reading import ReadDocument

_ROOTED = re.compile(r"(?:file:/*|/|~|\\\\|[A-Za-z]:[\\/])")
_BETWEEN = re.compile(r"[\\/]+")


def file_name(path: str) -> str:
    """The last part of a path that begins at a root or a home; any other name as it is."""
    if not _ROOTED.match(path):
        return path
    return _BETWEEN.split(path.rstrip("\\/"))[-1]


def without_folder(account: Account) -> Account:
    """An account whose report is named without the folders of a machine."""
    url = account.url
    return replace(
        account,
        report=file_name(account.report),
        url=file_name(url) if url is not None else None,
    )


def read_without_folder(read: ReadDocument) -> ReadDocument:
    """A reading whose report is named so."""
    document = read.document
    url = document.url
    bare = replace(
        document,
        report=file_name(document.report),
        address=file_name(document.address),
        url=file_name(url) if url is not None else None,
    )
    return replace(read, document=bare)
