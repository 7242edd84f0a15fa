"""Whether the first bytes of a slow stream tell enough to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.ingest.media import Media, recognise
from sayso.ingest.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Mapping

_BY_LINE = frozenset({Media.JSON_LINES, Media.CSV, Media.TSV})


def opens_records(head: bytes, columns: Mapping[str, str]) -> bool:
    """Whether the first line is whole, and by itself shows JSON Lines or a table.

    `columns` are those that the user named: our field to theirs.
    """
    line, end, _ = head.partition(b"\n")
    if not end:
        return False
    try:
        return recognise("", line + end, columns) in _BY_LINE
    except UnreadableError:
        return False
